/** `login-watch test` and its sisters `test-slack`, …: the flags. The work is in test-channel-run.ts. */
import { type Command, Option } from 'commander';
import { SLACK_VARIABLE } from '../../channels/kinds.ts';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, type GlobalOptions, globalsOf, newCommand, withExamples } from '../shared/command.ts';

export interface TestOptions extends GlobalOptions {
  /** Kinds of channels, or their names; none means all of the settings. */
  readonly channels: readonly string[];
  /** A webhook given instead of that of the settings; only with one kind. */
  readonly webhookUrl: string | undefined;
  /** Show the requests, and send nothing. */
  readonly dryRun: boolean;
  /** Write a page there that shows how the message looks in each channel, and send nothing. */
  readonly preview: string | undefined;
  readonly format: 'table' | 'json';
  /** Through the deployed notifier: a synthetic sign-in by every pipeline. */
  readonly deployed?: boolean;
}

export type RunTest = (options: TestOptions, host: Host) => Promise<Exit>;

const runTest: RunTest = async (options, host) =>
  options.deployed
    ? (await import('./deployed.ts')).runTestDeployed(options, host)
    : (await import('./run.ts')).runTest(options, host);

/** `login-watch test [channel…]` */
export function testCommand(host: Host, finish: Finish, work: RunTest = runTest): Command {
  const command = newCommand('test', host)
    .description('Sends a sample alert over the channels of your settings, and tells what each vendor answered.')
    .argument('[channels...]', 'kinds or names of channels (default: all of the settings)')
    .option(
      '--deployed',
      'through the deployed notifier: a made-up sign-in by each pipeline, every hop and how long it took',
      false,
    );
  return withExamples(shared(command, finish, host, work), [
    ['All channels of login-watch.yaml', 'login-watch test'],
    ['What would be sent', 'login-watch test slack --dry-run'],
    ['Will I be told next time?', 'login-watch test --deployed'],
  ]);
}

/** `login-watch test-slack`: works without any settings. */
export function testSlackCommand(host: Host, finish: Finish, work: RunTest = runTest): Command {
  const command = newCommand('test-slack', host)
    .description(
      'Sends a sample alert with every kind of finding to Slack, and tells what Slack answered.\n' +
        `The webhook comes from --webhook-url, ${SLACK_VARIABLE}, or the settings; it is never shown.`,
    )
    .option('--webhook-url <url>', 'incoming webhook; the environment variable keeps it out of your shell’s history');
  return withExamples(shared(command, finish, host, work, 'slack'), [
    ['With the webhook in the environment', `${SLACK_VARIABLE}=… login-watch test-slack`],
    ['With the channel of login-watch.yaml', 'login-watch test-slack'],
    ['In Japanese', 'login-watch test-slack --language ja'],
  ]);
}

/** `login-watch test-chatwork` and so on: the channels of that kind in the settings. */
export function testOneCommand(kind: string): (host: Host, finish: Finish, work?: RunTest) => Command {
  return (host, finish, work = runTest) => {
    const command = newCommand(`test-${kind}`, host).description(
      `Sends a sample alert over the ${kind} channels of your settings, and tells what was answered.`,
    );
    return withExamples(shared(command, finish, host, work, kind), [
      [`The ${kind} channels of login-watch.yaml`, `login-watch test-${kind}`],
      ['What would be sent', `login-watch test-${kind} --dry-run`],
    ]);
  };
}

function shared(command: Command, finish: Finish, host: Host, work: RunTest, only?: string): Command {
  return command
    .option('--dry-run', 'show the exact requests, secrets blanked, and send nothing', false)
    .option('--preview <file>', 'write a page (HTML) that shows how it looks in each channel, and send nothing')
    .addOption(new Option('--format <format>', 'of the result').choices(['table', 'json']).default('table'))
    .action(async (...args: unknown[]) => {
      const flags = command.optsWithGlobals();
      const named = Array.isArray(args[0]) ? args[0].map(String) : [];
      const options: TestOptions = {
        ...globalsOf(flags),
        channels: only === undefined ? named : [only],
        webhookUrl: flags['webhookUrl'],
        dryRun: flags['dryRun'],
        preview: flags['preview'],
        format: flags['format'],
        deployed: flags['deployed'] === true,
      };
      finish(await work(options, host));
    });
}
