/** A pipeline's input -> findings, each alerted once: the middle of the function. */
import { readError } from '../aws/fault.ts';
import type { AskingNames } from '../aws/login-table/asked-names.ts';
import { expiryOf, KEPT, KEYS, ONLY } from '../aws/login-table/keys.ts';
import { rememberPeople } from '../aws/login-table/people.ts';
import { AT_ONCE } from '../aws/login-table/table.ts';
import { mapConcurrent } from '../aws/map-concurrent.ts';
import { createMemory } from '../core/counting/memory.ts';
import type { TrailEvent } from '../core/event.ts';
import { activate } from '../core/inspection/activate.ts';
import { inspect } from '../core/inspection/inspect.ts';
import { liveMarkOf } from '../core/live-mark.ts';
import { userKey } from '../core/people/people.ts';
import type { Finding } from '../core/rule.ts';
import { type Alerted, type Alerting, alertAll, stopwatch } from './alert.ts';
import { type Gathered, type Gathering, gather, type Unreadable } from './gather.ts';
import { sendNamed } from './names.ts';
import type { Notifier } from './notifier.ts';
import { enqueue, queueText } from './outbox.ts';
import { testOf } from './test-mark.ts';

type Intake = Alerting & Gathering & Pick<Notifier, 'rules' | 'measure' | 'askName' | 'accounts'>;

/** The invocation's result, which only tests read. */
export interface IntakeOutcome {
  readonly records: number;
  readonly findings: readonly { readonly rule: string; readonly id: string }[];
  /** Events that no rule looks at: Insights, aggregated and network activity events. */
  readonly notLookedAt: number;
  /** Channels of the messages that were put into the outbox. */
  readonly told: readonly string[];
  /** Milliseconds of each step. */
  readonly ms: Readonly<Record<'read' | 'inspect' | 'enqueue', number>>;
}

/** Rules that are on for a test, whatever the settings say: it asks whether a message arrives. */
const TESTED_RULES = ['signin-untrusted', 'signin-trusted'];

/** Findings named in the log: a line takes 256 kB, and of a flood nobody reads each. */
const MOST_LOGGED = 100;

/** `owner` is the same for an invocation and its retries. Throws if something must be tried again. */
export async function takeIn(input: unknown, owner: string, notifier: Intake): Promise<IntakeOutcome> {
  const test = testOf(input);
  const clock = stopwatch(notifier.now);
  const gathered = await gather(input, notifier);
  const read = clock();
  await nameAccounts(notifier);
  const { settings, log, measure } = notifier;
  const {
    findings,
    failures,
    told,
    busy,
    ms: spent,
  } = test === undefined
    ? await alertReal(gathered, owner, notifier)
    : await alertTest(gathered.events, test, notifier);
  for (const failure of failures) log('error', 'a rule failed', { ...failure });
  await keepUnreadable(gathered.unreadable, notifier);
  for (const [what, count] of gathered.notLookedAt) log('warn', `a part of the input ${what}`, { count });
  const notLookedAt = sumOf(gathered.notLookedAt);
  const ms = { read, ...spent };

  measureRecords(gathered, notifier);
  measure({ Findings: findings.length, RuleFailures: failures.length, Unreadable: gathered.spoilt });
  const records = sumOf(gathered.records);
  log('info', 'taken in', {
    records,
    events: gathered.events.length,
    findings: findings.slice(0, MOST_LOGGED).map(({ id, rule }) => `${rule.id} ${id}`),
    found: findings.length,
    told,
    busy: busy.length,
    unreadable: gathered.spoilt,
    notLookedAt,
    ms,
    settings: settings.name,
  });
  failLater(gathered, busy);
  for (const mark of gathered.marks) await mark();
  return { records, findings: findings.map(({ id, rule }) => ({ rule: rule.id, id })), notLookedAt, told, ms };
}

const sumOf = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, count) => sum + count, 0);

/** Made-up records of `audit --live` apart: only the others are a part of the history. */
async function alertReal(gathered: Gathered, owner: string, notifier: Intake): Promise<Alerted> {
  const isReal = (event: TrailEvent) => liveMarkOf(event) === undefined;
  const madeUp = gathered.events.filter((event) => !isReal(event));
  if (madeUp.length === 0) return alertNamed(gathered, owner, notifier);
  const alerted = await alertNamed({ ...gathered, events: gathered.events.filter(isReal) }, owner, notifier);
  return { ...alerted, told: [...alerted.told, ...(await alertMadeUp(madeUp, owner, notifier))] };
}

