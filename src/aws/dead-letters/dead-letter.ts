/**
 * Messages in the notifier's dead-letter queues: their channel or pipeline, age and cause, and where to resend them.
 */
import type { Json, JsonObject } from '../../core/event.ts';
import { isObject, listAt, textAt } from '../../core/fields.ts';
import type { Words } from '../../core/language.ts';
import type { Pipeline } from '../../core/settings.ts';
import { asWords, wordsFrom } from '../../core/words.ts';
import { type LetterKind, REDRIVE_WORDS, type RedriveWords } from '../../messages/operate/redrive.ts';

/** A message as SQS returned it. */
export interface DeadMessage {
  readonly id: string;
  readonly receipt: string;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** The group, in a FIFO queue. */
  readonly group: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The destination for resending. */
export type Way =
  | { readonly to: 'outbox'; readonly body: string; readonly group: string }
  | { readonly to: 'function'; readonly payload: string };

/** All texts come from outside. */
export interface DeadLetter {
  readonly id: string;
  readonly kind: LetterKind;
  /** `slack`, `chatwork room 123456`, `pipeline logs` */
  readonly about: Words;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly why: Words;
  /** Undefined if it can't be resent. */
  readonly way: Way | undefined;
}

const say = (pick: (words: RedriveWords) => string): Words => wordsFrom(REDRIVE_WORDS, pick);
const UNKNOWN = say(({ about }) => about.unknown);
const FUNCTION = say(({ about }) => about.function);

export function readLetter(message: DeadMessage): DeadLetter {
  const body = parsed(message.body);
  if (body === undefined)
    return unreadable(
      message,
      UNKNOWN,
      say(({ why }) => why.notJson),
    );
  if (body['loginWatch'] === 'unreadable') {
    return unreadable(
      message,
      stored(body, 'from') ?? UNKNOWN,
      stored(body, 'reason') ?? say(({ why }) => why.unreadableRecord),
    );
  }
  if (body['delivery'] !== undefined) return delivery(body, message);
  if (isObject(body['requestContext'])) return invocation(body, message);
  return isForFunction(body, message)
    ? event(body, message)
    : unreadable(
        message,
        UNKNOWN,
        say(({ why }) => why.unknownKind),
      );
}

function delivery(body: JsonObject, message: DeadMessage): DeadLetter {
  const { why: _, whyJa: __, ...again } = body;
  const to = textAt(body, 'delivery.to') ?? textAt(body, 'delivery.channel');
  if (body['version'] !== 1 || to === undefined || message.group === undefined) {
    return unreadable(
      message,
      quoted(to) ?? UNKNOWN,
      say(({ why }) => why.otherVersion),
    );
  }
  return {
    id: message.id,
    kind: 'delivery',
    about: typeof body['test'] === 'string' ? say(({ about }) => about.test(to)) : asWords(to),
    since: textAt(body, 'since') ?? timeOf(message),
    why: stored(body, 'why') ?? say((words) => words.why.givenUp),
    way: { to: 'outbox', body: JSON.stringify(again), group: message.group },
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function invocation(body: JsonObject, message: DeadMessage): DeadLetter {
  const payload = body['requestPayload'];
  if (!isObject(payload))
    return unreadable(
      message,
      FUNCTION,
      say(({ why }) => why.noPayload),
    );
  const reasons = [textAt(body, 'requestContext.condition'), textAt(body, 'responsePayload.errorMessage')];
  return {
    id: message.id,
    kind: 'invocation',
    about: pipelineOf(payload),
    since: textAt(body, 'timestamp') ?? timeOf(message),
    why: quoted(reasons.filter((reason) => reason !== undefined).join(': ')) ?? say(({ why }) => why.functionFailed),
    way: { to: 'function', payload: JSON.stringify(payload) },
  };
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
function event(body: JsonObject, message: DeadMessage): DeadLetter {
  const { ERROR_CODE: code, ERROR_MESSAGE: text } = message.attributes;
  const reason = [code, text].filter((part) => part !== undefined && part !== '').join(': ');
  return {
    id: message.id,
    kind: 'event',
    about: pipelineOf(body),
    since: textAt(body, 'time') ?? timeOf(message),
    why: quoted(reason) ?? say(({ why }) => why.notReached),
    way: { to: 'function', payload: message.body },
  };
}

const isForFunction = (body: JsonObject, { attributes }: DeadMessage) =>
  attributes['TARGET_ARN'] !== undefined || attributes['RULE_ARN'] !== undefined || pipelineOf(body) !== FUNCTION;

/** From the form of the function's input. */
function pipelineOf(payload: JsonObject): Words {
  const pipeline = (name: Pipeline | 'alarms') => say(({ about }) => about.pipeline(name));
  const first = listAt(payload, 'Records').find(isObject);
  if (payload['awslogs'] !== undefined) return pipeline('logs');
  if (first !== undefined && first['eventSource'] === 'aws:s3') return pipeline('s3');
  if (first !== undefined && first['EventSource'] === 'aws:sns') return pipeline('alarms');
  if (payload['detail-type'] !== undefined) return pipeline('events');
  switch (payload['loginWatch']) {
    case 'hours-end':
      return say(({ about }) => about.hoursEnd);
    case 'heartbeat':
      return say(({ about }) => about.heartbeat);
    case 'pulse':
      return say(({ about }) => about.pulse);
    default:
      return FUNCTION;
  }
}

const unreadable = (message: DeadMessage, about: Words, why: Words): DeadLetter => ({
  id: message.id,
  kind: 'unreadable',
  about,
  since: timeOf(message),
  why,
  way: undefined,
});

/** A sentence that the function stored in both languages; earlier versions of it stored English alone. */
function stored(body: JsonObject, field: 'why' | 'reason' | 'from'): Words | undefined {
  const en = textAt(body, field);
  return en === undefined || en === '' ? undefined : { en, ja: textAt(body, `${field}Ja`) ?? en };
}

/** Texts from outside stay as they are; undefined if empty. */
const quoted = (text: string | undefined): Words | undefined =>
  text === undefined || text === '' ? undefined : asWords(text);

const timeOf = ({ sentAt }: DeadMessage) => new Date(sentAt).toISOString();

function parsed(text: string): JsonObject | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
