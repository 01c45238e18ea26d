/** `login-watch status`: the flags. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import { EXIT, type Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { STATUS_HELP } from '../../messages/help/status.ts';
import {
  type Finish,
  formatOption,
  globalsOf,
  newCommand,
  withExamples,
  withExitStatus,
  wordsFor,
} from '../shared/command.ts';
import type { StatusOptions } from './run.ts';

export type RunStatus = (options: StatusOptions, host: Host) => Promise<Exit>;

const runStatus: RunStatus = async (options, host) => (await import('./run.ts')).runStatus(options, host);

export function statusCommand(host: Host, finish: Finish, work: RunStatus = runStatus): CommandUnknownOpts {
  const words = wordsFor(STATUS_HELP, host);
  const command = newCommand('status', host)
    .description(words.description)
    .option('--drift', words.options.drift, false)
    .addOption(formatOption(host, ['table', 'json']))
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      finish(await work({ ...globalsOf(flags), drift: flags.drift, format: flags.format }, host));
    });
  withExamples(command, [
    [words.examples.check, 'login-watch status'],
    [words.examples.drift, 'login-watch status --drift'],
    [words.examples.json, 'login-watch status --format json'],
  ]);
  return withExitStatus(command, [
    [EXIT.done, words.exit.done],
    [EXIT.found, words.exit.found],
    [EXIT.refused, words.exit.refused],
  ]);
}
