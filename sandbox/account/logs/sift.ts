/** Events of a batch that CloudWatch Logs accepts. */
import type { JsonObject } from '../../../src/core/event.ts';
import { isObject, listAt, numberAt, textAt } from '../../../src/core/fields.ts';
import { DAY } from '../../../src/core/time.ts';
import { AwsFault } from '../service.ts';
import type { NewEvent } from './logs.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
export const MOST_EVENTS = 10_000;
const OLDEST = 14 * DAY;
const NEWEST = 2 * 3_600_000;
const BATCH_BYTES = 1_048_576;
const EVENT_BYTES = 26;

export interface Sifted {
  readonly taken: readonly NewEvent[];
  readonly rejected: JsonObject | undefined;
}

/** A batch as a whole may be refused; events too old or too new are dropped and reported. */
export function sift(input: JsonObject, now: number): Sifted {
  const events = listAt(input, 'logEvents')
    .filter(isObject)
    .map((event) => ({ timestamp: numberAt(event, 'timestamp') ?? 0, message: textAt(event, 'message') ?? '' }));
  checkBatch(events);
  const times = events.map(({ timestamp }) => timestamp);
  const oldEnd = times.filter((time) => time <= now - OLDEST).length;
  const newStart = times.findIndex((time) => time >= now + NEWEST);
  const rejected = {
    ...(oldEnd === 0 ? {} : { tooOldLogEventEndIndex: oldEnd }),
    ...(newStart < 0 ? {} : { tooNewLogEventStartIndex: newStart }),
  };
  return {
    taken: events.slice(oldEnd, newStart < 0 ? undefined : newStart),
    rejected: Object.keys(rejected).length === 0 ? undefined : rejected,
  };
}

function checkBatch(events: readonly NewEvent[]): void {
  if (events.length === 0 || events.length > MOST_EVENTS) throw refuse('1 to 10,000 log events can be put at once');
  if (events.some(({ message }) => message === '')) throw refuse('A log event needs a message');
  const size = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + EVENT_BYTES, 0);
  if (size > BATCH_BYTES) throw refuse(`Upload too large: ${size} bytes exceeds limit of ${BATCH_BYTES}`);
  const times = events.map(({ timestamp }) => timestamp);
  if (times.some((time, index) => time < (times[index - 1] ?? time)))
    throw refuse('Log events in a single PutLogEvents request must be in chronological order.');
  if ((times.at(-1) ?? 0) - (times[0] ?? 0) > DAY)
    throw refuse('A batch of log events cannot span more than 24 hours.');
}

const refuse = (why: string) => new AwsFault('InvalidParameterException', why);
