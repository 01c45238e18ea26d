/** The content of an upload: the SDK may send it in chunks with a checksum after them. */
import { crc32 } from 'node:zlib';
import type { HttpRequest } from '../../../src/demo/http.ts';
import { AwsFault } from '../service.ts';

export interface Upload {
  readonly bytes: Buffer;
  /** `x-amz-checksum-…`, from the head or from after the chunks. */
  readonly checksums: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html */
export function readUpload({ headers, bytes }: Pick<HttpRequest, 'headers' | 'bytes'>): Upload {
  const isChunked = String(headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-');
  const { body, trailers } = isChunked ? unchunk(Buffer.from(bytes)) : { body: Buffer.from(bytes), trailers: {} };
  const length = headers['x-amz-decoded-content-length'];
  if (isChunked && length !== undefined && Number(length) !== body.length)
    throw new AwsFault('IncompleteBody', 'The request body terminated unexpectedly');
  const checksums = Object.fromEntries(
    Object.entries({ ...headers, ...trailers }).flatMap(([name, value]) =>
      name.startsWith('x-amz-checksum-') && typeof value === 'string' ? [[name, value]] : [],
    ),
  );
  check(body, checksums['x-amz-checksum-crc32']);
  return { bytes: body, checksums };
}

function unchunk(bytes: Buffer): { readonly body: Buffer; readonly trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  let place = 0;
  for (;;) {
    const end = bytes.indexOf('\r\n', place);
    const size = end < 0 ? Number.NaN : Number.parseInt(bytes.toString('latin1', place, end), 16);
    if (Number.isNaN(size)) throw new AwsFault('IncompleteBody', 'The request body terminated unexpectedly');
    place = end + 2;
    if (size === 0) break;
    chunks.push(bytes.subarray(place, place + size));
    place += size + 2;
  }
  const lines = bytes.toString('latin1', place).split('\r\n');
  const trailers = lines.flatMap((line) => {
    const [, name, value] = /^([^:]+):(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]];
  });
  return { body: Buffer.concat(chunks), trailers: Object.fromEntries(trailers) };
}

function check(body: Buffer, told: string | undefined): void {
  if (told === undefined) return;
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  if (sum.toString('base64') !== told)
    throw new AwsFault('BadDigest', 'The CRC32 you specified did not match what we received.');
}
