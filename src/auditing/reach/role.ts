/** The role of a rule's target: does it exist, does EventBridge get it, and may it deliver? */
import type { Json, JsonObject } from '../../core/event.ts';
import { isObject } from '../../core/fields.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { type Answer, denies, lets, type ServiceCall } from '../lets.ts';
import type { BusRule, Snapshot } from '../snapshot.ts';
import { abroad, nameOf, unread, valueOr } from './ends.ts';

const EVENTS = 'events.amazonaws.com';

/** The call by which a role delivers, by service of the target. */
const ACTIONS: Readonly<Record<string, string>> = {
  sns: 'sns:Publish',
  lambda: 'lambda:InvokeFunction',
  sqs: 'sqs:SendMessage',
  events: 'events:PutEvents',
};

/** The action of IAM that a role needs for a target; undefined for a target that isn't followed. */
export function deliveryTo(target: string): string | undefined {
  const [, , service = '', , , resource = ''] = target.split(':');
  return resource.startsWith('api-destination/') ? 'events:InvokeApiDestination' : ACTIONS[service];
}

export interface Delivery {
  /** ARN of the role. */
  readonly role: string;
  readonly rule: BusRule;
  /** `sns:Publish` */
  readonly action: string;
  /** ARN of the target. */
  readonly resource: string;
}

/** Undefined if the role lets the delivery through. */
export function stoppedByRole({ role, rule, action, resource }: Delivery, snapshot: Snapshot): Break | undefined {
  const away = abroad(role, rule.arn, snapshot.account);
  if (away !== undefined) return away;
  const name = role.split('/').at(-1) ?? '';
  const facts = { rule: rule.name, role: name };
  const found = valueOr(snapshot.roles.get(role), name, { kind: 'role-gone', ...facts });
  if ('broken' in found) return found.broken;
  const { trust, policies, boundary } = found.value;
  const call = { service: EVENTS, action, resource, account: snapshot.account, source: rule.arn };
  const trusted = lets(trust, { ...call, action: 'sts:AssumeRole', resource: role });
  if (trusted === 'no') return { kind: 'role-shut', ...facts };
  if (policies.kind === 'refused') return unread(policies, name);
  if (boundary.kind === 'refused') return unread(boundary, name);
  const granted = grants(policies.value, call);
  const bounded = boundary.value === undefined ? 'yes' : grants([boundary.value], call);
  if (granted === 'no' || bounded === 'no') return { kind: 'role-lacks', ...facts, action, to: nameOf(resource) };
  const isClear = [trusted, granted, bounded].every((answer) => answer === 'yes');
  if (!isClear) return { kind: 'not-evaluated', what: 'policy', name };
  return deniedBy({ role, rule, action, resource }, snapshot);
}

/** By the receiver's policy. Those of functions know no denial. */
export function deniedBy({ role, rule, action, resource }: Delivery, { topics, queues }: Snapshot): Break | undefined {
  const found = topics.get(resource) ?? queues.get(resource);
  if (found?.kind !== 'read' || found.value === null) return undefined;
  const to = nameOf(resource);
  const answer = denies(found.value.policy, { role, action, resource });
  if (answer === 'unclear') return { kind: 'not-evaluated', what: 'policy', name: to };
  const facts = { rule: rule.name, role: role.split('/').at(-1) ?? '', action, to };
  return answer === 'yes' ? { kind: 'role-denied', ...facts } : undefined;
}

/**
 * Policies of an identity, asked as a resource's policy for everybody. Conditions leave it open, but for the one that all
 * calls of AWS pass.
 */
function grants(documents: readonly string[], call: ServiceCall): Answer {
  const statements = documents.flatMap(statementsOf).map((statement) => ({
    ...statement,
    Principal: '*',
    ...(isPlain(statement['Condition']) ? {} : { Condition: OPEN }),
  }));
  return lets(JSON.stringify({ Statement: statements }), call);
}

/** A key that nobody knows. */
const OPEN: JsonObject = { StringEquals: { 'open:condition': '' } };

const isPlain = (condition: Json | undefined): boolean =>
  condition === undefined || JSON.stringify(condition).toLowerCase() === '{"bool":{"aws:securetransport":"true"}}';

function statementsOf(document: string): readonly JsonObject[] {
  try {
    const { Statement = [] } = JSON.parse(document) as JsonObject;
    return (Array.isArray(Statement) ? Statement : [Statement]).filter(isObject);
  } catch {
    return [];
  }
}
