/** The words of a CloudWatch Logs filter pattern. */

export interface Token {
  readonly kind: 'selector' | 'sign' | 'text' | 'regex' | 'word';
  readonly text: string;
}

const TOKEN =
  /\s*(?:(?<selector>\$(?:\.?\['[^']*'\]|\.?\[(?:\d+|\*)\]|\.[A-Za-z0-9_*:@/#-]+)+)|"(?<text>(?:[^"\\]|\\.)*)"|%(?<regex>[^%]*)%|(?<sign>&&|\|\||!=|<=|>=|=|<|>|\(|\))|(?<word>[^\s"()=<>!&|%]+))/y;
const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>=']);

/** Throws a `SyntaxError` at any other text. Signs that join are words, so that only comparisons are signs. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const start = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) throw new SyntaxError(`no filter pattern from ${text.slice(start, start + 20)}`);
    const [kind, value = ''] = Object.entries(groups).find(([, part]) => part !== undefined) ?? ['word', ''];
    tokens.push(tokenOf(kind, value));
  }
  return tokens;
}

function tokenOf(kind: string, value: string): Token {
  switch (kind) {
    case 'selector':
      return { kind, text: value };
    case 'text':
      return { kind, text: value.replace(/\\(.)/g, '$1') };
    case 'regex':
      return { kind, text: value };
    default:
      return { kind: COMPARISONS.has(value) ? 'sign' : 'word', text: value };
  }
}
