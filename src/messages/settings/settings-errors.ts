/** Mistakes in the settings file, in each language. */
import type { WordTable } from '../../core/words.ts';
import { SETTINGS_ERRORS_EN } from './settings-errors.en.ts';
import { SETTINGS_ERRORS_JA } from './settings-errors.ja.ts';
import type { SettingsErrorWords } from './settings-errors.words.ts';

export const SETTINGS_ERRORS: WordTable<SettingsErrorWords> = { en: SETTINGS_ERRORS_EN, ja: SETTINGS_ERRORS_JA };
