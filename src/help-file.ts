/** The pages of `login-watch --help`, which scripts/help.ts makes at build time from the command definitions. */
import type { Language } from './core/rule.ts';
import type { HelpPage } from './render/help.ts';

export type HelpPages = Readonly<Record<Language, HelpPage>>;

/** Where the build leaves them, beside the compiled program. */
export const HELP_FILE = new URL('./help.json', import.meta.url);
