/** Chatwork on loopback, by HTTPS under its own name, because users can't choose its address. */
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import type { Received } from '../host/server.ts';

const HOST = 'api.chatwork.com';

export interface Chatwork {
  readonly received: readonly Received[];
  /** Posted messages, decoded: the field `body` of each form. */
  readonly messages: () => readonly string[];
  /** Options for processes that should find it under its name. */
  readonly nodeOptions: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Only the name's address differs: TLS and its checks are Node's own. */
const PRELOAD = (port: number) => `
const tls = require('node:tls');
const { connect } = tls;
tls.connect = (options, ...rest) =>
  connect(options.host === '${HOST}' ? { ...options, host: '127.0.0.1', port: ${port}, servername: '${HOST}' } : options, ...rest);`;

export async function startChatwork(): Promise<Chatwork> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: HOST }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: HOST }] }],
  });
  const received: Received[] = [];
  const server = createServer({ key, cert }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    received.push({ method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') });
    response.end(JSON.stringify({ message_id: String(received.length) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const files = join(tmpdir(), `login-watch-chatwork-${randomUUID()}`);
  const [preload, authority] = [`${files}.cjs`, `${files}.pem`];
  await writeFile(preload, PRELOAD((server.address() as AddressInfo).port));
  await writeFile(authority, cert);
  return {
    received,
    messages: () => received.map(({ body }) => new URLSearchParams(body).get('body') ?? ''),
    nodeOptions: ['--require', preload],
    environment: { NODE_EXTRA_CA_CERTS: authority },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(preload, { force: true });
      await rm(authority, { force: true });
    },
  };
}
