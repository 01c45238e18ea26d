import { expect, test } from 'vitest';
import { composeFor } from '../../src/channels/compose.ts';
import { makeContext } from '../../src/core/inspection/context.ts';
import type { Finding } from '../../src/core/rule.ts';
import { type ChannelSettings, DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { makeDigest } from '../../src/core/stories/digest.ts';
import { RULES } from '../../src/rules/index.ts';
import { event } from '../helpers/records/events.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const QUEUE_BYTES = 1_048_576;
/** A finding's title, message, address and so on are a few of these, and each character is six bytes when it is escaped. */
const HOSTILE = '"\\\u202e\u0007\ud83d';

function finding(index: number, text = '', user = 'alice'): Finding {
  const rule = RULES.find(({ id }) => id === 'signin-untrusted') ?? RULES[0];
  if (rule === undefined) throw new Error('no rules');
  const one = event({ id: `event-${index}`, actor: { name: `${user}${text}` } });
  return {
    id: String(index).padStart(32, '0'),
    rule,
    severity: 'high',
    mark: '⚠',
    title: { en: `title ${text}`, ja: `題 ${text}` },
    message: { en: `message ${index} ${text}`, ja: `文 ${index} ${text}` },
    event: one,
    events: [one],
    network: { verdict: 'untrusted', name: null },
    attempt: false,
    muted: null,
    accountName: null,
  };
}

test('no mail is too long for SNS, whatever language it is in', () => {
  // https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
  const most = 262_144;
  const long = [...Array(3_000).keys()].map((index) => finding(index, '文'.repeat(400), `使用者-${index}-`));
  for (const findings of [long, ...Object.values(FLOODS)]) {
    const mails = composeFor(
      { kind: 'email', email: { to: ['security@example.com'] } },
      makeDigest(findings, makeContext(DEFAULT_SETTINGS)),
      { ...DEFAULT_SETTINGS, language: 'ja' },
    );
    expect(Math.max(...mails.map(({ body }) => Buffer.byteLength(body)))).toBeLessThanOrEqual(most);
    expect(mails.flatMap((mail) => mail.findings)).toHaveLength(findings.length);
  }
});

const WEBHOOK: ChannelSettings = { kind: 'webhook', webhook: { url: 'env:E', secret: 'env:F' } };
const CHANNELS: readonly ChannelSettings[] = [
  { kind: 'slack', slack: { webhook: 'env:A' } },
  { kind: 'chatwork', chatwork: { room: 123, token: 'env:B' } },
  { kind: 'teams', teams: { webhook: 'env:C' } },
  { kind: 'discord', discord: { webhook: 'env:D' } },
  WEBHOOK,
  { kind: 'email', email: { to: ['security@example.com'] } },
];

const composed = (channel: ChannelSettings, findings: readonly Finding[]) =>
  composeFor(channel, makeDigest(findings, makeContext(DEFAULT_SETTINGS)), DEFAULT_SETTINGS);

/** As the outbox writes it, with as many ids as it keeps. */
const bytesInQueue = (delivery: { readonly findings: readonly string[] }) =>
  Buffer.byteLength(
    JSON.stringify({ version: 1, delivery: { ...delivery, findings: delivery.findings.slice(0, 500) } }),
  );

const FLOODS = {
  'the same thing two thousand times': [...Array(2_000).keys()].map((index) => finding(index)),
  'two thousand things': [...Array(2_000).keys()].map((index) => finding(index, '', `user-${index}-`)),
  'text that grows when it is written': [...Array(60).keys()].map((index) => finding(index, HOSTILE.repeat(2_000))),
  'one endless name': [finding(0, HOSTILE.repeat(300_000))],
};

test.each(
  CHANNELS.flatMap((channel) =>
    Object.entries(FLOODS).map(([name, findings]) => [channel.kind, name, channel, findings] as const),
  ),
)('%s: no message is too long for the queue that it waits in: %s', (_, __, channel, findings) => {
  const sizes = composed(channel, findings).map(bytesInQueue);
  expect(sizes.length).toBeGreaterThan(0);
  expect(Math.max(...sizes)).toBeLessThan(QUEUE_BYTES);
});

test('a webhook gets each finding once and in order, however many requests that takes', () => {
  for (const findings of [
    FLOODS['the same thing two thousand times'],
    FLOODS['two thousand things'],
    FLOODS['text that grows when it is written'],
  ]) {
    const deliveries = composed(WEBHOOK, findings);
    const bodies = deliveries.map(({ body }) => JSON.parse(body));
    const ids = bodies.flatMap(({ items }) =>
      items.flatMap((item: { findings: { id: string }[] }) => item.findings.map(({ id }) => id)),
    );
    expect(ids).toEqual(findings.map(({ id }) => id));
    expect(deliveries.flatMap((delivery) => delivery.findings)).toEqual(ids);
    expect(deliveries.length).toBeGreaterThan(1);
    expect(bodies.map(({ part }) => part)).toEqual(
      bodies.map((_, index) => ({ number: index + 1, of: bodies.length })),
    );
    for (const { items } of bodies) expect(items.length).toBeGreaterThan(0);
  }
});

test('an item that one request can’t hold goes on in the next, and says so; a text is cut only where it must be', () => {
  const bodies = composed(WEBHOOK, FLOODS['the same thing two thousand times']).map(({ body }) => JSON.parse(body));
  expect(bodies.map(({ items }) => items.map(({ continued }: { continued?: true }) => continued))).toEqual([
    [undefined],
    ...bodies.slice(1).map(() => [true]),
  ]);
  expect(bodies.map(({ items }) => items[0].count)).toEqual(bodies.map(() => 2_000));

  const long = 'x'.repeat(10_000);
  const [whole] = composed(WEBHOOK, [finding(0, long)]);
  expect(JSON.parse(whole?.body ?? '').items[0].findings[0].message).toHaveLength('message 0 '.length + long.length);
});
