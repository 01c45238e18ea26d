/** Reads all that an audit needs of an account: each region by itself, then what its alarms and rules lead to. */
import type { Trail } from '@aws-sdk/client-cloudtrail';
import type { DeedNames, Placed } from '../../auditing/deeds/named.ts';
import { type Leads, leadsOf, leadsOfTopics, rolesOf, takesSomeDeed } from '../../auditing/leads.ts';
import {
  type Found,
  keyPlace,
  type Reading,
  type RegionState,
  read,
  type Snapshot,
  type TrailState,
} from '../../auditing/snapshot.ts';
import { groupOf } from '../../auditing/telemetry.ts';
import type { Words } from '../../core/language.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { readAlarms } from './alarms.ts';
import { readArrivals } from './arrivals.ts';
import type { Reader } from './attempt.ts';
import { readBuckets } from './buckets.ts';
import { readDoors } from './doors/read-doors.ts';
import { readMetricFilters, readSubscriptionFilters } from './logs.ts';
import { readMutes } from './mutes.ts';
import { readPrincipals } from './principals.ts';
import { readFunction, readQueue } from './receivers.ts';
import { readRole } from './roles.ts';
import { readRules } from './rules.ts';
import { readTelemetry } from './telemetry.ts';
import { readKey, readTopic } from './topics.ts';
import { listTrails, readTrail } from './trails.ts';

export interface AccountPlace {
  readonly account: string;
  readonly regions: readonly string[];
  /** ARN of whoever asks. */
  readonly caller: string;
  readonly regionsGap: Words | undefined;
  /** Emergency users and roles of the settings. */
  readonly breakGlass?: readonly string[];
  /** The name of our function; undefined without settings. */
  readonly notifier?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** False: credentials, guard and watchers aren't asked for. */
  readonly withDoors: boolean;
  /** False: users and roles aren't asked for. */
  readonly withPrincipals: boolean;
  /** Called after each region. */
  readonly onRegion?: (done: number, all: number) => void;
}

const REGIONS_AT_ONCE = 6;
const TRAILS_AT_ONCE = 3;
/** Topics, functions and queues: below the limits of any of these services. */
const READS_AT_ONCE = 8;

/** Throws a `UserError` if nothing can be read: no credentials, a stopped run. */
export async function readAccount(place: AccountPlace, reader: Reader): Promise<Snapshot> {
  const { account, regions, regionsGap, now, withDoors } = place;
  const [ways, doors] = await Promise.all([
    readWays(place, reader),
    withDoors ? readDoors({ account, regions, now }, reader) : undefined,
  ]);
  return { account, at: now, regionsGap, ...ways, doors };
}

/** From the trails to people. */
async function readWays(place: AccountPlace, reader: Reader) {
  const { account, caller, regions, now, withPrincipals } = place;
  const seen = await mapConcurrent(
    regions,
    REGIONS_AT_ONCE,
    async (region) => [region, await listTrails(region, reader)] as const,
  );
  const trails = await readTrails(seen, reader);
  const names = [...new Set(trails.map(({ bucket }) => bucket))];
  const { breakGlass = [], notifier } = place;
  const anywhere = (name: string) => regions.map((region) => ({ name, region }));
  const possible = { breakGlass, buckets: names.flatMap(anywhere), notifiers: anywhere(notifier ?? '') };
  const isWanted = takesSomeDeed(account, regions, possible);
  let done = 0;
  const states = await mapConcurrent(seen, REGIONS_AT_ONCE, async ([region, listed]) => {
    const state = await readRegion(region, { listed, trails, isWanted, account }, reader);
    done += 1;
    place.onRegion?.(done, regions.length);
    return [region, state] as const;
  });
  const regionsRead = new Map(states);
  const [principals, buckets, followed] = await Promise.all([
    withPrincipals ? readPrincipals(reader) : undefined,
    readBuckets({ account, names }, reader),
    readLeads(regionsRead, account, reader),
  ]);
  const arrivals = await readArrivals({ account, caller, now, trails, buckets }, reader);
  const known: DeedNames = {
    breakGlass,
    buckets: placesOf(buckets),
    notifiers: notifier === undefined ? [] : placesIn(followed.functions, notifier),
  };
  return {
    regions: regionsRead,
    trails,
    buckets,
    arrivals,
    principals,
    simulated: new Map(),
    names: known,
    ...followed,
  };
}

