/** Full stops for sentences that stand alone. Tables hold them without one, because lists and longer sentences quote them. */
import type { Language } from '../core/language.ts';

const STOP: Readonly<Record<Language, string>> = { en: '.', ja: '。' };
/** Ended already, be it inside of quotes or brackets, or going on in the next line. */
const ENDED = /[.!?…:。！？：]["'”’)」』）]*$/u;
/** People copy the last word: a path, a URL or an ARN. */
const COPIED = /(?:arn:|[/\\])[!#-&*-_a-~]*$/;

/** Ends each line with a full stop. Indented lines, and all below a colon, are lists, commands and entries for copying. */
export function withFullStops(text: string, language: Language): string {
  let isBelowColon = false;
  return text
    .split('\n')
    .map((line) => {
      if (isBelowColon || /^\s|^$/.test(line)) return line;
      isBelowColon = /[:：]$/.test(line);
      return ENDED.test(line) || COPIED.test(line) ? line : line + STOP[language];
    })
    .join('\n');
}
