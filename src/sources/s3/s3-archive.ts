/** `--s3 s3://BUCKET/PREFIX`: records from the files of a trail's bucket, many at a time, in S3's order. */
import { explainAws } from '../../aws/errors.ts';
import { faultOf } from '../../aws/fault.ts';
import { EXIT } from '../../core/exit.ts';
import type { Words } from '../../core/language.ts';
import { isoTime } from '../../core/time.ts';
import { UserError } from '../../core/user-error.ts';
import { asWords, refusalFrom, wordsFrom } from '../../core/words.ts';
import { FILE_WORDS } from '../../messages/look-back/files.ts';
import { S3_WORDS, type S3Words } from '../../messages/look-back/s3.ts';
import { Budget } from '../budget.ts';
import { loadedAhead } from '../files/ahead.ts';
import { type FileReading, readArchiveFile } from '../files/archive-file.ts';
import { ForeignFiles } from '../files/foreign-files.ts';
import { quickReader, type ReadQuickly } from '../files/quick.ts';
import type { ReadMeter } from '../files/read-meter.ts';
import type { Selection } from '../files/usual-form.ts';
import { contentOf } from '../files/whole-file.ts';
import { boundNew } from '../heap.ts';
import type { Reading, Source } from '../source.ts';
import { type S3Address, uriOf } from './address.ts';
import { CutObject, type S3Bucket, SlowObject } from './bucket.ts';
import type { Verifier } from './digests/verifier.ts';
import { type Folder, foldersIn, type PlainFolder, type RegionFolder } from './layout.ts';
import { type LogObject, type ObjectPage, pageOf, type Span } from './objects.ts';
import type { Progress } from './state.ts';
import { ObjectTroubles, type Trouble } from './troubles.ts';

export interface S3Options {
  readonly address: S3Address;
  readonly bucket: S3Bucket;
  readonly span: Span;
  readonly isWanted: (region: string) => boolean;
  readonly selection: Selection | undefined;
  readonly meter: ReadMeter;
  /** The objects that an earlier run has finished, and where this one's are written. */
  readonly progress?: Progress | undefined;
  readonly isPayer: boolean;
  readonly verifier?: Verifier | undefined;
}

const FOLDERS_AHEAD = 8;
const OBJECTS_AHEAD = 24;
/** Packed bytes that wait in memory; a larger object is read piece by piece. */
const MOST_WAITING = 48 * 1024 ** 2;
const MOST_WHOLE = 16 * 1024 ** 2;
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/archived-objects.html */
const FROZEN = ['GLACIER', 'DEEP_ARCHIVE'];

export function s3Archive(options: S3Options): Source {
  return {
    names: [uriOf(options.address.bucket, options.address.prefix)],
    read: (signal) => new S3Reader(options, signal).read(),
  };
}

type Loaded = { readonly bytes: Buffer | undefined } | { readonly error: unknown };

class S3Reader {
  readonly #options: S3Options;
  readonly #signal: AbortSignal;
  readonly #readQuickly: ReadQuickly;
  readonly #budget = new Budget(MOST_WAITING);
  readonly #troubles: ObjectTroubles;
  readonly #foreign = new ForeignFiles();
  readonly #leftOut = new Set<string>();
  #objects = 0;

  constructor(options: S3Options, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    this.#readQuickly = quickReader(options.selection);
    this.#troubles = new ObjectTroubles(options.bucket.name);
  }

