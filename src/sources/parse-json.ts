/** JSON of hostile origin: neither reading nor writing it throws. */

/** Its value, or undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A text stays as it is. Where the stack ends before the nesting does, there is nothing to show. */
export function jsonText(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return '(nested too deep to be shown)';
  }
}
