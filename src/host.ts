/** The world as a command sees it: streams, clock, environment, prompts. Tests pass their own. */
import type { Readable, Writable } from 'node:stream';
import type { Language } from './core/rule.ts';

export interface Output {
  /** Resolves once the text was accepted, or can't be; a reader that stops early (`| head`) ends the program quietly. */
  write(text: string): Promise<void>;
  /** The error by which a text was lost: a full disk, a broken device. Undefined while all was taken. */
  readonly failure?: () => Error | undefined;
  readonly isTerminal: boolean;
  /** Columns; 80 if unknown. */
  readonly columns: number;
  readonly colour: boolean;
  readonly stream: Writable;
}

export interface Host {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The language of everything that is printed; `settings/language.ts` decides. Defaults to English. */
  readonly language?: Language;
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** `--plain`: no spinner, no redrawn line, no table; for screen readers. */
  readonly isPlain?: boolean;
  /** The locale has no UTF-8, so ASCII stands in for marks and typography. */
  readonly isAscii?: boolean;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}
