/** The refusal of settings that belong to another user, with the command that names them. */
import { UserError } from '../../core/user-error.ts';
import { mapWords } from '../../core/words.ts';
import { ForeignSettings } from '../../settings/load.ts';

/** Adds the command to the error's next step; returns any other error unchanged. `names`: the program's commands. */
export function withCommand(error: unknown, argv: readonly string[], names: readonly string[]): unknown {
  if (!(error instanceof ForeignSettings) || error.nextStep === undefined) return error;
  // Options may hold secrets, so only the command's own words are repeated.
  const start = argv.findIndex((word) => names.includes(word));
  const [name = '', next = ''] = start < 0 ? [] : argv.slice(start, start + 2);
  const words = ['login-watch', name, /^[a-z]+$/.test(next) ? next : '', '--config', shellWord(error.file)];
  const command = words.filter((word) => word !== '').join(' ');
  const hint = mapWords(error.nextStep, (text) => `${text}\n  ${command}`);
  return new UserError(error.words, { hint, exit: error.exit });
}

const shellWord = (text: string) => (/^[\w./@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
