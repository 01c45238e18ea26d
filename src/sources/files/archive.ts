/** `--file PATH…`: records from what people already have on disk or pipe in; no access to AWS. */
import { createReadStream } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import { UserError } from '../../core/user-error.ts';
import type { Reading, Source } from '../source.ts';
import { type FileReading, type ReadingLimits, readArchiveFile } from './archive-file.ts';
import { ForeignFiles } from './foreign-files.ts';
import { type InputFile, inputFiles, STDIN, type Unopened, whyUnopened } from './input-files.ts';

export interface ArchiveOptions {
  readonly stdin: Readable;
  readonly limits?: ReadingLimits;
}

const NO_FILES_HINT = 'Name the folder that holds the trail’s files, or the files themselves.';

export function archive(paths: readonly string[], options: ArchiveOptions): Source {
  return {
    names: paths.map((path) => (path === STDIN ? 'stdin' : `file:${path}`)).toSorted(),
    read: (signal) => readAll(paths, options, signal),
  };
}

async function* readAll(
  paths: readonly string[],
  options: ArchiveOptions,
  signal: AbortSignal,
): AsyncGenerator<Reading> {
  const foreign = new ForeignFiles();
  let from: string | undefined;
  for await (const input of inputFiles(paths)) {
    from = input.path === STDIN ? 'standard input' : input.path;
    let records = 0;
    for await (const reading of readInput(input, from, options, signal)) {
      if (reading.kind === 'record') records += 1;
      if (reading.kind !== 'trouble') yield reading;
      else if (input.folder !== undefined && reading.trouble.isForeign) {
        foreign.add(input.folder, from, reading.trouble.reason);
      } else if (paths.length > 1 || input.folder !== undefined || records > 0) {
        yield notCovered(from, reading.trouble.reason, reading.trouble.hint);
      } else throw new UserError(`${from} ${reading.trouble.reason}`, { hint: reading.trouble.hint });
    }
    if (signal.aborted) return yield notCovered(from, 'reading was stopped here; what comes after was not read');
  }
  yield* foreign.readings();
  if (from === undefined) throw new UserError(`${paths.join(', ')} holds no files`, { hint: NO_FILES_HINT });
}

async function* readInput(
  input: InputFile | Unopened,
  from: string,
  options: ArchiveOptions,
  signal: AbortSignal,
): AsyncGenerator<FileReading> {
  if ('trouble' in input) return yield { kind: 'trouble', trouble: input.trouble };
  const stream = input.path === STDIN ? options.stdin : createReadStream(input.path);
  try {
    addAbortSignal(signal, stream);
    yield* readArchiveFile(bytesOf(stream), from, options.limits);
  } catch (error) {
    if (signal.aborted) return;
    const trouble = whyUnopened(error);
    if (trouble === undefined) throw error;
    yield { kind: 'trouble', trouble };
  } finally {
    stream.destroy();
  }
}

async function* bytesOf(stream: Readable): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    if (chunk instanceof Uint8Array) yield chunk;
    else if (typeof chunk === 'string') yield Buffer.from(chunk);
  }
}

function notCovered(from: string, reason: string, hint = ''): Reading {
  return { kind: 'not-covered', region: null, from, reason, ...(hint === '' ? {} : { hint }) };
}
