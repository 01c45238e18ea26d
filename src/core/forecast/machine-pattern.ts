/** The event pattern that matches one machine only, by its most stable fields. */
import type { TrailEvent } from '../event.ts';
import { textAt } from '../fields.ts';
import { type EventPattern, type PatternLeaf, parsePattern } from '../patterns/pattern.ts';
import type { Principal } from '../people/principal.ts';

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html and API_User.html
const IAM_NAME = /^[\w+=,.@-]+$/;

/** A pattern that matches all these events of the principal; undefined if none is narrow enough. */
export function patternFor(principal: Principal, events: readonly TrailEvent[]): EventPattern | undefined {
  return candidates(principal, events).find((pattern) => {
    const matches = parsePattern(pattern);
    return events.every(({ record }) => matches(record));
  });
}

function candidates(principal: Principal, events: readonly TrailEvent[]): readonly EventPattern[] {
  const { kind, name } = principal;
  if (kind === 'service') return [{ userIdentity: { type: ['AWSService'], invokedBy: [name] } }];
  if (!IAM_NAME.test(name)) return [];
  if (kind === 'iam-user') return textsAt(events, 'userIdentity.arn').map((arn) => ({ userIdentity: { arn: [arn] } }));
  return kind === 'role' ? rolePatterns(principal, events) : [];
}

/** The issuer is the role itself, with its path. Records without it match by any session of the role. */
function rolePatterns({ name, account }: Principal, events: readonly TrailEvent[]): readonly EventPattern[] {
  const issuers = textsAt(events, 'userIdentity.sessionContext.sessionIssuer.arn');
  const partition = /^arn:(aws[a-z-]*):/.exec(textsAt(events, 'userIdentity.arn')[0] ?? '')?.[1] ?? 'aws';
  const sessions = `arn:${partition}:sts::${account}:assumed-role/${name}/*`;
  return [
    ...(issuers.length === 0 ? [] : [{ userIdentity: { sessionContext: { sessionIssuer: { arn: issuers } } } }]),
    { userIdentity: { arn: [{ wildcard: sessions }] } },
  ];
}

function textsAt(events: readonly TrailEvent[], path: string): readonly string[] {
  return [...new Set(events.flatMap(({ record }) => textAt(record, path) ?? []))].sort();
}

/** Equal for patterns of this file that differ in their values alone. */
export const shapeOf = (pattern: EventPattern): string =>
  JSON.stringify(pattern, (_, value) => (Array.isArray(value) ? typeof value[0] : value));

/** Matches what one of the two matches, which are of one shape and have one field. */
export function either(one: EventPattern, other: EventPattern): EventPattern {
  const merged: Record<string, EventPattern[string]> = {};
  for (const [key, value] of Object.entries(one)) {
    const beside = other[key];
    if (isList(value) && isList(beside)) merged[key] = distinct([...value, ...beside]);
    else if (!isList(value) && beside !== undefined && !isList(beside)) merged[key] = either(value, beside);
  }
  return merged;
}

const isList = (value: EventPattern[string] | undefined): value is readonly PatternLeaf[] => Array.isArray(value);

const distinct = (leaves: readonly PatternLeaf[]): readonly PatternLeaf[] => [
  ...new Map(leaves.map((leaf) => [JSON.stringify(leaf), leaf])).values(),
];
