/** `login-watch doctor`: the flags. The work is in run.ts. */
import { type CommandUnknownOpts, Option } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, globalsOf, list, newCommand, withExamples } from '../shared/command.ts';
import type { DoctorOptions } from './run.ts';

export type RunDoctor = (options: DoctorOptions, host: Host) => Promise<Exit>;

const runDoctor: RunDoctor = async (options, host) => (await import('./run.ts')).runDoctor(options, host);

const EXIT_STATUS = `
Exit status:
  0  nothing failed
  1  something failed
  3  it was stopped before all was looked at`;

export function doctorCommand(host: Host, finish: Finish, work: RunDoctor = runDoctor): CommandUnknownOpts {
  const command = newCommand('doctor', host)
    .description(
      'Looks at what this program needs: Node.js, credentials, clock, network, permissions, settings and their secrets;\nand says what to do about what it finds. Nothing is changed, and no secret is shown.',
    )
    .option('--for <commands>', 'permissions of these commands only, joined by commas (default: all)', list)
    .addOption(new Option('--format <format>', 'of the result').choices(['table', 'json']).default('table'))
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      finish(await work({ ...globalsOf(flags), for: flags.for, format: flags.format }, host));
    });
  return withExamples(command, [
    ['Is everything there?', 'login-watch doctor'],
    ['For a replay, nothing more is needed', 'login-watch doctor --for replay'],
    ['With another profile, for a program', 'login-watch doctor --profile audit --format json'],
  ]).addHelpText('after', EXIT_STATUS);
}
