/** A `Host` made of buffers, with a clock that stands still. */
import { Readable, Writable } from 'node:stream';
import type { Host, Output } from '../../src/host.ts';

/** 2026-11-20T12:00:00Z */
export const NOW = Date.UTC(2026, 10, 20, 12);

interface Options {
  readonly isTerminal?: boolean;
  readonly colour?: boolean;
  readonly columns?: number;
  readonly cwd?: string;
  readonly stdin?: string;
  readonly signal?: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
}

export function fakeHost(options: Options = {}): Host & { readonly told: { stdout: string; stderr: string } } {
  const told = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr'): Output => {
    const stream = new Writable({
      write(chunk, _, done) {
        told[name] += String(chunk);
        done();
      },
    });
    return {
      isTerminal: options.isTerminal ?? false,
      columns: options.columns ?? (options.isTerminal ? 80 : 120),
      colour: options.colour ?? false,
      stream,
      write: (text) => new Promise((resolve) => stream.write(text, () => resolve())),
    };
  };
  return {
    told,
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: options.env ?? {},
    // Above it no settings file can be found by accident.
    cwd: options.cwd ?? '/nonexistent',
    now: () => NOW,
    sleep: async () => undefined,
    signal: options.signal ?? new AbortController().signal,
  };
}
