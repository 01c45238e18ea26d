/** `--file PATH…` -> the files to read, folders opened up and sorted. */
import { statSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, parse, sep } from 'node:path';
import { OPEN_ERRORS } from '../../messages/look-back/files.ts';
import { isS3 } from '../s3/address.ts';
import { type Trouble, troubleFrom } from './file-report.ts';

export interface InputFile {
  /** As the user would name it. */
  readonly path: string;
  /** To be opened by: differs from `path` where a name isn't UTF-8. */
  readonly at: string | Buffer;
  /** The folder that was named, where this file was found in one. */
  readonly folder: string | undefined;
  /** Bytes; undefined for a pipe, and what could not be opened. */
  readonly size?: number;
}

export interface Unopened extends InputFile {
  readonly trouble: Trouble;
}

export const STDIN = '-';

/**
 * CloudWatch Logs' file beside an export, which shows that it may write:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasks.html
 */
const EXPORT_PROBE = 'aws-logs-write-test';

const NOT_REGULAR: Trouble = { ...troubleFrom(({ notRegular }) => notRegular), isForeign: true };
/** Descriptors that are open already, as a shell hands them over: `<(…)`. Opening them waits for nothing. */
const OPEN_ALREADY = /^\/(?:dev\/(?:fd\/\d+|stdin)|proc\/self\/fd\/\d+)$/;

const inBucket = (path: string): Trouble => ({ ...troubleFrom(({ bucket }) => bucket(path)), isForeign: false });

/** Counts all files and their bytes, which are undefined if one has no size. */
export async function sizeUp(paths: readonly string[], signal: AbortSignal, done: SizedUp): Promise<void> {
  let files = 0;
  let bytes: number | undefined = 0;
  for await (const { path, size } of inputFiles(paths)) {
    if (signal.aborted) return;
    files += 1;
    if (path === STDIN || OPEN_ALREADY.test(path)) bytes = undefined;
    else if (bytes !== undefined) bytes += size ?? 0;
  }
  done(files, bytes);
}

type SizedUp = (files: number, bytes: number | undefined) => void;

/** Sorted within each folder by code units, so that every machine reads in the same order. Hidden files in folders are left out. */
export async function* inputFiles(paths: readonly string[]): AsyncGenerator<InputFile | Unopened> {
  for (const path of paths) {
    if (isS3(path)) yield { path, at: path, folder: undefined, trouble: inBucket(path) };
    else if (path === STDIN) yield { path, at: path, folder: undefined };
    else yield* open({ path, at: path, folder: undefined }, new Set());
  }
}

async function* open(named: InputFile, visited: Set<string>): AsyncGenerator<InputFile | Unopened> {
  const { path, folder } = named;
  try {
    const at = folder === undefined ? await inBytes(path) : named.at;
    // Asking on another thread takes three times as long, and an archive has thousands of files.
    const found = statSync(at);
    if (!found.isDirectory()) {
      const isReadable = found.isFile() || OPEN_ALREADY.test(path);
      if (!isReadable) yield { path, at, folder, trouble: NOT_REGULAR };
      else yield found.isFile() ? { path, at, folder, size: found.size } : { path, at, folder };
      return;
    }
    // A link may lead back into a folder above.
    const real = await realpath(at, { encoding: 'latin1' });
    if (visited.has(real)) return;
    visited.add(real);
    for (const one of await namesIn(at)) {
      const { name } = one;
      if (name.startsWith('.') || name === EXPORT_PROBE) continue;
      yield* open({ path: join(path, name), at: joined(at, one), folder: folder ?? path }, visited);
    }
  } catch (error) {
    const trouble = whyUnopened(error);
    if (trouble === undefined) throw error;
    yield { ...named, trouble };
  }
}

interface Name {
  readonly name: string;
  /** Undefined if they are the name's. */
  readonly bytes?: Buffer;
}

/** Kept as texts alone: a buffer for each of an archive's files would take more memory than all else. */
async function namesIn(folder: string | Buffer): Promise<Iterable<Name>> {
  const names = await readdir(folder);
  if (names.some((name) => name.includes('\ufffd'))) return namesInBytes(folder);
  return named(names.sort());
}

function* named(names: readonly string[]): Generator<Name> {
  for (const name of names) yield { name };
}

async function namesInBytes(folder: string | Buffer): Promise<readonly Required<Name>[]> {
  const names = (await readdir(folder, { encoding: 'buffer' })).map((bytes) => ({ name: bytes.toString(), bytes }));
  return names.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : Buffer.compare(a.bytes, b.bytes)));
}

/** Bytes only where there is no other way: a name that isn't UTF-8 has no path as text. */
function joined(folder: string | Buffer, { name, bytes = Buffer.from(name) }: Name): string | Buffer {
  if (typeof folder === 'string' && Buffer.from(name).equals(bytes)) return join(folder, name);
  return Buffer.concat([Buffer.from(folder), Buffer.from(sep), bytes]);
}

/** Node hands over a name that isn't UTF-8 with U+FFFD in it: the only name in its folder that reads so is meant. */
async function inBytes(path: string): Promise<string | Buffer> {
  if (
    !path.includes('\ufffd') ||
    (await stat(path).then(
      () => true,
      () => false,
    ))
  )
    return path;
  let at: string | Buffer = isAbsolute(path) ? parse(path).root : '.';
  for (const part of path.slice(isAbsolute(path) ? parse(path).root.length : 0).split(sep)) {
    if (part === '' || part === '.') continue;
    const alike = part.includes('\ufffd') ? (await namesInBytes(at)).filter(({ name }) => name === part) : [];
    const [only, other] = alike;
    at = joined(at, only !== undefined && other === undefined ? only : { name: part });
  }
  return at;
}

/** The operating system's refusal in words; undefined for any other error. */
export function whyUnopened(error: unknown): Trouble | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return undefined;
  const known = OPEN_ERRORS.find((one) => one === code);
  const refused = troubleFrom(({ unopened, unopenedOtherwise }) =>
    known === undefined ? unopenedOtherwise(code) : unopened[known],
  );
  return { ...refused, isForeign: false };
}
