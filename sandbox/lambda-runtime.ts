/** Runs a function as AWS Lambda does: its zip unpacked, a process of its own, the Runtime API on loopback. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

export interface FunctionOptions {
  readonly zip: Uint8Array;
  readonly environment: Readonly<Record<string, string>>;
  /** The folder of the runtime's own SDK. */
  readonly nodePath: string;
  /** Defaults to the Node.js of this process. */
  readonly node?: string;
  readonly nodeOptions?: readonly string[];
  /** Milliseconds that an invocation may take. */
  readonly timeout?: number;
  /** MB of the function, of which Lambda's Node.js makes its heap. By default the heap is the machine's. */
  readonly memory?: number;
  /** Gets each line of the log. */
  readonly onLine?: (line: string) => void;
}

export interface Invoked {
  /** The handler's result, or the error as the Runtime API gets it. */
  readonly payload: unknown;
  /** Like `FunctionError`: the handler threw, or its process ended. */
  readonly error?: 'Unhandled';
}

export interface LambdaFunction {
  /** One at a time, as one execution environment does; a retry has the request id of its first attempt. */
  invoke(payload: unknown, requestId?: string): Promise<Invoked>;
  /** Ends the process in the middle of its work; the next invocation starts another. */
  kill(): void;
  /** The process's id, while there is one. */
  pid(): number | undefined;
  /** Log lines so far. */
  readonly logs: readonly string[];
  stop(): Promise<void>;
}

interface Work {
  readonly payload: string;
  readonly requestId: string;
  readonly done: (invoked: Invoked) => void;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
const API = '/2018-06-01/runtime';

/** A short form of Lambda's own runtime client: load the handler, then next, handle, answer, forever. */
const CLIENT = `
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '${API}';
const tell = (path, body) => fetch(api + path, { method: 'POST', body: JSON.stringify(body ?? null) });
const errorOf = (error) => ({ errorType: error?.name, errorMessage: String(error?.message ?? error), trace: String(error?.stack).split('\\n') });
(async () => {
  let handler;
  try { ({ handler } = require(process.env.LAMBDA_TASK_ROOT + '/index.js')); }
  catch (error) { await tell('/init/error', errorOf(error)); process.exit(1); }
  for (;;) {
    const next = await fetch(api + '/invocation/next');
    const id = next.headers.get('lambda-runtime-aws-request-id');
    const allowed = Number(next.headers.get('lambda-runtime-deadline-ms'));
    try {
      const started = performance.now();
      const context = { awsRequestId: id, getRemainingTimeInMillis: () => allowed - (performance.now() - started) };
      await tell('/invocation/' + id + '/response', await handler(await next.json(), context));
    } catch (error) { await tell('/invocation/' + id + '/error', errorOf(error)); }
  }
})();`;

export async function startFunction(options: FunctionOptions): Promise<LambdaFunction> {
  const folder = await mkdtemp(join(tmpdir(), 'login-watch-function-'));
  for (const [name, bytes] of Object.entries(unzipSync(options.zip))) await writeFile(join(folder, name), bytes);
  const logs: string[] = [];
  const waiting: Work[] = [];
  let current: Work | undefined;
  let asking: ServerResponse | undefined;
  let child: ChildProcess | undefined;

  const hand = () => {
    if (asking === undefined || current !== undefined) return;
    current = waiting.shift();
    if (current === undefined) return;
    const deadline = options.timeout ?? 180_000;
    asking.writeHead(200, {
      'lambda-runtime-aws-request-id': current.requestId,
      // Milliseconds from now, because the two clocks may differ on purpose.
      'lambda-runtime-deadline-ms': String(deadline),
    });
    asking.end(current.payload);
    asking = undefined;
  };
  const finish = (invoked: Invoked) => {
    const done = current?.done;
    current = undefined;
    done?.(invoked);
  };
  const server = createServer(async (request, response) => {
    const url = request.url ?? '';
    if (url === `${API}/invocation/next`) {
      asking = response;
      return hand();
    }
    const body = JSON.parse(await bodyOf(request));
    response.writeHead(202).end();
    if (url.endsWith('/response')) finish({ payload: body });
    else if (url.endsWith('/error')) finish({ payload: body, error: 'Unhandled' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const start = () => {
    child = spawn(
      options.node ?? process.execPath,
      [...heapOf(options), ...(options.nodeOptions ?? []), '-e', CLIENT],
      {
        cwd: folder,
        env: environmentOf(options, folder, port),
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream?.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        logs.push(...lines);
        for (const line of lines) options.onLine?.(line);
      });
    }
    const mine = child;
    child.on('exit', (code, signal) => {
      if (child !== mine) return;
      child = undefined;
      asking = undefined;
      finish({
        payload: { errorType: 'Runtime.ExitError', errorMessage: `exited with ${code ?? signal}` },
        error: 'Unhandled',
      });
      if (waiting.length > 0) start();
    });
  };
  return {
    logs,
    invoke: (payload, requestId = randomUUID()) =>
      new Promise((done) => {
        waiting.push({ payload: JSON.stringify(payload), requestId, done });
        if (child === undefined) start();
        hand();
      }),
    kill: () => void child?.kill('SIGKILL'),
    pid: () => child?.pid,
    async stop() {
      waiting.length = 0;
      child?.kill('SIGKILL');
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The options with which Lambda's own image starts Node.js: a tenth of the memory is for what is new. */
function heapOf({ memory }: FunctionOptions): readonly string[] {
  if (memory === undefined) return [];
  const fresh = Math.floor(memory / 10);
  return [`--max-semi-space-size=${Math.floor(fresh / 2)}`, `--max-old-space-size=${memory - fresh}`];
}

/**
 * Lambda's variables, and none of this machine's own.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
function environmentOf({ environment, nodePath }: FunctionOptions, folder: string, port: number) {
  return {
    PATH: process.env['PATH'] ?? '',
    TZ: ':UTC',
    LAMBDA_TASK_ROOT: folder,
    AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
    NODE_PATH: nodePath,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...environment,
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
