/** A pipeline's input -> findings, told once: the middle of the function. */
import { createHash } from 'node:crypto';
import { keepSignIns } from '../aws/login-table/logins.ts';
import { inspectTogether } from '../aws/login-table/survey.ts';
import { activate } from '../core/activate.ts';
import { inspect } from '../core/inspect.ts';
import { createMemory } from '../core/memory.ts';
import type { Finding } from '../core/rule.ts';
import { type Gathered, gather, type Unreadable } from './gather.ts';
import { type Notifier, TIMEOUT } from './notifier.ts';
import { enqueue, queueText } from './outbox.ts';
import { testOf } from './test-mark.ts';

/** What the invocation returns; only a test looks at it. */
export interface Outcome {
  readonly records: number;
  readonly findings: readonly { readonly rule: string; readonly id: string }[];
  /** To whom messages were put into the outbox. */
  readonly told: readonly string[];
  /** ms of each step. */
  readonly ms: Readonly<Record<'read' | 'inspect' | 'enqueue', number>>;
}

/** On for a test, whatever the settings say: the question is whether anything arrives. */
const TESTED_RULES = ['signin-untrusted', 'signin-trusted'];

/** `owner` is the same for an invocation and its retries. Throws where something must be tried again. */
export async function takeIn(input: unknown, owner: string, notifier: Notifier): Promise<Outcome> {
  const test = testOf(input);
  const clock = stopwatch(notifier.now);
  const gathered = await gather(input, notifier);
  const read = clock();
  const { settings, context, log, measure } = notifier;
  // A test must not become a part of anybody's history, nor wait for anybody's burst.
  const active = test === undefined ? notifier.active : activate(notifier.rules, settings, TESTED_RULES);
  if (test === undefined) await keepSignIns(gathered.events, notifier.table, context);
  const { findings, failures } =
    test === undefined
      ? await inspectTogether(gathered.events, active, context, notifier.memory)
      : await inspect(gathered.events, active, context, createMemory());
  for (const failure of failures) log('error', 'a rule failed', { ...failure });
  const inspected = clock();
  const { told, busy } = await tell(findings, owner, notifier, test);
  await keepUnreadable(gathered.unreadable, notifier);
  const ms = { read, inspect: inspected, enqueue: clock() };

  measureRecords(gathered, notifier);
  measure({ Findings: findings.length, RuleFailures: failures.length, Unreadable: gathered.spoilt });
  const records = [...gathered.records.values()].reduce((sum, count) => sum + count, 0);
  log('info', 'taken in', {
    records,
    events: gathered.events.length,
    findings: findings.map(({ id, rule }) => `${rule.id} ${id}`),
    told,
    busy: busy.length,
    unreadable: gathered.spoilt,
    ms,
    settings: settings.name,
  });
  failLater(gathered, busy);
  for (const mark of gathered.marks) await mark();
  return { records, findings: findings.map(({ id, rule }) => ({ rule: rule.id, id })), told, ms };
}

/** In ms: another invocation that is telling the same is done in less, unless it died. */
const WAITS = [250, 500, 1_000, 2_000];

/**
 * Several pipelines, and several rules of one, bring the same event at the same moment. Whoever comes second waits a
 * little: an invocation that fails is tried again a minute later, and rings an alarm.
 */
async function tell(findings: readonly Finding[], owner: string, notifier: Notifier, test: string | undefined) {
  if (test !== undefined) return { told: await enqueue(findings.map(unmuted), notifier, test), busy: [] };
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

const unmuted = (finding: Finding): Finding => ({ ...finding, muted: null });

/** They are kept where an alarm tells of them, with what is wrong; once, however often the invocation is tried. */
async function keepUnreadable(unreadable: readonly Unreadable[], { sqs, environment, log, table, now }: Notifier) {
  for (const one of unreadable) {
    const pk = `unreadable#${createHash('sha256').update(JSON.stringify(one)).digest('hex')}`;
    if ((await table.get(pk, '-')) !== undefined) continue;
    log('error', 'a record could not be read', { reason: one.reason, from: one.from });
    const body = queueText({ loginWatch: 'unreadable', ...one });
    const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
    await (await sqs()).send(new SendMessageCommand({ QueueUrl: environment.DEAD_URL, MessageBody: body }));
    await table.put({ pk, sk: '-', expiresAt: Math.floor(now() / 1_000) + UNREADABLE_KEPT_SECONDS });
  }
}
const UNREADABLE_KEPT_SECONDS = 14 * 86_400;

/** Business hours are over: what they muted is told at once, in one digest. */
export async function tellMuted(owner: string, notifier: Notifier): Promise<readonly string[]> {
  const { muted, context, memory, now, log } = notifier;
  // One at a time; where this one dies, its retry or whatever comes next goes on.
  const holder = await memory.claim('muted digest', owner, now(), now() + TIMEOUT);
  if (context.isBusinessHours(now()) || holder !== owner) return [];
  const findings = await muted.list();
  const told = await enqueue(findings, notifier);
  await muted.forget(findings);
  log('info', 'told what business hours muted', { findings: findings.length, told });
  return told;
}

function failLater({ failures }: Gathered, busy: readonly Finding[]): void {
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  if (busy.length > 0) throw new Error(`another invocation is telling ${busy.length} of these findings: asking again`);
}

function measureRecords({ records }: Gathered, { measure }: Notifier): void {
  for (const [pipeline, count] of records) measure({ Records: count }, pipeline);
}

/** Each call gives the ms since the one before. */
function stopwatch(now: () => number): () => number {
  let last = now();
  return () => {
    const before = last;
    last = now();
    return last - before;
  };
}
