/** `login-watch template`: the flags. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { TEMPLATE_HELP } from '../../messages/help/template.ts';
import { type Finish, globalsOf, newCommand, withExamples, wordsFor } from '../shared/command.ts';
import type { TemplateOptions } from './run.ts';

export type RunTemplate = (options: TemplateOptions, host: Host) => Promise<Exit>;

const runTemplate: RunTemplate = async (options, host) => (await import('./run.ts')).runTemplate(options, host);

export function templateCommand(host: Host, finish: Finish, work: RunTemplate = runTemplate): CommandUnknownOpts {
  const words = wordsFor(TEMPLATE_HELP, host);
  const command = newCommand('template', host)
    .description(words.description)
    .argument('<name>', words.arguments.name)
    .option('--output <file>', words.options.output)
    .action(async (name: string, _, self) => {
      const flags = self.optsWithGlobals();
      finish(await work({ ...globalsOf(flags), name, output: flags.output }, host));
    });
  return withExamples(command, [
    [words.examples.read, 'login-watch template notifier'],
    [words.examples.review, 'login-watch template trail --output trail.yaml'],
  ]);
}
