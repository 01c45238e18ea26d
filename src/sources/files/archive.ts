/** `--file PATH…`: records from files, folders or a pipe; no access to AWS. */
import { createReadStream, fstatSync } from 'node:fs';
import { Socket } from 'node:net';
import { addAbortSignal, type Readable } from 'node:stream';
import type { Words } from '../../core/language.ts';
import { UserError } from '../../core/user-error.ts';
import { asWords, refusalFrom, wordsFrom } from '../../core/words.ts';
import { FILE_WORDS } from '../../messages/look-back/files.ts';
import { boundNew, forget } from '../heap.ts';
import type { Batch, Reading, Source } from '../source.ts';
import { loadedAhead } from './ahead.ts';
import { type FileReading, type ReadingLimits, readArchiveFile } from './archive-file.ts';
import type { Trouble } from './file-report.ts';
import { ForeignFiles } from './foreign-files.ts';
import { type InputFile, inputFiles, STDIN, sizeUp, type Unopened, whyUnopened } from './input-files.ts';
import { quickReader, type ReadQuickly, type WholeContent } from './quick.ts';
import { ReadMeter } from './read-meter.ts';
import type { Threads } from './threads/threads.ts';
import { type Asked, selectionFor } from './usual-form.ts';
import { WholeFiles } from './whole-file.ts';

export interface ArchiveOptions {
  readonly stdin: Readable;
  readonly limits?: ReadingLimits;
  /** Which records will be of use; undefined parses each. */
  readonly asked?: Asked | undefined;
  /** Threads that read files; defaults to 1, the main one. */
  readonly threads?: number | undefined;
  readonly meter?: ReadMeter;
}

/** Small files are read while one is worked on; a larger one would take the memory of many. */
const MOST_AHEAD = 3;

export function archive(paths: readonly string[], options: ArchiveOptions): Source<Reading | Batch> {
  return {
    names: paths.map((path) => (path === STDIN ? 'stdin' : `file:${path}`)).toSorted(),
    read: (signal) => readAll(paths, options, signal),
  };
}

async function* readAll(
  paths: readonly string[],
  options: ArchiveOptions,
  signal: AbortSignal,
): AsyncGenerator<Reading | Batch> {
  boundNew();
  const { meter = new ReadMeter() } = options;
  const selection = options.asked === undefined ? undefined : selectionFor(options.asked);
  const reader = { ...options, meter, readQuickly: quickReader(selection) };
  const threads = selection === undefined ? undefined : await threadsFor(options, signal);
  try {
    yield* readEach(paths, reader, threads, signal);
  } finally {
    await threads?.close();
  }
}

async function threadsFor({ asked, threads = 1 }: ArchiveOptions, signal: AbortSignal): Promise<Threads | undefined> {
  if (asked === undefined || threads < 2) return undefined;
  return new (await import('./threads/threads.ts')).Threads(threads, asked, signal);
}

async function* readEach(
  paths: readonly string[],
  reader: Reader,
  threads: Threads | undefined,
  signal: AbortSignal,
): AsyncGenerator<Reading | Batch> {
  const { meter } = reader;
  const foreign = new ForeignFiles();
  const load = loaderFor(threads);
  // Counted beside the reading, which need not wait for it; trouble on the way is found again where files are read.
  if (meter.isShown) sizeUp(paths, signal, (files, bytes) => meter.expect(files, bytes)).catch(() => undefined);
  let from: Words | undefined;
  for await (const { item: input, loaded } of loadedAhead(inputFiles(paths), load, threads?.ahead ?? MOST_AHEAD)) {
    const place = input.path === STDIN ? wordsFrom(FILE_WORDS, ({ stdin }) => stdin) : asWords(input.path);
    from = place;
    let records = 0;
    for await (const batch of readInput(input, loaded, place, reader, signal)) {
      const readings: Reading[] = [];
      for (const reading of batch) {
        if (reading.kind !== 'trouble') meter.takeReading(reading);
        if (reading.kind === 'record') records += 1;
        if (reading.kind !== 'trouble') readings.push(reading);
        else if (input.folder !== undefined && reading.trouble.isForeign) {
          foreign.add(input.folder, input.path, reading.trouble.reason);
        } else if (paths.length > 1 || input.folder !== undefined || records > 0) {
          readings.push(notCovered(place, reading.trouble.reason, reading.trouble.hint));
        } else throw refusalOf(place, reading.trouble);
      }
      const [first, second] = readings;
      if (first !== undefined) yield second === undefined ? first : { kind: 'several', readings };
    }
    meter.takeFile();
    if (signal.aborted)
      return yield notCovered(
        place,
        wordsFrom(FILE_WORDS, ({ stopped }) => stopped),
      );
  }
  yield* foreign.readings();
  const failure = threads?.failure;
  if (failure !== undefined) {
    yield notCovered(
      asWords('--threads'),
      wordsFrom(FILE_WORDS, ({ threadEnded }) => threadEnded(failure)),
    );
  }
  if (from !== undefined) return;
  const { message, hint } = refusalFrom(FILE_WORDS, ({ noFiles }) => noFiles(paths.join(', ')));
  throw new UserError(message, { hint });
}

