/** The data of an HTML report, as its page reads it. */
import { inflateRawSync } from 'node:zlib';
import type { PageHead, RowBlock, TextColumn } from '../../../src/render/html/model.ts';
import { TEXT_COLUMNS } from '../../../src/render/html/model.ts';

const BLOCK = /<script type="application\/octet-stream" data-block="(\w+)">([A-Za-z0-9+/=]*)<\/script>/g;

/** The JSON text of each block, in the order of the file. */
export const blocksIn = (html: string): readonly { readonly kind: string; readonly text: string }[] =>
  [...html.matchAll(BLOCK)].map(([, kind = '', data = '']) => ({
    kind,
    text: inflateRawSync(Buffer.from(data, 'base64')).toString('utf8'),
  }));

/** The file without its data. */
export const withoutData = (html: string): string => html.replace(BLOCK, '');

export const headIn = (html: string): PageHead =>
  JSON.parse(blocksIn(html).find(({ kind }) => kind === 'head')?.text ?? 'null');

export function rowBlocksIn(html: string): readonly RowBlock[] {
  const further = blocksIn(html).filter(({ kind }) => kind === 'rows');
  return [headIn(html).rows, ...further.map(({ text }): RowBlock => JSON.parse(text))];
}

/** A column of all findings. */
export const columnIn = (html: string, name: TextColumn): readonly string[] =>
  rowBlocksIn(html).flatMap(({ texts }) => {
    const { values = [], at = [] } = texts[TEXT_COLUMNS.indexOf(name)] ?? {};
    return at.map((place) => values[place] ?? '');
  });
