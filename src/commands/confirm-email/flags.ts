/** `login-watch confirm-email`: the flags. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { CONFIRM_EMAIL_HELP } from '../../messages/help/confirm-email.ts';
import { type Finish, globalsOf, newCommand, withExamples, wordsFor } from '../shared/command.ts';
import type { ConfirmEmailOptions } from './run.ts';

export type RunConfirmEmail = (options: ConfirmEmailOptions, host: Host) => Promise<Exit>;

const runConfirmEmail: RunConfirmEmail = async (options, host) =>
  (await import('./run.ts')).runConfirmEmail(options, host);

export function confirmEmailCommand(
  host: Host,
  finish: Finish,
  work: RunConfirmEmail = runConfirmEmail,
): CommandUnknownOpts {
  const words = wordsFor(CONFIRM_EMAIL_HELP, host);
  const command = newCommand('confirm-email', host)
    .description(words.description)
    .option('--url <link>', words.options.url)
    .option('--token <token>', words.options.token)
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      finish(await work({ ...globalsOf(flags), url: flags.url, token: flags.token }, host));
    });
  return withExamples(command, [
    [words.examples.ask, 'login-watch confirm-email'],
    [
      words.examples.link,
      "login-watch confirm-email --url 'https://sns.us-east-1.amazonaws.com/confirmation.html?TopicArn=…&Token=…'",
    ],
  ]);
}
