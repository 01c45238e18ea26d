/** `login-watch policy`: the IAM policy that a command needs. The work is in run.ts. */
import { Argument, type CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { POLICY_HELP } from '../../messages/help/policy.ts';
import { PERMISSIONS } from '../permissions.ts';
import { type Finish, globalsOf, newCommand, withExamples, wordsFor } from '../shared/command.ts';
import type { PolicyOptions } from './run.ts';

export type RunPolicy = (options: PolicyOptions, host: Host) => Promise<Exit>;

const runPolicy: RunPolicy = async (options, host) => (await import('./run.ts')).runPolicy(options, host);

export function policyCommand(host: Host, finish: Finish, work: RunPolicy = runPolicy): CommandUnknownOpts {
  const words = wordsFor(POLICY_HELP, host);
  const command = newCommand('policy', host)
    .description(words.description)
    .addArgument(new Argument('<command>', words.arguments.command).choices(Object.keys(PERMISSIONS)))
    .option('--notify', words.options.notify, false)
    .option('--split', words.options.split, false)
    .option('--s3 [bucket]', words.options.s3)
    .option('--athena', words.options.athena)
    .option('--live', words.options.live)
    .option('--role-name <name>', words.options.roleName)
    .option('--member <caller>', words.options.member)
    .action(async (name: string, _, self) => {
      const flags = self.optsWithGlobals();
      finish(
        await work(
          {
            ...globalsOf(flags),
            ...{ command: name, notify: flags.notify, split: flags.split, s3: flags.s3 },
            ...{ athena: flags.athena, live: flags.live, roleName: flags.roleName, member: flags.member },
          },
          host,
        ),
      );
    });
  return withExamples(command, [
    [words.examples.replay, 'login-watch policy replay'],
    [words.examples.notify, 'login-watch policy replay --notify'],
    [words.examples.s3, 'login-watch policy replay --s3 my-trail-bucket'],
    [words.examples.athena, 'login-watch policy replay --athena --s3 my-trail-bucket'],
    [words.examples.organization, 'login-watch policy replay --role-name login-watch'],
    [words.examples.member, 'login-watch policy replay --member 111122223333'],
    [words.examples.split, 'login-watch policy deploy --split'],
    [
      words.examples.create,
      'login-watch policy replay > policy.json && aws iam create-policy --policy-name login-watch --policy-document file://policy.json',
    ],
  ]);
}
