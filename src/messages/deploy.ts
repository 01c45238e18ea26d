/** The words of a deployment in a reader's language. */
import type { Language } from '../core/rule.ts';
import { deployEn } from './deploy.en.ts';
import { deployJa } from './deploy.ja.ts';
import type { DeployWords } from './deploy.words.ts';

export type { BusyStack, DeployNote, DeployWords } from './deploy.words.ts';

export const deployWordsIn = (language: Language): DeployWords => ({ en: deployEn, ja: deployJa })[language];
