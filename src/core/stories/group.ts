/** `--group-by`: findings counted by one of their facts. */
import { groupBy } from '../group-by.ts';
import { personOf } from '../people/person.ts';
import type { Finding, Severity } from '../rule.ts';
import { HOUR, isoTime, spanOf } from '../time.ts';
import { countBySeverity } from './digest.ts';

export const GROUP_KEYS = ['user', 'ip', 'account', 'rule', 'hour'] as const;
export type GroupKey = (typeof GROUP_KEYS)[number];

export interface Group {
  /** A user's or rule's name, an address, an account's id, or the beginning of an hour as ISO time. */
  readonly key: string;
  /** The account's name, where the key is an account that has one. */
  readonly name: string | null;
  readonly count: number;
  readonly severities: Readonly<Record<Severity, number>>;
  /** Milliseconds since the epoch. */
  readonly first: number;
  readonly last: number;
}

/** The largest group first; hours in order of time. */
export function groupsOf(findings: readonly Finding[], by: GroupKey): readonly Group[] {
  return inOrder(
    [...groupBy(findings, (finding) => keyOf(finding, by))].map(([key, all]) => toGroup(key, all, by)),
    by,
  );
}

/** Two lists of groups by the same fact as one: what `groupsOf` makes of the findings of both. */
export function joinGroups(one: readonly Group[], other: readonly Group[], by: GroupKey): readonly Group[] {
  return inOrder(
    [...groupBy([...one, ...other], ({ key }) => key).values()].map((alike) => alike.reduce(joined)),
    by,
  );
}

const joined = (a: Group, b: Group): Group => ({
  key: a.key,
  name: a.name ?? b.name,
  count: a.count + b.count,
  severities: {
    critical: a.severities.critical + b.severities.critical,
    high: a.severities.high + b.severities.high,
    medium: a.severities.medium + b.severities.medium,
    low: a.severities.low + b.severities.low,
    info: a.severities.info + b.severities.info,
  },
  first: Math.min(a.first, b.first),
  last: Math.max(a.last, b.last),
});

const inOrder = (groups: readonly Group[], by: GroupKey): readonly Group[] =>
  groups.toSorted(by === 'hour' ? (a, b) => a.first - b.first : largestFirst);

const largestFirst = (a: Group, b: Group) => b.count - a.count || (a.key < b.key ? -1 : 1);

function keyOf({ event, rule }: Finding, by: GroupKey): string {
  switch (by) {
    case 'user':
      return personOf(event) ?? event.actor.name;
    case 'ip':
      return event.origin.kind === 'absent' ? '-' : event.origin.text;
    case 'account':
      return event.account;
    case 'rule':
      return rule.id;
    default:
      return isoTime(Math.floor(event.epoch / HOUR) * HOUR);
  }
}

function toGroup(key: string, findings: readonly Finding[], by: GroupKey): Group {
  const [first, last] = spanOf(findings.map(({ event }) => event.epoch));
  return {
    key,
    name: by === 'account' ? (findings[0]?.accountName ?? null) : null,
    count: findings.length,
    severities: countBySeverity(findings),
    first,
    last,
  };
}
