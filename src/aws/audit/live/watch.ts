/** Watches what becomes of the records: metrics, alarms, and the topics' messages in a temporary queue. */
import type { AlarmHistoryItem } from '@aws-sdk/client-cloudwatch';
import type { Message } from '@aws-sdk/client-sqs';
import type { Expected } from '../../../auditing/live/expected.ts';
import { actionKey, type Sightings, unreadKey, type Watch } from '../../../auditing/live/sightings.ts';
import type { Alarm } from '../../../auditing/snapshot.ts';
import type { JsonObject } from '../../../core/event.ts';
import { isObject, numberAt, textAt } from '../../../core/fields.ts';
import { MINUTE, SECOND } from '../../../core/time.ts';
import { attempt, type Reader } from '../attempt.ts';
import { readCounts } from './counts.ts';
import type { Watching } from './watching.ts';

const POLL = 10 * SECOND;
/** From an event to the end of the run, at least, where nobody sees it come: its rule stays until it is delivered. */
const DELIVERY = MINUTE;

/** Looks until all was seen, the patience is over, or `reader.signal` is aborted. */
export async function watch(watching: Watching, reader: Reader): Promise<void> {
  const { expected, sightings, since, now, onLook } = watching;
  const regions = new Set(
    [...expected.metrics, ...expected.forwards, ...expected.messages].map(({ region }) => region),
  );
  while (!reader.signal.aborted) {
    for (const region of regions) {
      await look('metrics', region, sightings, () => readCounts(watching, region, reader));
      if ((expected.alarms.get(region) ?? []).length > 0)
        await look('history', region, sightings, () => readHistory(watching, region, reader));
      const queue = watching.queues.get(region);
      if (queue !== undefined) await look('queue', region, sightings, () => receive(queue, region, watching, reader));
    }
    await onLook?.(sightings);
    if (isAllSeen(watching) || now() - since >= expected.patience) return;
    await reader.sleep(POLL);
  }
}

/** Asks no more once AWS has refused. */
async function look(
  what: Watch,
  region: string,
  { unread }: Sightings,
  ask: () => ReturnType<typeof attempt<void>>,
): Promise<void> {
  const key = unreadKey(region, what);
  if (unread.has(key)) return;
  const answer = await ask();
  if (answer.kind === 'refused' && answer.isDenied) unread.set(key, answer);
}

function isAllSeen({ expected, sightings, now }: Watching): boolean {
  const { counted, raised, acted, arrived, unread, unrung, events } = sightings;
  if (unread.size > 0) return false;
  const keys = [...expected.metrics, ...expected.forwards].map(({ key }) => key);
  const alarms = [...expected.alarms.values()].flat();
  const topics = [...expected.topics.values()].flat();
  const actions = alarms.flatMap((alarm) =>
    alarm.hasActions ? alarm.actions.map((to) => actionKey(alarm.arn, to)) : [],
  );
  const isSent = (key: string) => acted.get(key)?.error !== undefined || !topics.some((arn) => key.endsWith(` ${arn}`));
  return (
    keys.every((key) => counted.has(key)) &&
    alarms.every(({ arn }) => raised.has(arn)) &&
    expected.messages.every(({ key, id }) => arrived.has(key) || unrung.has(id)) &&
    expected.unwatched.every((id) => now() - (events.get(id)?.at(-1) ?? 0) >= DELIVERY) &&
    actions.every((key) => acted.has(key) && (arrived.has(key) || isSent(key)))
  );
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html */
function readHistory({ expected, sightings, since }: Watching, region: string, reader: Reader) {
  return attempt('cloudwatch:DescribeAlarmHistory', region, reader, async () => {
    const { paginateDescribeAlarmHistory } = await import('@aws-sdk/client-cloudwatch');
    const client = await reader.aws.cloudwatch(region);
    const byName = new Map((expected.alarms.get(region) ?? []).map((alarm) => [alarm.name, alarm]));
    const question = {
      AlarmTypes: ['MetricAlarm' as const, 'CompositeAlarm' as const],
      StartDate: new Date(since),
      ScanBy: 'TimestampAscending' as const,
    };
    const pages = paginateDescribeAlarmHistory({ client, pageSize: 100 }, question, { abortSignal: reader.signal });
    for await (const { AlarmHistoryItems = [] } of pages)
      for (const item of AlarmHistoryItems) {
        const alarm = byName.get(item.AlarmName ?? '');
        if (alarm !== undefined) note(item, alarm, sightings);
      }
  });
}

function note({ HistoryItemType, HistorySummary = '', Timestamp }: AlarmHistoryItem, alarm: Alarm, seen: Sightings) {
  const at = Timestamp?.getTime() ?? 0;
  if (HistoryItemType === 'StateUpdate' && / to ALARM\b/.test(HistorySummary) && !seen.raised.has(alarm.arn))
    seen.raised.set(alarm.arn, at);
  if (HistoryItemType !== 'Action' || !seen.raised.has(alarm.arn)) return;
  // `Failed to execute action arn:…. Received error: "…"`: https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger
  const [, verb, to = '', error] =
    /^(Successfully executed|Failed to execute) action (\S+?)\.?(?: Received error: "?(.*?)"?)?$/s.exec(
      HistorySummary,
    ) ?? [];
  if (verb === undefined || seen.acted.has(actionKey(alarm.arn, to)) || !alarm.actions.includes(to)) return;
  seen.acted.set(actionKey(alarm.arn, to), { at, error: verb.startsWith('Failed') ? (error ?? '') : undefined });
}

/** Ten at a time is the most; the queue is asked until it is empty. */
function receive(url: string, region: string, { expected, sightings, now }: Watching, reader: Reader) {
  return attempt('sqs:ReceiveMessage', region, reader, async () => {
    const { ReceiveMessageCommand } = await import('@aws-sdk/client-sqs');
    const client = await reader.aws.sqs(region);
    const question = { QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 };
    const command = new ReceiveMessageCommand({ ...question, MessageSystemAttributeNames: ['SentTimestamp'] });
    for (;;) {
      const { Messages = [] } = await client.send(command, { abortSignal: reader.signal });
      if (Messages.length === 0) return;
      for (const message of Messages) noteMessage(message, region, expected, sightings, now());
    }
  });
}

function noteMessage(
  { Body = '', Attributes }: Message,
  region: string,
  { alarms, messages }: Expected,
  { arrived }: Sightings,
  now: number,
) {
  const sent = objectIn(Body);
  const topic = textAt(sent, 'TopicArn') ?? '';
  const text = textAt(sent, 'Message') ?? '';
  const key =
    alarmIn(objectIn(text), alarms.get(region) ?? [], topic) ??
    messages.find((one) => one.topic === topic && bears(text, one.id))?.key;
  if (key === undefined || arrived.has(key)) return;
  arrived.set(key, numberAt({ at: Attributes?.SentTimestamp ?? '' }, 'at') ?? now);
}

function alarmIn(message: JsonObject, alarms: readonly Alarm[], topic: string): string | undefined {
  if (textAt(message, 'NewStateValue') !== 'ALARM') return undefined;
  const [arn, name] = [textAt(message, 'AlarmArn'), textAt(message, 'AlarmName')];
  const alarm = alarms.find((one) => (arn === undefined ? one.name === name : one.arn === arn));
  return alarm && actionKey(alarm.arn, topic);
}

/** The number at its end isn't the beginning of another one. */
const bears = (text: string, id: string): boolean =>
  text
    .split(id)
    .slice(1)
    .some((rest) => !/^\d/.test(rest));

function objectIn(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
