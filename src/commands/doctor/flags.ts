/** `login-watch doctor`: the flags. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import { EXIT, type Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { DOCTOR_HELP } from '../../messages/help/doctor.ts';
import {
  type Finish,
  formatOption,
  globalsOf,
  list,
  newCommand,
  withExamples,
  withExitStatus,
  wordsFor,
} from '../shared/command.ts';
import type { DoctorOptions } from './run.ts';

export type RunDoctor = (options: DoctorOptions, host: Host) => Promise<Exit>;

const runDoctor: RunDoctor = async (options, host) => (await import('./run.ts')).runDoctor(options, host);

export function doctorCommand(host: Host, finish: Finish, work: RunDoctor = runDoctor): CommandUnknownOpts {
  const words = wordsFor(DOCTOR_HELP, host);
  const command = newCommand('doctor', host)
    .description(words.description)
    .option('--for <commands>', words.options.for, list)
    .addOption(formatOption(host, ['table', 'json']))
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      finish(await work({ ...globalsOf(flags), for: flags.for, format: flags.format }, host));
    });
  withExamples(command, [
    [words.examples.all, 'login-watch doctor'],
    [words.examples.replay, 'login-watch doctor --for replay'],
    [words.examples.json, 'login-watch doctor --profile audit --format json'],
  ]);
  return withExitStatus(command, [
    [EXIT.done, words.exit.done],
    [EXIT.found, words.exit.found],
    [EXIT.refused, words.exit.refused],
  ]);
}
