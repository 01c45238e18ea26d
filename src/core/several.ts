/** Sentences about a burst of sign-ins, which may have many users and many addresses. */
import type { TrailEvent } from './event.ts';
import type { Language, Told } from './rule.ts';
import { fromWhere, who, whom } from './say.ts';

const NAMES_SHOWN = 3;

/** `alice, bob and 2 others`, as the subject of a sentence. */
export function people(events: readonly TrailEvent[], language: Language): string {
  const [first, ...rest] = unique(events, whom[language]);
  if (first === undefined) return '';
  const names = [who[language](first), ...rest.map(whom[language])];
  const shown = names.slice(0, NAMES_SHOWN);
  const others = names.length - shown.length;
  if (language === 'ja') return `${shown.join('、')}${others > 0 ? ` ほか${others}名` : ''}`;
  if (others > 0) return `${shown.join(', ')} and ${others} other${others > 1 ? 's' : ''}`;
  return shown.length === 1 ? shown.join() : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** ` from 198.51.100.7`, or ` from 4 addresses`. */
export function places({ events, event, context }: Told, language: Language): string {
  const count = unique(events, ({ origin }) => origin.text).length;
  if (count <= 1) return fromWhere[language]({ event, context });
  return language === 'ja' ? `${count}個のアドレスから` : ` from ${count} addresses`;
}

function unique(events: readonly TrailEvent[], key: (event: TrailEvent) => string): readonly TrailEvent[] {
  return [...new Map(events.toReversed().map((event) => [key(event), event])).values()].toReversed();
}
