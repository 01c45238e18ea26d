/** `login-watch destroy`: the flags. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, globalsOf, list, newCommand, withExamples } from '../shared/command.ts';
import type { DestroyOptions } from './run.ts';

export type RunDestroy = (options: DestroyOptions, host: Host) => Promise<Exit>;

const runDestroy: RunDestroy = async (options, host) => (await import('./run.ts')).runDestroy(options, host);

export function destroyCommand(host: Host, finish: Finish, work: RunDestroy = runDestroy): CommandUnknownOpts {
  const command = newCommand('destroy', host)
    .description(
      'Removes what was deployed: forwarders, alarms, the notifier and its code. Says first what goes and what stays.\nThe sign-ins, a trail of ours and its records stay unless --all is given; secrets always stay.',
    )
    .option('--all', 'also the trail, its bucket and log group, and the table of sign-ins; asks for the name', false)
    .option('-y, --yes', 'do not ask; with --all the name is needed all the same', false)
    .option('--confirm <name>', 'with --all: `name` of the settings, where nobody can type it')
    .option('--regions <list>', 'where to look for forwarders (default: every enabled region)', list)
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      const { all, yes, confirm, regions } = flags;
      finish(await work({ ...globalsOf(flags), all, yes, confirm, regions }, host));
    });
  return withExamples(command, [
    ['See what would go, and decide', 'login-watch destroy'],
    ['From a script', 'login-watch destroy --yes'],
    ['Everything, records too', 'login-watch destroy --all'],
    ['The same where nobody can type', 'login-watch destroy --all --confirm acme'],
  ]);
}
