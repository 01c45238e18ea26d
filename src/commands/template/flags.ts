/** `login-watch template`: the flags. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, globalsOf, newCommand, withExamples } from '../shared/command.ts';
import type { TemplateOptions } from './run.ts';

export type RunTemplate = (options: TemplateOptions, host: Host) => Promise<Exit>;

const runTemplate: RunTemplate = async (options, host) => (await import('./run.ts')).runTemplate(options, host);

export function templateCommand(host: Host, finish: Finish, work: RunTemplate = runTemplate): CommandUnknownOpts {
  const command = newCommand('template', host)
    .description(
      'Prints a CloudFormation template with your settings compiled in, and how to deploy it by hand.\nThe templates are artifacts, trail, notifier, alarms and forwarder; `login-watch deploy` deploys those that you need.',
    )
    .argument('<name>', 'artifacts, trail, notifier, alarms or forwarder')
    .option('--output <file>', 'write it there')
    .action(async (name: string, _, self) => {
      const flags = self.optsWithGlobals();
      finish(await work({ ...globalsOf(flags), name, output: flags.output }, host));
    });
  return withExamples(command, [
    ['What the notifier is made of', 'login-watch template notifier'],
    ['For a review, or a pipeline of your own', 'login-watch template trail --output trail.yaml'],
  ]);
}
