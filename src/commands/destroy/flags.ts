/** `login-watch destroy`: the flags. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { DESTROY_HELP } from '../../messages/help/destroy.ts';
import { type Finish, globalsOf, list, newCommand, withExamples, wordsFor } from '../shared/command.ts';
import type { DestroyOptions } from './run.ts';

export type RunDestroy = (options: DestroyOptions, host: Host) => Promise<Exit>;

const runDestroy: RunDestroy = async (options, host) => (await import('./run.ts')).runDestroy(options, host);

export function destroyCommand(host: Host, finish: Finish, work: RunDestroy = runDestroy): CommandUnknownOpts {
  const words = wordsFor(DESTROY_HELP, host);
  const command = newCommand('destroy', host)
    .description(words.description)
    .option('--all', words.options.all, false)
    .option('-y, --yes', words.options.yes, false)
    .option('--confirm <name>', words.options.confirm)
    .option('--regions <list>', words.options.regions, list)
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      const { all, yes, confirm, regions } = flags;
      finish(await work({ ...globalsOf(flags), all, yes, confirm, regions }, host));
    });
  return withExamples(command, [
    [words.examples.ask, 'login-watch destroy'],
    [words.examples.script, 'login-watch destroy --yes'],
    [words.examples.all, 'login-watch destroy --all'],
    [words.examples.allScript, 'login-watch destroy --all --confirm acme'],
  ]);
}
