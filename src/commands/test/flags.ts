/** `login-watch test` and its sisters `test-slack`, …: the flags. The work is in run.ts. */
import type { Command, CommandUnknownOpts, OptionValues } from 'commander';
import { factsOf, isSecretKind, secretCalled } from '../../channels/kinds.ts';
import type { Exit } from '../../core/exit.ts';
import type { ChannelKind } from '../../core/settings.ts';
import { wordsFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { TEST_WORDS } from '../../messages/operate/test.ts';
import {
  type Finish,
  formatOption,
  type GlobalOptions,
  globalsOf,
  newCommand,
  withExamples,
} from '../shared/command.ts';
import { UnfitValue } from '../shared/parser.ts';
import type { TestOptions } from './run.ts';
import { secretFlag } from './secret-flag.ts';

export type RunTest = (options: TestOptions, host: Host) => Promise<Exit>;

const runTest: RunTest = async (options, host) => {
  if (options.health) return (await import('./health.ts')).runTestHealth(options, host);
  if (options.deployed) return (await import('./deployed.ts')).runTestDeployed(options, host);
  return (await import('./run.ts')).runTest(options, host);
};

/** `login-watch test [channel…]` */
export function testCommand(host: Host, finish: Finish, work: RunTest = runTest): CommandUnknownOpts {
  const { help } = TEST_WORDS[host.language ?? 'en'];
  const command = newCommand('test', host)
    .description(help.all)
    .argument('[channels...]', help.channels)
    .option('--deployed', help.deployed, false)
    .option('--health', help.health, false);
  const complete = withSending(command, host).action(async (names, _, self) => {
    finish(await work(optionsOf(names, self.optsWithGlobals()), host));
  });
  return withExamples(complete, [
    [help.examples.all, 'login-watch test'],
    [help.examples.dryRun, 'login-watch test slack --dry-run'],
    [help.examples.deployed, 'login-watch test --deployed'],
    [help.examples.health, 'login-watch test --health'],
  ]);
}

/** `login-watch test-slack` and so on: one kind, with the settings' channels or without any settings. */
export function testOneCommand(kind: ChannelKind): (host: Host, finish: Finish, work?: RunTest) => CommandUnknownOpts {
  return (host, finish, work = runTest) => {
    const { help } = TEST_WORDS[host.language ?? 'en'];
    const { label } = factsOf(kind);
    const flag = secretFlag(kind);
    const variable = isSecretKind(kind) ? secretCalled(kind).variable : undefined;
    const incident = kind === 'pagerduty' ? [help.incident] : [];
    const about = [...incident, flag === undefined ? help.mail : help.secretFrom(flag, variable)].join('\n');
    const command = newCommand(`test-${kind}`, host).description(`${help.one(label[host.language ?? 'en'])}\n${about}`);
    if (flag === '--token') {
      command.option('--token <token>', help.token);
      command.option('--room <number>', help.room, roomIn);
    } else if (flag === '--routing-key') {
      command.option('--routing-key <key>', help.routingKey);
      command.option('--eu', help.eu);
    } else if (flag !== undefined) command.option(`${flag} <url>`, help.webhookUrl);
    const complete = withSending(command, host).action(async (_, self) => {
      finish(await work(optionsOf([kind], self.optsWithGlobals()), host));
    });
    const line = `login-watch test-${kind}`;
    const given =
      flag === undefined
        ? []
        : [[help.examples.given, `${line} ${flag} …${flag === '--token' ? ' --room 123456' : ''}`] as const];
    return withExamples(complete, [
      [help.examples.settings, line],
      ...given,
      ...(variable === undefined ? [] : [[help.examples.variable, `${variable}=… ${line}`] as const]),
      [help.examples.dryRun, `${line} --dry-run`],
      [help.examples.japanese, `${line} --language ja`],
    ]);
  };
}

/** The flags of all these commands. */
function withSending<A extends unknown[], F extends OptionValues, G extends OptionValues>(
  command: Command<A, F, G>,
  host: Host,
) {
  const { help } = TEST_WORDS[host.language ?? 'en'];
  return command
    .option('--dry-run', help.dryRun, false)
    .option('--preview <file>', help.preview)
    .addOption(formatOption(host, ['table', 'json']));
}

function roomIn(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new UnfitValue(wordsFrom(TEST_WORDS, (words) => words.badRoom));
  return Number(text);
}

interface Flags extends GlobalOptions, Pick<TestOptions, 'dryRun' | 'format' | 'deployed' | 'health'> {
  readonly webhookUrl?: string;
  readonly url?: string;
  readonly token?: string;
  readonly routingKey?: string;
  readonly eu?: boolean;
  readonly room?: number;
  readonly preview?: string;
}

function optionsOf(channels: readonly string[], flags: Flags): TestOptions {
  const { webhookUrl, url, token, routingKey, eu, dryRun, preview, format, deployed = false, health = false } = flags;
  const secret = webhookUrl ?? url ?? token ?? routingKey;
  return { ...globalsOf(flags), channels, secret, room: flags.room, eu, dryRun, preview, format, deployed, health };
}
