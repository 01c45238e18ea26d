/** Our own notifier: the sample records that its rules report, by the settings at hand. */
import { routeOf } from '../channels/compose.ts';
import { createMemory } from '../core/counting/memory.ts';
import type { JsonObject } from '../core/event.ts';
import { activate, allRules } from '../core/inspection/activate.ts';
import { makeContext } from '../core/inspection/context.ts';
import { inspect } from '../core/inspection/inspect.ts';
import { namesOf } from '../core/names.ts';
import { normalise } from '../core/record/normalise.ts';
import type { Finding } from '../core/rule.ts';
import { type Settings, trailBucketOf, trailNameOf } from '../core/settings.ts';
import type { Break } from '../messages/audit/breaks/breaks.words.ts';
import { RULES } from '../rules/index.ts';
import { samplesIn } from './deeds/index.ts';
import type { Hop, Path } from './path.ts';
import type { Snapshot } from './snapshot.ts';
import type { Followed } from './way.ts';

export interface OwnNotifier {
  /** Its function's name. */
  readonly name: string;
  /** Names of the roles by which its business hours mute its alarms. */
  readonly hoursRoles: readonly string[];
  /** True if a channel gets a message about these records of a sample. */
  readonly reports: (records: readonly JsonObject[]) => boolean;
}

/** Inspects every sample, and `more` records. */
export async function ownNotifier(
  settings: Settings,
  snapshot: Snapshot,
  more: readonly JsonObject[],
): Promise<OwnNotifier> {
  const regions = [...snapshot.regions.keys()];
  const routes = settings.channels.map(routeOf);
  const isSent = (finding: Finding) => finding.muted === null && routes.some((isFor) => isFor(finding));
  const all = await findingsIn(settings, snapshot, regions, more);
  const reported = new Set([...all].flatMap(([records, findings]) => (findings.some(isSent) ? [records] : [])));
  const { notifier: name, hoursRole } = namesOf(settings.name);
  return { name, hoursRoles: regions.map(hoursRole), reports: (records) => reported.has(JSON.stringify(records)) };
}

/** The findings of each sample, by its records' JSON; each is inspected once, with a memory of its own. */
export async function findingsIn(
  settings: Settings,
  snapshot: Snapshot,
  regions: readonly string[],
  more: readonly JsonObject[] = [],
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const all = new Map<string, readonly Finding[]>();
  const deployed = { ...settings, watched: watchedBy(settings, snapshot) };
  const active = activate(allRules(RULES, deployed), deployed);
  const context = makeContext(deployed);
  const samples = samplesIn(snapshot.account, regions, snapshot.names).map(({ record, before }) => [...before, record]);
  for (const records of [...samples, ...more.map((record) => [record])]) {
    const events = records.map(normalise).flatMap((one) => (one.kind === 'unreadable' ? [] : [one.event]));
    const { findings } = await inspect(events, active, context, createMemory());
    all.set(JSON.stringify(records), findings);
  }
  return all;
}

/**
 * As `deploying/specs.ts` puts them into the function's settings, as far as they matter here: its own names, and the
 * bucket of its trail. Of several trails that nobody names, all count.
 */
function watchedBy(settings: Settings, { account, trails }: Snapshot): readonly string[] {
  const names = namesOf(settings.name);
  const { bucket } = trailBucketOf(settings) ?? {};
  const name = trailNameOf(settings);
  const existing = trails.filter((trail) => name === undefined || trail.name === name).map((trail) => trail.bucket);
  const ofTrail =
    settings.trail.use === 'new' ? [names.trailBucket(account)] : bucket === undefined ? existing : [bucket];
  return [...settings.watched, names.every, ...ofTrail];
}

/** The notifier's function is no end by itself: its rules decide. */
export function throughOwn(
  followed: Followed,
  records: readonly JsonObject[],
  { name, reports }: OwnNotifier,
): Followed {
  const isOurs = followed.ways.some(({ ends }) => ends.some((end) => end.kind === 'function' && end.name === name));
  if (!isOurs) return followed;
  const isReported = reports(records);
  const ways = followed.ways.map((way) => ({
    ...way,
    ends: way.ends.flatMap((end) => {
      if (end.kind !== 'function' || end.name !== name) return [end];
      return isReported ? [{ kind: 'notifier' as const, name }] : [];
    }),
  }));
  const left = ways.filter(({ ends }) => ends.length > 0);
  const paths = followed.paths.map((path) => throughOwnAtEnd(path, name, isReported));
  const breaks: readonly Break[] = isReported ? [] : [{ kind: 'no-own-rule', name }];
  return { ways: left, breaks: [...followed.breaks, ...breaks], paths };
}

function throughOwnAtEnd(path: Path, name: string, isReported: boolean): Path {
  const last = path.hops.at(-1);
  if (path.broken !== undefined || last?.kind !== 'function' || last.name !== name) return path;
  const hops: readonly Hop[] = [...path.hops.slice(0, -1), { ...last, kind: 'notifier' }];
  return isReported ? { ...path, hops } : { hops, broken: { kind: 'no-own-rule', name } };
}
