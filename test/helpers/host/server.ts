/** A vendor on loopback: records requests, and answers as the test says. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Accept the request and never answer. */
  readonly isSilent?: boolean;
}

export interface Server {
  readonly url: string;
  readonly received: Received[];
  /** Answers always this from now on. */
  answer(reply: Reply): void;
  close(): Promise<void>;
}

/** `replies` come one after another, the last one again and again. */
export async function serve(...replies: readonly Reply[]): Promise<Server> {
  const received: Received[] = [];
  let always: Reply | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const reply = always ?? replies[Math.min(received.length, replies.length - 1)] ?? { status: 500 };
      const { method = '', url = '', headers } = request;
      received.push({ method, path: url, headers, body: Buffer.concat(chunks).toString() });
      if (!reply.isSilent) response.writeHead(reply.status, reply.headers).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answer(reply) {
      always = reply;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
