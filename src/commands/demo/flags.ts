/** `login-watch demo`: a made-up day for people without an account, a checkout or settings. */
import type { CommandUnknownOpts } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { DEMO_HELP } from '../../messages/help/demo.ts';
import { type Finish, type MakeCommand, newCommand, withExamples, wordsFor } from '../shared/command.ts';
import type { Program } from './run.ts';

export type RunDemo = (program: Program, host: Host) => Promise<Exit>;

const runDemo: RunDemo = async (program, host) => (await import('./run.ts')).runDemo(program, host);

export function demoOf(program: Program, work: RunDemo = runDemo): MakeCommand {
  return (host: Host, finish: Finish): CommandUnknownOpts => {
    const words = wordsFor(DEMO_HELP, host);
    const command = newCommand('demo', host)
      .description(words.description)
      .action(async () => finish(await work(program, host)));
    return withExamples(command, [
      [words.examples.first, 'npx aws-login-watch demo'],
      [words.examples.otherLanguage, 'login-watch demo --language ja'],
    ]);
  };
}
