/** `login-watch redrive`: the flags. The work is in run.ts. */
import { type CommandUnknownOpts, Option } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, globalsOf, newCommand, withExamples } from '../shared/command.ts';
import type { RedriveOptions } from './run.ts';

export type RunRedrive = (options: RedriveOptions, host: Host) => Promise<Exit>;

const runRedrive: RunRedrive = async (options, host) => (await import('./run.ts')).runRedrive(options, host);

export function redriveCommand(host: Host, finish: Finish, work: RunRedrive = runRedrive): CommandUnknownOpts {
  const command = newCommand('redrive', host)
    .description(
      'Shows what the notifier could not handle or deliver (it lies in its dead-letter queues for 14 days), and sends it again, oldest first.\nEach is deleted only after it was taken. Who stops it between the two may get a message twice, and never loses one.',
    )
    .option('-y, --yes', 'do not ask', false)
    .option('--forget', 'also delete what can not be read, and so can not be sent again', false)
    .addOption(new Option('--format <format>', 'of the result').choices(['table', 'json']).default('table'))
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      const { yes, forget, format } = flags;
      finish(await work({ ...globalsOf(flags), yes, forget, format }, host));
    });
  return withExamples(command, [
    ['Look, and be asked', 'login-watch redrive'],
    ['After the webhook was mended, in a script', 'login-watch redrive --yes'],
    ['And delete what can not be read', 'login-watch redrive --forget'],
  ]);
}
