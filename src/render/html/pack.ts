/** JSON -> raw deflate -> base64, as the page's data stands in the file. */
import { type BlockKind, DATA_TYPE } from './model.ts';

/** Raw deflate (RFC 1951) of UTF-8. */
export type Deflate = (text: string) => Buffer;

/** An element that the browser neither runs nor shows. Base64 can't end it. */
export function dataElement(kind: BlockKind, data: unknown, deflate: Deflate): string {
  const packed = deflate(JSON.stringify(data)).toString('base64');
  return `<script type="${DATA_TYPE}" data-block="${kind}">${packed}</script>\n`;
}
