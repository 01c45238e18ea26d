import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleDigest } from '../../src/channels/sample.ts';
import { escapeSlack, slack } from '../../src/channels/slack.ts';
import { createMemory } from '../../src/core/counting/memory.ts';
import type { TrailEvent } from '../../src/core/event.ts';
import { activate } from '../../src/core/inspection/activate.ts';
import { makeContext } from '../../src/core/inspection/context.ts';
import { inspect } from '../../src/core/inspection/inspect.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { makeDigest } from '../../src/core/stories/digest.ts';
import { RULES } from '../../src/rules/index.ts';
import { anyCharacter } from '../helpers/records/any-text.ts';
import { event } from '../helpers/records/events.ts';
import { HOSTILE } from '../helpers/records/hostile.ts';

const OPTIONS = { language: 'en', timezone: 'Asia/Tokyo', from: 'info' } as const;
const CONFIG = { webhook: 'env:HOOK' } as const;
const NOW = Date.UTC(2026, 10, 20, 9, 0);

const digestOf = async (events: readonly TrailEvent[]) => {
  const context = makeContext(DEFAULT_SETTINGS);
  const { findings } = await inspect(events, activate(RULES, DEFAULT_SETTINGS), context, createMemory());
  return makeDigest(findings, context);
};
const bodiesOf = async (events: readonly TrailEvent[]) =>
  slack
    .compose(await digestOf(events), CONFIG, OPTIONS)
    .map((delivery) => (delivery.kind === 'http' ? delivery.body : ''));

/** Every text object and every other string of a message, with the type of the object that it stands in. */
function* texts(value: unknown, type = ''): Generator<[type: string, text: string]> {
  if (typeof value === 'string') yield [type, value];
  else if (typeof value === 'object' && value !== null) {
    const own = Reflect.get(value, 'type');
    for (const [key, inner] of Object.entries(value))
      yield* texts(inner, key === 'text' || key === 'fallback' ? String(own ?? type) : type);
  }
}

function checkLimits(body: string): void {
  const message = JSON.parse(body);
  const blocks = [...message.blocks, ...message.attachments.flatMap((one: { blocks: unknown[] }) => one.blocks)];
  expect(blocks.length).toBeLessThanOrEqual(50);
  const all = [...texts(message)].map(([, text]) => text);
  expect(all.join('').length).toBeLessThanOrEqual(13_000);
  for (const block of blocks) {
    if (block.type === 'header') expect(block.text.text.length).toBeLessThanOrEqual(150);
    if (block.type === 'section' && block.text) expect(block.text.text.length).toBeLessThanOrEqual(3_000);
    for (const field of block.fields ?? []) expect(field.text.length).toBeLessThanOrEqual(2_000);
    expect((block.fields ?? []).length).toBeLessThanOrEqual(10);
  }
}

function checkHarmless(body: string): void {
  const message = JSON.parse(body);
  expect(body).not.toMatch(/\p{Cs}/u);
  for (const [type, text] of texts(message)) {
    // Only our own links to the event history may hold angle brackets.
    const rest =
      type === 'mrkdwn'
        ? text.replace(/<https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\/[^|<>\s]+\|[^<>]+>/g, '')
        : text;
    expect(rest).not.toMatch(/[<>]/);
    expect(rest.replace(/&(?:amp|lt|gt);/g, '')).not.toContain('&');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
  }
}

test('the sample, word by word', async () => {
  const [delivery, ...more] = slack.compose(await sampleDigest(DEFAULT_SETTINGS, NOW), CONFIG, OPTIONS);

  expect(more).toEqual([]);
  expect(delivery).toMatchObject({ kind: 'http', channel: 'slack', to: 'slack', secret: 'env:HOOK', url: '{secret}' });
  const lines = delivery?.kind === 'http' ? [...texts(JSON.parse(delivery.body))].map(([, text]) => text) : [];
  expect(lines.filter((line) => /[🟢🔴⚠]/u.test(line) || line.includes('test message'))).toMatchInlineSnapshot(`
    [
      "[test] ⚠ Root signed in to account 111122223333 from 198.51.100.9, not trusted (+3 more)",
      "[test] ⚠ Root signed in to account 111122223333 from 198.51.100.9, not trusted (+3 more)",
      "1 critical, 3 high, 1 medium, 1 info
    This is a test message. Nothing happened.",
      "⚠ Root signed in to account 111122223333 from 198.51.100.9, not trusted",
      "🔴 bob signed in to the console from 198.51.100.77, not trusted, without MFA",
      "🔴 bob signed in to the console from 198.51.100.77, not trusted, without MFA",
      "⚠ carol failed to sign in to the console from 198.51.100.23 (Failed authentication)",
      "⚠ carol failed to sign in to the console from 198.51.100.23 (Failed authentication)",
      "🟢 alice signed in to the console from 203.0.113.24 (Office (sample))",
      "🟢 alice signed in to the console from 203.0.113.24 (Office (sample))",
    ]
  `);
});

