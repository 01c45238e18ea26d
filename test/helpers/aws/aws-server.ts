/** AWS on loopback, with answers from the test; records requests. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AwsRequest {
  /** The region in the signature's scope. */
  readonly region: string;
  /** The last part of the target header, the form's `Action`, or the path: `LookupEvents`, `DescribeStacks`, `/listRegions`. */
  readonly action: string;
  readonly userAgent: string;
  readonly body: Readonly<Record<string, unknown>>;
}
export interface AwsAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Hang up without an answer. */
  readonly hangUp?: true;
}
export interface AwsServer {
  readonly endpoint: string;
  readonly requests: readonly AwsRequest[];
  close(): Promise<void>;
}

/** AWS's refusal in JSON protocols. */
export function awsError(status: number, type: string, message = ''): AwsAnswer {
  return { status, body: { __type: type, message } };
}

/** AWS's refusal in the query protocol (CloudFormation, SNS). */
export function queryError(status: number, code: string, message = ''): AwsAnswer {
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  };
}

const isForm = ({ headers }: IncomingMessage) =>
  (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');

function actionOf(incoming: IncomingMessage, text: string): string {
  if (isForm(incoming)) return new URLSearchParams(text).get('Action') ?? '';
  return (
    String(incoming.headers['x-amz-target'] ?? incoming.url)
      .split('.')
      .at(-1) ?? ''
  );
}

export async function startAws(answer: (request: AwsRequest) => AwsAnswer | Promise<AwsAnswer>): Promise<AwsServer> {
  const requests: AwsRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    let text = '';
    for await (const chunk of incoming) text += chunk;
    const request: AwsRequest = {
      region: /Credential=[^/]+\/\d+\/([^/]+)\//.exec(incoming.headers.authorization ?? '')?.[1] ?? '',
      action: actionOf(incoming, text),
      userAgent: incoming.headers['user-agent'] ?? '',
      body: isForm(incoming) ? Object.fromEntries(new URLSearchParams(text)) : text === '' ? {} : JSON.parse(text),
    };
    requests.push(request);
    const { status = 200, body = {}, headers = {}, hangUp } = await answer(request);
    if (hangUp) {
      incoming.socket.destroy();
      return;
    }
    const type = isForm(incoming) ? 'text/xml' : 'application/x-amz-json-1.1';
    outgoing.writeHead(status, { 'content-type': type, ...headers });
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
