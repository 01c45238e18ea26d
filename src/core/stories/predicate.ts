/** A rule's sentence without what is known already: its subject, and the place. */
import type { Finding, Language } from '../rule.ts';
import { fromWhere, who } from '../say.ts';

/** `text`: the finding's sentence. Undefined if it doesn't begin with the event's actor. */
export function predicateOf(
  { event, network }: Pick<Finding, 'event' | 'network'>,
  text: string,
  isPlaceKnown: boolean,
  language: Language,
): string | undefined {
  const subject = who[language](event);
  if (!text.startsWith(subject)) return undefined;
  const rest = text.slice(subject.length).replace(/^ ?が/, '').trimStart();
  const place = fromWhere[language]({ event, context: { verdict: () => network } });
  return isPlaceKnown ? rest.replace(place, '').trim() : rest;
}
