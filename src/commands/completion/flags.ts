/** `login-watch completion`: a script for the shell. The work is in run.ts. */
import { Argument } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { type Finish, type MakeCommand, newCommand, withExamples } from '../shared/command.ts';
import type { Shell, WholeProgram } from './run.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const satisfies readonly Shell[];
export type RunCompletion = (shell: Shell, whole: WholeProgram, host: Host) => Promise<Exit>;

const runCompletion: RunCompletion = async (shell, whole, host) =>
  (await import('./run.ts')).runCompletion(shell, whole, host);

export function completionOf(whole: WholeProgram, work: RunCompletion = runCompletion): MakeCommand {
  return (host: Host, finish: Finish) => {
    const command = newCommand('completion', host)
      .description(
        'Prints a script that lets your shell complete commands, options and what may follow them.\nThe script asks nothing and starts nothing; after an update of this program, print it anew.',
      )
      .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
      .action(async (shell: Shell) => finish(await work(shell, whole, host)));
    return withExamples(command, [
      ['bash, in ~/.bashrc', 'source <(login-watch completion bash)'],
      ['zsh, in ~/.zshrc after compinit', 'source <(login-watch completion zsh)'],
      ['fish, once', 'login-watch completion fish > ~/.config/fish/completions/login-watch.fish'],
    ]);
  };
}
