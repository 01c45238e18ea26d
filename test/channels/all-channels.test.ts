import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/channels/channel.ts';
import { composeFor, judge } from '../../src/channels/compose.ts';
import { sampleDigest } from '../../src/channels/sample.ts';
import { createMemory } from '../../src/core/counting/memory.ts';
import type { TrailEvent } from '../../src/core/event.ts';
import { activate } from '../../src/core/inspection/activate.ts';
import { makeContext } from '../../src/core/inspection/context.ts';
import { inspect } from '../../src/core/inspection/inspect.ts';
import { type ChannelKind, type ChannelSettings, DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { makeDigest } from '../../src/core/stories/digest.ts';
import { RULES } from '../../src/rules/index.ts';
import { anyCharacter } from '../helpers/records/any-text.ts';
import { event } from '../helpers/records/events.ts';
import { HOSTILE } from '../helpers/records/hostile.ts';

const CHANNELS: readonly ChannelSettings[] = [
  { kind: 'slack', slack: { webhook: 'env:A' } },
  { kind: 'chatwork', chatwork: { room: 123, token: 'env:B', to: [42] } },
  { kind: 'teams', teams: { webhook: 'env:C' } },
  { kind: 'discord', discord: { webhook: 'env:D' } },
  { kind: 'pagerduty', pagerduty: { key: 'env:G', from: 'info' } },
  { kind: 'webhook', webhook: { url: 'env:E', secret: 'env:F' } },
  { kind: 'email', email: { to: ['security@example.com'] } },
];
const channel = (kind: ChannelSettings['kind']) => CHANNELS.filter((one) => one.kind === kind);
const byName = CHANNELS.map((one) => [one.kind, one] as const);

const ACTIVE = activate(RULES, DEFAULT_SETTINGS);
const digestOf = async (events: readonly TrailEvent[]) => {
  const context = makeContext(DEFAULT_SETTINGS);
  const { findings } = await inspect(events, ACTIVE, context, createMemory());
  return makeDigest(findings, context);
};
const compose = async (one: ChannelSettings, events: readonly TrailEvent[]) =>
  composeFor(one, await digestOf(events), DEFAULT_SETTINGS);

const LINK =
  /https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\/cloudtrailv2\/home\?region=[a-z0-9-]+#\/events\/[0-9a-f-]+/g;
const strings = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(strings)
      : [];

/** What must hold for every message of a kind, whatever stood in the events. */
const CHECKS: Readonly<Record<ChannelKind, (body: string) => void>> = {
  slack: () => undefined,
  chatwork: (body) => {
    const text = new URLSearchParams(body).get('body') ?? '';
    const rest = text.replace(/\[(?:info|\/info|title|\/title|hr|code|\/code|To:42)\]/g, '').replace(LINK, '');
    expect(rest).not.toMatch(/[[\]]/);
    expect(rest).not.toContain('://');
    for (const tag of ['info', 'title', 'code'])
      expect(text.split(`[${tag}]`).length).toBe(text.split(`[/${tag}]`).length);
    expect(text.split('[To:').length).toBeLessThanOrEqual(2);
    expect(text.length).toBeLessThan(40_000);
  },
  teams: (body) => {
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(28_000);
    const { content } = JSON.parse(body).attachments[0];
    const texts = strings(content.body).filter((text) => !text.startsWith('https://'));
    expect(texts.filter((text) => /[[\]*_`<>]|:\/\/|\{\{/.test(text))).toEqual([]);
  },
  discord: (body) => {
    const { content = '', embeds, allowed_mentions } = JSON.parse(body);
    expect(allowed_mentions).toEqual({ parse: [] });
    expect(content.length).toBeLessThanOrEqual(2_000);
    const texts = strings(embeds.map((embed: object) => ({ ...embed, url: undefined, timestamp: undefined })));
    expect(texts.join('').length).toBeLessThanOrEqual(6_000);
    expect(texts.filter((text) => /(?<!\\)(?:\\\\)*[*_~`|>#<@[\]]|:\/\//.test(text))).toEqual([]);
    for (const embed of embeds) {
      expect((embed.description ?? '').length).toBeLessThanOrEqual(4_096);
      for (const field of embed.fields ?? []) expect(field.value.length).toBeLessThanOrEqual(1_024);
    }
  },
  pagerduty: (body) => {
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(512_000);
    const { payload, dedup_key, links, ...rest } = JSON.parse(body);
    expect(dedup_key.length).toBeLessThanOrEqual(255);
    if (rest.event_action === 'resolve') return;
    expect(payload.summary.length).toBeLessThanOrEqual(1_024);
    expect(strings(payload).filter((text) => /[<>]|:\/\//.test(text))).toEqual([]);
    expect(strings(payload).join('').replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    for (const { href } of links) expect(href).toMatch(/^https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\//);
  },
  webhook: (body) => {
    expect(JSON.parse(body).version).toBe(1);
    expect(body.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  },
  email: (body) => {
    expect(body.replace(LINK, '')).not.toContain('://');
    expect(body.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
  },
};

async function checkAll(one: ChannelSettings, events: readonly TrailEvent[]): Promise<void> {
  for (const delivery of await compose(one, events)) {
    expect(delivery.body).not.toMatch(/\p{Cs}/u);
    CHECKS[one.kind](delivery.body);
    if (delivery.kind !== 'sns') continue;
    expect(delivery.subject).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]{1,99}$/u);
  }
}

describe.each(byName)('%s', (kind, one) => {
  test.each(HOSTILE.map((text) => [text.slice(0, 30), text]))('is not moved by %s', async (_, text) => {
    const origin = { kind: 'malformed', text, address: undefined } as const;
    await checkAll(one, [
      event({ actor: { name: text }, userAgent: text, region: text, account: text, origin }),
      event({ minute: 1, outcome: 'failure', actor: { name: text }, error: { code: undefined, message: text } }),
    ]);
  });

  test.each(['x', '&', '<', '[', '*', '🧨', 'あ'])(
    'is not made too long by twelve long names of %s',
    async (character) => {
      const text = character.repeat(2_000);
      const origin = { kind: 'malformed', text, address: undefined } as const;
      const parts = { userAgent: text, account: text, region: text, origin };
      await checkAll(
        one,
        Array.from({ length: 12 }, (_, minute) => event({ ...parts, minute, actor: { name: `${minute}${text}` } })),
      );
    },
  );

  test('nor by any other text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: anyCharacter, maxLength: 300 }), async (text) => {
        await checkAll(one, [event({ actor: { name: text }, userAgent: text })]);
      }),
      { numRuns: 40 },
    );
  });

  test('500 findings at once are few messages that hold every finding, in order', async () => {
    const events = Array.from({ length: 500 }, (_, minute) => event({ minute, actor: { name: `user-${minute}` } }));
    const digest = await digestOf(events);
    const deliveries = composeFor(one, digest, DEFAULT_SETTINGS);

    expect(deliveries.length).toBeLessThanOrEqual(15);
    expect(deliveries.flatMap(({ findings }) => findings)).toEqual(
      digest.items.flatMap(({ findings }) => findings.map(({ id }) => id)),
    );
    for (const { body } of deliveries) CHECKS[kind]?.(body);
  });

  test('the sample says that it is one, in both languages', async () => {
    const digest = await sampleDigest(DEFAULT_SETTINGS, Date.UTC(2026, 10, 20));
    const bodies = (['en', 'ja'] as const).map((language) =>
      composeFor(one, digest, { ...DEFAULT_SETTINGS, language })
        .map(({ body }) => decodeURIComponent(body.replaceAll('+', ' ')))
        .join(''),
    );

    expect(bodies[0]).toMatch(/test message|"sample":true/);
    expect(bodies[1]).toMatch(/テストメッセージ|"sample":true/);
    expect(bodies[1]).toContain('サインイン');
  });

  test('no secret and no place of one stands in the message', async () => {
    const all = JSON.stringify((await compose(one, [event()])).map(({ body }) => body));
    expect(all).not.toMatch(/env:|\{secret\}/);
  });
});

describe('the first line, which a phone shows', () => {
  const SENTENCE = 'alice signed in to the console from 198.51.100.7, not trusted, without MFA';
  const settings = { ...DEFAULT_SETTINGS, trusted: [{ cidr: '203.0.113.0/24', name: 'Office' }] };
  const composeIn = async (kind: ChannelKind, events: readonly TrailEvent[]) => {
    const context = makeContext(settings);
    const { findings } = await inspect(events, activate(RULES, settings), context, createMemory());
    return channel(kind).flatMap((one) => composeFor(one, makeDigest(findings, context), settings));
  };
  const noMfa = { record: { ...event().record, additionalEventData: { MFAUsed: 'No' } } };
  const FIRST: Readonly<Record<ChannelKind, (delivery: Delivery) => readonly unknown[]>> = {
    slack: ({ body }) => [JSON.parse(body).text, JSON.parse(body).blocks[0].text.text],
    chatwork: ({ body }) => [/\[title\](.*)\[\/title\]/.exec(new URLSearchParams(body).get('body') ?? '')?.[1]],
    teams: ({ body }) => [JSON.parse(body).summary, JSON.parse(body).attachments[0].content.body[0].text],
    discord: ({ body }) => [JSON.parse(body).content.split('\n')[0].replaceAll('\\', '')],
    pagerduty: ({ body }) => [JSON.parse(body).payload.summary],
    webhook: ({ body }) => [JSON.parse(body).headline, JSON.parse(body).items[0].sentence],
    email: (delivery) => [
      delivery.body.split('\n')[0],
      delivery.kind === 'sns' ? `🔴 ${delivery.subject.slice(6)}` : '',
    ],
  };

  test.each(byName)('%s: the gravest sentence with its reasons, once', async (kind) => {
    const [one, ...more] = await composeIn(kind, [event(noMfa)]);
    if (one === undefined) throw new Error('nothing composed');
    expect(more).toEqual([]);
    for (const line of FIRST[kind](one)) expect(line).toBe(`🔴 ${SENTENCE}`);
    const text = decodeURIComponent(one.body.replaceAll('+', ' ')).replaceAll('\\', '');
    expect(text).not.toMatch(/\d findings?\b|login-watch: /);
    // A notification, the message and its structure may repeat the sentence; nothing else is nearly a copy of it.
    expect(text.replaceAll(SENTENCE, '').match(/signed in to the console/g)?.length ?? 0).toBe(
      kind === 'webhook' ? 2 : 0,
    );
  });

  test.each(byName.filter(([kind]) => kind !== 'pagerduty'))('%s: other items are counted behind it', async (kind) => {
    const [one] = await composeIn(kind, [event(noMfa), event({ minute: 30, actor: { name: 'bob' } })]);
    if (one === undefined) throw new Error('nothing composed');
    expect(FIRST[kind](one)[0]).toContain(kind === 'webhook' ? '(+1 more)' : `${SENTENCE} (+1 more)`);
  });

  test.each(byName)('%s: the end is the first step, and where the others are', async (kind) => {
    const [one] = await composeIn(kind, [event(noMfa)]);
    const body = decodeURIComponent((one?.body ?? '').replaceAll('+', ' ')).replaceAll('\\', '');
    const step = body.lastIndexOf('Ask the person, by phone or in person, whether it was them.');
    const more = body.lastIndexOf('All steps: login-watch rules show signin-untrusted');
    const last = Math.max(...['T1078.004', '2026-11-19', 'us-east-1'].map((text) => body.lastIndexOf(text)));
    expect([step > 0, more > step, kind === 'webhook' || step > last]).toEqual([true, true, true]);
  });

  test.each(byName)('%s: the last line is the command that shows the session', async (kind) => {
    const eventId = '5f0f3a1c-2c1e-4f3a-9c55-0d6c3b1b7d2e';
    const [one] = await composeIn(kind, [{ ...event(noMfa), eventId }]);
    const body = decodeURIComponent((one?.body ?? '').replaceAll('+', ' ')).replaceAll('\\', '');
    const command = body.lastIndexOf(`login-watch session ${eventId}`);
    expect(command).toBeGreaterThan(body.lastIndexOf('All steps: '));
  });
});

describe('a mail’s subject', () => {
  const mail: ChannelSettings = { kind: 'email', email: { to: ['security@example.com'] } };
  const subjects = async (said: string, language: 'en' | 'ja') => {
    const digest = await digestOf([event()]);
    const items = digest.items.map((item) => {
      const findings = [{ ...item.head, message: { en: said, ja: said }, reason: { en: '', ja: '' } }];
      return { ...item, findings, deeds: [findings] };
    });
    return composeFor(mail, { ...digest, items }, { ...DEFAULT_SETTINGS, language }).map((one) =>
      one.kind === 'sns' ? one.subject : '',
    );
  };

  test('is in the language of the channel', async () => {
    const digest = await sampleDigest(DEFAULT_SETTINGS, Date.UTC(2026, 10, 20));
    const [one] = composeFor(mail, digest, { ...DEFAULT_SETTINGS, language: 'ja' });
    expect(one).toMatchObject({
      subject: expect.stringMatching(
        /^【テスト】 緊急: ルートユーザーが 198\.51\.100\.9 からアカウント 111122223333 にサインインしました（信頼されていないネットワーク）（ほか3件）$/,
      ),
    });
  });

  test.each([
    ['two lines', 'one\r\ntwo', 'high: one\\u{d}\\u{a}two'],
    ['control characters', 'a\u0000\u007f\u2028b', 'high: a\\u{0}\\u{7f}\\u{2028}b'],
    ['a link', 'see https://example.com', 'high: see https:／／example.com'],
    ['a long name', 'あ'.repeat(200), `high: ${'あ'.repeat(92)}…`],
    ['a pair at the end', `${'x'.repeat(91)}🧨🧨`, `high: ${'x'.repeat(91)}…`],
  ])('stays one short line: %s', async (_, title, expected) => {
    const [subject = ''] = await subjects(title, 'en');
    expect(subject).toBe(expected);
    expect(subject.length).toBeLessThan(100);
  });
});

describe('routing', () => {
  const kinds = async (slack: object) => {
    const events = [event(), event({ minute: 1, name: 'SwitchRole' }), event({ minute: 2, outcome: 'failure' })];
    const digest = await digestOf(events);
    const [body = '{}'] = composeFor(
      { kind: 'webhook', webhook: { url: 'env:A', ...slack } },
      digest,
      DEFAULT_SETTINGS,
    ).map((one) => one.body);
    return (JSON.parse(body).items ?? [])
      .flatMap((item: { findings: { rule: string }[] }) => item.findings.map(({ rule }) => rule))
      .sort();
  };

  test.each([
    [{}, ['signin-failed', 'signin-no-mfa', 'signin-untrusted']],
    [{ from: 'high' }, ['signin-no-mfa']],
    [{ rules: ['signin-failed'] }, ['signin-failed']],
    [{ rules: ['root'] }, []],
    [{ rules: ['signin'], except: ['signin-untrusted'] }, ['signin-failed', 'signin-no-mfa']],
  ])('%j', async (routing, expected) => {
    expect(await kinds(routing)).toEqual(expected);
  });
});

test.each<[string, number, Record<string, string>, string, object]>([
  ['chatwork', 200, {}, '{"message_id":"1"}', { kind: 'sent' }],
  ['chatwork', 200, {}, '<html>', { kind: 'refused' }],
  ['chatwork', 401, {}, '{"errors":["Invalid API token"]}', { kind: 'refused' }],
  [
    'chatwork',
    429,
    { 'x-ratelimit-reset': '1795108860', date: 'Thu, 19 Nov 2026 17:20:00 GMT' },
    '',
    { kind: 'later', retryAfter: 60_000 },
  ],
  [
    'chatwork',
    429,
    {},
    '{"errors":["Rate limit for message posting per room exceeded."]}',
    { kind: 'later', retryAfter: 10_000 },
  ],
  // Not longer than a quarter of an hour, whatever is asked.
  ['slack', 429, { 'retry-after': '899' }, '', { kind: 'later', retryAfter: 899_000 }],
  ['slack', 429, { 'retry-after': '86400' }, '', { kind: 'later', retryAfter: 900_000 }],
  ['discord', 429, {}, '{"retry_after":3600.5}', { kind: 'later', retryAfter: 900_000 }],
  ['teams', 202, {}, '', { kind: 'sent' }],
  [
    'teams',
    200,
    {},
    'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429',
    { kind: 'later' },
  ],
  ['teams', 200, {}, 'Summary or Text is required. error', { kind: 'refused' }],
  ['teams', 404, {}, '', { kind: 'refused' }],
  ['discord', 204, {}, '', { kind: 'sent' }],
  ['discord', 200, {}, '{"id":"1","content":""}', { kind: 'sent' }],
  ['discord', 200, {}, '{"message":"x","code":50035}', { kind: 'refused' }],
  [
    'discord',
    429,
    {},
    '{"message":"You are being rate limited.","retry_after":0.65,"global":false}',
    { kind: 'later', retryAfter: 650 },
  ],
  ['webhook', 201, {}, '', { kind: 'sent' }],
  ['webhook', 403, {}, '', { kind: 'refused' }],
  ['webhook', 502, {}, '', { kind: 'later' }],
  ['teams', 200, {}, '1', { kind: 'sent' }],
  ['teams', 200, {}, '', { kind: 'refused' }],
  ['teams', 200, {}, 'Sign in to your account', { kind: 'refused' }],
  ['teams', 204, {}, '', { kind: 'refused' }],
  ['teams', 202, {}, '{"error":{"code":"x"}}', { kind: 'refused' }],
  ['chatwork', 200, {}, '<p>"message_id"</p>', { kind: 'refused' }],
  ['chatwork', 200, {}, '{"message_id":12}', { kind: 'sent' }],
  ['discord', 200, {}, 'what is "id": 1', { kind: 'refused' }],
  ['slack', 200, {}, 'okay', { kind: 'refused' }],
  ['webhook', 200, { 'content-type': 'text/html' }, 'ok', { kind: 'sent' }],
])('%s %i', (kind, status, headers, body, expected) => {
  expect(judge(kind, { status, headers, body })).toMatchObject(expected);
});

const PAGES = [
  '<html><body>"message_id":1 "id": "1" ok 1</body></html>',
  '\n<!DOCTYPE html>\n<title>Sign in</title>',
  '<?xml version="1.0"?>\n<!-- portal --><HTML>',
  '<head><meta http-equiv="refresh" content="0">',
];

describe.each(['slack', 'chatwork', 'teams', 'discord', 'pagerduty', 'webhook'])(
  'a web page is no answer of %s',
  (kind) => {
    test.each([200, 201, 202].flatMap((status) => PAGES.map((body) => [status, body] as const)))(
      '%i %s',
      (status, body) => {
        expect(judge(kind, { status, headers: {}, body })).toMatchObject({
          kind: 'refused',
          why: {
            en: expect.stringContaining(`answered ${status} with a web page`),
            ja: expect.stringContaining('Web'),
          },
        });
      },
    );
  },
);

test('Chatwork, word by word, in Japanese, as set-up C had it', async () => {
  const digest = await sampleDigest({ ...DEFAULT_SETTINGS, timezone: 'Asia/Tokyo' }, Date.UTC(2026, 10, 20, 9));
  const [one] = channel('chatwork').flatMap((kind) =>
    composeFor(kind, digest, { ...DEFAULT_SETTINGS, language: 'ja', timezone: 'Asia/Tokyo' }),
  );
  const text = new URLSearchParams(one?.body).get('body') ?? '';

  expect(one).toMatchObject({
    url: 'https://api.chatwork.com/v2/rooms/123/messages',
    headers: { 'x-chatworktoken': '{secret}' },
  });
  expect(text.split('\n').slice(0, 17)).toMatchInlineSnapshot(`
    [
      "[To:42]",
      "[info][title]【テスト】 ⚠ ルートユーザーが 198.51.100.9 からアカウント 111122223333 にサインインしました（信頼されていないネットワーク）（ほか3件）[/title]緊急 1件、高 3件、中 1件、情報 1件",
      "これはテストメッセージです。実際には何も起きていません。",
      "[code]いつ: 2026-11-20 17:57:00 +09:00",
      "アカウント: 111122223333, us-east-1",
      "MFA: 使用",
      "ブラウザー: Chrome 142（Windows）",
      "重大度: 緊急",
      "ルール: root-login, signin-untrusted (MITRE ATT&CK T1078.004)[/code]",
      "最初の対応: ルートユーザーの認証情報を持つ人に、本人のサインインか、何のためかを確認する。",
      "すべての対応: login-watch rules show root-login",
      "[hr]",
      "🔴 bob が 198.51.100.77 からコンソールにサインインしました（信頼されていないネットワーク、MFAなし）",
      "[code]誰が: arn:aws:iam::111122223333:user/bob",
      "いつ: 2026-11-20 17:53:00 +09:00",
      "アカウント: 111122223333, us-east-1",
      "ブラウザー: Chrome 142（Windows）",
    ]
  `);
});
