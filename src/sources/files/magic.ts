/** Binary formats by their first bytes: some could hold records, and none is read. */
import type { Format } from '../../messages/look-back/other-kinds.ts';

/** A spreadsheet is a zip archive, and known by the files in it. */
export type BinaryFormat = Exclude<Format, 'spreadsheet'>;

const hex = (text: string) => Buffer.from(text, 'hex');
const ascii = (text: string) => Buffer.from(text, 'latin1');

const MAGIC: readonly (readonly [BinaryFormat, Buffer])[] = [
  // https://parquet.apache.org/docs/file-format/, https://orc.apache.org/specification/ORCv1/, https://avro.apache.org/docs/1.12.0/specification/
  ['parquet', ascii('PAR1')],
  ['orc', ascii('ORC')],
  ['avro', ascii('Obj\u0001')],
  ['pdf', ascii('%PDF-')],
  // https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1, https://tukaani.org/xz/xz-file-format.txt
  ['zstd', hex('28b52ffd')],
  ['xz', hex('fd377a585a00')],
  ['bzip2', ascii('BZh')],
  ['sevenZip', hex('377abcaf271c')],
  // https://github.com/google/snappy/blob/main/framing_format.txt
  ['snappy', hex('ff060000734e61507059')],
  ['sqlite', ascii('SQLite format 3')],
  ['windowsEvents', ascii('ElfFile')],
  // https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-04.html, and its newer form.
  ['pcap', hex('d4c3b2a1')],
  ['pcap', hex('a1b2c3d4')],
  ['pcap', hex('4d3cb2a1')],
  ['pcap', hex('0a0d0d0a')],
];

export function formatOf(head: Uint8Array): BinaryFormat | undefined {
  return MAGIC.find(([, magic]) => magic.compare(head, 0, Math.min(magic.length, head.length)) === 0)?.[0];
}

/** Parts of an office document: https://learn.microsoft.com/openspecs/office_standards/ms-oi29500 */
export const isOfficePart = (name: string): boolean =>
  name === '[Content_Types].xml' || /^(?:xl|word|ppt)\//.test(name);
