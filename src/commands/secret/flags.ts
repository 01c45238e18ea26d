/** `login-watch secret set`: the flags. The work is in run.ts. */
import { Argument, type CommandUnknownOpts } from 'commander';
import { SECRET_KINDS, type SecretKind } from '../../channels/kinds.ts';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { SECRET_HELP } from '../../messages/help/secret.ts';
import { type Finish, globalsOf, newCommand, withExamples, withHelpCommand, wordsFor } from '../shared/command.ts';
import type { SecretOptions } from './run.ts';

export type RunSecret = (options: SecretOptions, host: Host) => Promise<Exit>;

const runSecret: RunSecret = async (options, host) => (await import('./run.ts')).runSecret(options, host);

export function secretCommand(host: Host, finish: Finish, work: RunSecret = runSecret): CommandUnknownOpts {
  const words = wordsFor(SECRET_HELP, host);
  const set = newCommand('set', host)
    .summary(words.set.summary)
    .description(words.set.description)
    .addArgument(new Argument('<channel>', words.set.arguments.channel).choices(SECRET_KINDS))
    .option('--parameter <name>', words.set.options.parameter)
    .option('--replace', words.set.options.replace, false)
    .action(async (kind: SecretKind, _, self) => {
      const flags = self.optsWithGlobals();
      const { parameter, replace } = flags;
      finish(await work({ ...globalsOf(flags), kind, parameter, replace }, host));
    });
  withExamples(set, [
    [words.set.examples.ask, 'login-watch secret set slack'],
    [words.set.examples.pipe, 'pass show chatwork-token | login-watch secret set chatwork'],
    [words.set.examples.place, 'login-watch secret set slack --parameter /acme/slack-webhook'],
  ]);
  const secret = newCommand('secret', host).description(words.secret.description).addCommand(set);
  return withExamples(withHelpCommand(secret, host), [
    [words.secret.examples.ask, 'login-watch secret set slack'],
    [words.secret.examples.pipe, 'pass show chatwork-token | login-watch secret set chatwork'],
    [words.secret.examples.replace, 'login-watch secret set slack --replace'],
  ]);
}
