import { describe, expect, onTestFinished, test } from 'vitest';
import type { HttpDelivery } from '../../src/channels/channel.ts';
import { composeFor, judge } from '../../src/channels/compose.ts';
import { sampleDigest } from '../../src/channels/sample.ts';
import { createMemory } from '../../src/core/counting/memory.ts';
import type { TrailEvent } from '../../src/core/event.ts';
import { packFinding, unpackFinding } from '../../src/core/finding-data.ts';
import { activate } from '../../src/core/inspection/activate.ts';
import { makeContext } from '../../src/core/inspection/context.ts';
import { inspect } from '../../src/core/inspection/inspect.ts';
import type { Finding } from '../../src/core/rule.ts';
import { DEFAULT_SETTINGS, type PagerDutySettings } from '../../src/core/settings.ts';
import { makeDigest } from '../../src/core/stories/digest.ts';
import { OpenStories } from '../../src/core/stories/open-stories.ts';
import { send } from '../../src/delivery/send.ts';
import { renderPreview } from '../../src/render/preview.ts';
import { sampleVerdict } from '../../src/render/sent.ts';
import { RULES } from '../../src/rules/index.ts';
import { type Reply, serve } from '../helpers/host/server.ts';
import { event } from '../helpers/records/events.ts';

const ACTIVE = activate(RULES, DEFAULT_SETTINGS);
const CONTEXT = makeContext(DEFAULT_SETTINGS);
const KEY = 'a1'.repeat(16);
const ACCEPTED: Reply = { status: 202, body: '{"status":"success","message":"Event processed","dedup_key":"x"}' };
const noMfa = { record: { ...event().record, additionalEventData: { MFAUsed: 'No' } } };

const findingsOf = async (...events: readonly TrailEvent[]) =>
  (await inspect(events, ACTIVE, CONTEXT, createMemory())).findings;

function compose(findings: readonly Finding[], config: Partial<PagerDutySettings> = {}): readonly HttpDelivery[] {
  const channel = { kind: 'pagerduty', pagerduty: { key: 'env:KEY', from: 'info', ...config } } as const;
  return http(composeFor(channel, makeDigest(findings, CONTEXT), DEFAULT_SETTINGS));
}
const http = (deliveries: readonly { readonly kind: string }[]) =>
  deliveries.filter((one): one is HttpDelivery => one.kind === 'http');

async function sample(config: Partial<PagerDutySettings> = {}) {
  const digest = await sampleDigest(DEFAULT_SETTINGS, Date.UTC(2026, 10, 20, 9));
  return http(composeFor({ kind: 'pagerduty', pagerduty: { key: 'env:KEY', ...config } }, digest, DEFAULT_SETTINGS));
}

const bodyOf = (delivery: HttpDelivery | undefined) => JSON.parse(delivery?.body ?? '{}');
const keysOf = (deliveries: readonly HttpDelivery[]) => deliveries.map((one) => bodyOf(one).dedup_key);

test('an event as PagerDuty documents it', async () => {
  const [one, ...more] = compose(await findingsOf(event(noMfa)));
  expect(more).toEqual([]);
  expect(one).toMatchObject({ url: 'https://events.pagerduty.com/v2/enqueue', secretMember: 'routing_key' });
  expect(bodyOf(one)).toEqual({
    event_action: 'trigger',
    dedup_key: expect.stringMatching(/^login-watch-[0-9a-f]{40}$/),
    payload: {
      summary: '⚠ alice signed in to the console without MFA from 198.51.100.7',
      source: 'AWS 111122223333',
      severity: 'error',
      timestamp: '2026-11-19T09:00:00Z',
      component: 'signin.amazonaws.com',
      group: '111122223333',
      class: expect.stringContaining('signin-no-mfa'),
      custom_details: expect.objectContaining({
        Finding: '⚠ alice signed in to the console without MFA from 198.51.100.7',
        Who: 'arn:aws:iam::111122223333:user/alice',
        Severity: 'high',
        'First step': expect.stringContaining('Ask the person'),
      }),
    },
    links: [],
    client: 'login-watch',
  });
});

test.each([
  [undefined, 'https://events.pagerduty.com/v2/enqueue'],
  ['us', 'https://events.pagerduty.com/v2/enqueue'],
  ['eu', 'https://events.eu.pagerduty.com/v2/enqueue'],
] as const)('the endpoint of region %s', async (region, url) => {
  const [one] = compose(await findingsOf(event(noMfa)), region === undefined ? {} : { region });
  expect(one?.url).toBe(url);
});

test.each([
  ['critical', 'critical'],
  ['high', 'error'],
  ['medium', 'warning'],
  ['low', 'info'],
  ['info', 'info'],
] as const)('%s is PagerDuty’s %s', async (severity, expected) => {
  const [finding] = await findingsOf(event());
  const [one] = finding === undefined ? [] : compose([{ ...finding, severity }]);
  expect(bodyOf(one).payload.severity).toBe(expected);
});

