/** Records of deeds that no filter takes, and why. */
import { groupBy } from '../../core/group-by.ts';
import { distinctValues } from '../../core/lists.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { ranked } from '../checks/leading.ts';
import { globalRegionIn, isNative, type Sample } from '../deeds/deed.ts';
import { follow } from '../follow.ts';
import { recording } from '../recording.ts';
import { recordsOf, ruleKey, rulesTaking, type TakingGround, type TakingRule } from './bus/taking.ts';

/** A deed, or some of its records, of which no record is put for filters. */
export interface Unheard {
  readonly deed: string;
  readonly samples: readonly string[];
  /** True for AWS's own events, which are in no trail. */
  readonly isOfBus: boolean;
  /** Undefined if rules of EventBridge take them. */
  readonly why: Break | undefined;
  /** Keys of those, in one region. */
  readonly rules: readonly string[];
  /** Regions of those, where AWS doesn't document in which regions it sends the event. */
  readonly only?: readonly string[];
}

export type Reason = Pick<Unheard, 'why' | 'rules' | 'only'>;

const because = (why: Break): readonly Reason[] => [{ why, rules: [] }];

/** `isInGroup`: it comes to a log group. */
export function whyUnheard(sample: Sample, isInGroup: boolean, ground: TakingGround): readonly Reason[] {
  const { snapshot } = ground;
  if (recordsOf(sample, snapshot).some(([, record]) => isNative(record))) return whyNotSent(sample, ground);
  const recorded = recordsOf(sample, snapshot).map(
    ([region, record]) => [region, recording(record, region, snapshot)] as const,
  );
  const [first] = isInGroup ? [] : ranked(recorded.flatMap(([, { stopped }]) => stopped.breaks));
  if (first !== undefined) return because(first);
  if (recorded.every(([, { isRecorded }]) => isRecorded === 'no'))
    return because({ kind: 'no-trail', region: recorded[0]?.[0] ?? globalRegionIn([...snapshot.regions.keys()]) });
  const rules = rulesTaking([sample], ground);
  const taking = rules.filter(({ stop }) => stop === undefined);
  const [one] = taking;
  if (one !== undefined) {
    const deaf = recorded.find(([region, { isRecorded }]) => isRecorded === 'yes' && !taking.some(isIn(region)));
    if (deaf === undefined) return byRegion(taking);
    const [region] = deaf;
    const elsewhere = { kind: 'rule-elsewhere', rule: one.rule.name, there: one.region, region } as const;
    return [...byRegion(taking), ...because(rules.find(isIn(region))?.stop ?? elsewhere)];
  }
  const [stop] = rules.flatMap((rule) => rule.stop ?? []);
  if (stop !== undefined) return because(stop);
  const filesOnly = recorded.flatMap(([, { filesOnly: trail }]) => trail?.name ?? [])[0];
  return because(
    isInGroup || filesOnly === undefined ? { kind: 'nothing-listens' } : { kind: 'no-log-group', trail: filesOnly },
  );
}

/** An event that is in no trail. */
function whyNotSent(sample: Sample, ground: TakingGround): readonly Reason[] {
  const events = recordsOf(sample, ground.snapshot);
  const taking = rulesTaking([sample], ground).filter(({ stop }) => stop === undefined);
  if (taking.length === 0) {
    const followed = events.map(([region, event]) => follow(event, region, { ...ground, own: undefined }));
    return [{ why: ranked(followed.flatMap(({ breaks }) => breaks))[0], rules: [] }];
  }
  const only = events.flatMap(([region]) => (taking.some(isIn(region)) ? [region] : []));
  return only.length === events.length ? byRegion(taking) : [...byRegion(taking), { why: undefined, rules: [], only }];
}

type Taking = Pick<TakingRule, 'region' | 'rule'>;

const isIn =
  (wanted: string) =>
  ({ region }: Pick<Taking, 'region'>): boolean =>
    region === wanted;

const byRegion = (taking: readonly Taking[]): readonly Reason[] =>
  [...groupBy(taking, ({ region }) => region).values()].map((own) => ({ why: undefined, rules: own.map(ruleKey) }));

/** Without those that a rung rule takes; of several regions once. */
export function stillUnheard(unheard: readonly Unheard[], rung: ReadonlySet<string>): readonly Unheard[] {
  const left = unheard.filter(({ why, rules }) => why !== undefined || !rules.some((key) => rung.has(key)));
  return distinctValues(left.map((one) => ({ ...one, rules: [] })));
}
