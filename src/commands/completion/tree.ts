/** The program's commands as data: what may stand where, for the scripts of all shells. */
import type { Argument, CommandUnknownOpts, Option } from 'commander';
import { REGIONS_ENABLED_BY_DEFAULT } from '../../aws/regions-by-default.ts';
import { THEMES } from '../../core/rule.ts';
import { CHANNEL_KINDS } from '../../core/settings.ts';
import { RULES } from '../../rules/index.ts';

/** Values of an argument: one of these words, words joined by commas, a file, or any text. */
export type Values =
  | { readonly kind: 'words' | 'list'; readonly words: readonly string[] }
  | { readonly kind: 'file' }
  | { readonly kind: 'any' };

export interface Flag {
  /** `['-y', '--yes']` */
  readonly names: readonly string[];
  readonly summary: string;
  /** Undefined: nothing follows it. */
  readonly values: Values | undefined;
  /** The value may be left out. */
  readonly isOptional: boolean;
  /** Several values may follow. */
  readonly isMany: boolean;
}

export interface Operand {
  readonly name: string;
  readonly values: Values;
  readonly isMany: boolean;
}

export interface Node {
  readonly name: string;
  /** From the program down, without its name: `['rules', 'show']`. */
  readonly path: readonly string[];
  readonly summary: string;
  /** Its own and those of the commands above it. */
  readonly flags: readonly Flag[];
  readonly operands: readonly Operand[];
  readonly children: readonly Node[];
}

const RULE_IDS = RULES.map(({ id }) => id);

/** Values that the definitions name and don't list, as own rules and named channels may be added. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'rules show id': RULE_IDS,
  'rules list names': [...RULE_IDS, ...THEMES],
  'rules compile names': [...RULE_IDS, ...THEMES],
  'test channels': CHANNEL_KINDS,
  '--notify': CHANNEL_KINDS,
  '--rules': ['all', 'on', ...THEMES, ...RULE_IDS],
  '--region': REGIONS_ENABLED_BY_DEFAULT,
  '--regions': REGIONS_ENABLED_BY_DEFAULT,
};
const FILES = /^(?:file|files|path|paths|folder|dir|directory)$/;

export function treeOf(command: CommandUnknownOpts): Node {
  return nodeOf(command, [], [], []);
}

function nodeOf(
  command: CommandUnknownOpts,
  path: readonly string[],
  above: readonly Flag[],
  siblings: readonly string[],
): Node {
  const help = command.createHelp();
  const own = help.visibleOptions(command).map(flagOf);
  const names = new Set(own.flatMap((flag) => flag.names));
  const flags = [...own, ...above.filter((flag) => !flag.names.some((name) => names.has(name)))];
  const inherited = flags.filter(({ names: [first] }) => first !== '-V');
  const children = help.visibleCommands(command);
  const childNames = children.map((child) => child.name()).filter((name) => name !== 'help');
  return {
    name: command.name(),
    path,
    summary: help.subcommandDescription(command),
    flags,
    operands: command.registeredArguments.map((argument) => operandOf(argument, path, siblings)),
    children: children.map((child) => nodeOf(child, [...path, child.name()], inherited, childNames)),
  };
}

function flagOf(option: Option): Flag {
  const { short, long, description, required, optional, variadic, flags } = option;
  const placeholder = /[<[]([^>\]]+?)(?:\.\.\.)?[>\]]/.exec(flags)?.[1] ?? '';
  return {
    names: [short, long].filter((name) => name !== undefined),
    summary: description,
    values:
      required || optional
        ? valuesOf(option.argChoices, KNOWN[long ?? ''], placeholder, placeholder.includes(','))
        : undefined,
    isOptional: optional,
    isMany: variadic,
  };
}

function operandOf(argument: Argument, path: readonly string[], siblings: readonly string[]): Operand {
  const name = argument.name();
  // `help [command]` is commander's own, and doesn't list what it takes.
  const known = path.at(-1) === 'help' ? siblings : KNOWN[[...path, name].join(' ')];
  return { name, values: valuesOf(argument.argChoices, known, name, false), isMany: argument.variadic };
}

function valuesOf(
  choices: readonly string[] | undefined,
  known: readonly string[] | undefined,
  placeholder: string,
  isList: boolean,
): Values {
  const words = choices ?? known;
  if (words !== undefined) return { kind: isList ? 'list' : 'words', words };
  return { kind: FILES.test(placeholder) ? 'file' : 'any' };
}

/** A command and all below it. */
export const nodesOf = (node: Node): readonly Node[] => [node, ...node.children.flatMap(nodesOf)];
