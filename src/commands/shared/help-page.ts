/** A command's definition -> its help page. */
import type { Argument, CommandUnknownOpts, Option } from 'commander';
import type { ParserWords } from '../../messages/help/parser.ts';
import type { HelpPage, HelpSection } from '../../render/help.ts';

type Items = HelpSection['items'];

/** Examples and exit statuses of a command, which commander has no place for. */
interface Notes {
  readonly examples?: Items;
  readonly exitStatus?: Items;
}
const NOTES = new WeakMap<CommandUnknownOpts, Notes>();

export function addNotes(command: CommandUnknownOpts, notes: Notes): void {
  NOTES.set(command, { ...NOTES.get(command), ...notes });
}

export function helpPageOf(command: CommandUnknownOpts, words: ParserWords): HelpPage {
  const helper = command.createHelp();
  const { examples = [], exitStatus = [] } = NOTES.get(command) ?? {};
  const operands = helper
    .visibleArguments(command)
    .map((argument) => [argument.name(), described(argument, undefined, words)] as const);
  const options = helper
    .visibleOptions(command)
    .map((option) => [option.flags, described(option, presetOf(option), words)] as const);
  return {
    usage: words.usage(usageOf(helper.commandUsage(command), words)),
    description: command.description(),
    sections: [
      { title: words.arguments, items: operands },
      ...groupsOf(helper.visibleCommands(command), words),
      { title: words.options, items: options },
    ],
    examples: { title: words.examples, items: examples },
    exitStatus: { title: words.exitStatus, items: exitStatus },
  };
}

const usageOf = (usage: string, words: ParserWords) =>
  usage.replace('[options]', words.anyOptions).replace('[command]', words.anyCommand);

/** In the order in which each group first appears. */
function groupsOf(commands: readonly CommandUnknownOpts[], words: ParserWords): readonly HelpSection[] {
  const titles = [...new Set(commands.map((one) => one.helpGroup()))];
  return titles.map((title) => ({
    title: title === '' ? words.commands : title,
    items: commands.filter((one) => one.helpGroup() === title).map((one) => [termOf(one), one.summary()] as const),
  }));
}

/** `show <id>`; a command that isn't loaded has no arguments yet, so those of the program stand by their names. */
function termOf(command: CommandUnknownOpts): string {
  if (command.parent?.parent === null) return command.name();
  const operands = command.registeredArguments.map((one) => {
    const name = `${one.name()}${one.variadic ? '...' : ''}`;
    return one.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...operands].join(' ');
}

/** The default of an option that takes a value; that of a switch is always off. */
function presetOf({ defaultValue, required, optional }: Option): string | undefined {
  const isShown = (required || optional) && defaultValue !== undefined && !Array.isArray(defaultValue);
  return isShown ? String(defaultValue) : undefined;
}

function described(target: Option | Argument, preset: string | undefined, words: ParserWords): string {
  const choices = target.argChoices;
  if (choices === undefined && preset === undefined) return target.description;
  return words.facts(target.description, {
    ...(choices === undefined ? {} : { choices }),
    ...(preset === undefined ? {} : { preset }),
  });
}
