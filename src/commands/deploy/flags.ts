/** `login-watch deploy`: the flags. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, globalsOf, newCommand, withExamples } from '../shared/command.ts';
import type { DeployOptions } from './run.ts';

export type RunDeploy = (options: DeployOptions, host: Host) => Promise<Exit>;

const runDeploy: RunDeploy = async (options, host) => (await import('./run.ts')).runDeploy(options, host);

export function deployCommand(host: Host, finish: Finish, work: RunDeploy = runDeploy): CommandUnknownOpts {
  const command = newCommand('deploy', host)
    .description(
      'Puts the notifier of login-watch.yaml into your account, or brings it up to date: shows every change first, asks once, and tells how far it is.',
    )
    .option('--plan', 'show what would change and stop; exit 1 where something would', false)
    .option('-y, --yes', 'do not ask', false)
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      finish(await work({ ...globalsOf(flags), plan: flags.plan, yes: flags.yes }, host));
    });
  return withExamples(command, [
    ['What would change', 'login-watch deploy --plan'],
    ['Change it', 'login-watch deploy'],
    ['From a pipeline of your own', 'login-watch deploy --yes'],
    ['What the identity that deploys needs', 'login-watch policy deploy'],
  ]);
}
