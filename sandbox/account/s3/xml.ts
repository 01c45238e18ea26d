/** XML in S3's form. */
import type { HttpAnswer } from '../../../src/demo/http.ts';

export const XML = { 'content-type': 'application/xml' };

/** `inner` is XML already. */
export function xml(name: string, inner: string): HttpAnswer {
  const body = `<?xml version="1.0" encoding="UTF-8"?><${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</${name}>`;
  return { status: 200, headers: XML, body };
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** The text in the first element of that name; undefined if there is none. */
export function inside(text: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
  return found?.replace(/&(?:#x([0-9a-f]+)|(\w+));/gi, (all, hex?: string, entity?: string) =>
    hex === undefined ? (ENTITIES[entity ?? ''] ?? all) : String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}