test('only high and critical open incidents, unless the settings say otherwise', async () => {
  const findings = await findingsOf(event(noMfa), event({ minute: 30, outcome: 'failure', actor: { name: 'bob' } }));
  const digest = makeDigest(findings, CONTEXT);
  const summaries = (from: { readonly from?: 'info' | 'high' }) =>
    http(composeFor({ kind: 'pagerduty', pagerduty: { key: 'env:KEY', ...from } }, digest, DEFAULT_SETTINGS)).map(
      (one) => bodyOf(one).payload.severity,
    );
  expect(summaries({ from: 'info' })).toEqual(['error', expect.stringMatching(/warning|info/)]);
  expect(summaries({})).toEqual(['error']);
  expect(summaries({})).toEqual(summaries({ from: 'high' }));
});

describe('one incident a story', () => {
  test('what one principal does within minutes is one; another’s, and the same hours later, are others', async () => {
    const findings = await findingsOf(
      event(),
      event({ minute: 3, outcome: 'failure' }),
      event({ minute: 4, actor: { name: 'bob' } }),
      event({ minute: 300 }),
    );
    const deliveries = compose(findings);
    expect(deliveries.length).toBeGreaterThanOrEqual(3);
    expect(new Set(keysOf(deliveries)).size).toBe(deliveries.length);
    expect(deliveries.flatMap((one) => one.findings).toSorted()).toEqual(findings.map(({ id }) => id).toSorted());
    const hours = deliveries.map((one) => bodyOf(one).payload.timestamp.slice(11, 13));
    expect(hours.filter((hour) => hour === '14')).toHaveLength(1);
  });

  test('a later message of a tagged story has the key of the first, also after it was kept as data', async () => {
    const stories = new OpenStories();
    const first = stories.tag(await findingsOf(event()));
    const second = new OpenStories(JSON.parse(JSON.stringify(stories.keep(0)))).tag(
      await findingsOf(event({ minute: 4, outcome: 'failure' })),
    );
    const other = stories.tag(await findingsOf(event({ minute: 200 })));
    const kept = second.map((finding) => unpackFinding(packFinding(finding), RULES));
    const [a, b, c] = [first, kept, other].map((findings) => keysOf(compose(findings)));
    expect([a?.length, b, c?.[0] === a?.[0]]).toEqual([1, a, false]);
  });

  test('findings of several stories in one item are told apart', async () => {
    const [finding] = await findingsOf(event());
    if (finding === undefined) throw new Error('nothing found');
    const copies = ['one', 'two', 'two'].map((story, place) => ({ ...finding, id: `id-${place}`, story }));
    const deliveries = compose(copies);
    expect(deliveries.map(({ findings }) => findings)).toEqual([['id-0'], ['id-1', 'id-2']]);
    expect(new Set(keysOf(deliveries)).size).toBe(2);
  });

  test('a record from long before begins no story that later ones would join', async () => {
    const stories = new OpenStories();
    const [now, late, next] = [
      stories.tag(await findingsOf(event({ minute: 200 }))),
      stories.tag(await findingsOf(event({ minute: 1 }))),
      stories.tag(await findingsOf(event({ minute: 203, outcome: 'failure' }))),
    ];
    expect(next[0]?.story).toBe(now[0]?.story);
    expect(late[0]?.story).not.toBe(now[0]?.story);
    expect(stories.keep(Number.POSITIVE_INFINITY)).toEqual([]);
  });

  test('the thirteenth story and all behind it are one incident, with a line each', async () => {
    const findings = await findingsOf(
      ...Array.from({ length: 30 }, (_, minute) => event({ minute, actor: { name: `user-${minute}` } })),
    );
    const deliveries = compose(findings);
    expect(deliveries).toHaveLength(13);
    const { payload } = bodyOf(deliveries.at(-1));
    expect(payload.summary).toContain('(+17 more)');
    expect(payload.custom_details['(+17 more)'].split('\n')).toHaveLength(17);
  });

  test('thousands of others stay within PagerDuty’s 512 KB, and those beyond are counted', async () => {
    const [finding] = await findingsOf(event());
    if (finding === undefined) throw new Error('nothing found');
    const name = '🧨<&"'.repeat(60);
    const many = Array.from({ length: 3_000 }, (_, place): Finding => {
      const actor = { ...finding.event.actor, arn: `arn:${place}`, name };
      const message = { en: `${place} ${name}`, ja: `${place} ${name}` };
      return {
        ...finding,
        id: `id-${place}`,
        message,
        event: { ...finding.event, actor, id: `e-${place}` },
        events: [],
      };
    });
    const last = compose(many).at(-1);
    expect(Buffer.byteLength(last?.body ?? '')).toBeLessThan(512_000);
    expect(last?.body).toMatch(/and \d+ more, worst first/);
    expect(last?.findings).toHaveLength(3_000 - 12);
  });
});