/** Sends what the rules find in made-up records as tests, each finding once, whatever pipelines bring it. */
async function alertMadeUp(events: readonly TrailEvent[], owner: string, notifier: Intake): Promise<readonly string[]> {
  const { active, context } = notifier;
  const told: string[] = [];
  for (const mark of new Set(events.map(liveMarkOf))) {
    const own = events.filter((event) => liveMarkOf(event) === mark);
    const { findings } = await inspect(own, active, context, createMemory());
    const turn = await notifier.told.begin(findings, owner);
    const ours = findings.filter(({ id, muted }) => muted === null && turn.mine.has(id));
    told.push(...(await enqueue(ours, notifier, mark)));
    await turn.finish();
  }
  return told;
}

/** Findings get the names of people that this input holds, or an earlier one did, or the settings. */
async function alertNamed({ events, people }: Gathered, owner: string, notifier: Intake): Promise<Alerted> {
  const { table, now, settings } = notifier;
  await rememberPeople(events, people, table, now, askingOf(notifier));
  for (const [id, name] of Object.entries(settings.people)) people.add(userKey(id), name);
  const context = {
    ...notifier.context,
    personName: people.nameOf,
    groupName: (id: string) => people.nameOf(id, true),
  };
  const alerted = await alertAll(events.map(people.named), owner, { ...notifier, context });
  // From a record, or from AWS or the settings for another sign-in of the same person.
  const hasNews = people.learned.size > 0 || events.some((event) => people.named(event) !== event);
  if (!hasNews) return alerted;
  const added = await sendNamed(people.named, owner, notifier);
  return { ...alerted, told: [...alerted.told, ...added] };
}

/** Alerts don't wait for names: if the table refuses, accounts are numbers. */
async function nameAccounts({ accounts, log }: Intake): Promise<void> {
  try {
    await accounts.refresh();
  } catch (error) {
    log('warn', 'accounts have no names', { reason: readError(error).name });
  }
}

function askingOf({ askName, log, now, world }: Intake): AskingNames | undefined {
  if (askName === undefined) return undefined;
  return {
    ask: askName,
    now,
    sleep: world.sleep,
    onRefusal: (refusal) => log('warn', 'people have no names', { ...refusal }),
  };
}

/** A test must not become a part of the history, nor wait for a burst. */
async function alertTest(events: readonly TrailEvent[], test: string, notifier: Intake): Promise<Alerted> {
  const { rules, settings, context, now } = notifier;
  const clock = stopwatch(now);
  const { findings, failures } = await inspect(
    events,
    activate(rules, settings, TESTED_RULES),
    context,
    createMemory(),
  );
  const inspected = clock();
  const told = await enqueue(findings.map(unmuted), notifier, test);
  return { findings, failures, told, busy: [], ms: { inspect: inspected, enqueue: clock() } };
}

const unmuted = (finding: Finding): Finding => ({ ...finding, muted: null });

/**
 * Sends unreadable records to the dead-letter queue, where an alarm fires; each once, however often the invocation is
 * tried.
 */
async function keepUnreadable(unreadable: readonly Unreadable[], { sqs, environment, log, table, now }: Intake) {
  await mapConcurrent(unreadable, AT_ONCE, async (one) => {
    const pk = KEYS.unreadable(JSON.stringify(one));
    if ((await table.get(pk, ONLY)) !== undefined) return;
    log('error', 'a record could not be read', { reason: one.reason, from: one.from });
    const body = queueText({ loginWatch: 'unreadable', ...one });
    const { SendMessageCommand } = await import('@aws-sdk/client-sqs');
    await (await sqs()).send(new SendMessageCommand({ QueueUrl: environment.DEAD_URL, MessageBody: body }));
    await table.put({ pk, sk: ONLY, expiresAt: expiryOf(now(), KEPT.unreadable) });
  });
}

function failLater({ failures }: Gathered, busy: readonly Finding[]): void {
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  if (busy.length > 0) throw new Error(`another invocation is telling ${busy.length} of these findings: asking again`);
}

function measureRecords({ records }: Gathered, { measure }: Intake): void {
  for (const [pipeline, count] of records) measure({ Records: count }, pipeline);
}
