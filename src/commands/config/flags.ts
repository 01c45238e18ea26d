/** `login-watch config`: check and schema. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { CONFIG_HELP } from '../../messages/help/config.ts';
import {
  type Finish,
  globalsOf,
  type NewCommand,
  newCommand,
  withExamples,
  withHelpCommand,
  wordsFor,
} from '../shared/command.ts';
import type { ConfigOptions } from './run.ts';

export type RunConfig = (action: 'check' | 'schema', options: ConfigOptions, host: Host) => Promise<Exit>;

const runConfig: RunConfig = async (action, options, host) =>
  (await import('./run.ts')).runConfig(action, options, host);

export function configCommand(host: Host, finish: Finish, work: RunConfig = runConfig): CommandUnknownOpts {
  const action = (name: 'check' | 'schema') => async (_: unknown, self: NewCommand) => {
    const flags = self.optsWithGlobals();
    finish(
      await work(
        name,
        { ...globalsOf(flags), ...(Reflect.get(flags, 'strict') === true ? { strict: true } : {}) },
        host,
      ),
    );
  };
  const words = wordsFor(CONFIG_HELP, host);
  const check = newCommand('check', host)
    .summary(words.check.summary)
    .description(words.check.description)
    .option('--strict', words.check.options.strict)
    .action(action('check'));
  withExamples(check, [
    [words.check.examples.nearest, 'login-watch config check'],
    [words.check.examples.other, 'login-watch config check --config other.yaml'],
  ]);
  const schema = newCommand('schema', host)
    .summary(words.schema.summary)
    .description(words.schema.description)
    .action(action('schema'));
  withExamples(schema, [[words.schema.examples.editor, 'login-watch config schema > login-watch.schema.json']]);
  const config = newCommand('config', host).description(words.config.description).addCommand(check).addCommand(schema);
  return withExamples(withHelpCommand(config, host), [
    [words.config.examples.check, 'login-watch config check'],
    [words.config.examples.schema, 'login-watch config schema > login-watch.schema.json'],
  ]);
}
