import { createServer } from 'node:http';
import { createServer as createTcp } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { HttpDelivery } from '../../src/channels/channel.ts';
import { composeFor } from '../../src/channels/compose.ts';
import { sampleDigest } from '../../src/channels/sample.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { UserError } from '../../src/core/user-error.ts';
import { asWords } from '../../src/core/words.ts';
import { exchange } from '../../src/delivery/exchange.ts';
import { redactor } from '../../src/delivery/redact.ts';
import { type SendContext, type SendResult, send } from '../../src/delivery/send.ts';
import { checkTarget, retirementOf } from '../../src/delivery/target.ts';
import { type Reply, type Server, serve } from '../helpers/host/server.ts';

const PATH = ['/services', 'T0000', 'B0000', 'hush-hush-token'].join('/');
const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const vendor = async (...replies: readonly Reply[]): Promise<Server> => {
  const server = await serve(...replies);
  opened.push(server);
  return server;
};
const OK: Reply = { status: 200, body: 'ok' };

/** Time passes only when somebody sleeps. */
function world(url: string, parts: Partial<SendContext> = {}): SendContext & { readonly slept: number[] } {
  let now = 0;
  const slept: number[] = [];
  return {
    secret: async () => url,
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
    random: () => 1,
    signal: new AbortController().signal,
    slept,
    ...parts,
  };
}
const message = (body: string, to = 'slack'): HttpDelivery => ({
  kind: 'http',
  channel: 'slack',
  to,
  secret: 'env:HOOK',
  url: '{secret}',
  headers: { 'content-type': 'application/json' },
  body,
  findings: [],
});
const short = ({ verdict, status, attempts }: SendResult) => [verdict.kind, status, attempts];

test('sends in order, a second apart, to the URL that is the secret', async () => {
  const server = await vendor(OK);
  const there = world(server.url + PATH);

  const results = await send([message('one'), message('two'), message('three')], there);

  expect(results.map(short)).toEqual([
    ['sent', 200, 1],
    ['sent', 200, 1],
    ['sent', 200, 1],
  ]);
  expect(server.received.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', PATH, 'one'],
    ['POST', PATH, 'two'],
    ['POST', PATH, 'three'],
  ]);
  expect(there.slept).toEqual([1_000, 1_000]);
});

test('429 is obeyed, trouble is waited out with growing pauses', async () => {
  const server = await vendor(
    { status: 429, headers: { 'Retry-After': '7' } },
    { status: 503 },
    { status: 500, body: 'rollup_error' },
    OK,
  );
  const there = world(server.url + PATH);

  expect((await send([message('x')], there)).map(short)).toEqual([['sent', 200, 4]]);
  expect(there.slept).toEqual([7_000, 3_000, 6_000]);
});

test('what is refused is not tried again, and the next one still is', async () => {
  const server = await vendor({ status: 400, body: 'invalid_payload' }, OK);

  const results = await send([message('bad'), message('good')], world(server.url + PATH));

  expect(results.map(short)).toEqual([
    ['refused', 400, 1],
    ['sent', 200, 1],
  ]);
});

test('when patience ends, the rest waits too: nothing overtakes', async () => {
  const server = await vendor({ status: 503 });

  const results = await send([message('one'), message('two')], world(server.url + PATH));

  expect(results.map(({ verdict }) => verdict.kind)).toEqual(['later', 'later']);
  expect(server.received.map(({ body }) => body).filter((body) => body === 'two')).toEqual([]);
});

test('one target’s trouble is not another’s', async () => {
  const [bad, good] = [await vendor({ status: 404, body: 'no_service' }), await vendor(OK)];
  const there = world('', { secret: async (source) => (source === 'env:HOOK' ? bad.url : good.url) + PATH });

  const results = await send([message('a'), { ...message('b', 'slack two'), secret: 'env:TWO' }], there);

  expect(results.map(short)).toEqual([
    ['refused', 404, 1],
    ['sent', 200, 1],
  ]);
});

