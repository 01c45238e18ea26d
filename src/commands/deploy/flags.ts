/** `login-watch deploy`: the flags. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { DEPLOY_HELP } from '../../messages/help/deploy.ts';
import { PARSER_WORDS } from '../../messages/help/parser.ts';
import { type Finish, globalsOf, newCommand, withExamples, wordsFor } from '../shared/command.ts';
import type { DeployOptions } from './run.ts';

export type RunDeploy = (options: DeployOptions, host: Host) => Promise<Exit>;

const runDeploy: RunDeploy = async (options, host) => (await import('./run.ts')).runDeploy(options, host);

export function deployCommand(host: Host, finish: Finish, work: RunDeploy = runDeploy): CommandUnknownOpts {
  const words = wordsFor(DEPLOY_HELP, host);
  const command = newCommand('deploy', host)
    .description(words.description)
    .option('--plan', words.options.plan, false)
    .option('--protect', words.options.protect)
    .option('--no-protect', words.options.unprotect)
    .option('-y, --yes', wordsFor(PARSER_WORDS, host).yes, false)
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      finish(await work({ ...globalsOf(flags), plan: flags.plan, yes: flags.yes, protect: flags.protect }, host));
    });
  return withExamples(command, [
    [words.examples.plan, 'login-watch deploy --plan'],
    [words.examples.deploy, 'login-watch deploy'],
    [words.examples.pipeline, 'login-watch deploy --yes'],
    [words.examples.policy, 'login-watch policy deploy'],
  ]);
}
