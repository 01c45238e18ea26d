/** `login-watch forecast`: the flags. The work is in run.ts, loaded only when it is called. */
import { type CommandUnknownOpts, Option } from 'commander';
import type { Exit } from '../../core/exit.ts';
import { GROUP_KEYS } from '../../core/stories/group.ts';
import type { Host } from '../../host.ts';
import { FORECAST_HELP } from '../../messages/help/forecast.ts';
import { ACCOUNTS_WORDS } from '../../messages/look-back/accounts.ts';
import { SEARCH_WORDS } from '../../messages/look-back/search.ts';
import { type Finish, formatOption, globalsOf, list, newCommand, withExamples, wordsFor } from '../shared/command.ts';
import { severalOf } from '../shared/look-back/several.ts';
import { parseMoment } from '../shared/moment.ts';
import type { ForecastOptions } from './run.ts';

export type RunForecast = (options: ForecastOptions, host: Host) => Promise<Exit>;

const runForecast: RunForecast = async (options, host) => (await import('./run.ts')).runForecast(options, host);

export function forecastCommand(host: Host, finish: Finish, work: RunForecast = runForecast): CommandUnknownOpts {
  const words = wordsFor(FORECAST_HELP, host);
  const search = wordsFor(SEARCH_WORDS, host);
  const accounts = wordsFor(ACCOUNTS_WORDS, host).options;
  const command = newCommand('forecast', host)
    .description(words.description)
    .option('--since <time>', words.options.since)
    .option('--regions <a,b>', words.options.regions, list)
    .option('--profiles <a,b>', accounts.profiles, list)
    .option('--organization', accounts.organization)
    .option('--role-name <name>', accounts.roleName)
    .option('--file <path...>', words.options.file)
    .addOption(formatOption(host, ['table', 'json']))
    .option('--user <name>', search.user)
    .option('--account <name>', search.account)
    .option('--ip <address>', search.ip)
    .option('--event <name>', search.event)
    .option('--trusted <a,b>', search.trusted, list)
    .addOption(new Option('--group-by <key>', words.options.groupBy).choices(GROUP_KEYS))
    .option('--look-up-names', words.options.lookUpNames, false)
    .option('--write', words.options.write, false)
    .option('-y, --yes', words.options.yes, false)
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      const options: ForecastOptions = {
        ...globalsOf(flags),
        since: flags.since === undefined ? undefined : parseMoment(flags.since, host.now(), '--since'),
        regions: flags.regions,
        several: severalOf(flags, flags.file !== undefined),
        files: flags.file ?? [],
        format: flags.format,
        user: flags.user,
        account: flags.account,
        ip: flags.ip,
        event: flags.event,
        trusted: flags.trusted ?? [],
        groupBy: flags.groupBy,
        lookUpNames: flags.lookUpNames,
        write: flags.write,
        yes: flags.yes,
      };
      finish(await work(options, host));
    });
  return withExamples(command, [
    [words.examples.week, 'login-watch forecast'],
    [words.examples.write, 'login-watch forecast --write'],
    [words.examples.files, 'login-watch forecast --file ./AWSLogs --since 7d'],
    [words.examples.organization, 'login-watch forecast --organization --role-name login-watch'],
    [words.examples.hours, 'login-watch forecast --group-by hour'],
    [words.examples.json, 'login-watch forecast --since 14d --format json'],
  ]);
}
