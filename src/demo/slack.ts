/** An incoming webhook as Slack answers it. */
import { isObject } from '../core/fields.ts';
import type { HttpAnswer, HttpRequest } from './http.ts';

export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly unknown[];
  readonly attachments: readonly unknown[];
}

const MOST_BLOCKS = 50;
/** About one message a second: https://docs.slack.dev/apis/web-api/rate-limits */
const PACE = 900;

/** Returns the answering function, and the accepted messages in `received`. */
export function slackWebhook(now: () => number): {
  readonly answer: (asked: HttpRequest) => HttpAnswer;
  readonly received: SlackMessage[];
} {
  const received: SlackMessage[] = [];
  let last = Number.NEGATIVE_INFINITY;
  const answer = ({ path, body }: HttpRequest): HttpAnswer => {
    if (!path.startsWith('/services/')) return { status: 404, body: 'no_service' };
    if (now() - last < PACE) return { status: 429, headers: { 'retry-after': '1' }, body: '' };
    const message = parse(body);
    if (message === undefined) return { status: 400, body: 'invalid_payload' };
    const inside = message.attachments.flatMap((attachment) => listOf(attachment, 'blocks'));
    if (message.blocks.length + inside.length > MOST_BLOCKS) return { status: 400, body: 'invalid_blocks' };
    last = now();
    received.push(message);
    return { status: 200, body: 'ok' };
  };
  return { answer, received };
}

function parse(body: string): SlackMessage | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (!isObject(value) || typeof value['text'] !== 'string' || value['text'] === '') return undefined;
    return { text: value['text'], blocks: listOf(value, 'blocks'), attachments: listOf(value, 'attachments') };
  } catch {
    return undefined;
  }
}

function listOf(value: unknown, key: string): readonly unknown[] {
  const list = isObject(value) ? value[key] : undefined;
  return Array.isArray(list) ? list : [];
}
