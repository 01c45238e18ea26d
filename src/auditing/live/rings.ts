/** The made-up records of `audit --live`: one of each deed for each set of filters that would take it. */
import type { JsonObject } from '../../core/event.ts';
import { readLogsMessage } from '../../core/patterns/logs-pattern.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { ranked } from '../checks/leading.ts';
import { type Deed, globalRegionIn, isNative, regionsOf, type Sample } from '../deeds/deed.ts';
import { follow } from '../follow.ts';
import { envelopeOf } from '../follow-bus.ts';
import { recording } from '../recording.ts';
import type { LogGroupPlace, MetricFilter, Reading, Snapshot, SubscriptionFilter } from '../snapshot.ts';
import type { Patterns } from '../way.ts';
import { liveRecord } from './record.ts';

/** A record, and all that listens to it in its log group. */
export interface Ring {
  /** Its `eventID`: the mark of the run and a number. */
  readonly id: string;
  /** The deeds that it is a record of. */
  readonly deeds: readonly string[];
  /** The call, mostly. */
  readonly sample: string;
  readonly group: LogGroupPlace;
  readonly record: JsonObject;
  /** Those that take it, and those whose pattern can't be evaluated. */
  readonly filters: readonly MetricFilter[];
  readonly subscriptions: readonly SubscriptionFilter[];
}

/** A deed, or some of its records, of which no record is put. */
export interface Unheard {
  readonly deed: string;
  readonly samples: readonly string[];
  /** By AWS's own events, which nobody can put. */
  readonly isOfBus: boolean;
  /** Undefined if rules of EventBridge take them, which can't be rung. */
  readonly why: Break | undefined;
}

/** A rule of EventBridge that takes a record: AWS lets nobody put an event of its own services. */
export interface Unringable {
  readonly deed: string;
  readonly rule: string;
  readonly region: string;
  readonly pattern: string;
  readonly isOff: boolean;
  readonly event: JsonObject;
}

export interface Rings {
  readonly rings: readonly Ring[];
  readonly unheard: readonly Unheard[];
  readonly rules: readonly Unringable[];
}

/** A subscription filter of the account for all its log groups, but for some. */
export interface AccountFilter extends SubscriptionFilter {
  readonly except: readonly string[];
}

