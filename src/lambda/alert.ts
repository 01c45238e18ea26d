/** Events -> findings -> the outbox, each finding once: in turns with other invocations, or when business hours end. */
import { keepSignIns } from '../aws/login-table/logins.ts';
import { inspectWithPrefetch } from '../aws/login-table/prefetch.ts';
import type { TrailEvent } from '../core/event.ts';
import { byTime } from '../core/event.ts';
import type { Inspection } from '../core/inspect.ts';
import { BUSINESS_HOURS } from '../core/routine.ts';
import type { Failure, Finding } from '../core/rule.ts';
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

/**
 * The file of a bad day holds more events than an invocation can inspect: the first findings are in the outbox before
 * the next events are inspected, so that people are alerted whatever becomes of the rest.
 */
const EVENTS_AT_ONCE = 1_000;

export async function alertAll(events: readonly TrailEvent[], owner: string, notifier: Alerting): Promise<Alerted> {
  const { active, context, table, memory } = notifier;
  const sorted = events.toSorted(byTime);
  const findings = new Map<string, Finding>();
  const [failures, told, busy] = [[] as Failure[], [] as string[], [] as Finding[]];
  const ms = { inspect: 0, enqueue: 0 };
  for (let start = 0; start < sorted.length; start += EVENTS_AT_ONCE) {
    const part = sorted.slice(start, start + EVENTS_AT_ONCE);
    const clock = stopwatch(notifier.now);
    await keepSignIns(part, table, context);
    await noteRows(part, notifier);
    const earlier = await partsNear(part, notifier);
    const inspected = await inspectWithPrefetch(part, active, context, memory, { earlier });
    await noteParts(part, inspected.findings, notifier);
    ms.inspect += clock();
    const turn = await alertInTurns(inspected.findings, owner, notifier);
    ms.enqueue += clock();
    for (const finding of inspected.findings) findings.set(finding.id, finding);
    failures.push(...inspected.failures);
    told.push(...turn.told);
    busy.push(...turn.busy);
  }
  return { findings: [...findings.values()], failures, told, busy, ms };
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
    const findings = await muted.list();
    told.push(...(await enqueue(findings, notifier)));
    await muted.forget(findings);
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
