/** `login-watch init`: the flags. The work is in run.ts. */
import { type CommandUnknownOpts, InvalidArgumentError } from 'commander';
import { SECRET_KINDS } from '../../channels/kinds.ts';
import type { Exit } from '../../core/exit.ts';
import { CHANNEL_KINDS } from '../../core/settings.ts';
import type { Host } from '../../host.ts';
import { type Finish, globalsOf, newCommand, withExamples } from '../shared/command.ts';
import type { InitOptions } from './run.ts';
import type { InitAnswers, SecretSource } from './state/answers.ts';

export type RunInit = (options: InitOptions, host: Host) => Promise<Exit>;

const runInit: RunInit = async (options, host) => (await import('./run.ts')).runInit(options, host);

export function initCommand(host: Host, finish: Finish, work: RunInit = runInit): CommandUnknownOpts {
  const command = newCommand('init', host)
    .description(
      'Asks what it needs to know, writes login-watch.yaml, deploys, and proves with a made-up sign-in that you will be told.\nEvery question has a flag. Interrupted anywhere, the next run goes on from what exists.',
    )
    .option('--yes', 'ask nothing: what no flag and no settings file says is as suggested', false)
    .option('--despite-missing', 'go on though permissions seem to be missing', false)
    .option('--name <name>', 'prefix of everything that is deployed (default: login-watch)')
    // Each answers one question, in the order of the questions.
    .option('--change <parts>', 'on a second run: trail,pipelines,channels,trusted,language,timezone,hours,rules')
    .option('--trail <name>', 'trail to use, or new')
    .option('--pipelines <a,b>', 'events,logs,s3,alarms')
    .option('--channels <a,b>', CHANNEL_KINDS.join(','))
    .option('--room <number>', 'Chatwork room')
    .option(
      '--sign <none|keep>',
      'sign what the webhook is sent with the stored key (a new one: --secret webhook-secret=…)',
    )
    .option('--mail <a,b>', 'mail addresses')
    .option('--stored <keep|replace>', 'secrets that are stored already')
    .option('--trust-own <yes|no>', 'trust the address of your own last sign-in')
    .option('--trusted <list>', '"203.0.113.0/24 Tokyo office, 198.51.100.7", or - for none')
    .option('--alert-language <en|ja>', 'language of the alerts (--language is that of the questions)')
    .option('--timezone <name>', 'IANA name, as Asia/Tokyo')
    .option('--hours <hours>', '"mon-fri 09:00-18:00", or - for none')
    .option('--mute <a,b>', 'severities that wait for the end of the hours')
    .option('--rules <themes>', 'themes of rules: signin,root,iam,…')
    .option('--forecast <yes|no>', 'try the rules on the last 7 days')
    .option('--quiet <accept|skip|all>', 'take the proposed exceptions, or not')
    .option(
      '--secret <kind=place>',
      `where a secret is: slack=env:NAME (it is stored for you) or slack=ssm:/path (it is there); kinds: ${SECRET_KINDS.join(', ')}`,
      addSecret,
      [],
    )
    .option('--no-test', 'send no test message to the channels')
    .option('--no-deploy', 'write the settings, and stop there')
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
    ['From nothing to “you will be told”', 'npx aws-login-watch init'],
    [
      'Without a question',
      'login-watch init --yes --channels slack --secret slack=env:SLACK_WEBHOOK --timezone Asia/Tokyo',
    ],
    ['Change one thing later', 'login-watch init --change trusted'],
    ['Deploy what login-watch.yaml says', 'login-watch init --yes'],
  ]);
}

function answersOf(flags: Partial<InitAnswers>): InitAnswers {
  const { change, trail, pipelines, channels, room, sign, mail, stored, trustOwn, trusted } = flags;
  const { alertLanguage, timezone, hours, mute, rules, forecast, quiet } = flags;
  return {
    ...{ change, trail, pipelines, channels, room, sign, mail, stored, trustOwn, trusted },
    ...{ alertLanguage, timezone, hours, mute, rules, forecast, quiet },
  };
}

/** `slack=env:SLACK_WEBHOOK`. What may be the secret itself is not repeated. */
function addSecret(text: string, before: readonly SecretSource[]): readonly SecretSource[] {
  const [, kind, from, name] = /^([a-z-]+)=(env|ssm):(\/?[\w./-]+)$/.exec(text) ?? [];
  const known = SECRET_KINDS.find((one) => one === kind);
  const isPlace = from === 'env' ? /^[A-Za-z_]\w*$/.test(name ?? '') : (name ?? '').startsWith('/');
  if (known === undefined || name === undefined || !isPlace) {
    throw new InvalidArgumentError('Expected a kind and a place, as slack=env:NAME or slack=ssm:/path.');
  }
  return [...before, { kind: known, from: from === 'env' ? 'env' : 'ssm', name }];
}
