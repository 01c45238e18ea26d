/** `login-watch init`: the flags. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import { SECRET_KINDS } from '../../channels/kinds.ts';
import type { Exit } from '../../core/exit.ts';
import { CHANNEL_KINDS } from '../../core/settings.ts';
import { wordsFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { INIT_HELP } from '../../messages/help/init.ts';
import { PARSER_WORDS } from '../../messages/help/parser.ts';
import { type Finish, globalsOf, newCommand, withExamples, wordsFor } from '../shared/command.ts';
import { UnfitValue } from '../shared/parser.ts';
import type { InitOptions } from './run.ts';
import type { InitAnswers, SecretSource } from './state/answers.ts';

export type RunInit = (options: InitOptions, host: Host) => Promise<Exit>;

const runInit: RunInit = async (options, host) => (await import('./run.ts')).runInit(options, host);

export function initCommand(host: Host, finish: Finish, work: RunInit = runInit): CommandUnknownOpts {
  const words = wordsFor(INIT_HELP, host);
  const { options } = words;
  const command = newCommand('init', host)
    .description(words.description)
    .option('--yes', options.yes, false)
    .option('--despite-missing', options.despiteMissing, false)
    .option('--name <name>', options.name)
    // Each answers one question, in the order of the questions.
    .option('--change <parts>', options.change)
    .option('--trail <name>', options.trail)
    .option('--trail-account <id>', options.trailAccount)
    .option('--pipelines <a,b>', options.pipelines)
    .option('--channels <a,b>', words.channelsOption(CHANNEL_KINDS.join(', ')))
    .option('--room <number>', options.room)
    .option('--pagerduty <us|eu>', options.pagerduty)
    .option('--sign <none|keep>', options.sign)
    .option('--mail <a,b>', options.mail)
    .option('--health <a,b>', options.health)
    .option('--stored <keep|replace>', options.stored)
    .option('--trust-own <yes|no>', options.trustOwn)
    .option('--trusted <list>', options.trusted)
    .option('--alert-language <en|ja>', options.alertLanguage)
    .option('--timezone <name>', options.timezone)
    .option('--hours <hours>', options.hours)
    .option('--mute <a,b>', options.mute)
    .option('--accounts <own|all>', options.accounts)
    .option('--names <yes|no>', options.names)
    .option('--rules <themes>', options.rules)
    .option('--forecast <yes|no>', options.forecast)
    .option('--quiet <accept|skip|all>', options.quiet)
    .option('--secret <kind=place>', words.secretOption(SECRET_KINDS.join(', ')), addSecret, [])
    .option('--no-test', options.noTest)
    .option('--no-deploy', options.noDeploy)
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      const { yes, despiteMissing: goesOn, name, secret, test, deploy } = flags;
      finish(
        await work(
          { ...globalsOf(flags), yes, goesOn, name, answers: answersOf(flags), secrets: secret, test, deploy },
          host,
        ),
      );
    });
  return withExamples(command, [
    [words.examples.start, 'npx aws-login-watch init'],
    [
      words.examples.script,
      'login-watch init --yes --channels slack --secret slack=env:SLACK_WEBHOOK --timezone Asia/Tokyo',
    ],
    [words.examples.change, 'login-watch init --change trusted'],
    [words.examples.deploy, 'login-watch init --yes'],
  ]);
}

function answersOf(flags: Partial<InitAnswers>): InitAnswers {
  const { change, trail, trailAccount, pipelines, channels, room, pagerduty, sign, mail, health } = flags;
  const { stored, trustOwn, trusted } = flags;
  const { alertLanguage, timezone, hours, mute, accounts, names, rules, forecast, quiet } = flags;
  return {
    ...{
      change,
      trail,
      trailAccount,
      pipelines,
      channels,
      room,
      pagerduty,
      sign,
      mail,
      health,
      stored,
      trustOwn,
      trusted,
    },
    ...{ alertLanguage, timezone, hours, mute, accounts, names, rules, forecast, quiet },
  };
}

/** `slack=env:SLACK_WEBHOOK`. What may be the secret itself is not repeated. */
function addSecret(text: string, before: readonly SecretSource[]): readonly SecretSource[] {
  const [, kind, from, name] = /^([a-z-]+)=(env|ssm):(\/?[\w./-]+)$/.exec(text) ?? [];
  const known = SECRET_KINDS.find((one) => one === kind);
  const isPlace = from === 'env' ? /^[A-Za-z_]\w*$/.test(name ?? '') : (name ?? '').startsWith('/');
  if (known === undefined || name === undefined || !isPlace) {
    throw new UnfitValue(wordsFrom(PARSER_WORDS, (words) => words.secretPlace));
  }
  return [...before, { kind: known, from: from === 'env' ? 'env' : 'ssm', name }];
}
