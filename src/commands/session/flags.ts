/** `login-watch session`: the flags. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { PARSER_WORDS } from '../../messages/help/parser.ts';
import { SESSION_HELP } from '../../messages/help/session.ts';
import { ACCOUNTS_WORDS } from '../../messages/look-back/accounts.ts';
import { type Finish, formatOption, globalsOf, list, newCommand, withExamples, wordsFor } from '../shared/command.ts';
import { placesOf } from '../shared/look-back/places.ts';
import { severalOf } from '../shared/look-back/several.ts';
import { parseMoment } from '../shared/moment.ts';
import type { SessionOptions } from './run.ts';

export type RunSession = (options: SessionOptions, host: Host) => Promise<Exit>;

const runSession: RunSession = async (options, host) => (await import('./run.ts')).runSession(options, host);

export function sessionCommand(host: Host, finish: Finish, work: RunSession = runSession): CommandUnknownOpts {
  const words = wordsFor(SESSION_HELP, host);
  const accounts = wordsFor(ACCOUNTS_WORDS, host).options;
  const command = newCommand('session', host)
    .description(words.description)
    .argument('<which>', words.arguments.which)
    .argument('[paths...]', words.arguments.paths)
    .option('--since <time>', words.options.since)
    .option('--until <time>', words.options.until)
    .option('--regions <a,b>', words.options.regions, list)
    .option('--profiles <a,b>', accounts.profiles, list)
    .option('--organization', accounts.organization)
    .option('--role-name <name>', accounts.roleName)
    .addOption(formatOption(host, ['table', 'json', 'html']))
    .option('--output <file>', words.options.output)
    .option('--redact', words.options.redact)
    .option('-y, --yes', wordsFor(PARSER_WORDS, host).yes, false)
    .option('--look-up-names', words.options.lookUpNames, false)
    .option('--file <path...>', words.options.file)
    .option('--s3 <address>', words.options.s3)
    .option('--requester-pays', words.options.requesterPays);
  withExamples(command, [
    [words.examples.latest, 'login-watch session latest'],
    [words.examples.event, 'login-watch session 5f0f3a1c-2c1e-4f3a-9c55-0d6c3b1b7d2e'],
    [words.examples.person, 'login-watch session carol --since 7d'],
    [words.examples.accounts, 'login-watch session carol --since 7d --profiles dev,prod'],
    [words.examples.files, 'login-watch session latest ./AWSLogs'],
    [words.examples.html, 'login-watch session latest --format html --output session.html'],
    [words.examples.json, 'login-watch session latest --format json > session.json'],
  ]);
  return command.action(async (which, paths, _, self) => {
    const flags = self.optsWithGlobals();
    const moment = (flag: 'since' | 'until') =>
      flags[flag] === undefined ? undefined : parseMoment(flags[flag], host.now(), `--${flag}`);
    const places = placesOf([...paths, ...(flags.file ?? [])], flags);
    const options: SessionOptions = {
      ...globalsOf(flags),
      question: which,
      since: moment('since'),
      until: moment('until'),
      regions: flags.regions,
      format: flags.format,
      output: flags.output,
      yes: flags.yes,
      isRedacted: flags.redact === true,
      lookUpNames: flags.lookUpNames,
      several: severalOf(flags, places.files.length > 0 || places.s3 !== undefined),
      ...places,
    };
    finish(await work(options, host));
  });
}
