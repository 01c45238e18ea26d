/** The values of --allow-env and --allow-host, which may be repeated. */
import { wordsFrom } from '../../../core/words.ts';
import { CONSENT_WORDS } from '../../../messages/settings/consent.ts';
import { UnfitValue } from '../parser.ts';
import { isOfOthers } from './of-others.ts';

export function allowedVariables(text: string, before: readonly string[] = []): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (!names.every((name) => /^[A-Za-z_]\w*$/.test(name))) {
    throw new UnfitValue(wordsFrom(CONSENT_WORDS, ({ variableNames }) => variableNames));
  }
  if (names.some(isOfOthers)) throw new UnfitValue(wordsFrom(CONSENT_WORDS, ({ neverAllowed }) => neverAllowed));
  return [...before, ...names];
}

/** As URLs hold them: lower case, international names in ASCII, without the usual port. */
export function allowedHosts(text: string, before: readonly string[] = []): readonly string[] {
  const hosts = text.split(',').map((name) => {
    const address = `https://${name.trim()}`;
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url !== undefined && url.href === `https://${url.host}/`) return url.host;
    throw new UnfitValue(wordsFrom(CONSENT_WORDS, ({ hostNames }) => hostNames));
  });
  return [...before, ...hosts];
}
