/** `login-watch policy`: the IAM policy that a command needs. The work is in policy-run.ts. */
import { Argument, type Command } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, type GlobalOptions, globalsOf, newCommand, withExamples } from '../shared/command.ts';
import { PERMISSIONS } from './permissions.ts';

export interface PolicyOptions extends GlobalOptions {
  readonly command: string;
  /** With what sending the findings needs. */
  readonly notify: boolean;
  /** Several documents, each as long as AWS takes. */
  readonly split: boolean;
}

export type RunPolicy = (options: PolicyOptions, host: Host) => Promise<Exit>;

const runPolicy: RunPolicy = async (options, host) => (await import('./run.ts')).runPolicy(options, host);

export function policyCommand(host: Host, finish: Finish, work: RunPolicy = runPolicy): Command {
  const command = newCommand('policy', host)
    .description(
      'Prints the IAM policy that a command needs, and no more. Attach it to the user or role that runs the command.',
    )
    .addArgument(new Argument('<command>', 'the command').choices(Object.keys(PERMISSIONS)))
    .option('--notify', 'with what sending to the channels of the settings needs', false)
    .option('--split', 'as a JSON list of policies that are short enough for AWS, to be attached all', false)
    .action(async (name: string, _: unknown, self: Command) => {
      const flags = self.optsWithGlobals();
      finish(await work({ ...globalsOf(flags), command: name, notify: flags['notify'], split: flags['split'] }, host));
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