test('in Japanese every label and sentence is Japanese', async () => {
  const [delivery] = slack.compose(await sampleDigest(DEFAULT_SETTINGS, NOW), CONFIG, { ...OPTIONS, language: 'ja' });
  const body = delivery?.kind === 'http' ? delivery.body : '';

  expect(body).toContain('これはテストメッセージです');
  expect(body).toContain('からコンソールにサインインしました');
  expect(body).not.toMatch(/signed in|Who|Severity/);
});

describe('hostile text', () => {
  test.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('%s', async (_, text) => {
    const hostile = event({
      actor: { name: text },
      userAgent: text,
      region: text,
      account: text,
      origin: { kind: 'malformed', text, address: undefined },
    });
    const failed = event({
      minute: 1,
      outcome: 'failure',
      actor: { name: text },
      error: { code: undefined, message: text },
    });

    for (const body of await bodiesOf([hostile, failed])) {
      checkHarmless(body);
      checkLimits(body);
    }
  });

  test('any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: anyCharacter, maxLength: 400 }), async (text) => {
        for (const body of await bodiesOf([event({ actor: { name: text }, userAgent: text })])) checkHarmless(body);
      }),
      { numRuns: 50 },
    );
  });
});

test('500 sign-ins are few messages, each within the limits, every finding in one of them, in order', async () => {
  const events = Array.from({ length: 500 }, (_, index) => event({ minute: index, actor: { name: `user-${index}` } }));
  const digest = await digestOf(events);
  const deliveries = slack.compose(digest, CONFIG, OPTIONS);

  expect(deliveries.length).toBeLessThanOrEqual(8);
  expect(deliveries.flatMap(({ findings }) => findings)).toEqual(
    digest.items.flatMap(({ findings }) => findings.map(({ id }) => id)),
  );
  for (const delivery of deliveries) if (delivery.kind === 'http') checkLimits(delivery.body);
  const all = deliveries.map((delivery) => (delivery.kind === 'http' ? delivery.body : '')).join('');
  expect(events.filter(({ actor }) => !all.includes(`${actor.name} `))).toEqual([]);
});

test.each(['x', '&', '<', '🧨'])('nobody keeps a message from being taken by filling it with %s', async (character) => {
  const long = character.repeat(2_000);
  const origin = { kind: 'malformed', text: long, address: undefined } as const;
  const digest = await digestOf(
    Array.from({ length: 12 }, (_, minute) =>
      event({ minute, actor: { name: `${minute} ${long}` }, userAgent: long, account: long, region: long, origin }),
    ),
  );
  const deliveries = slack.compose(digest, CONFIG, OPTIONS);

  for (const delivery of deliveries) if (delivery.kind === 'http') checkLimits(delivery.body);
  expect(deliveries.flatMap(({ findings }) => findings)).toEqual(
    digest.items.flatMap(({ findings }) => findings.map(({ id }) => id)),
  );
});

test('what is beyond the last message is counted', async () => {
  const events = Array.from({ length: 1_500 }, (_, index) =>
    event({ minute: index, actor: { name: `somebody-with-a-long-name-${index}` } }),
  );
  const bodies = await bodiesOf(events);

  expect(bodies).toHaveLength(8);
  expect(bodies.at(-1)).toMatch(/and \d+ more, worst first/);
});

test.each<[number, string, string]>([
  [200, 'ok', 'sent'],
  [200, 'invalid_token', 'refused'],
  [200, '<html>', 'refused'],
  [400, 'invalid_payload', 'refused'],
  [403, 'action_prohibited', 'refused'],
  [404, 'no_service', 'refused'],
  [410, 'channel_is_archived', 'refused'],
  [429, '', 'later'],
  [500, 'rollup_error', 'later'],
  [503, '', 'later'],
])('%i %s is %s', (status, body, kind) => {
  const verdict = slack.judge({ status, headers: { 'retry-after': '3' }, body });
  expect(verdict.kind).toBe(kind);
  if (verdict.kind === 'refused') expect(verdict.hint).not.toBe('');
  if (status === 429) expect(verdict).toMatchObject({ retryAfter: 3_000 });
});

test('escaping twice is not escaping once', () => {
  expect(escapeSlack('&lt;<!here>')).toBe('&amp;lt;&lt;!here&gt;');
});
