/** Where the build leaves the text of `login-watch --help` (scripts/help.ts makes it from the command definitions). */
export const HELP_FILE = new URL('./help.txt', import.meta.url);
