/** `login-watch completion`: the work. The program's own definitions -> a script. */
import { EXIT, type Exit, type Host } from '../host.ts';
import { bashScript } from './completion/bash.ts';
import { fishScript } from './completion/fish.ts';
import { type Node, treeOf } from './completion/tree.ts';
import { zshScript } from './completion/zsh.ts';
import type { Shell, WholeProgram } from './completion.ts';

const SCRIPTS: Readonly<Record<Shell, (program: Node) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

export async function runCompletion(shell: Shell, whole: WholeProgram, host: Host): Promise<Exit> {
  await host.stdout.write(SCRIPTS[shell](treeOf(await whole(host))));
  return EXIT.done;
}
