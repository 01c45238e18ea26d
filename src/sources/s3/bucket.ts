/** A bucket that is read: lists and objects, with the retries that a long reading needs. */
import { setMaxListeners } from 'node:events';
import type { ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';
import { faultOf } from '../../aws/fault.ts';
import type { Host } from '../../host.ts';

export interface BucketOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** The reader pays: https://docs.aws.amazon.com/AmazonS3/latest/userguide/RequesterPaysBuckets.html */
  readonly isPayer: boolean;
  readonly clock: Pick<Host, 'now' | 'sleep'>;
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly random?: () => number;
}

export interface ListRequest {
  readonly prefix: string;
  readonly delimiter?: '/';
  readonly startAfter?: string | undefined;
  readonly token?: string | undefined;
}

/** The connection ended before the object did. */
export class CutObject extends Error {
  override readonly name = 'CutObject';
}
/** An object that takes longer than any of its size should. */
export class SlowObject extends Error {
  override readonly name = 'SlowObject';
}

export interface WholeObject {
  readonly bytes: Buffer;
  /** Its own metadata, without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
}

const MOST_TRIES = 4;
/** S3 asks to slow down for as long as it takes to divide a busy prefix. */
const MOST_SLOW_DOWNS = 10;
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 20_000;
/** Milliseconds for one object that is read whole. */
const LONGEST_READ = 120_000;

export class S3Bucket {
  readonly #options: BucketOptions;
  /** Requests may start again at this time: one answer that asks to slow down holds all of them. */
  #notBefore = 0;

  constructor(options: BucketOptions) {
    this.#options = options;
    // Every request listens to it, and many run at once.
    setMaxListeners(0, options.signal);
  }

  get name(): string {
    return this.#options.bucket;
  }

  async list({ prefix, delimiter, startAfter, token }: ListRequest): Promise<ListObjectsV2CommandOutput> {
    const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
    const command = new ListObjectsV2Command({
      ...this.#common(),
      Prefix: prefix,
      ...(delimiter === undefined ? {} : { Delimiter: delimiter }),
      ...(token === undefined ? { StartAfter: startAfter } : { ContinuationToken: token }),
    });
    return this.#again(() => this.#options.client.send(command, { abortSignal: this.#options.signal }));
  }

  /** The whole object. */
  async bytes(key: string): Promise<Buffer> {
    return (await this.object(key)).bytes;
  }

  /** The same with its metadata. */
  object(key: string): Promise<WholeObject> {
    return this.#again(() => this.#read(key));
  }

  /** The object piece by piece, for one that is too large to be read whole; not tried again in its middle. */
  async *stream(key: string): AsyncGenerator<Uint8Array> {
    const { body, length } = await this.#again(() => this.#open(key, this.#options.signal));
    yield* whole(body, length);
  }

  async #read(key: string): Promise<WholeObject> {
    const limit = AbortSignal.timeout(LONGEST_READ);
    try {
      const { body, length, metadata } = await this.#open(key, AbortSignal.any([this.#options.signal, limit]));
      const chunks: Uint8Array[] = [];
      for await (const chunk of whole(body, length)) chunks.push(chunk);
      return { bytes: Buffer.concat(chunks), metadata };
    } catch (error) {
      throw limit.aborted ? new SlowObject() : error;
    }
  }

  async #open(key: string, abortSignal: AbortSignal) {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const command = new GetObjectCommand({ ...this.#common(), Key: key });
    const { Body, ContentLength, Metadata = {} } = await this.#options.client.send(command, { abortSignal });
    return { body: Body, length: ContentLength, metadata: Metadata };
  }

  #common() {
    const { bucket, isPayer } = this.#options;
    return { Bucket: bucket, ...(isPayer ? { RequestPayer: 'requester' as const } : {}) };
  }

  async #again<T>(work: () => Promise<T>): Promise<T> {
    const { clock, signal, random = Math.random } = this.#options;
    for (let tries = 1, slowDowns = 0; ; ) {
      const wait = this.#notBefore - clock.now();
      if (wait > 0 && !signal.aborted) await clock.sleep(wait, signal);
      try {
        return await work();
      } catch (error) {
        const fault = faultOf(error);
        const isSlowDown = fault === 'throttled';
        if (isSlowDown) slowDowns += 1;
        else tries += 1;
        const isWorthIt = isSlowDown || fault === 'server' || fault === 'unreachable' || error instanceof CutObject;
        if (signal.aborted || !isWorthIt || tries > MOST_TRIES || slowDowns > MOST_SLOW_DOWNS) throw error;
        const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries + slowDowns));
        const until = clock.now() + longest * (0.5 + random() / 2);
        if (isSlowDown) this.#notBefore = Math.max(this.#notBefore, until);
        else await clock.sleep(until - clock.now(), signal);
      }
    }
  }
}

/** All chunks, and an error where they are fewer bytes than were promised. */
async function* whole(body: unknown, length: number | undefined): AsyncGenerator<Uint8Array> {
  let count = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      count += chunk.length;
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') throw new SlowObject();
    throw error instanceof Error && error.name === 'AbortError' ? error : new CutObject();
  }
  if (length !== undefined && count < length) throw new CutObject();
}
