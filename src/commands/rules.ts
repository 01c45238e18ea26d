/** `login-watch rules`: list and show. The work is in rules-run.ts. */
import { type Command, Option } from 'commander';
import type { Exit, Host } from '../host.ts';
import { type Finish, type GlobalOptions, globalsOf, newCommand, withExamples } from './command.ts';

export interface RulesOptions extends GlobalOptions {
  /** Ids or themes; none means all. */
  readonly names: readonly string[];
  readonly format: 'table' | 'json';
}

export type RunRules = (action: 'list' | 'show', options: RulesOptions, host: Host) => Promise<Exit>;

const runRules: RunRules = async (action, options, host) =>
  (await import('./rules-run.ts')).runRules(action, options, host);

export function rulesCommand(host: Host, finish: Finish, work: RunRules = runRules): Command {
  const format = () => new Option('--format <format>', 'of the result').choices(['table', 'json']).default('table');
  const action = (name: 'list' | 'show') => async (names: string | string[], _: unknown, self: Command) => {
    const flags = self.optsWithGlobals();
    finish(await work(name, { ...globalsOf(flags), names: [names].flat(), format: flags['format'] }, host));
  };
  const list = newCommand('list', host)
    .summary('what is looked for, and what your settings make of it')
    .description('Lists the rules with their severity, and whether they are on, after your settings are applied.')
    .argument('[names...]', 'rule ids or themes (default: all)')
    .addOption(format())
    .action(action('list'));
  const show = newCommand('show', host)
    .summary('why a rule exists, what it can not see, and what to do when it fires')
    .description(
      'Explains a rule: why it exists, what it can not see, what to do when it fires, and which controls it maps to.',
    )
    .argument('<id>', 'rule id')
    .addOption(format())
    .action(action('show'));
  const rules = newCommand('rules', host)
    .description('Lists and explains the rules.')
    .addCommand(list)
    .addCommand(show);
  return withExamples(rules, [
    ['All rules', 'login-watch rules list'],
    ['Those about sign-ins, for a script', 'login-watch rules list signin --format json'],
    ['One of them, explained', 'login-watch rules show signin-no-mfa'],
  ]);
}
