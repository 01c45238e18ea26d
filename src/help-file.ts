/** The file of `login-watch --help` in the build (scripts/help.ts makes it from the command definitions). */
export const HELP_FILE = new URL('./help.txt', import.meta.url);