export interface RingGround {
  readonly snapshot: Snapshot;
  readonly known: Patterns;
  /** By region. */
  readonly everyGroup: ReadonlyMap<string, Reading<readonly AccountFilter[]>>;
  /** The mark of the run. */
  readonly mark: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export function ringsFor(deeds: readonly Deed[], ground: RingGround): Rings {
  const rings = new Map<string, Ring>();
  const unheard: Unheard[] = [];
  for (const deed of deeds) {
    const cases = deed.samples.flatMap((sample) => casesOf(sample, ground.snapshot));
    const seen = new Set<string>();
    for (const { sample, record, group } of cases) {
      const key = `${group.region} ${group.name} ${JSON.stringify(record)}`;
      const ring = rings.get(key) ?? ringOf(sample, record, group, rings.size + 1, ground);
      if (!isHeard(ring)) continue;
      const listening = `${group.region} ${group.name} ${listenersOf(ring)}`;
      if (seen.has(listening)) continue;
      seen.add(listening);
      rings.set(key, { ...ring, deeds: [...new Set([...ring.deeds, deed.id])] });
    }
    unheard.push(...unheardOf(deed, cases, ground));
  }
  return { rings: [...rings.values()], unheard, rules: deeds.flatMap((deed) => rulesFor(deed, ground)) };
}

interface Case {
  readonly sample: Sample;
  readonly record: JsonObject;
  readonly group: LogGroupPlace;
}

/** The sample in each log group that gets it; in the group's own region, where it is recorded there. */
function casesOf(sample: Sample, snapshot: Snapshot): readonly Case[] {
  const found = new Map<string, Case>();
  for (const [region, record] of recordsOf(sample, snapshot)) {
    if (isNative(record)) continue;
    for (const group of recording(record, region, snapshot).groups) {
      const key = `${group.region} ${group.name}`;
      if (region === group.region || !found.has(key)) found.set(key, { sample, record, group });
    }
  }
  return [...found.values()];
}

const recordsOf = (sample: Sample, { account, regions }: Snapshot) =>
  regionsOf(sample, [...regions.keys()]).map((region) => [region, sample.record({ account, region })] as const);

function ringOf(
  { name }: Sample,
  sample: JsonObject,
  group: LogGroupPlace,
  number: number,
  { snapshot, known, everyGroup, mark, now }: RingGround,
): Ring {
  const id = `${mark}-${number}`;
  const record = liveRecord(sample, id, now);
  const message = readLogsMessage(JSON.stringify(record));
  const takes = ({ pattern }: { readonly pattern: string }) => known.logs(pattern)?.(message) ?? true;
  const region = snapshot.regions.get(group.region);
  const metric = region?.metricFilters.kind === 'read' ? region.metricFilters.value : [];
  const own = region?.subscriptionFilters.get(group.name);
  const subscribed = own?.kind === 'read' ? (own.value ?? []) : [];
  const policies = everyGroup.get(group.region);
  const wide = policies?.kind === 'read' ? policies.value.filter(({ except }) => !except.includes(group.name)) : [];
  return {
    ...{ id, deeds: [], sample: name, group, record },
    filters: metric.filter((filter) => filter.group === group.name && takes(filter)),
    subscriptions: [...subscribed, ...wide].filter(takes),
  };
}

const isHeard = ({ filters, subscriptions }: Ring) => filters.length + subscriptions.length > 0;
const listenersOf = ({ filters, subscriptions }: Ring) =>
  JSON.stringify([filters.map(({ name }) => name), subscriptions.map(({ name, destination }) => [name, destination])]);

/** Samples that no log group gets, and those that no filter takes; those with the same reason together. */
function unheardOf(deed: Deed, cases: readonly Case[], ground: RingGround): readonly Unheard[] {
  const found = new Map<string, { readonly samples: string[]; readonly why: Break | undefined }>();
  for (const sample of deed.samples) {
    const own = cases.filter((one) => one.sample === sample);
    if (own.some(({ record, group }) => isHeard(ringOf(sample, record, group, 0, ground)))) continue;
    const why = whyUnheard(sample, own.length > 0, ground);
    const same = found.get(JSON.stringify(why) ?? '') ?? { samples: [], why };
    same.samples.push(sample.name);
    found.set(JSON.stringify(why) ?? '', same);
  }
  const isOfBus = deed.samples.every((sample) => eventsOf(sample, ground.snapshot).length > 0);
  return [...found.values()].map((one) => ({ deed: deed.id, isOfBus, ...one }));
}

function whyUnheard(sample: Sample, isInGroup: boolean, ground: RingGround): Break | undefined {
  const events = eventsOf(sample, ground.snapshot);
  if (events.length > 0) return whyNotSent(events, ground);
  const recorded = recordsOf(sample, ground.snapshot).map(
    ([region, record]) => [region, recording(record, region, ground.snapshot)] as const,
  );
  const [first] = isInGroup ? [] : ranked(recorded.flatMap(([, { stopped }]) => stopped.breaks));
  if (first !== undefined) return first;
  if (recorded.every(([, { isRecorded }]) => isRecorded === 'no'))
    return { kind: 'no-trail', region: recorded[0]?.[0] ?? globalRegionIn([...ground.snapshot.regions.keys()]) };
  const rules = rulesTaking([sample], ground);
  if (rules.some(({ isOff }) => !isOff)) return undefined;
  const [off] = rules;
  if (off !== undefined) return { kind: 'rule-off', rule: off.rule, region: off.region };
  const filesOnly = recorded.flatMap(([, one]) => one.filesOnly?.name ?? [])[0];
  return isInGroup || filesOnly === undefined
    ? { kind: 'nothing-listens' }
    : { kind: 'no-log-group', trail: filesOnly };
}

/** Those that are in no trail. */
const eventsOf = (sample: Sample, snapshot: Snapshot) =>
  recordsOf(sample, snapshot).filter(([, record]) => isNative(record));

/** Undefined if rules take an event of AWS's own, somewhere. */
function whyNotSent(events: ReturnType<typeof eventsOf>, { snapshot, known }: RingGround): Break | undefined {
  const followed = events.map(([region, event]) => follow(event, region, { snapshot, known, own: undefined }));
  if (followed.some(({ ways }) => ways.length > 0)) return undefined;
  return ranked(followed.flatMap(({ breaks }) => breaks))[0];
}

const rulesFor = ({ id, samples }: Deed, ground: RingGround): readonly Unringable[] =>
  rulesTaking(samples, ground).map((rule) => ({ deed: id, ...rule }));

/** Each rule once, with the first record that it takes. */
function rulesTaking(samples: readonly Sample[], { snapshot, known }: RingGround): readonly Omit<Unringable, 'deed'>[] {
  const found = new Map<string, Omit<Unringable, 'deed'>>();
  for (const [region, record] of samples.flatMap((sample) => recordsOf(sample, snapshot))) {
    const rules = snapshot.regions.get(region)?.rules;
    if (rules?.kind !== 'read') continue;
    const event = envelopeOf(record, region, snapshot.account);
    for (const { name, pattern, state } of rules.value) {
      if (found.has(`${region} ${name}`) || known.rule(pattern)?.(event) === false) continue;
      found.set(`${region} ${name}`, { rule: name, region, pattern, isOff: state === 'DISABLED', event });
    }
  }
  return [...found.values()];
}
