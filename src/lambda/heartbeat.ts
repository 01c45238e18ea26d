/** Calls by the clock: the pulse, and once a day the message to those who hear of the notifier's health. */
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { readError } from '../aws/fault.ts';
import { metricData } from '../aws/health/metric-data.ts';
import { type SeriesName, seriesOf } from '../aws/health/notifier-series.ts';
import { composeFor } from '../channels/compose.ts';
import { BLANK_DIGEST } from '../channels/readdress.ts';
import { namesOf } from '../core/names.ts';
import { DAY, formatTime, MINUTE } from '../core/time.ts';
import { wordsFrom } from '../core/words.ts';
import { HEARTBEAT_WORDS, type HeartbeatWords } from '../messages/sending/heartbeat.ts';
import type { Notifier } from './notifier.ts';
import { enqueueForHealth, groupOf } from './outbox.ts';

type Looking = Pick<Notifier, 'settings' | 'environment' | 'sqs' | 'troubles' | 'now' | 'log'> & {
  readonly cloudwatch: () => Promise<CloudWatchClient>;
};

/** Names of what the schedules of the template hand in. */
export type Call = 'pulse' | 'heartbeat' | 'hours-end';

export function callOf(input: unknown): Call | undefined {
  const name: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'loginWatch') : undefined;
  return (['pulse', 'heartbeat', 'hours-end'] as const).find((one) => one === name);
}

/** Throws if the function can't read its table or its queue: then its errors raise an alarm. */
export async function pulse(notifier: Pick<Looking, 'troubles' | 'sqs' | 'environment'>): Promise<void> {
  await Promise.all([notifier.troubles.of('pulse'), depthOf(notifier.environment.OUTBOX_URL, notifier)]);
}

/** Looks, and puts a message into the outbox. `input`: has the scheduled time, so that a retry says the same once. */
export async function sendHeartbeat(input: unknown, notifier: Looking): Promise<readonly string[]> {
  const { now, log } = notifier;
  const given = String(Reflect.get(Object(input), 'at') ?? '');
  const at = Number.isNaN(Date.parse(given)) ? new Date(now()).toISOString().slice(0, 10) : given;
  const said = await look(notifier, Date.parse(at));
  log('info', 'heartbeat', { isWell: said.isWell, unseen: said.unseen });
  const notice = {
    title: wordsFrom(HEARTBEAT_WORDS, (words) =>
      said.isWell ? words.well(said.findings ?? 0) : words.notWell(said.findings),
    ),
    lines: said.lines.map((pick) => wordsFrom(HEARTBEAT_WORDS, pick)),
    about: `heartbeat ${at}`,
    isGood: said.isWell,
    isHeartbeat: true,
  } as const;
  return enqueueForHealth(notice, `heartbeat ${at}`, notifier);
}

type Line = (words: HeartbeatWords) => string;

interface Look {
  /** All was seen, and nothing is wrong. */
  readonly isWell: boolean;
  readonly findings: number | undefined;
  readonly lines: readonly Line[];
  /** Names of what could not be seen. */
  readonly unseen: readonly string[];
}

async function look(notifier: Looking, at: number): Promise<Look> {
  const [numbers, queues, channels] = await Promise.all([
    seen('numbers', numbersOf(notifier, at)),
    seen('queues', queuesOf(notifier)),
    seen('channels', troublesOf(notifier)),
  ]);
  const good: Line[] = [];
  const bad: Line[] = [];
  if ('value' in numbers)
    sayNumbers(numbers.value, 'value' in queues ? queues.value.waiting : undefined, notifier, good, bad);
  if ('value' in queues) sayQueues(queues.value, bad);
  if ('value' in channels) for (const { to, since } of channels.value) bad.push((words) => words.trouble(to, since));
  const missing = [numbers, queues, channels].flatMap((one) => ('why' in one ? [one] : []));
  const unseen: Line[] =
    missing.length === 0 ? [] : [(words) => words.unseen(missing.map(({ part, why }) => words.part[part](why)))];
  return {
    isWell: bad.length + missing.length === 0,
    findings: 'value' in numbers ? numbers.value('Findings') : undefined,
    lines: [...bad, ...unseen, ...good, (words) => words.limits],
    unseen: missing.map(({ part }) => part),
  };
}

