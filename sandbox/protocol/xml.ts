/** Writes XML for AWS's query protocol: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */

/** A list becomes `<member>`s, a Map `<entry>`s with key and value, undefined nothing. Dates are ISO 8601, in UTC. */
export type XmlValue =
  | string
  | number
  | boolean
  | Date
  | undefined
  | readonly XmlValue[]
  | ReadonlyMap<string, string>
  | XmlObject;
export interface XmlObject {
  readonly [name: string]: XmlValue;
}

export function element(name: string, value: XmlValue): string {
  return value === undefined ? '' : `<${name}>${content(value)}</${name}>`;
}

function content(value: Exclude<XmlValue, undefined>): string {
  if (typeof value !== 'object') return escapeXml(String(value));
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map)
    return [...value].map(([key, of]) => `<entry>${element('key', key)}${element('value', of)}</entry>`).join('');
  if (isList(value)) return value.map((member) => element('member', member)).join('');
  return Object.entries(value)
    .map(([name, of]) => element(name, of))
    .join('');
}

/** `Array.isArray` doesn't know readonly lists. */
const isList = (value: object): value is readonly XmlValue[] => Array.isArray(value);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML can't hold become U+FFFD; a carriage return is kept, which a parser would otherwise drop. */
function escapeXml(text: string): string {
  return (
    text
      .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape looks for them.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('\r', '&#xD;')
  );
}
