/** The next step of some refusals is a command line: this one again, with the flag that is missing. */
import { SECRET_FLAGS } from '../../channels/kinds.ts';
import { shellWord } from '../../core/shell.ts';
import { UserError } from '../../core/user-error.ts';
import { mapWords } from '../../core/words.ts';
import { ForeignSettings } from '../../settings/load.ts';
import { ConsentNeeded } from './consent/needed.ts';

/** Adds the command to the error's next step; returns any other error unchanged. `names`: the program's commands. */
export function withCommand(error: unknown, argv: readonly string[], names: readonly string[]): unknown {
  if (error instanceof ConsentNeeded) return withLine(error, commandAgain(argv, error.flags));
  if (error instanceof ForeignSettings) return withLine(error, shortCommand(argv, names, error.file));
  return error;
}

function withLine(error: UserError, words: readonly string[]): UserError {
  if (error.nextStep === undefined) return error;
  const hint = mapWords(error.nextStep, (text) => `${text}\n  ${words.map(shellWord).join(' ')}`);
  return new UserError(error.words, { hint, exit: error.exit });
}

/** Only the command's own words, and the file. */
function shortCommand(argv: readonly string[], names: readonly string[], file: string): readonly string[] {
  const start = argv.findIndex((word) => names.includes(word));
  const [name = '', next = ''] = start < 0 ? [] : argv.slice(start, start + 2);
  const words = ['login-watch', name, /^[a-z]+$/.test(next) ? next : '', '--config', file];
  return words.filter((word) => word !== '');
}

/** Options whose values are secrets. */
const SECRETS: readonly string[] = SECRET_FLAGS;

function commandAgain(argv: readonly string[], flags: readonly string[]): readonly string[] {
  const shown = argv.map((word, at) => {
    const [flag = ''] = word.split('=');
    if (SECRETS.includes(argv[at - 1] ?? '') || word.includes('://')) return '…';
    return SECRETS.includes(flag) && word.includes('=') ? `${flag}=…` : word;
  });
  const end = shown.indexOf('--');
  return ['login-watch', ...shown.toSpliced(end < 0 ? shown.length : end, 0, ...flags)];
}