type Part = keyof HeartbeatWords['part'];
type Seen<T> = { readonly value: T } | { readonly part: Part; readonly why: string };

/** Never rejects: silence would look like a notifier that is gone. */
const seen = <T>(part: Part, work: Promise<T>): Promise<Seen<T>> =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => ({ part, why: readError(error).name }),
  );

type Sums = (name: SeriesName) => number;

/** Milliseconds until a number is there for certain. */
const SETTLED = 15 * MINUTE;

/** Sums of 24 hours: by the scheduled time, so that each number is in one day's message. */
async function numbersOf({ settings, cloudwatch }: Looking, at: number): Promise<Sums> {
  const all = seriesOf(settings.name);
  const to = at - SETTLED;
  const window = { from: to - DAY, to };
  const found = await metricData(
    await cloudwatch(),
    all.map(([, series]) => series),
    window,
  );
  const sums = new Map(all.map(([name], at) => [name, (found[at] ?? []).reduce((sum, { value }) => sum + value, 0)]));
  return (name) => sums.get(name) ?? 0;
}

function sayNumbers(sum: Sums, waiting: number | undefined, { settings }: Looking, good: Line[], bad: Line[]): void {
  for (const pipeline of settings.pipelines) {
    const records = sum(`Records ${pipeline}`);
    if (records === 0) bad.push((words) => words.quiet(pipeline));
    else good.push((words) => words.delivered(pipeline, records));
  }
  good.push((words) => words.messages(sum('Deliveries'), waiting));
  const wrong = [
    ['Errors', 'errors'],
    ['Unreadable', 'unreadable'],
    ['RuleFailures', 'rules'],
    ['DeliveryFailures', 'refused'],
  ] as const;
  for (const [name, word] of wrong) {
    const count = sum(name);
    if (count > 0) bad.push((words) => words[word](count));
  }
}

interface Queues {
  readonly waiting: number;
  readonly deadMessages: number;
  readonly deadRecords: number;
  /** Undefined without a second channel. */
  readonly second: { readonly waiting: number; readonly dead: number } | undefined;
}

async function queuesOf(notifier: Looking): Promise<Queues> {
  const { settings, environment } = notifier;
  const { OUTBOX_URL, OUTBOX_DEAD_URL, DEAD_URL } = environment;
  const [waiting = 0, deadMessages = 0, deadRecords = 0] = await Promise.all(
    [OUTBOX_URL, OUTBOX_DEAD_URL, DEAD_URL].map((url) => depthOf(url, notifier)),
  );
  if (settings.health?.channel === undefined) return { waiting, deadMessages, deadRecords, second: undefined };
  // Its queues are of the same account and region.
  const { health } = namesOf(settings.name);
  const sibling = (queue: string) => DEAD_URL.replace(/[^/]+$/, queue);
  const [first = 0, dead = 0] = await Promise.all(
    [health.waiting, health.dead].map((queue) => depthOf(sibling(queue), notifier)),
  );
  return { waiting, deadMessages, deadRecords, second: { waiting: first, dead } };
}

function sayQueues({ deadMessages, deadRecords, second }: Queues, bad: Line[]): void {
  if (deadMessages > 0) bad.push((words) => words.deadMessages(deadMessages));
  if (deadRecords > 0) bad.push((words) => words.deadRecords(deadRecords));
  if (second !== undefined && second.waiting + second.dead > 0)
    bad.push((words) => words.secondChannel(second.waiting, second.dead));
}

async function depthOf(url: string, { sqs }: Pick<Looking, 'sqs'>): Promise<number> {
  const { GetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] });
  const { Attributes = {} } = await (await sqs()).send(command);
  return names.reduce((sum, name) => sum + (Number(Attributes[name]) || 0), 0);
}

/** Channels of the settings that accept no messages at the moment. */
async function troublesOf({ settings, troubles }: Looking) {
  const groups = settings.channels.flatMap((channel) => composeFor(channel, BLANK_DIGEST, settings).slice(0, 1));
  const found = await Promise.all(groups.map((delivery) => troubles.of(groupOf(delivery))));
  return found.flatMap((trouble) =>
    trouble === undefined ? [] : [{ to: trouble.to, since: formatTime(trouble.since, settings.timezone) }],
  );
}
