/** The base of every command. A command's constructor only parses; its `run` does the work and is loaded late. */
import { type Command, type CommandUnknownOpts, Option } from 'commander';
import type { Exit } from '../../core/exit.ts';
import { type WordTable, wordsFrom } from '../../core/words.ts';
import type { Host, Output } from '../../host.ts';
import { PARSER_WORDS } from '../../messages/help/parser.ts';
import { helpColumns, layOut } from '../../render/help.ts';
import { widthOf, wrap } from '../../render/wrap.ts';
import { addNotes, helpPageOf } from './help-page.ts';
import { Parser, UnfitValue, unknownCommand } from './parser.ts';

/** Hands the exit status of a command to the program. */
export type Finish = (exit: Exit) => void;
/** Makes a command, ready to be added to the program. */
export type MakeCommand = (host: Host, finish: Finish) => CommandUnknownOpts;

/** Flags before or after any command. */
export interface GlobalOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly config?: string;
  /** Environment variables and hosts that the settings may use, besides those that were allowed before. */
  readonly allowEnv?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly language?: 'en' | 'ja';
  readonly verbose?: boolean;
}

type NoFlags = Record<never, never>;
/** As an alias, because commander takes no interface here. */
type GlobalFlags = Pick<GlobalOptions, keyof GlobalOptions>;
/** Has no flags of its own yet; `optsWithGlobals()` knows those that it is given, and the global ones. */
export type NewCommand = Command<[], NoFlags, GlobalFlags>;

/** The words of a table in the language of everything that is printed. */
export const wordsFor = <Topic>(table: WordTable<Topic>, { language = 'en' }: Host): Topic => table[language];

/** A command that writes to the host and never ends the process. */
export function newCommand(name: string, host: Host): NewCommand {
  const words = wordsFor(PARSER_WORDS, host);
  const width = ({ isTerminal, columns }: Output) => helpColumns(isTerminal, columns);
  return new Parser<GlobalFlags>(name)
    .exitOverride()
    .helpOption('-h, --help', words.helpOption)
    .configureOutput({
      writeOut: (text) => void host.stdout.write(text),
      writeErr: (text) => void host.stderr.write(text),
      getOutHelpWidth: () => width(host.stdout),
      getErrHelpWidth: () => width(host.stderr),
      getOutHasColors: () => host.stdout.colour,
      getErrHasColors: () => host.stderr.colour,
    })
    .configureHelp({
      formatHelp: (command, helper) =>
        layOut(helpPageOf(command, words), helper.helpWidth ?? width(host.stdout), { widthOf, wrap }),
    });
}

/** Adds the subcommand `help`, which refuses an unknown word with the most similar command. */
export function withHelpCommand<C extends CommandUnknownOpts>(command: C, host: Host): C {
  const words = wordsFor(PARSER_WORDS, host);
  const help = newCommand('help', host)
    .summary(words.helpCommand)
    .description(words.helpCommand)
    .argument('[command...]', words.helpArgument)
    .action((names) => {
      let shown: CommandUnknownOpts = command;
      for (const name of names) {
        const next = shown.commands.find((one) => one.name() === name);
        if (next === undefined) throw unknownCommand(shown, name);
        shown = next;
      }
      shown.outputHelp();
    });
  command.addCommand(help);
  return command;
}

/** Examples below the options, as `--help` shows them. */
export function withExamples<C extends CommandUnknownOpts>(
  command: C,
  examples: readonly (readonly [caption: string, line: string])[],
): C {
  addNotes(command, { examples });
  return command;
}

/** Exit statuses below the examples, where a command has others than the usual ones. */
export function withExitStatus<C extends CommandUnknownOpts>(
  command: C,
  meanings: readonly (readonly [status: Exit, meaning: string])[],
): C {
  addNotes(command, { exitStatus: meanings.map(([status, meaning]) => [String(status), meaning]) });
  return command;
}

/** `--format <format>`, as in all commands that print a result; the first one is the default. */
export const formatOption = <const Format extends string>(host: Host, formats: readonly [Format, ...Format[]]) =>
  new Option('--format <format>', wordsFor(PARSER_WORDS, host).format).choices(formats).default(formats[0]);

/** Prints the addition of `--verbose`, on standard error. */
export async function explain({ verbose }: GlobalOptions, { stderr }: Host, text: string): Promise<void> {
  if (verbose) await stderr.write(`${text}\n`);
}

/** The global ones among parsed flags, and only what was given. */
export function globalsOf(flags: GlobalOptions): GlobalOptions {
  const names = ['profile', 'region', 'config', 'allowEnv', 'allowHost', 'language', 'verbose'];
  return Object.fromEntries(
    Object.entries(flags).filter(([name, value]) => names.includes(name) && value !== undefined),
  );
}

/** `a,b` -> `['a', 'b']` */
export function list(text: string): string[] {
  const items = text.split(',').map((item) => item.trim());
  const named = items.filter((item) => item !== '');
  if (named.length === 0) throw new UnfitValue(wordsFrom(PARSER_WORDS, (words) => words.names));
  return named;
}

/** More threads would only wait for one another, and for the memory. */
const MOST_THREADS = 16;

export function threadCount(text: string): number {
  if (/^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_THREADS) return Number(text);
  throw new UnfitValue(wordsFrom(PARSER_WORDS, ({ wholeNumberTo }) => wholeNumberTo(MOST_THREADS)));
}

/** A whole number from 1 on. */
export function positive(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UnfitValue(wordsFrom(PARSER_WORDS, (words) => words.wholeNumber));
  return Number(text);
}
