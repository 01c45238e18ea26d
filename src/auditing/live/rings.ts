/** The made-up records of `audit --live`: one of each deed for each set of filters that would take it. */
import type { JsonObject } from '../../core/event.ts';
import { readLogsMessage } from '../../core/patterns/logs-pattern.ts';
import { type Deed, isNative, type Sample } from '../deeds/deed.ts';
import { recording } from '../recording.ts';
import type { LogGroupPlace, MetricFilter, Reading, Snapshot, SubscriptionFilter } from '../snapshot.ts';
import type { Patterns } from '../way.ts';
import { recordsOf } from './bus/taking.ts';
import { liveRecord } from './record.ts';
import { type Reason, type Unheard, whyUnheard } from './unheard.ts';

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

export interface Rings {
  readonly rings: readonly Ring[];
  readonly unheard: readonly Unheard[];
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
  /** Numbers that others have. */
  readonly taken?: number;
}

export function ringsFor(deeds: readonly Deed[], ground: RingGround): Rings {
  const { taken = 0 } = ground;
  const rings = new Map<string, Ring>();
  const unheard: Unheard[] = [];
  for (const deed of deeds) {
    const cases = deed.samples.flatMap((sample) => casesOf(sample, ground.snapshot));
    const seen = new Set<string>();
    for (const { sample, record, group } of cases) {
      const key = `${group.region} ${group.name} ${JSON.stringify(record)}`;
      const ring = rings.get(key) ?? ringOf(sample, record, group, rings.size + 1 + taken, ground);
      if (!isHeard(ring)) continue;
      const listening = `${group.region} ${group.name} ${listenersOf(ring)}`;
      if (seen.has(listening)) continue;
      seen.add(listening);
      rings.set(key, { ...ring, deeds: [...new Set([...ring.deeds, deed.id])] });
    }
    unheard.push(...unheardOf(deed, cases, ground));
  }
  return { rings: [...rings.values()], unheard };
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
  const found = new Map<string, { readonly samples: string[] } & Reason>();
  for (const sample of deed.samples) {
    const own = cases.filter((one) => one.sample === sample);
    if (own.some(({ record, group }) => isHeard(ringOf(sample, record, group, 0, ground)))) continue;
    for (const reason of whyUnheard(sample, own.length > 0, ground)) {
      const same = found.get(JSON.stringify(reason)) ?? { samples: [], ...reason };
      same.samples.push(sample.name);
      found.set(JSON.stringify(reason), same);
    }
  }
  const isOfBus = deed.samples.every((sample) => recordsOf(sample, ground.snapshot).some(([, one]) => isNative(one)));
  return [...found.values()].map((one) => ({ deed: deed.id, isOfBus, ...one }));
}
