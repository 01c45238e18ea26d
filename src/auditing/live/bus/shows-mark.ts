/** Whether the message that EventBridge makes for a target tells a made-up event from a real one. */
import type { JsonObject } from '../../../core/event.ts';
import { objectAt, textAt, valueAt } from '../../../core/fields.ts';

/** Each holds the name of the rule, or the event with its detail, which `aws.events.event` lacks: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
const OWN = ['aws.events.rule-arn', 'aws.events.rule-name', 'aws.events.event.json'];

/** `definition`: as PutTargets has it. True if `id` stands in the message. */
export function showsMark(definition: JsonObject, event: JsonObject, id: string): boolean {
  const holds = (path: string) => JSON.stringify(atPath(event, path) ?? null).includes(id);
  if (definition['Input'] !== undefined) return false;
  const path = textAt(definition, 'InputPath');
  if (path !== undefined) return holds(path);
  const transformer = objectAt(definition, 'InputTransformer');
  if (transformer === undefined) return true;
  const template = textAt(transformer, 'InputTemplate') ?? '';
  const named = Object.entries(objectAt(transformer, 'InputPathsMap') ?? {});
  const marked = named.flatMap(([name, of]) => (typeof of === 'string' && holds(of) ? [name] : []));
  return [...OWN, ...marked].some((name) => template.includes(`<${name}>`));
}

const atPath = (event: JsonObject, path: string) => (path === '$' ? event : valueAt(event, path.replace(/^\$\./, '')));
