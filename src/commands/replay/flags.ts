/** `login-watch replay`: the flags. The work is in run.ts, loaded only when it is called. */
import { type CommandUnknownOpts, Option } from 'commander';
import { EXIT, type Exit } from '../../core/exit.ts';
import { SEVERITIES } from '../../core/rule.ts';
import { GROUP_KEYS } from '../../core/stories/group.ts';
import type { Host } from '../../host.ts';
import { PARSER_WORDS } from '../../messages/help/parser.ts';
import { REPLAY_HELP, type ReplayHelp } from '../../messages/help/replay.ts';
import { ACCOUNTS_WORDS } from '../../messages/look-back/accounts.ts';
import { SEARCH_WORDS } from '../../messages/look-back/search.ts';
import {
  type Finish,
  formatOption,
  globalsOf,
  list,
  newCommand,
  positive,
  threadCount,
  withExamples,
  withExitStatus,
  wordsFor,
} from '../shared/command.ts';
import { placesOf } from '../shared/look-back/places.ts';
import { severalOf } from '../shared/look-back/several.ts';
import { parseMoment } from '../shared/moment.ts';
import type { ReplayOptions } from './run.ts';

export type RunReplay = (options: ReplayOptions, host: Host) => Promise<Exit>;

const runReplay: RunReplay = async (options, host) => (await import('./run.ts')).runReplay(options, host);

export function replayCommand(host: Host, finish: Finish, work: RunReplay = runReplay): CommandUnknownOpts {
  const severity = <F extends string>(flags: F, text: string) => new Option(flags, text).choices(SEVERITIES);
  const words = wordsFor(REPLAY_HELP, host);
  const search = wordsFor(SEARCH_WORDS, host);
  const accounts = wordsFor(ACCOUNTS_WORDS, host).options;
  const command = newCommand('replay', host)
    .description(words.description)
    .argument('[paths...]', words.arguments.paths)
    .option('--since <time>', words.options.since)
    .option('--until <time>', words.options.until)
    .option('--regions <a,b>', words.options.regions, list)
    .option('--profiles <a,b>', accounts.profiles, list)
    .option('--organization', accounts.organization)
    .option('--role-name <name>', accounts.roleName)
    .option('--rules <a,b>', words.options.rules, list)
    .addOption(severity('--min-severity <severity>', words.options.minSeverity).default('info'))
    .addOption(formatOption(host, ['table', 'json', 'ndjson', 'csv', 'html']))
    .option('--output <file>', words.options.output)
    .addOption(severity('--fail-on <severity>', words.options.failOn))
    .option('--notify [channels...]', words.options.notify)
    .option('-y, --yes', wordsFor(PARSER_WORDS, host).yes)
    .option('--user <name>', search.user)
    .option('--account <name>', search.account)
    .option('--ip <address>', search.ip)
    .option('--event <name>', search.event)
    .option('--trusted <a,b>', search.trusted, list)
    .addOption(new Option('--group-by <key>', search.groupBy).choices(GROUP_KEYS))
    .option('--look-up-names', words.options.lookUpNames, false)
    .option('--limit <count>', words.options.limit, positive)
    .addOption(new Option('--sort <key>', words.options.sort).choices(['time', 'severity']).default('time'))
    .option('--summary', words.options.summary)
    .option('--raw', words.options.raw)
    .option('--compare <file>', words.options.compare)
    .option('--redact', words.options.redact)
    .option('--file <path...>', words.options.file)
    .option('--threads <count>', words.options.threads, threadCount)
    .option('--s3 <address>', words.options.s3)
    .option('--resume <file>', words.options.resume)
    .option('--verify', words.options.verify)
    .option('--requester-pays', words.options.requesterPays)
    .option('--athena', words.options.athena)
    .option('--table <database.table>', words.options.table)
    .option('--workgroup <name>', words.options.workgroup)
    .option('--max-scan <size>', words.options.maxScan);
  withNotes(command, words);
  return command.action(async (paths, _, self) => {
    const flags = self.optsWithGlobals();
    const moment = (flag: 'since' | 'until') =>
      flags[flag] === undefined ? undefined : parseMoment(flags[flag], host.now(), `--${flag}`);
    const places = placesOf([...paths, ...(flags.file ?? [])], flags);
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
      user: flags.user,
      account: flags.account,
      ip: flags.ip,
      event: flags.event,
      trusted: flags.trusted ?? [],
      groupBy: flags.groupBy,
      isRaw: flags.raw === true,
      compare: flags.compare,
      isRedacted: flags.redact === true,
      lookUpNames: flags.lookUpNames,
      sort: flags.sort,
      isSummary: flags.summary === true,
      several: severalOf(flags, places.files.length > 0 || places.s3 !== undefined || places.athena !== undefined),
      ...places,
    };
    finish(await work(options, host));
  });
}

function withNotes(command: CommandUnknownOpts, { examples, exit }: ReplayHelp): void {
  withExamples(command, [
    [examples.day, 'login-watch replay --since 24h'],
    [examples.json, 'login-watch replay --since 7d --rules all --min-severity high --format json'],
    [examples.html, 'login-watch replay ./AWSLogs --rules all --format html --output report.html'],
    [
      examples.redacted,
      'login-watch replay ./AWSLogs --rules all --format html --compare earlier.json --redact --output report.html',
    ],
    [examples.files, 'login-watch replay ./AWSLogs --rules all'],
    [examples.threads, 'login-watch replay ./AWSLogs --rules all --threads 4'],
    [examples.bucket, 'login-watch replay --s3 s3://my-trail-bucket/AWSLogs --since 7d --resume replay.state'],
    [examples.verify, 'login-watch replay --s3 s3://my-trail-bucket/AWSLogs --since 7d --verify'],
    [examples.athena, 'login-watch replay --athena --since 90d --rules all'],
    [examples.accounts, 'login-watch replay --since 24h --profiles dev,prod'],
    [examples.organization, 'login-watch replay --since 24h --organization --role-name login-watch'],
    [examples.pipe, 'aws cloudtrail lookup-events --output json | login-watch replay --file -'],
    [examples.job, 'login-watch replay --since 1h --fail-on high'],
    [examples.person, 'login-watch replay --since 7d --rules all --user carol --group-by ip'],
    [examples.slack, 'login-watch replay --since 24h --notify slack'],
  ]);
  withExitStatus(command, [
    [EXIT.done, exit.done],
    [EXIT.found, exit.found],
    [EXIT.wrongUse, exit.wrongUse],
    [EXIT.refused, exit.refused],
  ]);
}
