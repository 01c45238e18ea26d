/** The words of alerts and reports in a reader's language. */
import type { Language } from '../core/rule.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import type { Messages } from './messages.words.ts';

export type { Messages } from './messages.words.ts';

const MESSAGES: Readonly<Record<Language, Messages>> = { en, ja };

export function messagesIn(language: Language): Messages {
  return MESSAGES[language];
}
