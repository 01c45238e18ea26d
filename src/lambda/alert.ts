/** Events -> findings -> the outbox, each finding once: in turns with other invocations, or when business hours end. */
import { onceEach } from '../aws/login-table/finding-packs.ts';
import { keepSignIns } from '../aws/login-table/logins.ts';
import { inspectSurveyed, inspectWithPrefetch, survey } from '../aws/login-table/prefetch.ts';
import { BUSINESS_HOURS } from '../core/counting/routine.ts';
import type { TrailEvent } from '../core/event.ts';
import { byTime } from '../core/event.ts';
import type { Inspection } from '../core/inspection/inspect.ts';
import { slicesOf } from '../core/lists.ts';
import type { Finding } from '../core/rule.ts';
import { rank } from '../core/stories/digest.ts';
import { holdBack } from './later.ts';
import { noteNameless, noteRows } from './names.ts';
import type { Notifier } from './notifier.ts';
import { noteParts, partsNear } from './one-sign-in.ts';
import { enqueue } from './outbox.ts';
import type { Waiting } from './send-later.ts';

export type Alerting = Waiting & Pick<Notifier, 'active' | 'memory' | 'muted' | 'world'>;

export interface Alerted extends Inspection {
  readonly told: readonly string[];
  readonly busy: readonly Finding[];
  readonly ms: { readonly inspect: number; readonly enqueue: number };
}

/** Events that are inspected at once: more, with their findings, would take more than the function's memory. */
const EVENTS_AT_ONCE = 10_000;
/** Events of an input whose gravest findings leave before the others are looked up. */
const FLOOD = 500;
/** Grave findings that leave first, as many as a message tells one by one; of a flood of others only one. */
const FIRST_GRAVE = 10;
/** Events of them: few enough to be quick. */
const FIRST_EVENTS = 100;

/** People first, then the history of sign-ins, which is as long as the flood. */
export async function alertAll(events: readonly TrailEvent[], owner: string, notifier: Alerting): Promise<Alerted> {
  const sorted = events.toSorted(byTime);
  const all: Alerted[] = [];
  try {
    for (const part of slicesOf(sorted, EVENTS_AT_ONCE)) all.push(...(await alertPart(part, owner, notifier)));
  } finally {
    // Alerts that failed are tried again, and what is kept twice stands once.
    await keepSignIns(sorted, notifier.table, notifier.context);
    await noteRows(sorted, notifier);
  }
  const sum = (msOf: (ms: Alerted['ms']) => number) => all.reduce((total, { ms }) => total + msOf(ms), 0);
  return {
    findings: onceEach(all.flatMap(({ findings }) => findings)),
    failures: all.flatMap(({ failures }) => failures),
    told: all.flatMap(({ told }) => told),
    busy: all.flatMap(({ busy }) => busy),
    ms: { inspect: sum(({ inspect }) => inspect), enqueue: sum(({ enqueue }) => enqueue) },
  };
}

/** Alerts to the gravest findings of a flood first, by themselves; then to all, of which those are told already. */
async function alertPart(
  events: readonly TrailEvent[],
  owner: string,
  notifier: Alerting,
): Promise<readonly Alerted[]> {
  const { active, context } = notifier;
  const clock = stopwatch(notifier.now);
  const earlier = await partsNear(events, notifier);
  const { alone, ...asked } = await survey(events, active, context, { earlier });
  const surveying = clock();
  const first = events.length > FLOOD ? eventsOfGravest(alone.findings, events) : [];
  // Findings of the survey are dropped if there will be others: a flood's take much memory.
  const surveyed = asked.recalls.length + asked.claims.length > 0 ? asked : { ...asked, alone };
  const inspectFirst = () => inspectWithPrefetch(first, active, context, notifier.memory, { earlier });
  const before = first.length === 0 ? [] : [await alertOf(first, inspectFirst, owner, notifier)];
  const inspectAll = () => inspectSurveyed(surveyed, events, active, context, notifier.memory, { earlier });
  const rest = await alertOf(events, inspectAll, owner, notifier);
  // Failures of the first are among those of all.
  return [
    ...before.map((one) => ({ ...one, failures: [] })),
    { ...rest, ms: { ...rest.ms, inspect: rest.ms.inspect + surveying } },
  ];
}

