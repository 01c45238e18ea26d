/** Answers in pages, with a token that is good for one question only. */
import { AwsFault } from './service.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** `question` is all that must stay the same from page to page. */
export function pageOf<T>(all: readonly T[], size: number, token: string | undefined, question: unknown): Page<T> {
  const start = token === undefined ? 0 : Number(readToken(token, question));
  const end = start + size;
  return { items: all.slice(start, end), next: end < all.length ? writeToken(end, question) : undefined };
}

export function writeToken(place: string | number, question: unknown): string {
  return Buffer.from(JSON.stringify([place, JSON.stringify(question)])).toString('base64url');
}

/** `code`: the service's error for a token of another question, or an invented one. */
export function readToken(token: string, question: unknown, code = 'InvalidNextToken'): string | number {
  try {
    const [place, asked]: unknown[] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    const isPlace = typeof place === 'number' || typeof place === 'string';
    if (isPlace && asked === JSON.stringify(question)) return place;
  } catch {
    // Not JSON: refused below.
  }
  throw new AwsFault(code, 'The specified nextToken is invalid.');
}
