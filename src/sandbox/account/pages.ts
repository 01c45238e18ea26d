/** Answers in pages, with a token that is good for that very question only. */
import { AwsFault } from './service.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** `question` is whatever must stay the same from page to page. */
export function pageOf<T>(all: readonly T[], size: number, token: string | undefined, question: unknown): Page<T> {
  const start = token === undefined ? 0 : readToken(token, question);
  const end = start + size;
  return { items: all.slice(start, end), next: end < all.length ? writeToken(end, question) : undefined };
}

function writeToken(start: number, question: unknown): string {
  return Buffer.from(JSON.stringify([start, JSON.stringify(question)])).toString('base64url');
}

function readToken(token: string, question: unknown): number {
  try {
    const [start, asked]: unknown[] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (typeof start === 'number' && asked === JSON.stringify(question)) return start;
  } catch {
    // As below.
  }
  throw new AwsFault('InvalidNextToken', 'The token is not valid');
}
