/** `login-watch rules`: list, show, compile, test. The work is in run.ts and its sisters, loaded when called. */
import { type CommandUnknownOpts, Option } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, type GlobalOptions, globalsOf, newCommand, withExamples } from '../shared/command.ts';
import type { RulesOptions } from './run.ts';

type Flags = GlobalOptions & Pick<RulesOptions, 'format'>;
export type RunRules = (action: 'list' | 'show', options: RulesOptions, host: Host) => Promise<Exit>;

const runRules: RunRules = async (action, options, host) => (await import('./run.ts')).runRules(action, options, host);

export function rulesCommand(host: Host, finish: Finish, work: RunRules = runRules): CommandUnknownOpts {
  const format = () => new Option('--format <format>', 'of the result').choices(['table', 'json']).default('table');
  const run = async (action: 'list' | 'show', names: readonly string[], flags: Flags) =>
    finish(await work(action, { ...globalsOf(flags), names, format: flags.format }, host));
  const list = newCommand('list', host)
    .summary('what is looked for, and what your settings make of it')
    .description('Lists the rules with their severity, and whether they are on, after your settings are applied.')
    .argument('[names...]', 'rule ids or themes (default: all)')
    .addOption(format())
    .action((names, _, self) => run('list', names, self.optsWithGlobals()));
  const show = newCommand('show', host)
    .summary('why a rule exists, what it can not see, and what to do when it fires')
    .description(
      'Explains a rule: why it exists, what it can not see, what to do when it fires, and which controls it maps to.',
    )
    .argument('<id>', 'rule id')
    .addOption(format())
    .action((id, _, self) => run('show', [id], self.optsWithGlobals()));
  const compile = newCommand('compile', host)
    .summary('what AWS must be asked for, so that these rules see all they need')
    .description(
      'Prints the EventBridge patterns, CloudWatch Logs filters and LookupEvents queries that these rules need. None of them loses a record that a rule could tell.',
    )
    .argument('[names...]', 'rule ids or themes (default: all that are on)')
    .addOption(new Option('--for <what>', 'only these (default: all three)').choices(['eventbridge', 'logs', 'lookup']))
    .addOption(format())
    .action(async (names, _, self) => {
      const flags = self.optsWithGlobals();
      const options = { ...globalsOf(flags), names, format: flags.format, for: flags.for };
      finish(await (await import('./compile.ts')).runCompile(options, host));
    });
  const test = newCommand('test', host)
    .summary('try your own rules on the examples beside them')
    .description(
      'Tries every rule under `own` of a settings file on its `examples`: what must make it fire, and what must leave it quiet.\nThe exit status is 1 where one does otherwise, or has no examples of both kinds.',
    )
    .argument('<file>', 'settings file')
    .addOption(format())
    .action(async (file, _, self) => {
      const flags = self.optsWithGlobals();
      const options = { ...globalsOf(flags), config: file, names: [], format: flags.format };
      finish(await (await import('./test.ts')).runRulesTest(options, host));
    });
  const rules = newCommand('rules', host)
    .description('Lists, explains, compiles and tests the rules.')
    .addCommand(list)
    .addCommand(show)
    .addCommand(compile)
    .addCommand(test);
  return withExamples(rules, [
    ['All rules', 'login-watch rules list'],
    ['Those about sign-ins, for a script', 'login-watch rules list signin --format json'],
    ['One of them, explained', 'login-watch rules show signin-no-mfa'],
    ['The EventBridge patterns for what is on', 'login-watch rules compile --for eventbridge'],
    ['Your own rules, tried on their examples', 'login-watch rules test login-watch.yaml'],
  ]);
}
