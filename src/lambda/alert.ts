/** Events -> findings -> the outbox, each told once: by turns with other invocations, or when business hours end. */
import { keepSignIns } from '../aws/login-table/logins.ts';
import { inspectWithPrefetch } from '../aws/login-table/prefetch.ts';
import type { TrailEvent } from '../core/event.ts';
import type { Inspection } from '../core/inspect.ts';
import { byTime } from '../core/memory.ts';
import type { Failure, Finding } from '../core/rule.ts';
import type { Notifier } from './notifier.ts';
import { enqueue } from './outbox.ts';

export interface Alerted extends Inspection {
  readonly told: readonly string[];
  readonly busy: readonly Finding[];
  readonly ms: { readonly inspect: number; readonly enqueue: number };
}

/**
 * A file of a bad day holds more than an invocation can inspect: what comes first is told before the next is looked at,
 * so that people hear of it whatever becomes of the rest.
 */
const EVENTS_AT_ONCE = 1_000;

export async function alertAll(events: readonly TrailEvent[], owner: string, notifier: Notifier): Promise<Alerted> {
  const { active, context, table, memory } = notifier;
  const sorted = events.toSorted(byTime);
  const findings = new Map<string, Finding>();
  const [failures, told, busy] = [[] as Failure[], [] as string[], [] as Finding[]];
  const ms = { inspect: 0, enqueue: 0 };
  for (let start = 0; start < sorted.length; start += EVENTS_AT_ONCE) {
    const part = sorted.slice(start, start + EVENTS_AT_ONCE);
    const clock = stopwatch(notifier.now);
    await keepSignIns(part, table, context);
    const inspected = await inspectWithPrefetch(part, active, context, memory);
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

/** In ms: another invocation that is telling the same is done in less, unless it died. */
const WAITS = [250, 500, 1_000, 2_000, 4_000, 8_000];

/**
 * Several pipelines, and several rules of one, bring the same event at the same moment. Whoever comes second waits a
 * little: an invocation that fails is tried again a minute later, and rings an alarm.
 */
async function alertInTurns(findings: readonly Finding[], owner: string, notifier: Notifier) {
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
 * Begins, puts into the outbox, and only then finishes. Whoever dies on the way leaves a turn that its own retry, or
 * after a while anybody, takes up again.
 */
async function takeTurn(findings: readonly Finding[], owner: string, notifier: Notifier) {
  const turn = await notifier.told.begin(findings, owner);
  const ours = findings.filter(({ id }) => turn.mine.has(id));
  await notifier.muted.keep(ours.filter((finding) => finding.muted !== null));
  const told = await enqueue(
    ours.filter((finding) => finding.muted === null),
    notifier,
  );
  await turn.finish();
  return { told, busy: turn.busy };
}

/** Business hours are over: what they muted is told at once, in one digest. */
export async function alertMuted(owner: string, notifier: Notifier): Promise<readonly string[]> {
  const { muted, context, now, log } = notifier;
  const told: string[] = [];
  // One at a time; where this one dies, its retry or whatever comes next goes on.
  while (!context.isBusinessHours(now()) && (await muted.begin(owner))) {
    const findings = await muted.list();
    told.push(...(await enqueue(findings, notifier)));
    await muted.forget(findings);
    await muted.done();
    log('info', 'told what business hours muted', { findings: findings.length, told });
    // Who kept more meanwhile could not tell it, and may be the last to come for a day.
    if (!(await muted.any())) break;
  }
  return told;
}

/** Each call gives the ms since the one before. */
export function stopwatch(now: () => number): () => number {
  let last = now();
  return () => {
    const before = last;
    last = now();
    return last - before;
  };
}
