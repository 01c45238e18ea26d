/** `login-watch confirm-email`: the flags. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, globalsOf, newCommand, withExamples } from '../shared/command.ts';
import type { ConfirmEmailOptions } from './run.ts';

export type RunConfirmEmail = (options: ConfirmEmailOptions, host: Host) => Promise<Exit>;

const runConfirmEmail: RunConfirmEmail = async (options, host) =>
  (await import('./run.ts')).runConfirmEmail(options, host);

export function confirmEmailCommand(
  host: Host,
  finish: Finish,
  work: RunConfirmEmail = runConfirmEmail,
): CommandUnknownOpts {
  const command = newCommand('confirm-email', host)
    .description(
      'Confirms that an address wants the mails of channel email, so that only your account can end it.\nWho clicks the link in AWS’s mail instead can be unsubscribed by anybody who gets a mail, and by mail scanners that follow links.\nWithout --url it shows who has not confirmed, and asks for the link.',
    )
    .option('--url <link>', 'the address behind “Confirm subscription” in the mail; do not click it')
    .option('--token <token>', 'only the token in it')
    .action(async (_, self) => {
      const flags = self.optsWithGlobals();
      finish(await work({ ...globalsOf(flags), url: flags.url, token: flags.token }, host));
    });
  return withExamples(command, [
    ['Who has not confirmed; the link is asked for', 'login-watch confirm-email'],
    [
      'With the link from the mail',
      "login-watch confirm-email --url 'https://sns.us-east-1.amazonaws.com/confirmation.html?TopicArn=…&Token=…'",
    ],
  ]);
}
