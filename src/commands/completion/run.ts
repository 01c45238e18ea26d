/** `login-watch completion`: the work. The program's own definitions -> a script. */
import type { CommandUnknownOpts } from 'commander';
import { EXIT, type Exit } from '../../core/exit.ts';
import type { Host } from '../../host.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { type Node, treeOf } from './tree.ts';
import { zshScript } from './zsh.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

/** Makes the program with all of its commands. */
export type WholeProgram = (host: Host) => Promise<CommandUnknownOpts>;

const SCRIPTS: Readonly<Record<Shell, (program: Node) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

export async function runCompletion(shell: Shell, whole: WholeProgram, host: Host): Promise<Exit> {
  await host.stdout.write(SCRIPTS[shell](treeOf(await whole(host))));
  return EXIT.done;
}
