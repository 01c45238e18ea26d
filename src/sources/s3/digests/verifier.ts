/** `--verify`: the log files that were read, held against the digest files that CloudTrail signed. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { HOUR, isoTime } from '../../../core/time.ts';
import type { UserError } from '../../../core/user-error.ts';
import type { Verification } from '../../../core/verification.ts';
import { wordsFrom } from '../../../core/words.ts';
import { DIGEST_WORDS, type DigestWords } from '../../../messages/look-back/digest-files.ts';
import { loadedAhead } from '../../files/ahead.ts';
import { contentOf } from '../../files/whole-file.ts';
import type { Reading } from '../../source.ts';
import type { S3Address } from '../address.ts';
import type { S3Bucket } from '../bucket.ts';
import { foldersIn, type RegionFolder } from '../layout.ts';
import { deliveredAt, type Span } from '../objects.ts';
import { ObjectTroubles, type Trouble } from '../troubles.ts';
import { breaksIn } from './chain.ts';
import { type DigestFile, isSignedBy, type LogFile, parseDigest, sha256 } from './digest-file.ts';
import { digestKeys } from './digest-keys.ts';

/** DER by fingerprint. */
export type PublicKeys = ReadonlyMap<string, Uint8Array>;

export interface VerifierOptions {
  readonly address: S3Address;
  readonly bucket: S3Bucket;
  readonly span: Span;
  readonly isWanted: (region: string) => boolean;
  /** AWS's keys of a region, for digest files of the span. Rejects as the SDK does. */
  readonly keysOf: (region: string) => Promise<PublicKeys>;
  readonly explain: (error: unknown, action: string) => UserError;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const AHEAD = 8;
/** A digest file comes each hour, and takes a while. */
const LATEST_DIGEST = 2 * HOUR;
const FOLDER = /^(?<account>.*?\d{12}\/)CloudTrail\/(?<region>[a-z0-9-]+)\//;
const HOME = /_(?<home>[a-z]{2,6}(?:-[a-z]+)+-\d{1,2})$/;

export class Verifier {
  readonly verification: Verification = {
    digestFiles: 0,
    logFiles: { unchanged: 0, changed: 0, missing: 0, unsigned: 0, pending: 0, unchecked: 0 },
  };
  readonly #options: VerifierOptions;
  readonly #troubles: ObjectTroubles;
  /** By key, the hash of the log files that were read; undefined for those that couldn't be. */
  readonly #seen = new Map<string, string | undefined>();
  readonly #keys = new Map<string, Promise<PublicKeys>>();

  constructor(options: VerifierOptions) {
    this.#options = options;
    this.#troubles = new ObjectTroubles(options.bucket.name);
  }

  /** `content`: unpacked. */
  take(key: string, content: Uint8Array): void {
    this.#seen.set(key, sha256(content));
  }

  /** A log file that is too large to be held whole, as it goes by: its chunks, unchanged. */
  async *watch(key: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    const unpacked = createGunzip().on('data', (chunk: Uint8Array) => hash.update(chunk));
    const isOver = finished(unpacked).then(
      () => this.#seen.set(key, hash.digest('hex')),
      // No gzip, as CloudTrail's are.
      () => this.#seen.set(key, ''),
    );
    this.#seen.set(key, undefined);
    for await (const chunk of chunks) {
      if (!unpacked.destroyed && !unpacked.write(chunk)) await Promise.race([once(unpacked, 'drain'), isOver]);
      yield chunk;
    }
    unpacked.end();
    await isOver;
  }

  /** A log file that is there and couldn't be hashed; why is said elsewhere. */
  leave(key: string): void {
    this.#seen.set(key, undefined);
  }

  /** After all log files were read: everything that isn't as CloudTrail signed it. */
  async *end(): AsyncGenerator<Reading> {
    const folders = await this.#folders();
    const logFiles = new Map<string, string[]>();
    for (const key of this.#seen.keys()) {
      const { prefix } = folderOf(key) ?? {};
      if (prefix === undefined) this.#unchecked(key);
      else logFiles.set(prefix, added(logFiles.get(prefix), key));
    }
    for (const folder of folders.values()) await this.#check(folder, logFiles.get(folder.prefix) ?? []);
    yield* this.#troubles.readings();
  }

