/** `--file PATH…`: records from files, folders or a pipe; no access to AWS. */
import { createReadStream } from 'node:fs';
import { addAbortSignal, type Readable } from 'node:stream';
import type { Words } from '../../core/language.ts';
import { UserError } from '../../core/user-error.ts';
import { asWords, refusalFrom, wordsFrom } from '../../core/words.ts';
import { FILE_WORDS } from '../../messages/look-back/files.ts';
import type { Reading, Source } from '../source.ts';
import { type FileReading, type ReadingLimits, readArchiveFile } from './archive-file.ts';
import type { Trouble } from './file-report.ts';
import { ForeignFiles } from './foreign-files.ts';
import { type InputFile, inputFiles, STDIN, type Unopened, whyUnopened } from './input-files.ts';

export interface ArchiveOptions {
  readonly stdin: Readable;
  readonly limits?: ReadingLimits;
}

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
  let from: Words | undefined;
  for await (const input of inputFiles(paths)) {
    const place = input.path === STDIN ? wordsFrom(FILE_WORDS, ({ stdin }) => stdin) : asWords(input.path);
    from = place;
    let records = 0;
    for await (const reading of readInput(input, place, options, signal)) {
      if (reading.kind === 'record') records += 1;
      if (reading.kind !== 'trouble') yield reading;
      else if (input.folder !== undefined && reading.trouble.isForeign) {
        foreign.add(input.folder, input.path, reading.trouble.reason);
      } else if (paths.length > 1 || input.folder !== undefined || records > 0) {
        yield notCovered(place, reading.trouble.reason, reading.trouble.hint);
      } else throw refusalOf(place, reading.trouble);
    }
    if (signal.aborted)
      return yield notCovered(
        place,
        wordsFrom(FILE_WORDS, ({ stopped }) => stopped),
      );
  }
  yield* foreign.readings();
  if (from !== undefined) return;
  const { message, hint } = refusalFrom(FILE_WORDS, ({ noFiles }) => noFiles(paths.join(', ')));
  throw new UserError(message, { hint });
}

function refusalOf(from: Words, { reason, hint }: Trouble): UserError {
  const said = wordsFrom(FILE_WORDS, ({ about }, language) => about(from[language], reason[language]));
  return new UserError(said, { hint });
}

async function* readInput(
  input: InputFile | Unopened,
  from: Words,
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

function notCovered(from: Words, reason: Words, hint?: Words): Reading {
  return { kind: 'not-covered', region: null, from, reason, ...(hint === undefined ? {} : { hint }) };
}
