/** `login-watch rules`: list, show, compile, test. The work is in run.ts and its sisters, loaded when called. */
import { type CommandUnknownOpts, Option } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { RULES_HELP } from '../../messages/help/rules.ts';
import {
  type Finish,
  formatOption,
  type GlobalOptions,
  globalsOf,
  newCommand,
  withExamples,
  withHelpCommand,
  wordsFor,
} from '../shared/command.ts';
import type { RulesOptions } from './run.ts';

type Flags = GlobalOptions & Pick<RulesOptions, 'format'>;
export type RunRules = (action: 'list' | 'show', options: RulesOptions, host: Host) => Promise<Exit>;

const runRules: RunRules = async (action, options, host) => (await import('./run.ts')).runRules(action, options, host);

export function rulesCommand(host: Host, finish: Finish, work: RunRules = runRules): CommandUnknownOpts {
  const words = wordsFor(RULES_HELP, host);
  const format = () => formatOption(host, ['table', 'json']);
  const run = async (action: 'list' | 'show', names: readonly string[], flags: Flags) =>
    finish(await work(action, { ...globalsOf(flags), names, format: flags.format }, host));
  const list = newCommand('list', host)
    .summary(words.list.summary)
    .description(words.list.description)
    .argument('[names...]', words.list.arguments.names)
    .addOption(format())
    .action((names, _, self) => run('list', names, self.optsWithGlobals()));
  const show = newCommand('show', host)
    .summary(words.show.summary)
    .description(words.show.description)
    .argument('<id>', words.show.arguments.id)
    .addOption(format())
    .action((id, _, self) => run('show', [id], self.optsWithGlobals()));
  const compile = newCommand('compile', host)
    .summary(words.compile.summary)
    .description(words.compile.description)
    .argument('[names...]', words.compile.arguments.names)
    .addOption(new Option('--for <what>', words.compile.options.for).choices(['eventbridge', 'logs', 'lookup']))
    .addOption(format())
    .action(async (names, _, self) => {
      const flags = self.optsWithGlobals();
      const options = { ...globalsOf(flags), names, format: flags.format, for: flags.for };
      finish(await (await import('./compile.ts')).runCompile(options, host));
    });
  const test = newCommand('test', host)
    .summary(words.test.summary)
    .description(words.test.description)
    .argument('<file>', words.test.arguments.file)
    .addOption(format())
    .action(async (file, _, self) => {
      const flags = self.optsWithGlobals();
      const options = { ...globalsOf(flags), config: file, names: [], format: flags.format };
      finish(await (await import('./test.ts')).runRulesTest(options, host));
    });
  withExamples(list, [
    [words.list.examples.all, 'login-watch rules list'],
    [words.list.examples.theme, 'login-watch rules list signin --format json'],
  ]);
  withExamples(show, [[words.show.examples.one, 'login-watch rules show signin-no-mfa']]);
  withExamples(compile, [
    [words.compile.examples.all, 'login-watch rules compile'],
    [words.compile.examples.eventbridge, 'login-watch rules compile --for eventbridge'],
  ]);
  withExamples(test, [[words.test.examples.own, 'login-watch rules test login-watch.yaml']]);
  const rules = newCommand('rules', host)
    .description(words.rules.description)
    .addCommand(list)
    .addCommand(show)
    .addCommand(compile)
    .addCommand(test);
  return withExamples(withHelpCommand(rules, host), [
    [words.rules.examples.list, 'login-watch rules list'],
    [words.rules.examples.json, 'login-watch rules list signin --format json'],
    [words.rules.examples.show, 'login-watch rules show signin-no-mfa'],
    [words.rules.examples.compile, 'login-watch rules compile --for eventbridge'],
    [words.rules.examples.test, 'login-watch rules test login-watch.yaml'],
  ]);
}
