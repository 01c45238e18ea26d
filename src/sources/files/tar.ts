/**
 * The files in a tar archive, one after another: ustar, the older form before it, pax headers and GNU's long names. Libraries
 * either drop the bytes before a cut, or read on behind a damaged header without a word.
 */
import { ByteSource, DamagedBytes } from './gunzip.ts';

/** `bytes` must be read, or left, before the next entry is asked for. */
export interface Entry {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const BLOCK = 512;
/** Type flags: https://www.gnu.org/software/tar/manual/html_node/Standard.html */
const REGULAR = new Set(['\0', '0', '7', ' ']);
/** Headers about the next file, or all that follow: pax in POSIX.1-2017, `L` and `K` by GNU. */
const ABOUT_NEXT = new Set(['x', 'X', 'L', 'K', 'g']);
/** Longer than any path. */
const LONGEST_ABOUT = 1024 ** 2;

interface Header {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** Facts of earlier headers about the next file. */
type About = Partial<Pick<Header, 'name' | 'size'>>;

export async function* tarEntries(all: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const source = new ByteSource(all);
  let about: About = {};
  for (;;) {
    const block = await source.read(BLOCK);
    if (block.length === 0 || block.every((byte) => byte === 0)) return;
    const { name, size, type } = headerOf(block);
    if (ABOUT_NEXT.has(type)) {
      if (size > LONGEST_ABOUT) throw damaged();
      const said = await new Content(source, size).whole();
      about = { ...about, ...aboutNext(type, said) };
    } else {
      const content = new Content(source, about.size ?? size);
      if (REGULAR.has(type)) yield { name: about.name ?? name, bytes: content.read() };
      await content.skip();
      about = {};
    }
  }
}

/** Is this block a header? The form of the first Unix tar has no mark, and is known by its checksum alone. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < BLOCK) return false;
  const sum = block.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte), 0);
  return numberIn(block.subarray(148, 156)) === sum;
}

const damaged = () => new DamagedBytes(({ archiveDamaged }) => archiveDamaged);

function headerOf(block: Buffer): Header {
  if (block.length < BLOCK) throw new DamagedBytes(({ archiveCut }) => archiveCut);
  const size = numberIn(block.subarray(124, 136));
  // Some hand-made archives have no checksum at all.
  const hasChecksum = textOf(block.subarray(148, 156)).trim() !== '';
  if ((hasChecksum && !isTarHeader(block)) || size === undefined) throw damaged();
  const isUstar = textOf(block.subarray(257, 262)) === 'ustar';
  // GNU keeps times at the place of the prefix, and says so by a blank behind its mark.
  const prefix = isUstar && block[263] === 0x30 ? textOf(block.subarray(345, 500)) : '';
  const name = [prefix, textOf(block.subarray(0, 100))].filter((part) => part !== '').join('/');
  return { name, size, type: String.fromCharCode(block[156] ?? 0) };
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replace(/\0.*$/s, '');

/** Octal digits, or GNU's base 256 for what they can't hold. */
function numberIn(field: Uint8Array): number | undefined {
  const [first = 0, ...rest] = field;
  if (first === 0x80) return rest.reduce((sum, byte) => sum * 256 + byte, 0);
  const digits = textOf(field).trim();
  return digits === '' ? 0 : /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

function aboutNext(type: string, said: Buffer): About {
  if (type === 'L') return { name: textOf(said) };
  if (type === 'K' || type === 'g') return {};
  const { path, size } = Object.fromEntries(paxFields(said));
  return { ...(path === undefined ? {} : { name: path }), ...(size === undefined ? {} : { size: Number(size) }) };
}

/** `LENGTH KEY=VALUE`, and a line break that the length, in bytes, counts. */
function* paxFields(said: Buffer): Generator<readonly [key: string, value: string]> {
  for (let at = 0; at < said.length; ) {
    const length = Number.parseInt(said.toString('latin1', at, at + 12), 10);
    const [, key, value] = /^\d+ ([^=]+)=(.*)\n$/s.exec(said.toString('utf8', at, at + length)) ?? [];
    if (key === undefined || value === undefined || !(length > 0)) throw damaged();
    yield [key, value];
    at += length;
  }
}

/** The bytes of one entry, and behind it those that fill its last block. */
class Content {
  readonly #source: ByteSource;
  readonly #size: number;
  #left: number;

  constructor(source: ByteSource, size: number) {
    if (!Number.isSafeInteger(size) || size < 0) throw damaged();
    this.#source = source;
    this.#size = size;
    this.#left = size;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    while (this.#left > 0) {
      const sip = await this.#source.sip();
      if (sip === undefined) throw new DamagedBytes(({ archiveCut }) => archiveCut);
      const part = sip.subarray(0, this.#left);
      if (part.length < sip.length) this.#source.back(sip.subarray(part.length));
      this.#left -= part.length;
      yield part;
    }
  }

  async whole(): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    for await (const part of this.read()) parts.push(part);
    await this.#skipPadding();
    return Buffer.concat(parts);
  }

  async skip(): Promise<void> {
    for await (const _ of this.read());
    await this.#skipPadding();
  }

  async #skipPadding(): Promise<void> {
    await this.#source.read((BLOCK - (this.#size % BLOCK)) % BLOCK);
  }
}
