/** Our own notifier: the sample records that its rules report, by the settings at hand. */
import { routeOf } from '../channels/compose.ts';
import { activate, allRules } from '../core/activate.ts';
import { makeContext } from '../core/context.ts';
import type { JsonObject } from '../core/event.ts';
import { inspect } from '../core/inspect.ts';
import { createMemory } from '../core/memory.ts';
import { namesOf } from '../core/names.ts';
import { normalise } from '../core/normalise.ts';
import type { Finding } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import type { Break } from '../messages/audit/breaks.words.ts';
import { RULES } from '../rules/index.ts';
import { samplesIn } from './deeds/index.ts';
import type { Hop, Path } from './path.ts';
import type { Followed } from './way.ts';

export interface OwnNotifier {
  /** Its function's name. */
  readonly name: string;
  /** Names of the roles by which its business hours mute its alarms. */
  readonly hoursRoles: readonly string[];
  /** True if a channel gets a message about this sample record. */
  readonly reports: (record: JsonObject) => boolean;
}

/** Inspects every sample record, and `more` of them. */
export async function ownNotifier(
  settings: Settings,
  account: string,
  regions: readonly string[],
  more: readonly JsonObject[],
): Promise<OwnNotifier> {
  const routes = settings.channels.map(routeOf);
  const isSent = (finding: Finding) => finding.muted === null && routes.some((isFor) => isFor(finding));
  const all = await findingsIn(settings, account, regions, more);
  const reported = new Set([...all].flatMap(([record, findings]) => (findings.some(isSent) ? [record] : [])));
  const { notifier: name, hoursRole } = namesOf(settings.name);
  return { name, hoursRoles: regions.map(hoursRole), reports: (record) => reported.has(JSON.stringify(record)) };
}

/** The findings of each sample record, by its JSON; each is inspected once, with a memory of its own. */
export async function findingsIn(
  settings: Settings,
  account: string,
  regions: readonly string[],
  more: readonly JsonObject[] = [],
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const all = new Map<string, readonly Finding[]>();
  const active = activate(allRules(RULES, settings), settings);
  const context = makeContext(settings);
  for (const record of [...samplesIn(account, regions).map((one) => one.record), ...more]) {
    const reading = normalise(record);
    if (reading.kind === 'unreadable') continue;
    const { findings } = await inspect([reading.event], active, context, createMemory());
    all.set(JSON.stringify(record), findings);
  }
  return all;
}

/** The notifier's function is no end by itself: its rules decide. */
export function throughOwn(followed: Followed, record: JsonObject, { name, reports }: OwnNotifier): Followed {
  const isOurs = followed.ways.some(({ ends }) => ends.some((end) => end.kind === 'function' && end.name === name));
  if (!isOurs) return followed;
  const isReported = reports(record);
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
