/** This process: arguments in, exit status out. */
import { readFile } from 'node:fs/promises';
import { EXIT } from './core/exit.ts';
import type { Language } from './core/rule.ts';
import { HELP_FILE, type HelpPages } from './help-file.ts';
import type { Host } from './host.ts';
import { nodeOutput } from './node-output.ts';
import { helpColumns, layOut } from './render/help.ts';
import { MARKED } from './render/marked.ts';
import { languageFor } from './settings/language.ts';

/**
 * Runs the program. The page of help alone is made by the build: loading a parser costs as much as starting Node. All
 * that it needs is imported at once, for the build makes one file of it.
 */
export async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  if (argv.length === 1 && (argv[0] === '--help' || argv[0] === '-h')) {
    const help = await helpText(argv);
    if (help !== undefined) return printHelp(help, argv);
  }
  // On Node 20 the SDK would print six lines of its own at every run; README has the end of its support.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const [{ run }, { nodeHost }] = await Promise.all([import('./cli.ts'), import('./node-host.ts')]);
  const host = nodeHost(argv);
  endSoonAfterStop(argv, host);
  // The work is done and written: no socket, proxy, timer or pipe that is still open keeps the program.
  process.exit(await run(argv, host));
}

/** Commands that change something; once they are stopped, they tidy up first. */
const TIDYING = /^(?:deploy|destroy|init|redrive|test|demo|watch)$/;
/** Turns of the clock after a stop: one second to show a part of the result, or half a minute to tidy up. */
const TURNS = { show: 10, tidy: 300 };
const TURN = 100;

/**
 * Ends a program that goes on although it was stopped: it waits for something that can't be cancelled. Turns are counted,
 * not time, because a clock that is late was kept by work.
 */
function endSoonAfterStop(argv: readonly string[], { signal }: Host): void {
  // Nothing is left that could finish the work.
  process.once('beforeExit', () => void endUnfinished(argv));
  signal.addEventListener('abort', () => {
    let left = argv.some((word) => TIDYING.test(word)) ? TURNS.tidy : TURNS.show;
    setInterval(() => {
      left -= 1;
      if (left === 0) void endUnfinished(argv);
      if (left < -TURNS.show) process.exit(EXIT.refused);
    }, TURN);
  });
}

async function endUnfinished(argv: readonly string[]): Promise<void> {
  const { PROGRAM_WORDS } = await import('./messages/help/program.ts');
  const language = await languageFor(argv, { cwd: process.cwd(), env: process.env });
  process.stderr.write(`${PROGRAM_WORDS[language].stopped}\n`, () => process.exit(EXIT.refused));
}

/** Standard input and standard error stay untouched, if nothing is to be said there: opening them takes a while. */
async function printHelp({ text, language }: Help, argv: readonly string[]): Promise<void> {
  const stdout = nodeOutput(process.stdout, argv, () => undefined);
  await stdout.write(text);
  // A write under way fails only later.
  await stdout.write('');
  if (stdout.failure?.() === undefined) return;
  const [{ nodeHost }, { outputLost }] = await Promise.all([import('./node-host.ts'), import('./output-lost.ts')]);
  process.exitCode = await outputLost({ ...nodeHost(argv), stdout, language });
}

interface Help {
  readonly text: string;
  readonly language: Language;
}

/** In the language and the width that the program itself would use; undefined if the build left no pages. */
async function helpText(argv: readonly string[]): Promise<Help | undefined> {
  const file = await readFile(HELP_FILE, 'utf8').catch(() => undefined);
  if (file === undefined) return undefined;
  const pages: HelpPages = JSON.parse(file);
  const language = await languageFor(argv, { cwd: process.cwd(), env: process.env });
  const { isTTY, columns } = process.stdout;
  return { text: layOut(pages[language], helpColumns(isTTY, columns), MARKED), language };
}
