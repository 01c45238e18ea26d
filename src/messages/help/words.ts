/** The type of a command's help: a text for each option, argument, example and exit status that the command names. */

/** The parts of a help page, besides the description. */
type Part = 'options' | 'arguments' | 'examples' | 'exit';

/** `HelpWords<{ options: 'plan' | 'yes' }>`: a table that lacks one of them doesn't compile. */
export type HelpWords<Named extends Partial<Record<Part, string>>> = { readonly description: string } & {
  readonly [P in keyof Named]: Readonly<Record<Extract<Named[P], string>, string>>;
};

/** The help of a subcommand, with its line in the list of subcommands. */
export type SubcommandWords<Named extends Partial<Record<Part, string>>> = HelpWords<Named> & {
  readonly summary: string;
};
