/** Rules of EventBridge that take a record of a deed. AWS lets nobody put an event of its own services. */
import type { JsonObject } from '../../../core/event.ts';
import type { Break } from '../../../messages/audit/breaks/breaks.words.ts';
import { ranked } from '../../checks/leading.ts';
import { type Deed, isNative, regionsOf, type Sample } from '../../deeds/deed.ts';
import { envelopeOf, stateStops } from '../../follow-bus.ts';
import { recording } from '../../recording.ts';
import type { BusRule, Snapshot } from '../../snapshot.ts';
import type { Patterns } from '../../way.ts';

export interface TakingRule {
  readonly deed: string;
  readonly sample: string;
  readonly rule: BusRule;
  readonly region: string;
  /** Why the rule gets no such event. */
  readonly stop: Break | undefined;
  /** AWS's, about the record. */
  readonly event: JsonObject;
}

export interface TakingGround {
  readonly snapshot: Snapshot;
  readonly known: Patterns;
}

export const ruleKey = ({ region, rule }: Pick<TakingRule, 'region' | 'rule'>): string => `${region} ${rule.name}`;

/** By region. */
export const recordsOf = (sample: Sample, { account, regions }: Snapshot) =>
  regionsOf(sample, [...regions.keys()]).map((region) => [region, sample.record({ account, region })] as const);

/** Each rule once a deed. */
export const rulesTakingAny = (deeds: readonly Deed[], ground: TakingGround): readonly TakingRule[] =>
  deeds.flatMap(({ id, samples }) => rulesTaking(samples, ground).map((rule) => ({ deed: id, ...rule })));

/** Each rule once, with the first record that it takes, or else the first that doesn't come to it. */
export function rulesTaking(
  samples: readonly Sample[],
  { snapshot, known }: TakingGround,
): readonly Omit<TakingRule, 'deed'>[] {
  const found = new Map<string, Omit<TakingRule, 'deed'>>();
  const all = samples.flatMap((sample) => recordsOf(sample, snapshot).map((one) => [sample.name, ...one] as const));
  for (const [sample, region, record] of all) {
    const rules = snapshot.regions.get(region)?.rules;
    if (rules?.kind !== 'read') continue;
    const event = envelopeOf(record, region, snapshot.account);
    for (const rule of rules.value) {
      const before = found.get(ruleKey({ region, rule }));
      if (before !== undefined && before.stop === undefined) continue;
      if (known.rule(rule.pattern)?.(event) === false) continue;
      const stop = stateStops(rule, region, record) ?? unrecorded(record, region, snapshot);
      if (before === undefined || stop === undefined)
        found.set(ruleKey({ region, rule }), { sample, rule, region, stop, event });
    }
  }
  return [...found.values()];
}

/** Why CloudTrail's event doesn't come to the bus, or may not. */
function unrecorded(record: JsonObject, region: string, snapshot: Snapshot): Break | undefined {
  if (isNative(record)) return undefined;
  const { isRecorded, leftOutBy, stopped } = recording(record, region, snapshot);
  if (isRecorded === 'yes') return undefined;
  if (leftOutBy !== undefined) return { kind: 'left-out', trail: leftOutBy.name };
  return ranked(stopped.breaks)[0] ?? { kind: 'no-trail', region };
}
