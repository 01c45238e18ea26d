/** `login-watch test` and its sisters `test-slack`, …: the flags. The work is in run.ts. */
import { type Command, type CommandUnknownOpts, Option, type OptionValues } from 'commander';
import { SLACK_VARIABLE } from '../../channels/kinds.ts';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, type GlobalOptions, globalsOf, newCommand, withExamples } from '../shared/command.ts';
import type { TestOptions } from './run.ts';

export type RunTest = (options: TestOptions, host: Host) => Promise<Exit>;

const runTest: RunTest = async (options, host) =>
  options.deployed
    ? (await import('./deployed.ts')).runTestDeployed(options, host)
    : (await import('./run.ts')).runTest(options, host);

/** `login-watch test [channel…]` */
export function testCommand(host: Host, finish: Finish, work: RunTest = runTest): CommandUnknownOpts {
  const command = newCommand('test', host)
    .description('Sends a sample alert over the channels of your settings, and tells what each vendor answered.')
    .argument('[channels...]', 'kinds or names of channels (default: all of the settings)')
    .option(
      '--deployed',
      'through the deployed notifier: a made-up sign-in by each pipeline, every hop and how long it took',
      false,
    );
  const complete = withSending(command).action(async (names, _, self) => {
    finish(await work(optionsOf(names, self.optsWithGlobals()), host));
  });
  return withExamples(complete, [
    ['All channels of login-watch.yaml', 'login-watch test'],
    ['What would be sent', 'login-watch test slack --dry-run'],
    ['Will I be told next time?', 'login-watch test --deployed'],
  ]);
}

/** `login-watch test-slack`: works without any settings. */
export function testSlackCommand(host: Host, finish: Finish, work: RunTest = runTest): CommandUnknownOpts {
  const command = newCommand('test-slack', host)
    .description(
      'Sends a sample alert with every kind of finding to Slack, and tells what Slack answered.\n' +
        `The webhook comes from --webhook-url, ${SLACK_VARIABLE}, or the settings; it is never shown.`,
    )
    .option('--webhook-url <url>', 'incoming webhook; the environment variable keeps it out of your shell’s history');
  const complete = withSending(command).action(async (_, self) => {
    finish(await work(optionsOf(['slack'], self.optsWithGlobals()), host));
  });
  return withExamples(complete, [
    ['With the webhook in the environment', `${SLACK_VARIABLE}=… login-watch test-slack`],
    ['With the channel of login-watch.yaml', 'login-watch test-slack'],
    ['In Japanese', 'login-watch test-slack --language ja'],
  ]);
}

/** `login-watch test-chatwork` and so on: the channels of that kind in the settings. */
export function testOneCommand(kind: string): (host: Host, finish: Finish, work?: RunTest) => CommandUnknownOpts {
  return (host, finish, work = runTest) => {
    const command = newCommand(`test-${kind}`, host).description(
      `Sends a sample alert over the ${kind} channels of your settings, and tells what was answered.`,
    );
    const complete = withSending(command).action(async (_, self) => {
      finish(await work(optionsOf([kind], self.optsWithGlobals()), host));
    });
    return withExamples(complete, [
      [`The ${kind} channels of login-watch.yaml`, `login-watch test-${kind}`],
      ['What would be sent', `login-watch test-${kind} --dry-run`],
    ]);
  };
}

/** The flags of all these commands. */
function withSending<A extends unknown[], F extends OptionValues, G extends OptionValues>(command: Command<A, F, G>) {
  return command
    .option('--dry-run', 'show the exact requests, secrets blanked, and send nothing', false)
    .option('--preview <file>', 'write a page (HTML) that shows how it looks in each channel, and send nothing')
    .addOption(new Option('--format <format>', 'of the result').choices(['table', 'json']).default('table'));
}

interface Flags extends GlobalOptions, Pick<TestOptions, 'dryRun' | 'format' | 'deployed'> {
  readonly webhookUrl?: string;
  readonly preview?: string;
}

function optionsOf(channels: readonly string[], flags: Flags): TestOptions {
  const { webhookUrl, dryRun, preview, format, deployed = false } = flags;
  return { ...globalsOf(flags), channels, webhookUrl, dryRun, preview, format, deployed };
}
