/** A host with strings for streams and a fixed clock. */
import { Readable, Writable } from 'node:stream';
import type { Host, Output } from '../../../src/host.ts';

export interface FakeHost extends Host {
  readonly out: () => string;
  readonly err: () => string;
}

/** The time of a fake host. */
export const NOW = Date.UTC(2026, 10, 20, 9, 12, 41);

interface FakeOptions {
  readonly cwd?: string;
  readonly language?: Host['language'];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly colour?: boolean;
  readonly columns?: number;
  readonly now?: number;
  readonly signal?: AbortSignal;
  readonly sleep?: Host['sleep'];
}

export function fakeHost(options: FakeOptions = {}): FakeHost {
  const { isTerminal = false, columns = 80, colour = false } = options;
  const output = (): { readonly output: Output; readonly text: () => string } => {
    let text = '';
    // As Node marks process.stderr, so that no pipe ends it: a second question writes to it again.
    const stream = Object.assign(
      new Writable({
        write(chunk, _, done) {
          text += String(chunk);
          done();
        },
      }),
      { _isStdio: true },
    );
    const write = async (chunk: string) => {
      text += chunk;
    };
    return { output: { write, isTerminal, columns, colour, stream }, text: () => text };
  };
  const [stdout, stderr] = [output(), output()];
  return {
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    stdout: stdout.output,
    stderr: stderr.output,
    // No language, and UTF-8: without a locale every mark would be ASCII.
    env: { LANG: 'C.UTF-8', ...options.env },
    cwd: options.cwd ?? '/nonexistent',
    ...(options.language === undefined ? {} : { language: options.language }),
    now: () => options.now ?? NOW,
    sleep: options.sleep ?? (async () => {}),
    signal: options.signal ?? new AbortController().signal,
    out: stdout.text,
    err: stderr.text,
  };
}
