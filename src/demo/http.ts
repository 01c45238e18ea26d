/** Servers on loopback for the sandbox; no other machine can reach them. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface HttpRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The bytes as UTF-8. */
  readonly body: string;
  readonly bytes: Uint8Array;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface Listening {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves on a free port of 127.0.0.1. Where `answer` fails, so does the request, with status 500 and why. */
export async function listen(answer: (asked: HttpRequest) => HttpAnswer | Promise<HttpAnswer>): Promise<Listening> {
  const server = createServer(async (request, response) => {
    try {
      const { status, headers, body } = await answer(await readRequest(request));
      response.writeHead(status, headers).end(body);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readRequest(request: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: request.headers,
    bytes,
    // Big bodies are bytes, and rarely read as text.
    get body() {
      return bytes.toString('utf8');
    },
  };
}
