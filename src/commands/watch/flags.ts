/** `login-watch watch`: the flags. The work is in run.ts, loaded only when it is called. */
import { type CommandUnknownOpts, Option } from 'commander';
import { EXIT, type Exit } from '../../core/exit.ts';
import { SEVERITIES } from '../../core/rule.ts';
import { GROUP_KEYS } from '../../core/stories/group.ts';
import type { Host } from '../../host.ts';
import { PARSER_WORDS } from '../../messages/help/parser.ts';
import { WATCH_HELP } from '../../messages/help/watch.ts';
import { ACCOUNTS_WORDS } from '../../messages/look-back/accounts.ts';
import { SEARCH_WORDS } from '../../messages/look-back/search.ts';
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
import { severalOf } from '../shared/look-back/several.ts';
import { parseLength, parseMoment } from '../shared/moment.ts';
import type { WatchOptions } from './options.ts';

export type RunWatch = (options: WatchOptions, host: Host) => Promise<Exit>;

const runWatch: RunWatch = async (options, host) => (await import('./run.ts')).runWatch(options, host);

export function watchCommand(host: Host, finish: Finish, work: RunWatch = runWatch): CommandUnknownOpts {
  const words = wordsFor(WATCH_HELP, host);
  const search = wordsFor(SEARCH_WORDS, host);
  const accounts = wordsFor(ACCOUNTS_WORDS, host).options;
  const command = newCommand('watch', host)
    .description(words.description)
    .option('--since <time>', words.options.since)
    .option('--regions <a,b>', words.options.regions, list)
    .option('--profiles <a,b>', accounts.profiles, list)
    .option('--organization', accounts.organization)
    .option('--role-name <name>', accounts.roleName)
    .option('--rules <a,b>', words.options.rules, list)
    .addOption(
      new Option('--min-severity <severity>', words.options.minSeverity).choices(SEVERITIES).default('info' as const),
    )
    .addOption(formatOption(host, ['table', 'ndjson']))
    .option('--notify [channels...]', words.options.notify)
    .option('-y, --yes', wordsFor(PARSER_WORDS, host).yes)
    .option('--user <name>', search.user)
    .option('--account <name>', search.account)
    .option('--ip <address>', search.ip)
    .option('--event <name>', search.event)
    .option('--trusted <a,b>', search.trusted, list)
    .addOption(new Option('--group-by <key>', words.options.groupBy).choices(GROUP_KEYS))
    .option('--state <file>', words.options.state)
    .option('--overlap <time>', words.options.overlap, '1h')
    .option('--once', words.options.once, false)
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      const options: WatchOptions = {
        ...globalsOf(flags),
        since: flags.since === undefined ? undefined : parseMoment(flags.since, host.now(), '--since'),
        regions: flags.regions,
        several: severalOf(flags, false),
        rules: flags.rules,
        minSeverity: flags.minSeverity,
        format: flags.format,
        notify: flags.notify === true ? [] : flags.notify?.flatMap(list),
        yes: flags.yes === true,
        user: flags.user,
        account: flags.account,
        ip: flags.ip,
        event: flags.event,
        trusted: flags.trusted ?? [],
        state: flags.state,
        overlap: parseLength(flags.overlap, '--overlap'),
        once: flags.once,
        groupBy: flags.groupBy,
      };
      finish(await work(options, host));
    });
  withExamples(command, [
    [words.examples.terminal, 'login-watch watch'],
    [words.examples.slack, 'login-watch watch --rules on --notify slack --yes --state watch.state'],
    [words.examples.cron, 'login-watch watch --once --state watch.state --notify --yes'],
    [words.examples.organization, 'login-watch watch --organization --role-name login-watch --state watch.state'],
    [words.examples.person, 'login-watch watch --since 1h --rules all --user carol'],
    [words.examples.counts, 'login-watch watch --rules all --group-by ip'],
  ]);
  return withExitStatus(command, [
    [EXIT.done, words.exit.done],
    [EXIT.wrongUse, words.exit.wrongUse],
    [EXIT.refused, words.exit.refused],
  ]);
}
