/** `login-watch redrive`: the flags. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { PARSER_WORDS } from '../../messages/help/parser.ts';
import { REDRIVE_HELP } from '../../messages/help/redrive.ts';
import { type Finish, formatOption, globalsOf, newCommand, withExamples, wordsFor } from '../shared/command.ts';
import type { RedriveOptions } from './run.ts';

export type RunRedrive = (options: RedriveOptions, host: Host) => Promise<Exit>;

const runRedrive: RunRedrive = async (options, host) => (await import('./run.ts')).runRedrive(options, host);

export function redriveCommand(host: Host, finish: Finish, work: RunRedrive = runRedrive): CommandUnknownOpts {
  const words = wordsFor(REDRIVE_HELP, host);
  const command = newCommand('redrive', host)
    .description(words.description)
    .option('-y, --yes', wordsFor(PARSER_WORDS, host).yes, false)
    .option('--forget', words.options.forget, false)
    .addOption(formatOption(host, ['table', 'json']))
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      const { yes, forget, format } = flags;
      finish(await work({ ...globalsOf(flags), yes, forget, format }, host));
    });
  return withExamples(command, [
    [words.examples.ask, 'login-watch redrive'],
    [words.examples.script, 'login-watch redrive --yes'],
    [words.examples.forget, 'login-watch redrive --forget'],
  ]);
}
