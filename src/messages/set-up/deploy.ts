/** The words of a plan and of deploying it, in each language. */
import type { WordTable } from '../../core/words.ts';
import { deployEn } from './deploy.en.ts';
import { deployJa } from './deploy.ja.ts';
import type { DeployWords } from './deploy.words.ts';

export type { BusyStack, DeployNote, DeployWords } from './deploy.words.ts';

export const DEPLOY_WORDS: WordTable<DeployWords> = { en: deployEn, ja: deployJa };
