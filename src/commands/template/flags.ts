/** `login-watch template`: the flags. The work is in template-run.ts. */
import type { Command } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, type GlobalOptions, globalsOf, newCommand, withExamples } from '../shared/command.ts';

export interface TemplateOptions extends GlobalOptions {
  /** As it was typed. */
  readonly name: string;
  /** Undefined: standard output. */
  readonly output: string | undefined;
}

export type RunTemplate = (options: TemplateOptions, host: Host) => Promise<Exit>;

const runTemplate: RunTemplate = async (options, host) => (await import('./run.ts')).runTemplate(options, host);

export function templateCommand(host: Host, finish: Finish, work: RunTemplate = runTemplate): Command {
  const command = newCommand('template', host)
    .description(
      'Prints a CloudFormation template with your settings compiled in, and how to deploy it by hand.\nThe templates are artifacts, trail, notifier, alarms and forwarder; `login-watch deploy` deploys those that you need.',
    )
    .argument('<name>', 'artifacts, trail, notifier, alarms or forwarder')
    .option('--output <file>', 'write it there')
    .action(async (name: string, _: unknown, self: Command) => {
      const flags = self.optsWithGlobals();
      finish(await work({ ...globalsOf(flags), name, output: flags['output'] }, host));
    });
  return withExamples(command, [
    ['What the notifier is made of', 'login-watch template notifier'],
    ['For a review, or a pipeline of your own', 'login-watch template trail --output trail.yaml'],
  ]);
}
