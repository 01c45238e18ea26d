/** Writes the text of `login-watch --help` beside the built program, from the command definitions. */
import { writeFile } from 'node:fs/promises';
import { programFor } from '../src/cli.ts';
import { nodeHost } from '../src/node-host.ts';

const program = await programFor([], nodeHost(['--no-color']), () => undefined);
let text = '';
program.configureOutput({
  getOutHelpWidth: () => 80,
  getOutHasColors: () => false,
  writeOut: (part) => (text += part),
});
program.outputHelp();
await writeFile(new URL('../dist/help.txt', import.meta.url), text);