  async *read(): AsyncGenerator<Reading> {
    boundNew();
    try {
      for await (const { item, loaded } of loadedAhead(this.#listed(), (one) => this.#load(one), OBJECTS_AHEAD)) {
        if (this.#signal.aborted) break;
        this.#objects += 1;
        yield* this.#readingsOf(item, loaded);
        this.#budget.release(item.size);
        this.#options.meter.takeFile();
      }
    } catch (error) {
      if (error instanceof UserError) throw error;
      if (this.#objects === 0 && !this.#signal.aborted) throw this.#explained(error, 's3:ListBucket');
      // Records that were read before it stay found.
      this.#refused({ kind: 'plain', prefix: this.#options.address.prefix }, error);
    }
    yield* this.#end();
  }

  async *#end(): AsyncGenerator<Reading> {
    const { address, span } = this.#options;
    const from = asWords(uriOf(address.bucket, address.prefix));
    if (!this.#signal.aborted && this.#options.verifier !== undefined) yield* this.#options.verifier.end();
    yield* this.#troubles.readings();
    yield* this.#foreign.readings();
    if (this.#leftOut.size > 0) {
      yield {
        kind: 'not-covered',
        region: null,
        from,
        reason: said((words) => words.regionsLeftOut(this.#leftOut.size)),
      };
    }
    if (this.#signal.aborted) {
      const reason = wordsFrom(FILE_WORDS, ({ stopped }) => stopped);
      yield { kind: 'not-covered', region: null, from, reason };
    } else if (this.#objects === 0 && this.#troubles.count === 0) {
      const [begin, end] = [isoTime(span.from), isoTime(span.to)];
      const reason = said(({ nothing }) => nothing(from.en, begin, end));
      const hint = said(({ check }) => check);
      yield { kind: 'not-covered', region: null, from: asWords('cloudtrail'), reason, hint };
    }
  }

  /** Objects in S3's order; the first pages of the next folders are asked for meanwhile. */
  async *#listed(): AsyncGenerator<LogObject> {
    const { bucket, address, isWanted } = this.#options;
    const onLeftOut = (prefix: string) => this.#leftOut.add(prefix.split('/').at(-2) ?? prefix);
    const folders = foldersIn(address.prefix, { bucket, isWanted, onLeftOut });
    for await (const { item, loaded } of loadedAhead(folders, (folder) => this.#firstPage(folder), FOLDERS_AHEAD)) {
      if (this.#signal.aborted) return;
      if ('error' in loaded || item.kind === 'refused')
        this.#refused(item, 'error' in loaded ? loaded.error : undefined);
      else yield* this.#pages(item, loaded);
    }
  }

  async #firstPage(folder: Folder): Promise<ObjectPage | { readonly error: unknown }> {
    if (folder.kind === 'refused') return { error: folder.error };
    return pageOf(folder, this.#options.span, this.#options.bucket).catch((error: unknown) => ({ error }));
  }

  async *#pages(folder: RegionFolder | PlainFolder, first: ObjectPage): AsyncGenerator<LogObject> {
    for (let page = first; ; ) {
      yield* page.objects;
      if (page.token === undefined || this.#signal.aborted) return;
      try {
        page = await pageOf(folder, this.#options.span, this.#options.bucket, page.token);
      } catch (error) {
        return this.#refused(folder, error);
      }
    }
  }

  #refused(folder: Folder, error: unknown): void {
    if (this.#signal.aborted) return;
    const region = folder.kind === 'region' ? folder.region : null;
    const { words, nextStep } = this.#explained(error, 's3:ListBucket');
    this.#troubles.add(folder.prefix, region, { reason: words, hint: nextStep });
  }

  /** Never rejects: trouble is said when the object's turn comes. */
  async #load(object: LogObject): Promise<Loaded> {
    await this.#budget.take(object.size);
    if (this.#signal.aborted || this.#isKnown(object)) return { bytes: undefined };
    if (object.size > MOST_WHOLE || FROZEN.includes(object.storage)) return { bytes: undefined };
    return this.#options.bucket.bytes(object.key).then(
      (bytes) => ({ bytes }),
      (error: unknown) => ({ error }),
    );
  }

  #isKnown = ({ key, etag }: LogObject) => this.#options.progress?.isDone(key, etag) === true;

  async *#readingsOf(object: LogObject, loaded: Loaded): AsyncGenerator<Reading> {
    const from = asWords(uriOf(this.#options.bucket.name, object.key));
    const { progress, meter, verifier } = this.#options;
    verifier?.leave(object.key);
    if (this.#isKnown(object)) {
      for (const reading of progress?.readingsOf(object.key, from) ?? []) yield metered(meter, reading);
      return meter.takeBytes(object.size);
    }
    if ('error' in loaded) return this.#failed(object, loaded.error);
    if (FROZEN.includes(object.storage)) return this.#frozen(object);
    const kept: Reading[] = [];
    let isWhole = true;
    for await (const reading of this.#contentOf(object, loaded.bytes, from)) {
      if (reading.kind === 'trouble') {
        isWhole = false;
        this.#trouble(object, reading);
      } else {
        isWhole &&= reading.kind === 'record' || reading.kind === 'passed-over';
        if (progress !== undefined) kept.push(reading);
        yield metered(meter, reading);
      }
    }
    meter.takeBytes(object.size);
    if (isWhole && !this.#signal.aborted) await progress?.finish(object.key, object.etag, kept);
  }

  async *#contentOf(object: LogObject, bytes: Buffer | undefined, from: Words): AsyncGenerator<FileReading> {
    const { verifier, bucket } = this.#options;
    const content = bytes === undefined ? undefined : await contentOf(bytes);
    if (bytes !== undefined) verifier?.take(object.key, content ?? bytes);
    const quick = content === undefined ? undefined : this.#readQuickly({ bytes: content }, from);
    if (quick !== undefined) return yield* quick;
    try {
      const chunks = bytes === undefined ? bucket.stream(object.key) : once(bytes);
      const isSeen = verifier === undefined || bytes !== undefined;
      yield* readArchiveFile(isSeen ? chunks : verifier.watch(object.key, chunks), from);
    } catch (error) {
      this.#failed(object, error);
    }
  }

  #trouble(object: LogObject, { trouble }: Extract<FileReading, { kind: 'trouble' }>): void {
    const { reason, hint, isForeign } = trouble;
    const uri = uriOf(this.#options.bucket.name, object.key);
    if (isForeign) this.#foreign.add(uriOf(this.#options.bucket.name, this.#options.address.prefix), uri, reason);
    else this.#troubles.add(object.key, object.region, { reason, hint });
  }

  #frozen(object: LogObject): void {
    const reason = said(({ frozen }) => frozen(object.storage));
    this.#troubles.add(object.key, object.region, { reason, hint: said(({ restore }) => restore) });
  }

  #failed(object: LogObject, error: unknown): void {
    if (!this.#signal.aborted) this.#troubles.add(object.key, object.region, this.#troubleOf(error));
  }

  #troubleOf(error: unknown): Trouble {
    const hint = said(({ again }) => again);
    if (error instanceof CutObject) return { reason: said(({ cut }) => cut), hint };
    if (error instanceof SlowObject) return { reason: said(({ slow }) => slow), hint };
    if (error instanceof Error && error.name === 'NoSuchKey') return { reason: said(({ vanished }) => vanished), hint };
    const { words, nextStep } = this.#explained(error, 's3:GetObject');
    return { reason: words, hint: nextStep };
  }

  #explained = (error: unknown, action: string) => explainS3(error, action, this.#options);
}

/** AWS's refusal, when a bucket or its digest files are read. */
export function explainS3(
  error: unknown,
  action: string,
  { bucket, isPayer }: Pick<S3Options, 'bucket' | 'isPayer'>,
): UserError {
  if (error instanceof Error && error.name === 'NoSuchBucket') {
    const { message, hint } = refusalFrom(S3_WORDS, ({ noBucket }) => noBucket(bucket.name));
    return new UserError(message, { hint, exit: EXIT.refused, cause: error });
  }
  const explained = explainAws(error, {
    action,
    region: asWords(action.startsWith('s3:') ? `s3://${bucket.name}` : 'CloudTrail'),
    command: 'replay --s3',
  });
  if (faultOf(error) !== 'denied' || isPayer) return explained;
  const hint = wordsFrom(S3_WORDS, ({ payer }, language) => `${explained.todo(language) ?? ''} ${payer}`.trim());
  return new UserError(explained.words, { hint, exit: explained.exit, cause: error });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function metered(meter: ReadMeter, reading: Reading): Reading {
  meter.takeReading(reading);
  return reading;
}

const said = (pick: (words: S3Words) => string): Words => wordsFrom(S3_WORDS, pick);
