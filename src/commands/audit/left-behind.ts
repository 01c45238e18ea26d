/** Says which things an `audit --live` left that was killed. */
import type { Leftovers } from '../../aws/audit/live/leftovers.ts';
import type { Language } from '../../core/language.ts';
import { visible } from '../../core/text.ts';
import { LIVE_WORDS } from '../../messages/audit/live/live.ts';

/** Lines for standard error, each with its line break; empty if nothing was left. `next`: what becomes of them. */
export function leftText(
  { found, recent, unread }: Leftovers,
  now: number,
  language: Language,
  next: 'willGo' | 'how',
): string {
  const words = LIVE_WORDS[language].leftovers;
  const items = found.map(({ thing: { kind, name, region }, made }) => {
    return `  - ${visible(words.one(kind, name, region, now - made))}`;
  });
  const lines = [
    ...(found.length === 0 ? [] : [words.head, ...items, words[next]]),
    ...(recent.length === 0 ? [] : [words.recent(recent.length)]),
    ...(unread.length === 0 ? [] : [words.unread([...new Set(unread.map(({ action }) => action))])]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
