/** `login-watch audit --live`: the work. Made-up records are planned, agreed to, put, followed, and removed. */
import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { audit, isWanted } from '../../auditing/audit.ts';
import { deedsFor } from '../../auditing/deeds/index.ts';
import { patterns } from '../../auditing/follow.ts';
import { ringsAlone } from '../../auditing/live/bus/alone.ts';
import { type BusRung, heardByBus } from '../../auditing/live/bus/receivers.ts';
import { busRingsFor } from '../../auditing/live/bus/rings.ts';
import { ruleKey, rulesTakingAny } from '../../auditing/live/bus/taking.ts';
import { choose, oursOf, type Rung } from '../../auditing/live/choice.ts';
import { expectedOf } from '../../auditing/live/expected.ts';
import { fedGroups } from '../../auditing/live/fed.ts';
import { ownCalls } from '../../auditing/live/own-calls.ts';
import { type HearingGround, heardBy, heardOfCalls, type Receiver } from '../../auditing/live/receivers.ts';
import { ringsFor } from '../../auditing/live/rings.ts';
import { stillUnheard } from '../../auditing/live/unheard.ts';
import { ownNotifier } from '../../auditing/own.ts';
import type { Found, Snapshot, TopicState } from '../../auditing/snapshot.ts';
import type { Reader } from '../../aws/audit/attempt.ts';
import { findLeftovers } from '../../aws/audit/live/leftovers.ts';
import { readListeners } from '../../aws/audit/live/listeners.ts';
import { ring } from '../../aws/audit/live/ring.ts';
import { removeAll } from '../../aws/audit/live/things.ts';
import { makeAws } from '../../aws/clients.ts';
import { type ErrorExit, EXIT, type Exit } from '../../core/exit.ts';
import { distinct } from '../../core/lists.ts';
import { markOf } from '../../core/live-mark.ts';
import type { Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { LIVE_WORDS, type LiveWords } from '../../messages/audit/live/live.ts';
import { renderLiveJson, renderLiveTable } from '../../render/audit/live.ts';
import { loadSettings } from '../../settings/load.ts';
import { askYes, isInteractive } from '../shared/asking/ask.ts';
import { assumedRegion } from '../shared/assumed-region.ts';
import { startSpinner } from '../shared/progress.ts';
import { leftText } from './left-behind.ts';
import { type LivePlan, planText } from './live-plan.ts';
import { exitOf, type LiveRings, reportOf } from './live-report.ts';
import { type AuditOptions, lookAt } from './look-at.ts';

export async function runAuditLive(options: AuditOptions, host: Host): Promise<Exit> {
  const { format, yes, output, compare } = options;
  const isOwn = (format === 'table' || format === 'json') && output === undefined && compare === undefined;
  if (!isOwn) throw refused(({ noFormat }) => noFormat);
  if (!yes && !isInteractive(host)) throw refused(({ noTerminal }) => noTerminal);
  const { settings, file } = await loadSettings({ cwd: host.cwd, config: options.config });
  const aws = makeAws({ profile: options.profile, region: options.region, ...assumedRegion(host) });
  setMaxListeners(0, host.signal);
  const ours = file === undefined ? undefined : settings;
  const seen = await lookAt(options, aws, host, ours);
  const reader: Reader = {
    aws,
    signal: host.signal,
    command: 'audit --live',
    sleep: (ms) => host.sleep(ms, host.signal),
  };
  const { found, ...others } = await findLeftovers(seen, host.now(), reader);
  // They are gone before a record is put, and receive none.
  const snapshot = withoutSubscriptions(seen, new Set(found.map(({ thing }) => thing.id)));
  const isKnown = file !== undefined;
  const { plan, rings } = await planFor(options, snapshot, isKnown ? settings : undefined, reader, host);
  const { language = 'en' } = host;
  const words = LIVE_WORDS[language];
  await host.stderr.write(`${planText(plan, language)}\n`);
  await host.stderr.write(leftText({ found, ...others }, host.now(), language, 'willGo'));
  const question = questionFor(plan.rung.length + plan.bus.rung.length, found.length, words);
  if (question !== undefined && !yes && !(await askYes(question, host))) {
    await host.stderr.write(`${words.nothingDone}\n`);
    return EXIT.done;
  }
  const things = found.map(({ thing }) => thing);
  const stuck = await removeAll(things, { aws, sleep: (ms) => host.sleep(ms) });
  const gone = things.length - stuck.length;
  if (gone > 0) await host.stderr.write(`${words.leftovers.gone(gone)}\n`);
  const own = isKnown ? await ownNotifier(settings, snapshot, []) : undefined;
  // Doors aren't read, and nobody rings them.
  const checks = options.checks.length === 0 ? deedsFor(snapshot.names).map(({ id }) => id) : options.checks;
  const verdicts = audit(snapshot, { checks, own });
  const rung = await watched(plan, rings, snapshot, reader, host);
  const outcome = { ...rung, left: [...stuck, ...rung.left] };
  const report = reportOf({ plan, rings, snapshot, outcome, verdicts });
  const { columns, colour } = host.stdout;
  await host.stdout.write(
    format === 'json'
      ? renderLiveJson(report)
      : renderLiveTable(report, { columns, colour, isPlain: host.isPlain, language }),
  );
  if (outcome.error !== undefined) throw outcome.error;
  return exitOf(report, rings);
}

/** Undefined if there is nothing to agree to. */
function questionFor(records: number, leftovers: number, { plan, leftovers: words }: LiveWords): string | undefined {
  if (records > 0) return plan.question(records);
  return leftovers > 0 ? words.question(leftovers) : undefined;
}

interface Planned {
  readonly plan: LivePlan;
  readonly rings: LiveRings;
}

async function planFor(
  options: AuditOptions,
  snapshot: Snapshot,
  settings: Settings | undefined,
  reader: Reader,
  host: Host,
): Promise<Planned> {
  const { checks, only = [] } = options;
  const mark = markOf(host.now(), randomBytes(3).toString('hex'));
  const base = { snapshot, known: patterns(), mark, now: host.now() };
  const deeds = deedsFor(snapshot.names).filter(({ id, area }) => isWanted(id, area, checks));
  const taking = rulesTakingAny(deeds, base);
  const byRule = busRingsFor(taking, base);
  const regions = [...fedGroups(snapshot), ...byRule.rings].map(({ region }) => region);
  const events = byRule.rings.map(({ event }) => event);
  const spinner = await startSpinner(host, LIVE_WORDS[host.language ?? 'en'].reading);
  const listeners = await readListeners(distinct(regions), events, snapshot, reader).finally(() => spinner.stop());
  const ground = { ...base, ...listeners, taken: byRule.rings.length };
  const onBus = ringsAlone(byRule, ground);
  const rings = ringsFor(deeds, ground);
  const all = rings.rings.map((one) => ({ ring: one, heard: heardBy(one, ground) }));
  const isOurs = oursOf(settings);
  const choice = choose(all, only, isOurs);
  const busHeard = onBus.rings.map((one) => ({ ring: one, heard: heardByBus(one, ground) }));
  const bus = choose(busHeard, only, isOurs);
  const callers = callersIn(choice.rung, bus.rung, ground);
  const named = new Set(
    [...[...all, ...busHeard].flatMap(({ heard }) => heard.receivers), ...callers].map(({ name }) => name),
  );
  const unknown = only.filter((name) => !named.has(name));
  // Where nothing can be rung at all, the report says why.
  if (unknown.length > 0 && named.size > 0)
    throw refused(({ unknownOnly }) => unknownOnly(unknown, [...named].toSorted()));
  const uninvited = distinct(callers.filter((one) => !only.includes(one.name) && !isOurs(one)).map(({ name }) => name));
  if (uninvited.length > 0)
    throw refused(({ callsHeard }) => callsHeard(uninvited, [...only, ...uninvited]), EXIT.refused);
  const refusals = [...choice.refused, ...bus.refused];
  const foreign = distinct([...only, ...refusals.flatMap((one) => one.foreign.map(({ name }) => name))]);
  const command = `login-watch audit --live${checks.length === 0 ? '' : ` --checks ${checks.join(',')}`} --only ${foreign.join(',')}`;
  const expected = expectedOf(choice.rung, bus.rung, snapshot);
  // A rule that isn't rung because of its receivers is said with them.
  const unheard = stillUnheard(rings.unheard, new Set(onBus.rings.map(ruleKey)));
  return {
    rings: { ...rings, unheard, rules: taking, not: onBus.not },
    plan: { ...choice, bus, mark, expected, callers, command, isOurs },
  };
}

/** Those who hear of the calls that the run makes in the regions where it puts something. */
function callersIn(
  rung: readonly Rung[],
  bus: readonly BusRung[],
  ground: HearingGround & Parameters<typeof ringsFor>[1],
): readonly Receiver[] {
  const own = new Set(bus.map(({ ring }) => ring.region));
  const regions = distinct([...rung.map(({ ring: { group } }) => group.region), ...own]);
  if (regions.length === 0) return [];
  return [
    ...ringsFor([ownCalls(own.size > 0)], ground).rings.flatMap((one) => heardBy(one, ground).receivers),
    ...regions.flatMap((region) => heardOfCalls(region, ground, own.has(region)).receivers),
  ];
}

/** Puts the records and watches them, with a line of progress. */
async function watched(
  { rung, bus, mark }: LivePlan,
  { rules }: LiveRings,
  snapshot: Snapshot,
  reader: Reader,
  host: Host,
) {
  const words = LIVE_WORDS[host.language ?? 'en'];
  const spinner = await startSpinner(host, words.ringing(rung.length + bus.rung.length));
  try {
    return await ring(
      {
        ...{ rung, bus: bus.rung, rules, snapshot, mark, now: () => host.now(), pause: (ms: number) => host.sleep(ms) },
        onLook: ({ counted, raised, arrived }, { metrics, forwards, alarms, topics }) => {
          const all = [
            metrics.length,
            forwards.length,
            [...alarms.values()].flat().length,
            [...topics.values()].flat().length,
          ];
          const seen = counted.size + raised.size + Math.min(arrived.size, [...topics.values()].flat().length);
          spinner.say(
            words.progress(
              seen,
              all.reduce((sum, count) => sum + count, 0),
            ),
          );
        },
      },
      reader,
    );
  } finally {
    spinner.stop();
  }
}

function refused(
  pick: (words: LiveWords) => { readonly message: string; readonly hint: string },
  exit: ErrorExit = EXIT.wrongUse,
): UserError {
  const { message, hint } = refusalFrom(LIVE_WORDS, pick);
  return new UserError(message, { hint, exit });
}

/** `arns`: of the subscriptions that count as removed. */
function withoutSubscriptions(snapshot: Snapshot, arns: ReadonlySet<string | undefined>): Snapshot {
  const topics = [...snapshot.topics].map(([topic, state]): [string, Found<TopicState>] => {
    if (state.kind === 'refused' || state.value?.subscriptions.kind !== 'read') return [topic, state];
    const value = state.value.subscriptions.value.filter(({ arn }) => !arns.has(arn));
    return [topic, { kind: 'read', value: { ...state.value, subscriptions: { kind: 'read', value } } }];
  });
  return { ...snapshot, topics: new Map(topics) };
}
