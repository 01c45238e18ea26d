/** The break that a sentence names: the one that came nearest to people. */
import { distinctValues } from '../../core/lists.ts';
import { type Break, type BreakKind, UNKNOWN_BREAKS } from '../../messages/audit/breaks/breaks.words.ts';
import type { Followed } from '../way.ts';

/** From the deed to people; what explains everything stands last. */
const ORDER: readonly BreakKind[] = [
  ...(['nothing-listens', 'no-rule', 'no-log-group', 'rule-elsewhere', 'group-not-fed'] as const),
  ...(['rule-off', 'rule-skips-reads'] as const),
  ...([
    'no-targets',
    'no-bus-role',
    'role-gone',
    'role-shut',
    'role-lacks',
    'role-denied',
    'archive-only',
    'no-alarm',
    'other-metric',
    'below-threshold',
  ] as const),
  ...(['math-missing', 'too-few-datapoints', 'too-late', 'always-alarm', 'stuck', 'no-actions'] as const),
  ...([
    'composite-needs',
    'muted-at-times',
    'actions-off',
    'muted',
    'suppressed',
    'topic-gone',
    'topic-shut',
    'key-of-aws',
    'key-off',
  ] as const),
  ...(['key-shut', 'filtered-out', 'no-subscribers', 'unconfirmed', 'queue-gone', 'queue-shut'] as const),
  ...(['queue-key-of-aws', 'queue-key-off', 'queue-key-shut'] as const),
  ...([
    'function-gone',
    'function-inactive',
    'function-off',
    'function-shut',
    'no-own-rule',
    'group-gets-nothing',
    'no-trail',
  ] as const),
  ...([
    'field-undocumented',
    'not-evaluated',
    'not-followed',
    'left-out',
    'bus-without-trail',
    'telemetry-unsure',
    'queue-unread',
    'group-elsewhere',
    'unread',
  ] as const),
];

/** While people are alerted otherwise, these are no news. */
const NO_NEWS = new Set<BreakKind>([
  ...([
    'nothing-listens',
    'no-rule',
    'no-log-group',
    'rule-elsewhere',
    'rule-skips-reads',
    'archive-only',
    'no-alarm',
    'no-actions',
  ] as const),
  ...([
    'composite-needs',
    'no-own-rule',
    'not-followed',
    'field-undocumented',
    'group-elsewhere',
    'group-not-fed',
    'bus-without-trail',
    'queue-unread',
  ] as const),
]);

export const isUnknown = ({ kind }: Break): boolean => UNKNOWN_BREAKS.includes(kind);
export const isNews = ({ kind }: Break): boolean => !NO_NEWS.has(kind);

/** True if a break leaves open whether somebody is alerted. */
export const isOpen = ({ breaks }: Followed): boolean => breaks.some(isUnknown);

/** The most telling first; each once. */
export function ranked(breaks: readonly Break[]): readonly Break[] {
  return distinctValues(breaks).toSorted((a, b) => ORDER.indexOf(b.kind) - ORDER.indexOf(a.kind));
}
