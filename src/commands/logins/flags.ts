/** `login-watch logins`: the flags. The work is in run.ts. */
import { type CommandUnknownOpts, Option } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, globalsOf, newCommand, withExamples } from '../shared/command.ts';
import { parseMoment } from '../shared/moment.ts';
import type { LoginsOptions } from './run.ts';

export type RunLogins = (options: LoginsOptions, host: Host) => Promise<Exit>;

const runLogins: RunLogins = async (options, host) => (await import('./run.ts')).runLogins(options, host);

export function loginsCommand(host: Host, finish: Finish, work: RunLogins = runLogins): CommandUnknownOpts {
  const command = newCommand('logins', host)
    .description('Lists the sign-ins that the deployed notifier has kept (for 180 days), newest first.')
    .option('--user <name>', 'only this user or role; * stands for any characters')
    .option('--since <time>', '24h, 7d, 8w before now, or an ISO time', '7d')
    .addOption(new Option('--format <format>', 'of the result').choices(['table', 'json', 'csv']).default('table'))
    .option('--table <name>', 'another table than that of the deployed notifier')
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      const since = parseMoment(flags.since, host.now(), '--since');
      const { user, format, table } = flags;
      finish(await work({ ...globalsOf(flags), user, since, format, table }, host));
    });
  return withExamples(command, [
    ['The last week', 'login-watch logins'],
    ['One person, longer', 'login-watch logins --user alice --since 90d'],
    ['For a spreadsheet', 'login-watch logins --since 30d --format csv > logins.csv'],
  ]);
}
