/** `login-watch status`: the flags. The work is in run.ts. */
import { type CommandUnknownOpts, Option } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, globalsOf, newCommand, withExamples } from '../shared/command.ts';
import type { StatusOptions } from './run.ts';

export type RunStatus = (options: StatusOptions, host: Host) => Promise<Exit>;

const runStatus: RunStatus = async (options, host) => (await import('./run.ts')).runStatus(options, host);

const EXIT_STATUS = `
Exit status:
  0  nothing failed
  1  something failed, or nothing is deployed
  3  AWS could not be asked, or it was stopped before all was looked at`;

export function statusCommand(host: Host, finish: Finish, work: RunStatus = runStatus): CommandUnknownOpts {
  const command = newCommand('status', host)
    .description(
      'Is the deployed notifier well, and would people be told? Looks at stacks, trail, pipelines, queues, mail lists and\nthe function; and says what to do about what it finds. Nothing is changed.',
    )
    .option('--drift', 'also whether somebody changed by hand what is deployed (takes minutes)', false)
    .addOption(new Option('--format <format>', 'of the result').choices(['table', 'json']).default('table'))
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      finish(await work({ ...globalsOf(flags), drift: flags.drift, format: flags.format }, host));
    });
  return withExamples(command, [
    ['Would people be told?', 'login-watch status'],
    ['Has somebody changed anything by hand?', 'login-watch status --drift'],
    ['For a program that watches', 'login-watch status --format json'],
  ]).addHelpText('after', EXIT_STATUS);
}
