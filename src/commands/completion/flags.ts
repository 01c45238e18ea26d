/** `login-watch completion`: a script for the shell. The work is in run.ts. */
import { Argument } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { COMPLETION_HELP } from '../../messages/help/completion.ts';
import { type Finish, type MakeCommand, newCommand, withExamples, wordsFor } from '../shared/command.ts';
import type { Shell, WholeProgram } from './run.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const satisfies readonly Shell[];
export type RunCompletion = (shell: Shell, whole: WholeProgram, host: Host) => Promise<Exit>;

const runCompletion: RunCompletion = async (shell, whole, host) =>
  (await import('./run.ts')).runCompletion(shell, whole, host);

export function completionOf(whole: WholeProgram, work: RunCompletion = runCompletion): MakeCommand {
  return (host: Host, finish: Finish) => {
    const words = wordsFor(COMPLETION_HELP, host);
    const command = newCommand('completion', host)
      .description(words.description)
      .addArgument(new Argument('<shell>', words.arguments.shell).choices(SHELLS))
      .action(async (shell: Shell) => finish(await work(shell, whole, host)));
    return withExamples(command, [
      [words.examples.bash, 'source <(login-watch completion bash)'],
      [words.examples.zsh, 'source <(login-watch completion zsh)'],
      [words.examples.fish, 'login-watch completion fish > ~/.config/fish/completions/login-watch.fish'],
    ]);
  };
}
