/** `login-watch logins`: the flags. The work is in run.ts. */
import { type CommandUnknownOpts, Option } from 'commander';
import type { Exit } from '../../core/exit.ts';
import { LOGIN_GROUP_KEYS } from '../../core/stories/login-groups.ts';
import type { Host } from '../../host.ts';
import { LOGINS_HELP } from '../../messages/help/logins.ts';
import { SEARCH_WORDS } from '../../messages/look-back/search.ts';
import { type Finish, formatOption, globalsOf, list, newCommand, withExamples, wordsFor } from '../shared/command.ts';
import { parseMoment } from '../shared/moment.ts';
import type { LoginsOptions } from './run.ts';

export type RunLogins = (options: LoginsOptions, host: Host) => Promise<Exit>;

const runLogins: RunLogins = async (options, host) => (await import('./run.ts')).runLogins(options, host);

export function loginsCommand(host: Host, finish: Finish, work: RunLogins = runLogins): CommandUnknownOpts {
  const words = wordsFor(LOGINS_HELP, host);
  const search = wordsFor(SEARCH_WORDS, host);
  const command = newCommand('logins', host)
    .description(words.description)
    .option('--user <name>', search.user)
    .option('--account <name>', search.account)
    .option('--ip <address>', search.ip)
    .option('--event <name>', search.event)
    .option('--client <name>', search.client)
    .option('--trusted <a,b>', search.trusted, list)
    .addOption(new Option('--group-by <key>', words.options.groupBy).choices(LOGIN_GROUP_KEYS))
    .option('--since <time>', words.options.since, '7d')
    .addOption(formatOption(host, ['table', 'json', 'csv']))
    .option('--table <name>', words.options.table)
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      const since = parseMoment(flags.since, host.now(), '--since');
      const { user, account, ip, event, client, trusted = [], groupBy, format, table } = flags;
      const search = { user, account, ip, event, client, trusted };
      finish(await work({ ...globalsOf(flags), ...search, groupBy, since, format, table }, host));
    });
  return withExamples(command, [
    [words.examples.week, 'login-watch logins'],
    [words.examples.person, 'login-watch logins --user alice --since 90d'],
    [words.examples.network, 'login-watch logins --account payments --ip 203.0.113.0/24'],
    [words.examples.agents, "login-watch logins --client 'mcp:*'"],
    [words.examples.trusted, 'login-watch logins --since 30d --trusted 203.0.113.0/24 --group-by ip'],
    [words.examples.csv, 'login-watch logins --since 30d --format csv > logins.csv'],
  ]);
}