test('an answer that does not come is waited for only so long, and told', async () => {
  const server = await vendor({ status: 200, isSilent: true });

  const [result] = await send([message('x')], { ...world(server.url + PATH), patience: { connect: 100, total: 100 } });

  expect(result?.verdict).toMatchObject({
    kind: 'later',
    why: { en: 'Slack did not answer in time', ja: 'Slackが時間内に応答しませんでした' },
  });
  expect(result?.attempts).toBeGreaterThan(1);
});

test('a proxy of the environment is used, but not for what NO_PROXY names', async () => {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  opened.push({ close: () => proxy.close() });
  const address = proxy.address();
  const server = await vendor(OK);
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
  const before = names.map((name) => [name, process.env[name]] as const);
  const where = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  try {
    for (const name of names) delete process.env[name];
    Object.assign(process.env, { HTTPS_PROXY: where, NO_PROXY: '127.0.0.1' });
    const direct = await send([message('x')], world(server.url + PATH));
    const proxied = await send([message('x')], world(`https://hooks.slack.com${PATH}`));

    expect([...direct, ...proxied].map(({ verdict }) => verdict.kind)).toEqual(['sent', 'later']);
    expect(new Set(asked)).toEqual(new Set(['hooks.slack.com:443']));
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
});

test('a signature covers time and body', async () => {
  const server = await vendor(OK);
  await send(
    [{ ...message('{"a":1}'), sign: 'env:KEY' }],
    world(server.url + PATH, { secret: async (source) => (source === 'env:HOOK' ? server.url + PATH : 'key') }),
  );

  // echo -n '0.{"a":1}' | openssl dgst -sha256 -hmac key
  expect(server.received[0]?.headers['x-login-watch-signature']).toBe(
    't=0,v1=a7821e6b0312e1d4f4f0e821c3d4242ae798b76e0112dbe081ce26b692a6e2ac',
  );
});

describe('the secret never shows', () => {
  const troubles: [string, () => Promise<string>][] = [
    ['refused', async () => `http://127.0.0.1:1${PATH}`],
    ['403 that repeats the path', async () => (await vendor({ status: 403, body: `no access to ${PATH}` })).url + PATH],
    [
      '200 that repeats it encoded',
      async () => (await vendor({ status: 200, body: encodeURIComponent(PATH) })).url + PATH,
    ],
    ['500 that repeats the path', async () => (await vendor({ status: 500, body: `no ${PATH}` })).url + PATH],
    [
      '400 that repeats it for a page',
      async () => (await vendor({ status: 400, body: `a&#x2F;b ${PATH.replaceAll('/', '&#x2F;')}` })).url + PATH,
    ],
    [
      '400 that repeats it in small letters',
      async () => (await vendor({ status: 400, body: encodeURIComponent(PATH).toLowerCase() })).url + PATH,
    ],
    ['silence', async () => (await vendor({ status: 200, isSilent: true })).url + PATH],
    ['a host that is the secret', async () => 'https://hush-hush-token/'],
    ['a workflow', async () => ['https://hooks.slack.com/triggers', 'T0000', 'hush-hush-token'].join('/')],
    [
      'a redirect',
      async () => (await vendor({ status: 302, headers: { location: `https://evil.example${PATH}` } })).url + PATH,
    ],
    ['not a URL', async () => `hooks.slack.com${PATH}`],
    ['plain http', async () => `http://hooks.slack.com${PATH}`],
    ['another host', async () => `https://evil.example${PATH}`],
    ['a password in it', async () => `https://user:hush-hush-token@hooks.slack.com${PATH}`],
    [
      'no TLS behind https',
      async () => {
        const server = createTcp((socket) => socket.end('no TLS here'));
        opened.push({ close: () => server.close() });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        const address = server.address();
        return `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}${PATH}`;
      },
    ],
  ];

  test.each(troubles)('%s', async (_, open) => {
    const url = await open();
    const [result] = await send([message('x')], world(url, { patience: { connect: 50, total: 50 }, budget: 0 }));
    const { delivery: __, ...told } = result ?? { delivery: undefined };

    expect(result?.verdict.kind).not.toBe('sent');
    expect(JSON.stringify(told)).not.toMatch(/hush|T0000|B0000/);
  });

  test('an error with the secret in it, thrown where nobody expects one', async () => {
    const secret = async () => {
      throw new Error(`boom ${PATH}`);
    };
    const [result] = await send([message('x')], world('', { secret }));

    expect(result?.verdict).toMatchObject({ kind: 'refused', why: { en: 'The message could not be prepared' } });
  });

  test('a redirect is not followed', async () => {
    const trap = await vendor(OK);
    const server = await vendor({ status: 307, headers: { location: trap.url } });

    expect((await send([message('x')], world(server.url + PATH))).map(short)).toEqual([['refused', 307, 1]]);
    expect(trap.received).toEqual([]);
  });

  test('nor left to the vendor’s own way of saying things', async () => {
    const server = await vendor({ status: 302, headers: { location: 'https://evil.example/' }, body: 'rollup_error' });
    const [result] = await send([message('x')], world(server.url + PATH));

    expect(result).toMatchObject({
      verdict: { kind: 'refused', why: { en: 'Slack answered 302, a redirect, which is not followed' } },
      attempts: 1,
    });
  });
});

test('two webhooks that are called alike do not wait for each other, one webhook under two names is paced as one', async () => {
  const [bad, good] = [await vendor({ status: 503 }), await vendor(OK)];
  const there = world('', {
    secret: async (source) => (source === 'env:HOOK' ? bad.url : good.url) + PATH,
    budget: 0,
  });

  const results = await send(
    [message('a'), { ...message('b'), secret: 'env:TWO' }, { ...message('c', 'slack again'), secret: 'env:TWO' }],
    there,
  );

  expect(results.map(({ delivery, verdict }) => [delivery.body, verdict.kind])).toEqual([
    ['a', 'later'],
    ['b', 'sent'],
    ['c', 'sent'],
  ]);
  expect(there.slept).toEqual([1_000]);
});

test('what was stopped is not lost: it is for later', async () => {
  const server = await vendor(OK);
  const results = await send(
    [message('one'), message('two')],
    world(server.url + PATH, { signal: AbortSignal.abort() }),
  );

  expect(results.map(short)).toEqual([
    ['later', undefined, 1],
    ['later', undefined, 0],
  ]);
  expect(server.received).toEqual([]);
});

test.each([
  [new UserError(asWords('no credentials'), { exit: 3 }), 'later', 3],
  [new UserError(asWords('HOOK is not set')), 'refused', 2],
  [new Error('boom'), 'refused', undefined],
])('a secret that is not to be had: %s', async (error, kind, exit) => {
  const secret = async () => {
    throw error;
  };
  const [result] = await send([message('x')], world('', { secret }));
  expect([result?.verdict.kind, result?.exit, result?.attempts]).toEqual([kind, exit, 0]);
});

test('mail that breaks on its way breaks nothing else', async () => {
  const mail = {
    kind: 'sns',
    channel: 'email',
    to: 'a@example.com',
    subject: 's',
    recipients: ['a@example.com'],
    body: 'b',
    findings: [],
  } as const;
  const publish = async () => {
    throw new UserError(asWords('AWS said no'), { exit: 3 });
  };
  const results = await send([mail, message('x')], world((await vendor(OK)).url + PATH, { publish }));
  expect(results.map(({ verdict }) => verdict.kind)).toEqual(['later', 'sent']);
});

test('a token with a line break inside can not become a header, and is not tried again', async () => {
  const server = await vendor(OK);
  const delivery = { ...message('x'), url: server.url, headers: { 'x-token': '{secret}' } };
  const [result] = await send([delivery], world('to\nken'));
  expect(result?.verdict).toMatchObject({ kind: 'refused', why: { en: expect.stringContaining('characters') } });
  expect(server.received).toEqual([]);
});

test('a line break at the end of a secret is none of it', async () => {
  const server = await vendor(OK);
  expect((await send([message('x')], world(`${server.url}${PATH}\n`))).map(short)).toEqual([['sent', 200, 1]]);
});

test('a long answer is read no further than needed, and what is shown holds whole characters', async () => {
  const server = await vendor({ status: 400, body: 'あ'.repeat(100_000) });
  const [result] = await send([message('x')], world(server.url + PATH));
  expect(result?.answer).toBe('あ'.repeat(200));
});

test('an answer is read to its 4,096th byte, even one that never ends', async () => {
  const endless = createServer((_, response) => {
    response.writeHead(200);
    const more = setInterval(() => response.write('x'.repeat(1_000)), 1);
    response.on('close', () => clearInterval(more));
  });
  await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
  opened.push({ close: () => endless.close() });
  const address = endless.address();
  const port = typeof address === 'object' ? address?.port : 0;
  for (const url of [(await vendor({ status: 200, body: 'x'.repeat(100_000) })).url, `http://127.0.0.1:${port}`]) {
    const post = { url: new URL(url), headers: {}, body: '' };
    const result = await exchange(post, new AbortController().signal);
    expect(result).toMatchObject({ kind: 'answer', answer: { status: 200, body: 'x'.repeat(4_096) } });
  }
});

test.each([
  ['as it is', PATH],
  ['in capitals', PATH.toUpperCase()],
  ['with small percent-encodings', encodeURIComponent(PATH).toLowerCase()],
  ['in base64', Buffer.from(`https://hooks.slack.com${PATH}`).toString('base64')],
  ['the path in base64', Buffer.from(PATH).toString('base64')],
  ['the last part in base64', Buffer.from('hush-hush-token').toString('base64')],
])('redaction blanks a webhook’s secret %s', (_, form) => {
  expect(redactor([`https://hooks.slack.com${PATH}`])(`<${form}>`)).toBe('<[secret]>');
});

test('redaction blanks whole, parts and encodings, and leaves words alone', () => {
  const redact = redactor([`https://hooks.slack.com${PATH}`]);

  expect(redact(`POST https://hooks.slack.com${PATH} failed: hush-hush-token; ${encodeURIComponent(PATH)} is ok`)).toBe(
    'POST [secret] failed: [secret]; [secret] is ok',
  );
});

test.each([
  ['slack', 'https://user:word@hooks.slack.com/services/T0/B0/x'],
  ['slack', 'https://user@hooks.slack.com/services/T0/B0/x'],
  ['webhook', 'https://:word@alerts.example.com/hook'],
])('a %s URL with a user name or a password is refused: %s', (kind, url) => {
  expect(() => checkTarget(kind, url)).toThrow('The URL holds a user name or password');
});

test.each([
  ['https://hooks.slack.com/services/T0/B0/x', true],
  ['https://hooks.slack-gov.com/services/T0/B0/x', true],
  ['http://127.0.0.1:80/services/T0/B0/x', true],
  ['https://hooks.slack.com/services', false],
  ['https://hooks.slack.com.evil.example/services/T0/B0/x', false],
  ['ftp://hooks.slack.com/services/T0/B0/x', false],
  ['http://127.0.0.1.evil.example/services/T0/B0/x', false],
])('slack target %s: %s', (url, isFine) => {
  const check = () => checkTarget('slack', url);
  if (isFine) expect(check().href).toBe(url.replace(':80/', '/'));
  else expect(check).toThrow(/URL/);
});

describe('Teams', () => {
  test.each([
    'https://prod-01.westeurope.logic.azure.com:443/workflows/abc/triggers/manual/paths/invoke?sig=x',
    'https://prod-01.usgovtexas.logic.azure.us:443/workflows/abc/triggers/manual/paths/invoke?sig=x',
    'https://prod-01.chinaeast2.logic.azure.cn/workflows/abc?sig=x',
    'https://a.environment.api.powerplatform.com/powerautomate/x?sig=x',
    'https://abc.environment.api.gov.powerplatform.microsoft.us/powerautomate/x?sig=x',
    'https://abc.environment.api.high.powerplatform.microsoft.us/powerautomate/x?sig=x',
    'https://abc.environment.api.appsplatform.us/powerautomate/x?sig=x',
    'https://abc.environment.api.powerplatform.partner.microsoftonline.cn/powerautomate/x?sig=x',
    'https://api.powerautomate.com/x?sig=x',
    'https://prod.flow.microsoft.com/x?sig=x',
    'https://gov.flow.microsoft.us/x?sig=x',
  ])('takes messages at %s', (url) => {
    expect(checkTarget('teams', url).href).toBe(new URL(url).href);
    expect(retirementOf('teams', new URL(url))).toBeUndefined();
  });

  test.each(['https://x.webhook.office.com/webhookb2/x', 'https://x.webhook.office365.us/webhookb2/x'])(
    'is still tried at the connector %s, with a warning',
    (url) => {
      expect(checkTarget('teams', url).href).toBe(url);
      expect(retirementOf('teams', new URL(url))).toMatchObject({
        message: { en: expect.stringContaining('retired'), ja: expect.stringContaining('終了') },
        hint: { en: expect.stringContaining('secret set teams'), ja: expect.stringContaining('secret set teams') },
      });
    },
  );

  test.each([
    'https://logic.azure.com.evil.example/x',
    'https://evil-logic.azure.com/x',
    'https://webhook.office365.us.evil.example/x',
    'https://xapi.powerautomate.com/x',
    'https://management.azure.com/x',
  ])('takes none at %s', (url) => {
    expect(() => checkTarget('teams', url)).toThrow('The URL does not lead to Microsoft Teams');
  });
});

describe('a host of one’s own', () => {
  test.each([
    ['chat.example.com', 'https://chat.example.com/hooks/a1', true],
    ['chat.example.com:8443', 'https://chat.example.com:8443/hooks/a1', true],
    ['Chat.Example.com', 'https://chat.example.com/hooks/a1', true],
    ['chat.example.com', 'https://hooks.slack.com/services/T0/B0/x', true],
    ['chat.example.com', 'https://other.example.com/hooks/a1', false],
    ['chat.example.com', 'https://evil.chat.example.com/hooks/a1', false],
    ['chat.example.com', 'https://chat.example.com:8443/hooks/a1', false],
    ['chat.example.com', 'http://chat.example.com/hooks/a1', false],
    ['chat.example.com', 'https://a:b@chat.example.com/hooks/a1', false],
  ])('%s allows %s: %s', (host, url, isFine) => {
    const check = () => checkTarget('slack', url, host);
    if (isFine) expect(check().href).toBe(url);
    else expect(check).toThrow(/URL/);
  });

  test('of the settings goes with the message', async () => {
    const digest = await sampleDigest(DEFAULT_SETTINGS, Date.UTC(2026, 10, 20, 9));
    const webhook = 'env:HOOK';
    const host = 'chat.example.com';
    const channels = [
      { kind: 'slack', slack: { webhook, host } },
      { kind: 'teams', teams: { webhook, host } },
      { kind: 'discord', discord: { webhook, host } },
    ] as const;
    const hosts = channels
      .flatMap((one) => composeFor(one, digest, DEFAULT_SETTINGS))
      .map((one) => ({ host: '', ...one }).host);
    expect([...new Set(hosts)]).toEqual([host]);
    const [result] = await send([{ ...message('x'), host }], world('https://other.example.com/hooks/a1'));
    expect(result?.verdict).toMatchObject({ kind: 'refused', why: { en: 'The URL does not lead to Slack' } });
  });
});