describe('the sample', () => {
  test('opens one incident and resolves it', async () => {
    const [trigger, resolve, ...more] = await sample({ name: 'ops' });
    expect(more).toEqual([]);
    const { dedup_key, payload } = bodyOf(trigger);
    expect(payload.summary).toMatch(/^\[test\] ⚠ Root signed in .+ \(\+3 more\)$/);
    expect(payload.custom_details['login-watch']).toContain('This is a test message. Nothing happened.');
    expect(bodyOf(resolve)).toEqual({ event_action: 'resolve', dedup_key });
    expect([trigger?.to, resolve?.to]).toEqual(['pagerduty ops', 'pagerduty ops (resolve)']);
  });

  test.each<[string, readonly Reply[], string, string]>([
    [
      'both accepted',
      [ACCEPTED],
      'pagerduty accepted the sample. Check that it arrived. The incident that it opened was resolved again.',
      '解決済みにしました。',
    ],
    [
      'opened, and not resolved',
      [ACCEPTED, { status: 400 }],
      'The incident that it opened is still OPEN: resolve it in PagerDuty.',
      'PagerDutyで解決してください。',
    ],
    ['refused', [{ status: 400 }], 'pagerduty would NOT alert anyone.', '通知が届きません。'],
  ])('%s', async (_, replies, en, ja) => {
    const results = await sendTo(replies, await sample());
    expect(sampleVerdict(results.all, [], 'en').endsWith(en)).toBe(true);
    expect(sampleVerdict(results.all, [], 'ja').endsWith(ja)).toBe(true);
  });

  test('is drawn by --preview', async () => {
    const page = renderPreview(await sample(), 'en');
    expect(page).toContain('<p class="title">[test] ⚠ Root signed in to account 111122223333');
    expect(page).toContain('<dt>First step</dt>');
  });
});

async function sendTo(replies: readonly Reply[], deliveries: readonly HttpDelivery[], budget = 0) {
  const server = await serve(...replies);
  onTestFinished(() => server.close());
  let now = 0;
  const all = await send(
    deliveries.map((one) => ({ ...one, url: `${server.url}/v2/enqueue` })),
    {
      secret: async () => `${KEY}\n`,
      now: () => now,
      sleep: async (ms) => {
        now += ms;
      },
      random: () => 1,
      signal: new AbortController().signal,
      budget,
    },
  );
  return { all, received: server.received, now };
}

test('the key stands in the body that is sent, and in nothing else', async () => {
  const hostile = event({ ...noMfa, actor: { name: '{secret}"routing_key"' } });
  const { all, received } = await sendTo([ACCEPTED], compose(await findingsOf(hostile)));
  const [request] = received;
  const { routing_key, ...rest } = JSON.parse(request?.body ?? '{}');
  expect([request?.path, routing_key, all[0]?.verdict.kind]).toEqual(['/v2/enqueue', KEY, 'sent']);
  expect(JSON.stringify(rest)).toContain('{secret}');
  expect(JSON.stringify(rest) + JSON.stringify(all) + JSON.stringify(request?.headers)).not.toContain(KEY);
});

test('an answer that repeats the key is shown without it', async () => {
  const body = `{"status":"invalid event","errors":["${KEY} is no routing_key"]}`;
  const { all } = await sendTo([{ status: 400, body }], compose(await findingsOf(event(noMfa))));
  expect(all[0]).toMatchObject({ attempts: 1, verdict: { hint: { en: expect.stringContaining('`region: eu`') } } });
  expect(JSON.stringify(all)).not.toContain(KEY);
});

test('a pause that PagerDuty asks for is kept', async () => {
  const slow: Reply = { status: 429, headers: { 'retry-after': '20' } };
  const { all, now } = await sendTo([slow, ACCEPTED], compose(await findingsOf(event(noMfa))), 45_000);
  expect([all[0]?.verdict.kind, all[0]?.attempts, now]).toEqual(['sent', 2, 20_000]);
});

test.each<[number, string, object]>([
  [202, '{"status":"success","message":"Event processed","dedup_key":"x"}', { kind: 'sent' }],
  [202, '', { kind: 'refused' }],
  [200, '{"status":"success"}', { kind: 'refused' }],
  [400, '{"status":"invalid event"}', { kind: 'refused', hint: { en: expect.stringContaining('--dry-run') } }],
  [400, '{"errors":["Invalid routing key"]}', { kind: 'refused', hint: { en: expect.stringContaining('secret set') } }],
  [413, '', { kind: 'refused', hint: { en: expect.stringContaining('512 KB') } }],
  [429, '', { kind: 'later' }],
  [500, '', { kind: 'later' }],
  [503, '{"retry_after":1}', { kind: 'later' }],
])('%i %s', (status, body, expected) => {
  expect(judge('pagerduty', { status, headers: {}, body })).toMatchObject(expected);
});