function refusalOf(from: Words, { reason, hint }: Trouble): UserError {
  const said = wordsFrom(FILE_WORDS, ({ about }, language) => about(from[language], reason[language]));
  return new UserError(said, { hint });
}

/** Begins to read a file, and gives what waits for its content. */
type Load = (input: InputFile | Unopened) => Promise<WholeContents | undefined>;
type WholeContents = () => Promise<WholeContent | undefined>;

function loaderFor(threads: Threads | undefined): Load {
  const files = new WholeFiles();
  const here = async (at: InputFile['at'], size: number): Promise<WholeContents> => {
    const file = files.open(at, size);
    return async () => {
      const bytes = await file?.read();
      return bytes === undefined ? undefined : { bytes };
    };
  };
  return async (input) => {
    const { at, size } = input;
    if ('trouble' in input || size === undefined) return undefined;
    if (threads === undefined) return here(at, size);
    const reading = threads.read(at, size);
    return async () => {
      const content = await reading;
      return content === 'lost' ? (await here(at, size))() : content;
    };
  };
}

async function* readInput(
  input: InputFile | Unopened,
  whole: WholeContents | undefined,
  from: Words,
  options: Reader,
  signal: AbortSignal,
): AsyncGenerator<Iterable<FileReading>> {
  if ('trouble' in input) return yield [{ kind: 'trouble', trouble: input.trouble }];
  const quick = signal.aborted ? undefined : await quickly(whole, from, options);
  if (quick === undefined) return yield* readCarefully(input, from, options, signal);
  yield quick;
  options.meter.takeBytes(input.size ?? 0);
}

/** The content is forgotten before its records are read. */
async function quickly(
  whole: WholeContents | undefined,
  from: Words,
  { readQuickly }: Reader,
): Promise<Iterable<FileReading> | undefined> {
  const content = await whole?.();
  if (content === undefined) return undefined;
  const readings = readQuickly(content, from);
  forget(content.bytes);
  return readings;
}

interface Reader extends ArchiveOptions {
  readonly meter: ReadMeter;
  readonly readQuickly: ReadQuickly;
}

async function* readCarefully(
  input: InputFile,
  from: Words,
  options: Reader,
  signal: AbortSignal,
): AsyncGenerator<Iterable<FileReading>> {
  const stream = streamOf(input, options);
  try {
    addAbortSignal(signal, stream);
    for await (const reading of readArchiveFile(bytesOf(stream, options.meter), from, options.limits)) yield [reading];
  } catch (error) {
    if (signal.aborted) return;
    const trouble = whyUnopened(error);
    if (trouble === undefined) throw error;
    yield [{ kind: 'trouble', trouble }];
  } finally {
    stream.destroy();
  }
}

/** A pipe that a shell handed over is read as standard input is: a read of a file would wait where Ctrl-C can't end it. */
function streamOf({ path, at }: InputFile, { stdin }: ArchiveOptions): Readable {
  if (path === STDIN || path === '/dev/stdin') return stdin;
  const fd = Number(/^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path)?.[1]);
  if (fd === 0) return stdin;
  if (Number.isNaN(fd) || fstatSync(fd).isFile()) return createReadStream(at);
  return new Socket({ fd, readable: true, writable: false });
}

async function* bytesOf(stream: Readable, meter: ReadMeter): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (!(bytes instanceof Uint8Array)) continue;
    meter.takeBytes(bytes.length);
    yield bytes;
  }
}

function notCovered(from: Words, reason: Words, hint?: Words): Reading {
  return { kind: 'not-covered', region: null, from, reason, ...(hint === undefined ? {} : { hint }) };
}
