/** `login-watch policy`: the IAM policy that a command needs. The work is in run.ts. */
import { Argument, type CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { PERMISSIONS } from '../permissions.ts';
import { type Finish, globalsOf, newCommand, withExamples } from '../shared/command.ts';
import type { PolicyOptions } from './run.ts';

export type RunPolicy = (options: PolicyOptions, host: Host) => Promise<Exit>;

const runPolicy: RunPolicy = async (options, host) => (await import('./run.ts')).runPolicy(options, host);

export function policyCommand(host: Host, finish: Finish, work: RunPolicy = runPolicy): CommandUnknownOpts {
  const command = newCommand('policy', host)
    .description(
      'Prints the IAM policy that a command needs, and no more. Attach it to the user or role that runs the command.',
    )
    .addArgument(new Argument('<command>', 'the command').choices(Object.keys(PERMISSIONS)))
    .option('--notify', 'with what sending to the channels of the settings needs', false)
    .option('--split', 'as a JSON list of policies that are short enough for AWS, to be attached all', false)
    .action(async (name: string, _, self) => {
      const flags = self.optsWithGlobals();
      finish(await work({ ...globalsOf(flags), command: name, notify: flags.notify, split: flags.split }, host));
    });
  return withExamples(command, [
    ['What a look at the last day needs', 'login-watch policy replay'],
    ['And with sending what it finds', 'login-watch policy replay --notify'],
    ['What deploying needs, which is long', 'login-watch policy deploy --split'],
    [
      'As a policy in AWS',
      'login-watch policy replay > policy.json && aws iam create-policy --policy-name login-watch --policy-document file://policy.json',
    ],
  ]);
}
