/** `login-watch forecast`: the flags. The work is in run.ts, loaded only when it is called. */
import { type CommandUnknownOpts, Option } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, globalsOf, list, newCommand, withExamples } from '../shared/command.ts';
import { parseMoment } from '../shared/moment.ts';
import type { ForecastOptions } from './run.ts';

export type RunForecast = (options: ForecastOptions, host: Host) => Promise<Exit>;

const runForecast: RunForecast = async (options, host) => (await import('./run.ts')).runForecast(options, host);

export function forecastCommand(host: Host, finish: Finish, work: RunForecast = runForecast): CommandUnknownOpts {
  const command = newCommand('forecast', host)
    .description(
      'Runs the last week through the rules that your settings have on and says how loud they would be: alerts a day, the loudest rules and principals, and the exceptions that would quiet machines.\nSign-ins, root, tampering and what people do are never among the proposed exceptions. Nothing is sent, and nothing is changed unless you say --write.',
    )
    .option('--since <time>', '24h, 7d before now, or an ISO time (default: 7d; for files: all there is)')
    .option('--regions <a,b>', 'only these regions (default: every enabled one; for files: all)', list)
    .option('--file <path...>', 'files or folders to read instead of asking CloudTrail; - is standard input')
    .addOption(new Option('--format <format>', 'of the result').choices(['table', 'json']).default('table'))
    .option('--write', 'ask about each exception, and write those you accept into login-watch.yaml', false)
    .option('-y, --yes', 'with --write: accept all of them', false)
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      const options: ForecastOptions = {
        ...globalsOf(flags),
        since: flags.since === undefined ? undefined : parseMoment(flags.since, host.now(), '--since'),
        regions: flags.regions,
        files: flags.file ?? [],
        format: flags.format,
        write: flags.write,
        yes: flags.yes,
      };
      finish(await work(options, host));
    });
  return withExamples(command, [
    ['How many alerts a day these settings would mean', 'login-watch forecast'],
    ['And accept exceptions one by one', 'login-watch forecast --write'],
    ['From the files of a trail, which takes no requests', 'login-watch forecast --file ./AWSLogs --since 7d'],
    ['For a script', 'login-watch forecast --since 14d --format json'],
  ]);
}
