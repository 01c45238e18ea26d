/** Every command of the program by its whole name, found by walking it. */
import type { Command, CommandUnknownOpts } from 'commander';
import { programFor } from '../../../src/cli.ts';
import { fakeHost } from './fake-host.ts';

export type NamedCommand = readonly [name: string, command: CommandUnknownOpts];

/** The program with all of its commands loaded. */
export async function wholeProgram(): Promise<Command> {
  const load = (argv: readonly string[]) => programFor(argv, fakeHost(), () => undefined);
  return load((await load([])).commands.map((one) => one.name()));
}

/** `rules` and `rules list`, with `rules help`. */
export const allBelow = (command: CommandUnknownOpts, path = ''): readonly NamedCommand[] =>
  command.commands.flatMap((one) => {
    const name = `${path} ${one.name()}`.trim();
    return [[name, one] as const, ...allBelow(one, name)];
  });

/** Commands that do something: `rules` alone only prints its help, as `rules help` does. */
export const workingCommands = async (): Promise<readonly NamedCommand[]> =>
  allBelow(await wholeProgram()).filter(([name, { commands }]) => commands.length === 0 && !/\bhelp$/.test(name));
