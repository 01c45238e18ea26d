/** What every command is made with. A command's constructor only parses; its `run` does the work and is loaded late. */
import { Command, type CommandUnknownOpts, InvalidArgumentError } from 'commander';
import type { Exit } from '../../core/exit.ts';
import type { ChannelKind } from '../../core/settings.ts';
import type { Host } from '../../host.ts';

/** Every command of the program. */
export type CommandName =
  | 'init'
  | 'replay'
  | 'demo'
  | 'forecast'
  | 'rules'
  | 'config'
  | 'secret'
  | 'deploy'
  | 'policy'
  | 'test'
  | `test-${ChannelKind}`
  | 'status'
  | 'logins'
  | 'redrive'
  | 'template'
  | 'destroy'
  | 'doctor'
  | 'confirm-email'
  | 'completion';

/** Hands the exit status of a command to the program. */
export type Finish = (exit: Exit) => void;
/** Makes a command, ready to be added to the program. */
export type MakeCommand = (host: Host, finish: Finish) => CommandUnknownOpts;

/** What may stand before or after any command. */
export interface GlobalOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly config?: string;
  readonly language?: 'en' | 'ja';
  readonly verbose?: boolean;
}

type NoFlags = Record<never, never>;
/** As an alias, because commander takes no interface here. */
type GlobalFlags = Pick<GlobalOptions, keyof GlobalOptions>;
/** Has no flags of its own yet; `optsWithGlobals()` knows those that it is given, and the global ones. */
export type NewCommand = Command<[], NoFlags, GlobalFlags>;

/** A command that writes to the host and never ends the process. */
export function newCommand(name: string, host: Host): NewCommand {
  return new Command<[], NoFlags, GlobalFlags>(name).exitOverride().configureOutput({
    writeOut: (text) => void host.stdout.write(text),
    writeErr: (text) => void host.stderr.write(text),
    // In our own voice: no "error:" in front of a sentence that says what is wrong.
    outputError: (text, write) => write(text.replace(/^error: /, '')),
    getOutHelpWidth: () => Math.min(host.stdout.columns, 100),
    getErrHelpWidth: () => Math.min(host.stderr.columns, 100),
    getOutHasColors: () => host.stdout.colour,
    getErrHasColors: () => host.stderr.colour,
  });
}

/** Examples below the options, as `--help` shows them. */
export function withExamples<C extends CommandUnknownOpts>(
  command: C,
  examples: readonly (readonly [what: string, line: string])[],
): C {
  const text = examples.map(([what, line]) => `  ${what}\n    $ ${line}`).join('\n');
  return command.addHelpText('after', `\nExamples:\n${text}`);
}

/** What `--verbose` adds, on standard error. */
export async function explain({ verbose }: GlobalOptions, { stderr }: Host, text: string): Promise<void> {
  if (verbose) await stderr.write(`${text}\n`);
}

/** The global ones among parsed flags, and only what was given. */
export function globalsOf(flags: GlobalOptions): GlobalOptions {
  const names = ['profile', 'region', 'config', 'language', 'verbose'];
  return Object.fromEntries(
    Object.entries(flags).filter(([name, value]) => names.includes(name) && value !== undefined),
  );
}

/** `a,b` -> `['a', 'b']` */
export function list(text: string): string[] {
  const items = text.split(',').map((item) => item.trim());
  const named = items.filter((item) => item !== '');
  if (named.length === 0) throw new InvalidArgumentError('Expected names joined by commas.');
  return named;
}

/** A whole number from 1 on. */
export function positive(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 1 on.');
  return Number(text);
}
