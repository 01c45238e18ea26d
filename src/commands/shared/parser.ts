/** The parser of the command line, which refuses with `UserError`s: they know every language. */
import { type Argument, Command, type CommandUnknownOpts, type Option, type OptionValues } from 'commander';
import { nearest } from '../../core/nearest.ts';
import type { Words } from '../../core/rule.ts';
import { UserError } from '../../core/user-error.ts';
import { wordsFrom } from '../../core/words.ts';
import { PARSER_WORDS, type ParserWords } from '../../messages/help/parser.ts';

type NoFlags = Record<never, never>;

/** Thrown by the parser of a value that isn't valid. */
export class UnfitValue extends Error {
  /** The form of a valid value, as a sentence. */
  readonly expected: Words;
  constructor(expected: Words) {
    super(expected.en);
    this.expected = expected;
  }
}

/** Overrides the methods in which commander 14 words its errors (lib/command.js); test/japanese.test.ts visits each. */
export class Parser<GlobalFlags extends OptionValues> extends Command<[], NoFlags, GlobalFlags> {
  unknownCommand(): never {
    throw unknownCommand(this, this.args[0] ?? '');
  }

  unknownOption(flag: string): never {
    const name = flag.replace(/=.*/s, '');
    const known = [this, ...ancestorsOf(this)].flatMap((one) => one.createHelp().visibleOptions(one));
    const bare = nearest(
      name.replace(/^--/, ''),
      known.flatMap(({ long }) => long?.slice(2) ?? []),
    );
    const near = bare === undefined || !name.startsWith('--') ? undefined : `--${bare}`;
    throw refusal(this, (words) => words.unknownOption(name, near));
  }

  missingArgument(name: string): never {
    throw refusal(this, (words) => words.missingArgument(name, pathOf(this)));
  }

  optionMissingArgument(option: Option): never {
    throw refusal(this, (words) => words.missingValue(nameOf(option)));
  }

  _excessArguments(given: readonly string[]): never {
    throw refusal(this, (words) => words.tooMany(pathOf(this), this.registeredArguments.length, given.length));
  }

  _callParseArg(target: Option | Argument, value: string, previous: unknown): unknown {
    try {
      return target.parseArg?.(value, previous);
    } catch (error) {
      const choices = target.argChoices;
      if (choices === undefined && !(error instanceof UnfitValue)) throw error;
      // Two letters are close to any other two.
      const near = value.length > 2 ? nearest(value, choices ?? []) : undefined;
      const expected = (words: ParserWords) => words.choices(choices ?? [], near);
      throw new UserError(
        wordsFrom(PARSER_WORDS, (words) => words.unfit(nameOf(target), value)),
        { hint: error instanceof UnfitValue ? error.expected : wordsFrom(PARSER_WORDS, expected) },
      );
    }
  }
}

/** A refusal of `help` with an unknown word, and of the word itself. */
export function unknownCommand(command: CommandUnknownOpts, name: string): UserError {
  const near = nearest(
    name,
    command.commands.map((one) => one.name()),
  );
  return refusal(command, (words) => words.unknownCommand(name, near));
}

function refusal(command: CommandUnknownOpts, message: (words: ParserWords) => string): UserError {
  const help = `${pathOf(command)} --help`;
  return new UserError(wordsFrom(PARSER_WORDS, message), {
    hint: wordsFrom(PARSER_WORDS, (words) => words.seeHelp(help)),
  });
}

const ancestorsOf = ({ parent }: CommandUnknownOpts): readonly CommandUnknownOpts[] =>
  parent === null ? [] : [parent, ...ancestorsOf(parent)];

/** `login-watch rules show` */
const pathOf = (command: CommandUnknownOpts) =>
  [command, ...ancestorsOf(command)]
    .map((one) => one.name())
    .reverse()
    .join(' ');

const nameOf = (target: Option | Argument) => ('long' in target ? (target.long ?? target.flags) : `<${target.name()}>`);
