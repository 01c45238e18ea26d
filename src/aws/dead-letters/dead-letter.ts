/**
 * Messages in the notifier's dead-letter queues: their channel or pipeline, age and cause, and where to resend them.
 */
import type { Json, JsonObject } from '../../core/event.ts';
import { isObject, listAt, textAt } from '../../core/fields.ts';

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
  readonly kind: 'delivery' | 'invocation' | 'event' | 'unreadable';
  /** `slack`, `chatwork room 123456`, `pipeline logs` */
  readonly about: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly why: string;
  /** Undefined if it can't be resent. */
  readonly way: Way | undefined;
}

export function readLetter(message: DeadMessage): DeadLetter {
  const body = parsed(message.body);
  if (body === undefined) return unreadable(message, 'unknown', 'what lies there is no JSON object');
  if (body['loginWatch'] === 'unreadable') {
    return unreadable(
      message,
      textAt(body, 'from') ?? 'unknown',
      textAt(body, 'reason') ?? 'a record that could not be read',
    );
  }
  if (body['delivery'] !== undefined) return delivery(body, message);
  if (isObject(body['requestContext'])) return invocation(body, message);
  return isForFunction(body, message)
    ? event(body, message)
    : unreadable(message, 'unknown', 'it is of no kind that is known');
}

function delivery(body: JsonObject, message: DeadMessage): DeadLetter {
  const { why, ...again } = body;
  const to = textAt(body, 'delivery.to') ?? textAt(body, 'delivery.channel');
  if (body['version'] !== 1 || to === undefined || message.group === undefined) {
    return unreadable(message, to ?? 'unknown', 'a message to a channel in a form that this version does not know');
  }
  return {
    id: message.id,
    kind: 'delivery',
    about: typeof body['test'] === 'string' ? `${to} (test)` : to,
    since: textAt(body, 'since') ?? timeOf(message),
    why: typeof why === 'string' ? why : 'not taken, however often it was tried',
    way: { to: 'outbox', body: JSON.stringify(again), group: message.group },
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function invocation(body: JsonObject, message: DeadMessage): DeadLetter {
  const payload = body['requestPayload'];
  if (!isObject(payload))
    return unreadable(message, 'function', 'the record of the failure lacks what the function was handed');
  const reasons = [textAt(body, 'requestContext.condition'), textAt(body, 'responsePayload.errorMessage')];
  return {
    id: message.id,
    kind: 'invocation',
    about: pipelineOf(payload),
    since: textAt(body, 'timestamp') ?? timeOf(message),
    why: reasons.filter((reason) => reason !== undefined).join(': ') || 'the function failed',
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
    why: reason || 'it did not reach the function',
    way: { to: 'function', payload: message.body },
  };
}

const isForFunction = (body: JsonObject, { attributes }: DeadMessage) =>
  attributes['TARGET_ARN'] !== undefined || attributes['RULE_ARN'] !== undefined || pipelineOf(body) !== UNKNOWN;

const UNKNOWN = 'function';

/** From the form of the function's input. */
function pipelineOf(payload: JsonObject): string {
  const first = listAt(payload, 'Records').find(isObject);
  if (payload['awslogs'] !== undefined) return 'pipeline logs';
  if (first !== undefined && first['eventSource'] === 'aws:s3') return 'pipeline s3';
  if (first !== undefined && first['EventSource'] === 'aws:sns') return 'pipeline alarms';
  if (payload['detail-type'] !== undefined) return 'pipeline events';
  return payload['loginWatch'] === 'hours-end' ? 'end of business hours' : UNKNOWN;
}

const unreadable = (message: DeadMessage, about: string, why: string): DeadLetter => ({
  id: message.id,
  kind: 'unreadable',
  about,
  since: timeOf(message),
  why,
  way: undefined,
});

const timeOf = ({ sentAt }: DeadMessage) => new Date(sentAt).toISOString();

function parsed(text: string): JsonObject | undefined {
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
