/** Standard output and standard error of this process as outputs of a host. `--help` loads nothing else of the host. */
import { fstatSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import type { Output } from './host.ts';

/** Columns of a pipe: wide enough that lines don't break, narrow enough to read. */
const PIPE_COLUMNS = 120;
const TERMINAL_COLUMNS = 80;

type Stream = Writable & { readonly isTTY?: boolean; readonly columns?: number; readonly fd?: number };

/** Codes of a reader that stopped early (`| head`): that ends the work quietly and isn't a failure. */
const STOPPED_READING = new Set(['EPIPE', 'EOF', 'ERR_STREAM_DESTROYED']);

/** A stream of this process as an output. `lost` is called when the stream takes no more. */
export function nodeOutput(stream: Stream, argv: readonly string[], lost: () => void): Output {
  const isTerminal = stream.isTTY === true;
  let isOpen = true;
  let failure: Error | undefined;
  const close = (error: unknown) => {
    isOpen = false;
    if (!(error instanceof Error && 'code' in error && STOPPED_READING.has(String(error.code)))) {
      failure ??= error instanceof Error ? error : new Error(String(error));
    }
    lost();
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
