/** Answers for AWS on loopback, as a test says, and remembers what was asked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AwsRequest {
  /** From the signature's scope. */
  readonly region: string;
  /** The last part of the target header, or the path: `LookupEvents`, `/listRegions`. */
  readonly action: string;
  readonly userAgent: string;
  readonly body: Readonly<Record<string, unknown>>;
}
export interface AwsAnswer {
  readonly status?: number;
  readonly body?: unknown;
  /** Hang up without an answer. */
  readonly hangUp?: true;
}
export interface AwsServer {
  readonly endpoint: string;
  readonly requests: readonly AwsRequest[];
  close(): Promise<void>;
}

/** How AWS says no in JSON protocols. */
export function awsError(status: number, type: string, message = ''): AwsAnswer {
  return { status, body: { __type: type, message } };
}

export async function startAws(answer: (request: AwsRequest) => AwsAnswer | Promise<AwsAnswer>): Promise<AwsServer> {
  const requests: AwsRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    let text = '';
    for await (const chunk of incoming) text += chunk;
    const request: AwsRequest = {
      region: /Credential=[^/]+\/\d+\/([^/]+)\//.exec(incoming.headers.authorization ?? '')?.[1] ?? '',
      action:
        String(incoming.headers['x-amz-target'] ?? incoming.url)
          .split('.')
          .at(-1) ?? '',
      userAgent: incoming.headers['user-agent'] ?? '',
      body: text === '' ? {} : JSON.parse(text),
    };
    requests.push(request);
    const { status = 200, body = {}, hangUp } = await answer(request);
    if (hangUp) {
      incoming.socket.destroy();
      return;
    }
    outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    outgoing.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
