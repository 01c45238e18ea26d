import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exchange } from '../../src/delivery/exchange.ts';
import { serve } from '../helpers/host/server.ts';

const NAMES = [
  'https_proxy',
  'HTTPS_PROXY',
  'http_proxy',
  'HTTP_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'no_proxy',
  'NO_PROXY',
];
const before = NAMES.map((name) => [name, process.env[name]] as const);
const opened: { close(): unknown }[] = [];

beforeEach(() => {
  for (const name of NAMES) delete process.env[name];
});
afterEach(async () => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  for (const one of opened.splice(0)) await one.close();
});

/** Takes connections, remembers first lines, and answers with these words, or never. */
async function proxy(words: string | undefined): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      asked.push(String(data).split('\r\n')[0] ?? '');
      if (words !== undefined) socket.end(words);
    });
  });
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { url: `http://user:hush@127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, asked };
}

const SLACK = new URL(['https://hooks.slack.com', 'services', 'T0', 'B0', 'x'].join('/'));
/** `limit`: milliseconds; short only where it is waited for, since the machine may be busy. */
const post = (url: URL, limit = 60_000) =>
  exchange({ url, headers: {}, body: 'x' }, new AbortController().signal, { connect: limit, total: limit });

test.each([
  ['refuses', 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', 'proxy-refused'],
  ['closes', '', 'unknown'],
  ['is silent', undefined, 'timeout'],
  ['lets through, and then nobody speaks TLS', 'HTTP/1.1 200 OK\r\n\r\n', 'connection-broken'],
])('a proxy that %s is asked once, and reported by a name of ours', async (_, words, reason) => {
  const { url, asked } = await proxy(words);
  process.env['HTTPS_PROXY'] = url;

  const result = await post(SLACK, reason === 'timeout' ? 1_000 : undefined);

  expect(result).toMatchObject({ kind: 'none', reason, again: 'soon' });
  expect(JSON.stringify(result)).not.toContain('hush');
  expect(asked).toEqual(['CONNECT hooks.slack.com:443 HTTP/1.1']);
});

test('a proxy that is no URL', async () => {
  process.env['HTTPS_PROXY'] = 'http://:hush:';
  const result = await post(SLACK);
  expect(result).toEqual({ kind: 'none', again: 'never', reason: 'proxy-url' });
  expect(JSON.stringify(result)).not.toContain('hush');
});

test('what is on this machine is asked for directly', async () => {
  const { url, asked } = await proxy('');
  for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY']) process.env[name] = url;
  const server = await serve({ status: 200, body: 'ok' });
  opened.push(server);

  expect(await post(new URL(server.url))).toMatchObject({ kind: 'answer', answer: { status: 200, body: 'ok' } });
  expect(asked).toEqual([]);
});
