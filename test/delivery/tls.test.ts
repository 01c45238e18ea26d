import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { afterEach, expect, test } from 'vitest';
import type { HttpDelivery } from '../../src/channels/channel.ts';
import { send } from '../../src/delivery/send.ts';

const PATH = ['/services', 'T0000', 'B0000', 'hush-hush-token'].join('/');
const DAY = 86_400_000;
const opened: Server[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

/** A vendor that would take the message, behind a certificate that nobody signed. */
async function vendor(parts: { readonly until: Date }) {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    notBeforeDate: new Date(Date.now() - 10 * DAY),
    notAfterDate: parts.until,
  });
  let requests = 0;
  const server = createServer({ key, cert }, (_, response) => {
    requests += 1;
    response.end('ok');
  });
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}${PATH}`, requests: () => requests };
}

const message: HttpDelivery = {
  kind: 'http',
  channel: 'slack',
  to: 'slack',
  secret: 'env:HOOK',
  url: '{secret}',
  headers: {},
  body: 'x',
  findings: [],
};

test.each([
  ['self-signed', new Date(Date.now() + 10 * DAY)],
  ['expired', new Date(Date.now() - DAY)],
])('a certificate that is %s gets no message, is told as what it is, and the secret never shows', async (_, until) => {
  const { url, requests } = await vendor({ until });
  const [result] = await send([message], {
    secret: async () => url,
    now: () => 0,
    sleep: async () => {},
    random: () => 0,
    signal: new AbortController().signal,
    budget: 0,
  });

  const { delivery: __, ...told } = result ?? { delivery: undefined };
  expect(told).toMatchObject({
    verdict: { kind: 'later', why: { en: expect.stringContaining('certificate') } },
    attempts: 1,
  });
  expect(requests()).toBe(0);
  expect(JSON.stringify(told)).not.toMatch(/hush|T0000|B0000/);
});
