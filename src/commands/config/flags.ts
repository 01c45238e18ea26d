/** `login-watch config`: check and schema. The work is in run.ts. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import {
  type Finish,
  type GlobalOptions,
  globalsOf,
  type NewCommand,
  newCommand,
  withExamples,
} from '../shared/command.ts';

export type RunConfig = (action: 'check' | 'schema', options: GlobalOptions, host: Host) => Promise<Exit>;

const runConfig: RunConfig = async (action, options, host) =>
  (await import('./run.ts')).runConfig(action, options, host);

export function configCommand(host: Host, finish: Finish, work: RunConfig = runConfig): CommandUnknownOpts {
  const action = (name: 'check' | 'schema') => async (_: unknown, self: NewCommand) => {
    finish(await work(name, globalsOf(self.optsWithGlobals()), host));
  };
  const check = newCommand('check', host)
    .summary('read login-watch.yaml, and say what is wrong with it or what it means')
    .description(
      'Reads the settings and says what they mean. Every mistake is told with its line and column, and ends with status 2.',
    )
    .action(action('check'));
  const schema = newCommand('schema', host)
    .summary('print the JSON Schema that editors read')
    .description('Prints the JSON Schema of login-watch.yaml, for editors and other tools.')
    .action(action('schema'));
  const config = newCommand('config', host)
    .description('Checks login-watch.yaml, or prints its JSON Schema.')
    .addCommand(check)
    .addCommand(schema);
  return withExamples(config, [
    ['The settings found from here upward', 'login-watch config check'],
    ['A file of your choice', 'login-watch config check --config other.yaml'],
    ['For an editor', 'login-watch config schema > login-watch.schema.json'],
  ]);
}
