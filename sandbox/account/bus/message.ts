/** The message that EventBridge makes of an event for a target: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
import type { Json, JsonObject } from '../../../src/core/event.ts';
import { isObject, objectAt, textAt, valueAt } from '../../../src/core/fields.ts';

/** `target`: as PutTargets has it. */
export function messageFor(target: JsonObject, event: JsonObject, ruleArn: string): string {
  const { Input, InputPath } = target;
  if (typeof Input === 'string') return Input;
  if (typeof InputPath === 'string') return JSON.stringify(atPath(event, InputPath) ?? null);
  const transformer = objectAt(target, 'InputTransformer');
  return transformer === undefined ? JSON.stringify(event) : transformed(transformer, event, ruleArn);
}

const atPath = (event: JsonObject, path: string): Json | undefined =>
  path === '$' ? event : valueAt(event, path.replace(/^\$\./, ''));

function transformed(transformer: JsonObject, event: JsonObject, ruleArn: string): string {
  const paths = objectAt(transformer, 'InputPathsMap') ?? {};
  const template = textAt(transformer, 'InputTemplate') ?? '';
  const { detail: _, ...withoutDetail } = event;
  const own: Readonly<Record<string, Json>> = {
    'aws.events.rule-arn': ruleArn,
    'aws.events.rule-name': ruleArn.split('/').at(-1) ?? '',
    'aws.events.event': withoutDetail,
    'aws.events.event.json': event,
  };
  // A path that isn't there leaves nothing in the text.
  return template.replace(/<([\w.-]+)>/g, (_, name: string) => {
    const path = paths[name];
    const value = typeof path === 'string' ? atPath(event, path) : own[name];
    if (value === undefined) return '';
    return isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
  });
}