  /** Those of digest files, and those that there should be for the log files. */
  async #folders(): Promise<ReadonlyMap<string, RegionFolder>> {
    const { address, bucket, isWanted } = this.#options;
    const found = new Map<string, RegionFolder>();
    const options = { bucket, isWanted, onLeftOut: () => undefined, kept: 'CloudTrail-Digest' as const };
    try {
      for await (const folder of foldersIn(address.prefix, options)) {
        if (folder.kind === 'region') found.set(folder.prefix, folder);
        else if (folder.kind === 'refused') this.#refused(folder.prefix, null, folder.error);
      }
    } catch (error) {
      this.#refused(address.prefix, null, error);
    }
    for (const key of this.#seen.keys()) {
      const folder = folderOf(key);
      if (folder !== undefined) found.set(folder.prefix, folder);
    }
    return found;
  }

  /** `logFiles`: keys of those that were read. */
  async #check(folder: RegionFolder, logFiles: readonly string[]): Promise<void> {
    const digests = await this.#digests(folder).catch((error: unknown) =>
      this.#refused(folder.prefix, folder.region, error),
    );
    if (digests === undefined || digests.length === 0) {
      this.verification.logFiles.unchecked += logFiles.length;
      if (digests !== undefined) this.#say(folder.prefix, folder, (words) => words.none);
      return;
    }
    const named = new Map(digests.flatMap((digest) => digest.logFiles.map((file) => [file.key, file] as const)));
    const last = Math.max(...digests.map(({ end }) => end));
    for (const key of logFiles) this.#judge(key, this.#seen.get(key), named.get(key), last, folder);
    const { from, to } = this.#options.span;
    const missing = [...named.values()].filter(
      ({ key, oldest, newest }) => !this.#seen.has(key) && this.#isAsked(key) && !(newest < from || oldest > to),
    );
    for await (const { item, loaded } of loadedAhead(each(missing), (file) => this.#fetch(file), AHEAD)) {
      if (loaded === 'missing') this.#told('missing', item.key, folder);
      else if (loaded instanceof Error) this.#refused(item.key, folder.region, loaded, 's3:GetObject');
      else this.#judge(item.key, loaded, item, last, folder);
    }
  }

  #isAsked = (key: string) => key.startsWith(this.#options.address.prefix);

  #judge(key: string, hash: string | undefined, named: LogFile | undefined, last: number, folder: RegionFolder): void {
    if (hash === undefined) this.#count('unchecked');
    else if (named !== undefined && named.hash === hash) this.#count('unchanged');
    else if (named !== undefined) this.#told('changed', key, folder);
    else if ((deliveredAt(key) ?? 0) > last) this.#count('pending');
    else this.#told('unsigned', key, folder);
  }

  /** The hash of a log file that the window's lists didn't show; `missing` if it is gone. */
  async #fetch({ key }: LogFile): Promise<string | Error> {
    try {
      const bytes = await this.#options.bucket.bytes(key);
      return sha256((await contentOf(bytes)) ?? bytes);
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return 'missing';
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Those that AWS signed, of all trails; what is wrong with the others, or between them, is said. */
  async #digests(folder: RegionFolder): Promise<readonly DigestFile[]> {
    const { bucket, span } = this.#options;
    const signed: DigestFile[] = [];
    let isAnyThere = false;
    for (const [trail, keys] of await digestKeys(folder, span, bucket)) {
      isAnyThere = true;
      const chain: DigestFile[] = [];
      for await (const { item, loaded } of loadedAhead(each(keys), (key) => this.#digest(key), AHEAD)) {
        if (loaded instanceof Error) this.#refused(item, folder.region, loaded, 's3:GetObject');
        else if (loaded === undefined) this.#say(item, folder, (words) => words.notDigest);
        else if (await this.#isSigned(loaded, trail, folder)) chain.push(loaded);
      }
      this.#sayBreaks(chain, folder);
      signed.push(...chain);
    }
    this.verification.digestFiles += signed.length;
    // Digest files that can't be trusted are said; that there are none would be untrue.
    if (isAnyThere && signed.length === 0) throw new NoneSigned();
    return signed;
  }

  async #digest(key: string): Promise<DigestFile | undefined | Error> {
    try {
      return await parseDigest(key, await this.#options.bucket.object(key));
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  async #isSigned(digest: DigestFile, trail: string, folder: RegionFolder): Promise<boolean> {
    const { bucket } = this.#options;
    if (digest.written.bucket !== bucket.name || digest.written.key !== digest.key) {
      this.#say(digest.key, folder, (words) => words.elsewhere);
      return false;
    }
    const key = await this.#keyOf(digest.fingerprint, [folder.region, HOME.exec(trail)?.groups?.['home']]).catch(
      (error: unknown) => this.#refused(digest.key, folder.region, error, 'cloudtrail:ListPublicKeys'),
    );
    if (key === null) this.#say(digest.key, folder, (words) => words.unknownKey);
    else if (key !== undefined && !isSignedBy(digest, key))
      this.#say(digest.key, folder, (words) => words.badSignature);
    else return key !== undefined;
    return false;
  }

  /** Null if AWS has no such key. A region has keys of its own; a trail's home is asked too, lest it be the one that signs. */
  async #keyOf(fingerprint: string, regions: readonly (string | undefined)[]): Promise<Uint8Array | null> {
    for (const region of new Set(regions)) {
      if (region === undefined) continue;
      const asked = this.#keys.get(region) ?? this.#options.keysOf(region);
      this.#keys.set(region, asked);
      const key = (await asked).get(fingerprint);
      if (key !== undefined) return key;
    }
    return null;
  }

  #sayBreaks(digests: readonly DigestFile[], folder: RegionFolder): void {
    const chain = digests.filter(({ isBackfill }) => !isBackfill);
    for (const one of breaksIn(chain)) {
      if (one.kind === 'gap') this.#gap(one.from, one.to, folder);
      else this.#say(one.key, folder, (words) => words[one.kind]);
    }
    const [first, last] = [chain[0], chain.at(-1)];
    const { span, now } = this.#options;
    const due = Math.min(span.to, now - LATEST_DIGEST);
    if (first !== undefined && first.start > span.from) this.#gap(span.from, first.start, folder);
    if (last !== undefined && last.end < due) this.#gap(last.end, due, folder);
  }

  #gap(from: number, to: number, folder: RegionFolder): void {
    this.#say(folder.prefix, folder, (words) => words.gap(isoTime(from), isoTime(to)));
  }

  #count(what: keyof Verification['logFiles']): void {
    this.verification.logFiles[what] += 1;
  }

  #told(what: 'changed' | 'missing' | 'unsigned', key: string, folder: RegionFolder): void {
    this.#count(what);
    this.#say(key, folder, (words) => words[what]);
  }

  /** A log file that lies where no digest file is about it. */
  #unchecked(key: string): void {
    this.#count('unchecked');
    this.#troubles.add(
      key,
      null,
      said((words) => words.notTrail),
    );
  }

  #say(key: string, { region }: RegionFolder, pick: (words: DigestWords) => string): void {
    this.#troubles.add(key, region, said(pick));
  }

  #refused(key: string, region: string | null, error: unknown, action = 's3:ListBucket'): undefined {
    if (error instanceof NoneSigned) return undefined;
    const { words, nextStep } = this.#options.explain(error, action);
    this.#troubles.add(key, region, { reason: words, hint: nextStep });
  }
}

/** Digest files are there, and AWS signed none of them. */
class NoneSigned extends Error {
  override readonly name = 'NoneSigned';
}

/** The folder of the digest files about a log file; undefined for one that lies elsewhere. */
function folderOf(key: string): RegionFolder | undefined {
  const { account = '', region } = FOLDER.exec(key)?.groups ?? {};
  if (region === undefined) return undefined;
  return { kind: 'region', prefix: `${account}CloudTrail-Digest/${region}/`, account: account.slice(-13, -1), region };
}

function added(list: string[] = [], item: string): string[] {
  list.push(item);
  return list;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

const said = (pick: (words: DigestWords) => string): Trouble => ({
  reason: wordsFrom(DIGEST_WORDS, pick),
  hint: wordsFrom(DIGEST_WORDS, ({ next }) => next),
});