async function alertOf(
  events: readonly TrailEvent[],
  inspectThem: () => Promise<Inspection>,
  owner: string,
  notifier: Alerting,
): Promise<Alerted> {
  const clock = stopwatch(notifier.now);
  const inspected = await inspectThem();
  await noteParts(events, inspected.findings, notifier);
  const inspect = clock();
  const turn = await alertInTurns(inspected.findings, owner, notifier);
  return { ...inspected, ...turn, ms: { inspect, enqueue: clock() } };
}

/** Those of the events that the gravest findings are about. */
function eventsOfGravest(findings: readonly Finding[], events: readonly TrailEvent[]): readonly TrailEvent[] {
  const loud = findings.filter(({ muted }) => muted === null);
  const worst = loud.reduce((least, { severity }) => Math.min(least, rank(severity)), Number.POSITIVE_INFINITY);
  const first = loud
    .filter(({ severity }) => rank(severity) === worst)
    .slice(0, worst <= rank('high') ? FIRST_GRAVE : 1);
  const ids = new Set(first.flatMap((finding) => [finding.event, ...finding.events]).map(({ id }) => id));
  return events.filter(({ id }) => ids.has(id)).slice(0, FIRST_EVENTS);
}

/** Milliseconds between tries: another invocation with the same findings is done by the end, unless it died. */
const WAITS = [250, 500, 1_000, 2_000, 4_000, 8_000];

/**
 * Several pipelines bring the same event at the same moment. The second invocation waits a little, because one that
 * fails is tried again only a minute later, and raises an alarm.
 */
async function alertInTurns(findings: readonly Finding[], owner: string, notifier: Alerting) {
  const told: string[] = [];
  let open = findings;
  for (const wait of [0, ...WAITS]) {
    if (wait > 0) await notifier.world.sleep(wait);
    const turn = await takeTurn(open, owner, notifier);
    told.push(...turn.told);
    open = open.filter(({ id }) => turn.busy.has(id));
    if (open.length === 0) break;
  }
  return { told, busy: open };
}

/**
 * Begins a turn, fills the outbox, and only then finishes the turn. An invocation that dies before leaves a turn that
 * its own retry takes up again, or any invocation after the lease.
 */
async function takeTurn(findings: readonly Finding[], owner: string, notifier: Alerting) {
  const turn = await notifier.told.begin(findings, owner);
  const ours = findings.filter(({ id }) => turn.mine.has(id));
  await notifier.muted.keep(ours.filter((finding) => finding.muted === BUSINESS_HOURS));
  const leaving = await holdBack(
    ours.filter((finding) => finding.muted === null),
    owner,
    notifier,
  );
  const told = await enqueue(leaving, notifier);
  await notifier.parts.tell(leaving.map(({ event }) => event));
  await noteNameless(leaving, owner, notifier);
  await turn.finish();
  return { told, busy: turn.busy };
}

/** Sends the findings that business hours muted in one digest, once the hours are over. */
export async function alertMuted(owner: string, notifier: Alerting): Promise<readonly string[]> {
  const { muted, context, now, log } = notifier;
  const told: string[] = [];
  // One invocation at a time; if it dies, its retry or the next invocation goes on.
  while (!context.isBusinessHours(now()) && (await muted.begin(owner))) {
    const { findings, forget } = await muted.list();
    told.push(...(await enqueue(findings, notifier)));
    await forget();
    await muted.done();
    log('info', 'told what business hours muted', { findings: findings.length, told });
    // An invocation that kept more meanwhile could not send it, and may be the last one of the day.
    if (!(await muted.any())) break;
  }
  return told;
}

/** Each call returns the ms since the call before. */
export function stopwatch(now: () => number): () => number {
  let last = now();
  return () => {
    const before = last;
    last = now();
    return last - before;
  };
}
