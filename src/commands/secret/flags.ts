/** `login-watch secret set`: the flags. The work is in run.ts. */
import { Argument, type CommandUnknownOpts } from 'commander';
import { SECRET_KINDS, type SecretKind } from '../../channels/kinds.ts';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, globalsOf, newCommand, withExamples } from '../shared/command.ts';
import type { SecretOptions } from './run.ts';

export type RunSecret = (options: SecretOptions, host: Host) => Promise<Exit>;

const runSecret: RunSecret = async (options, host) => (await import('./run.ts')).runSecret(options, host);

export function secretCommand(host: Host, finish: Finish, work: RunSecret = runSecret): CommandUnknownOpts {
  const set = newCommand('set', host)
    .summary('ask for a secret, and store it encrypted in Parameter Store')
    .description(
      'Asks for the secret without showing it (or reads it from standard input), checks its form, and stores it as a\nSecureString in the Parameter Store of your account. It is never printed.',
    )
    .addArgument(new Argument('<channel>', 'whose secret').choices(SECRET_KINDS))
    .option('--parameter <name>', 'where to, as /acme/slack-webhook (default: what the settings say, or /<name>/…)')
    .option('--replace', 'replace the one that is stored there, without asking', false)
    .action(async (kind: SecretKind, _, self) => {
      const flags = self.optsWithGlobals();
      const { parameter, replace } = flags;
      finish(await work({ ...globalsOf(flags), kind, parameter, replace }, host));
    });
  const secret = newCommand('secret', host).description('Keeps secrets out of files.').addCommand(set);
  return withExamples(secret, [
    ['The webhook of Slack: it is asked for', 'login-watch secret set slack'],
    ['From a password manager', 'pass show chatwork-token | login-watch secret set chatwork'],
    ['After the old one got out', 'login-watch secret set slack --replace'],
  ]);
}
