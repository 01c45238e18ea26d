/** Vendors on loopback, by HTTPS under their own names, because users can't choose their addresses. */
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import type { Received, Reply } from '../host/server.ts';

const CHATWORK = 'api.chatwork.com';

export interface Vendor {
  readonly received: readonly Received[];
  /** Options for processes that should find it under its name. */
  readonly nodeOptions: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface Chatwork extends Vendor {
  /** Posted messages, decoded: the field `body` of each form. */
  readonly messages: () => readonly string[];
}

/** Only the name's address differs: TLS and its checks are Node's own. */
const PRELOAD = (host: string, port: number) => `
const tls = require('node:tls');
const { connect } = tls;
tls.connect = (options, ...rest) =>
  connect(options.host === '${host}' ? { ...options, host: '127.0.0.1', port: ${port}, servername: '${host}' } : options, ...rest);`;

/** Chatwork, which takes every message. */
export async function startChatwork(): Promise<Chatwork> {
  const vendor = await startVendor(CHATWORK, ({ length }) => ({
    status: 200,
    body: JSON.stringify({ message_id: String(length) }),
  }));
  return { ...vendor, messages: () => vendor.received.map(({ body }) => new URLSearchParams(body).get('body') ?? '') };
}

/** `answer` gets all requests so far, the last one included. */
export async function startVendor(host: string, answer: (received: readonly Received[]) => Reply): Promise<Vendor> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }],
  });
  const received: Received[] = [];
  const server = createServer({ key, cert }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    received.push({ method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') });
    const { status, headers: more, body } = answer(received);
    response.writeHead(status, more).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const files = join(tmpdir(), `login-watch-vendor-${randomUUID()}`);
  const [preload, authority] = [`${files}.cjs`, `${files}.pem`];
  await writeFile(preload, PRELOAD(host, (server.address() as AddressInfo).port));
  await writeFile(authority, cert);
  return {
    received,
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
