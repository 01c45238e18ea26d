/** The real world behind `Host`: this process's streams, clock and signals. */

import { fstatSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Host, Output } from './host.ts';

/** Columns of a pipe: wide enough that lines don't break, narrow enough to read. */
const PIPE_COLUMNS = 120;
const TERMINAL_COLUMNS = 80;

/** Signals that stop the work, and the exit status of a second one. SIGHUP is that of a terminal that was closed. */
const STOPPING = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const isStopping = (name: string): name is keyof typeof STOPPING => Object.hasOwn(STOPPING, name);
const SIGNALS = Object.keys(STOPPING).filter(isStopping);

/** Makes the host of this process. Ctrl-C and its kin abort `signal` once; a second one ends the process at once. */
export function nodeHost(argv: readonly string[]): Host {
  // Node 20 is supported on purpose, until the date in the README; the SDK would warn on every run.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const controller = new AbortController();
  for (const name of SIGNALS) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(STOPPING[name]);
      controller.abort();
    });
  }
  return {
    stdin: process.stdin,
    stdout: output(process.stdout, argv, controller),
    stderr: output(process.stderr, argv, controller),
    env: process.env,
    cwd: process.cwd(),
    now: () => Date.now(),
    sleep: (ms, signal) => delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
    signal: controller.signal,
  };
}

type Stream = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly fd?: number };

/** Codes of a reader that stopped early (`| head`): that ends the work quietly and isn't a failure. */
const STOPPED_READING = new Set(['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED']);

function output(stream: Stream, argv: readonly string[], controller: AbortController): Output {
  const isTerminal = stream.isTTY === true;
  let isOpen = true;
  let failure: Error | undefined;
  const close = (error: unknown) => {
    isOpen = false;
    if (!(error instanceof Error && 'code' in error && STOPPED_READING.has(String(error.code)))) {
      failure ??= error instanceof Error ? error : new Error(String(error));
    }
    controller.abort();
  };
  stream.on('error', close);
  const file = isTerminal ? undefined : fileOf(stream);
  const writeText = (text: string) =>
    new Promise<void>((resolve) => {
      if (file === undefined) return void stream.write(text, () => resolve());
      writeWhole(file, text);
      resolve();
    });
  return {
    isTerminal,
    columns: isTerminal ? (stream.columns ?? TERMINAL_COLUMNS) : PIPE_COLUMNS,
    colour: hasColour(isTerminal, argv),
    stream,
    failure: () => failure,
    write: async (text) => {
      if (isOpen) await writeText(text).catch(close);
    },
  };
}

/** The descriptor, if it is a file or a device. */
function fileOf({ fd }: Stream): number | undefined {
  if (fd === undefined) return undefined;
  const stats = fstatSync(fd);
  return stats.isFile() || stats.isCharacterDevice() ? fd : undefined;
}

/** All bytes, or an error: Node's own stream takes a file's short write, by which a full disk begins, for a whole one. */
function writeWhole(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}

/** https://no-color.org and https://force-color.org; `CI` logs are read as text. */
function hasColour(isTerminal: boolean, argv: readonly string[]): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM, CI } = process.env;
  if (argv.includes('--no-color') || (NO_COLOR !== undefined && NO_COLOR !== '')) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && TERM !== 'dumb' && (CI === undefined || CI === '');
}
