/** `login-watch replay`: the flags. The work is in run.ts, loaded only when it is called. */
import { type CommandUnknownOpts, Option } from 'commander';
import type { Exit } from '../../core/exit.ts';
import { SEVERITIES } from '../../core/rule.ts';
import type { Host } from '../../host.ts';
import { type Finish, globalsOf, list, newCommand, positive, withExamples } from '../shared/command.ts';
import { parseMoment } from '../shared/moment.ts';
import type { ReplayOptions } from './run.ts';

export type RunReplay = (options: ReplayOptions, host: Host) => Promise<Exit>;

const runReplay: RunReplay = async (options, host) => (await import('./run.ts')).runReplay(options, host);

const EXAMPLES = [
  ['Who signed in during the last day, in every region', 'login-watch replay --since 24h'],
  [
    'All rules, only what is bad, as JSON',
    'login-watch replay --since 7d --rules all --min-severity high --format json',
  ],
  ['From the files of a trail, without any access to AWS', 'login-watch replay --file ./AWSLogs --rules all'],
  ['From a pipe', 'aws cloudtrail lookup-events --output json | login-watch replay --file -'],
  ['In a scheduled job: exit status 1 if anything high was found', 'login-watch replay --since 1h --fail-on high'],
  ['Send what was found to Slack', 'login-watch replay --since 24h --notify slack'],
] as const;

const EXIT_STATUS = `
Exit status:
  0  done
  1  found something that --fail-on names
  2  wrong use, settings or input; a damaged file, of which the rest was used
  3  AWS or the network said no, or it was stopped early; what was read until then is shown`;

export function replayCommand(host: Host, finish: Finish, work: RunReplay = runReplay): CommandUnknownOpts {
  const severity = <F extends string>(flags: F, text: string) => new Option(flags, text).choices(SEVERITIES);
  const command = newCommand('replay', host)
    .description(
      'Asks CloudTrail for recent events (or reads them from files), runs them through the rules and shows what they find.\nNothing is deployed and nothing is changed.',
    )
    .option('--since <time>', '30m, 24h, 7d before now, or an ISO time (default: 24h; for files: all there is)')
    .option('--until <time>', 'likewise (default: now)')
    .option('--regions <a,b>', 'only these regions (default: every enabled one; for files: all)', list)
    .option('--rules <a,b>', 'rule ids, themes, or all (default: signin,root)', list)
    .addOption(severity('--min-severity <severity>', 'leave out what is less').default('info'))
    .addOption(
      new Option('--format <format>', 'of the result').choices(['table', 'json', 'ndjson', 'csv']).default('table'),
    )
    .option('--output <file>', 'write the result there instead of standard output')
    .addOption(severity('--fail-on <severity>', 'exit with 1 if anything of this severity or worse was found'))
    .option('--notify [channels...]', 'send what was found to these channels (default: all of the settings)')
    .option('-y, --yes', 'do not ask before sending')
    .option('--limit <count>', 'at most so many findings, the worst first', positive)
    .option('--file <path...>', 'files or folders to read instead of asking CloudTrail; - is standard input');
  return withExamples(command, EXAMPLES)
    .addHelpText('after', EXIT_STATUS)
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      const moment = (flag: 'since' | 'until') =>
        flags[flag] === undefined ? undefined : parseMoment(flags[flag], host.now(), `--${flag}`);
      const options: ReplayOptions = {
        ...globalsOf(flags),
        since: moment('since'),
        until: moment('until'),
        regions: flags.regions,
        rules: flags.rules,
        minSeverity: flags.minSeverity,
        format: flags.format,
        output: flags.output,
        failOn: flags.failOn,
        notify: flags.notify === true ? [] : flags.notify?.flatMap(list),
        yes: flags.yes === true,
        limit: flags.limit,
        files: flags.file ?? [],
      };
      finish(await work(options, host));
    });
}
