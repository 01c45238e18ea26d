/** The settings in force as one line, for a report's summary. */
import type { InForce } from '../core/in-force.ts';
import type { Language } from '../core/rule.ts';
import { visible } from '../core/text.ts';
import { IN_FORCE_WORDS } from '../messages/settings/in-force.ts';

/** Undefined where there is no settings file, so that the defaults hold. */
export function inForceLine(settings: InForce, language: Language): string | undefined {
  const { file, owner, off, excepted, severity, trusted, businessHours } = settings;
  if (file === null) return undefined;
  const words = IN_FORCE_WORDS[language];
  const severities = Object.entries(severity).map(([rule, level]) => `${rule} ${level}`);
  const networks = trusted.map(({ cidr, name, until }) =>
    [...(name === undefined ? [] : [name]), `${cidr}${until === undefined ? '' : words.until(until)}`].join(' '),
  );
  const some = (texts: readonly string[], say: (text: string) => string) =>
    texts.length === 0 ? [] : [say(texts.join(', '))];
  const parts = [
    ...(owner === null ? [] : [words.ownedBy(owner)]),
    ...some(off, words.off),
    ...some(excepted, words.excepted),
    ...some(severities, words.severity),
    ...some(networks, words.trusted),
    ...some(businessHours?.mute ?? [], words.hours),
  ];
  return visible(words.line(file, parts));
}