/** Buckets of this account, which were found. */
const placesOf = (buckets: Snapshot['buckets']): readonly Placed[] =>
  [...buckets].flatMap(([name, found]) =>
    found.kind === 'read' && typeof found.value === 'object' ? [{ name, region: found.value.region }] : [],
  );

/** Functions of that name that something leads to. */
const placesIn = (functions: Snapshot['functions'], wanted: string): readonly Placed[] =>
  [...functions].flatMap(([arn, found]) => {
    const [region = '', , , name = ''] = arn.split(':').slice(3);
    return name === wanted && found.kind === 'read' && found.value !== null ? [{ name, region }] : [];
  });

type Listed = Reading<readonly Trail[]>;

/** Each trail once, though every region shows those of all regions. */
function readTrails(seen: readonly (readonly [string, Listed])[], reader: Reader): Promise<readonly TrailState[]> {
  const byArn = new Map(
    seen.flatMap(([region, listed]) =>
      listed.kind === 'read' ? listed.value.map((trail) => [trail.TrailARN, { trail, region }] as const) : [],
    ),
  );
  return mapConcurrent([...byArn.values()], TRAILS_AT_ONCE, ({ trail, region }) => readTrail(trail, region, reader));
}

interface RegionFacts {
  readonly account: string;
  readonly listed: Listed;
  readonly trails: readonly TrailState[];
  readonly isWanted: (pattern: string) => boolean;
}

async function readRegion(
  region: string,
  { account, listed, trails, isWanted }: RegionFacts,
  reader: Reader,
): Promise<RegionState> {
  const telemetry = await readTelemetry(region, reader);
  const groups = [
    ...trails.flatMap(({ logGroup }) =>
      logGroup?.region === region && logGroup.account === account ? [logGroup.name] : [],
    ),
    ...(telemetry.kind === 'read' ? telemetry.value.rules.flatMap((rule) => groupOf(rule, account) ?? []) : []),
  ];
  const [metricFilters, alarms, rules, subscriptions] = await Promise.all([
    readMetricFilters(region, reader),
    readAlarms(region, reader),
    readRules(region, reader, isWanted),
    mapConcurrent(
      [...new Set(groups)],
      1,
      async (group) => [group, await readSubscriptionFilters(group, region, reader)] as const,
    ),
  ]);
  const mutes = await readMutes(region, alarms.kind === 'read' && alarms.value.length > 0, reader);
  const own: RegionState['trails'] = listed.kind === 'read' ? read(null) : listed;
  return { trails: own, telemetry, metricFilters, alarms, mutes, rules, subscriptionFilters: new Map(subscriptions) };
}

async function readLeads(regions: ReadonlyMap<string, RegionState>, account: string, reader: Reader) {
  const first = leadsOf(regions, account);
  const topics = await readEach(first.topics, (arn) => readTopic(arn, reader));
  const second = leadsOfTopics(topics, account);
  const [functions, queues, roles] = await Promise.all([
    readEach(both(first, second, 'functions'), (arn) => readFunction(arn, reader)),
    readEach(both(first, second, 'queues'), (arn) => readQueue(arn, reader)),
    readEach(rolesOf([...regions.values()], account), (arn) => readRole(arn, reader)),
  ]);
  const keys = await readKeys([...topics, ...queues], reader);
  return { topics, keys, functions, queues, roles };
}

const both = (first: Leads, second: Leads, kind: keyof Leads): readonly string[] => [
  ...new Set([...first[kind], ...second[kind]]),
];

async function readEach<T>(arns: readonly string[], ask: (arn: string) => Promise<T>): Promise<ReadonlyMap<string, T>> {
  return new Map(await mapConcurrent(arns, READS_AT_ONCE, async (arn) => [arn, await ask(arn)] as const));
}

/** A topic or a queue, by its ARN. */
type Encrypted = readonly [arn: string, Found<{ readonly key: string | undefined }>];

/** By the name that the topic or the queue has for it; two regions may have keys of one alias, so its ARN decides. */
async function readKeys(all: readonly Encrypted[], reader: Reader): Promise<Snapshot['keys']> {
  const wanted = new Map<string, string>();
  for (const [arn, found] of all) {
    const key = found.kind === 'read' ? found.value?.key : undefined;
    if (key !== undefined) wanted.set(keyPlace(key, arn), key);
  }
  const entries = await mapConcurrent([...wanted], READS_AT_ONCE, async ([place, key]) => {
    return [place, await readKey(key, place.split(' ')[0] ?? '', reader)] as const;
  });
  return new Map(entries);
}
