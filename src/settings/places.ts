/** Positions of values and keys in the text of the settings. */
import { type Document, isMap, isNode, isScalar } from 'yaml';
import type { Path } from './mistake.ts';

/** The position of a value; if it is missing, of the nearest value around it. */
export function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

/** The position of a key's name. */
export function offsetOfKey(document: Document, path: Path, key: string): number {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(node)
    ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    : undefined;
  const name = pair?.key;
  return isNode(name) && name.range ? name.range[0] : offsetOf(document, path);
}
