/** One question of inquirer's, over the host's streams. */
import type { Host } from '../../../host.ts';
import { askWordsIn } from '../../../messages/set-up/ask.ts';
import { toAscii } from '../../../render/ascii.ts';
import { fitLines } from '../../../render/fit-lines.ts';
import { withFullStops } from '../../../render/full-stop.ts';
import { Back, type Choice, Stopped } from './asker.ts';

interface Common {
  readonly name: 'answer';
  readonly message: string;
}
interface Listed extends Common {
  readonly choices: readonly Choice[];
  readonly loop: boolean;
  readonly pageSize: number;
  readonly theme: Theme;
}
interface Theme {
  readonly style: {
    readonly keysHelpTip: () => string;
    /** The answer as it stands behind the question; lists of ticks only. */
    readonly renderSelectedChoices?: (ticked: readonly { readonly short: string }[]) => string;
  };
}
type Validate = (text: string) => string | true;
type Ticked = readonly { readonly value: string }[];
type Question =
  | (Common & { readonly type: 'confirm'; readonly default: boolean })
  | (Common & { readonly type: 'password'; readonly toggleMask: boolean; readonly validate: Validate })
  | (Common & {
      readonly type: 'input';
      readonly default?: string;
      readonly prefill?: 'editable';
      readonly validate: Validate;
    })
  | (Listed & { readonly type: 'select'; readonly default?: string })
  | (Listed & {
      readonly type: 'checkbox';
      readonly shortcuts: { readonly all: null; readonly invert: null };
      readonly validate: (ticked: Ticked) => string | true;
    });

/** With `hasEscape`, the Escape key rejects with `Back`. */
export async function prompt(question: Question, host: Host, hasEscape = false): Promise<unknown> {
  const { createPromptModule } = (await import('inquirer')).default;
  const controller = new AbortController();
  const onKey = (_: unknown, key: { readonly name?: string } | undefined) => {
    if (hasEscape && key?.name === 'escape') controller.abort(new Back());
  };
  host.stdin.on('keypress', onKey);
  const signal = AbortSignal.any([controller.signal, host.signal]);
  try {
    const one = createPromptModule({ input: host.stdin, output: host.stderr.stream, signal });
    const answers: Readonly<Record<string, unknown>> = await one<Record<string, unknown>>([
      inWords(inLines(question, host), host),
    ]);
    return answers['answer'];
  } catch (error) {
    if (controller.signal.aborted) throw new Back();
    // https://github.com/SBoudrias/Inquirer.js#handling-ctrlc-gracefully
    if (host.signal.aborted || (error instanceof Error && error.name === 'ExitPromptError')) {
      throw new Stopped(error);
    }
    throw error;
  } finally {
    host.stdin.off('keypress', onKey);
  }
}

/** inquirer shows a problem behind `> `, and would break it within a word. */
const BEFORE_PROBLEM = 2;

function inLines(question: Question, { stderr, language = 'en' }: Host): Question {
  const fitted = (problem: string | true) =>
    problem === true ? problem : fitLines(withFullStops(problem, language), stderr.columns - BEFORE_PROBLEM);
  if (question.type === 'checkbox')
    return { ...question, validate: (ticked: Ticked) => fitted(question.validate(ticked)) };
  if (question.type !== 'password' && question.type !== 'input') return question;
  return { ...question, validate: (text: string) => fitted(question.validate(text)) };
}

/** The question with words of ours in the place of inquirer's English ones. */
function inWords(asked: Question, { language = 'en', isAscii = false }: Host) {
  // inquirer counts columns, so that a mark must have its final width before.
  const question = isAscii ? inAscii(asked) : asked;
  const words = askWordsIn(language);
  if (question.type === 'password') return { ...question, theme: { style: { maskedText: words.masked } } };
  if (question.type !== 'confirm') return question;
  const transformer = (isYes: boolean) => (isYes ? words.yes : words.no);
  return { ...question, transformer, theme: { keywords: { error: () => words.yesOrNo } } };
}

function inAscii(question: Question): Question {
  const message = toAscii(question.message);
  if (question.type === 'select') return { ...question, message, choices: question.choices.map(asciiChoice) };
  if (question.type === 'checkbox') return { ...question, message, choices: question.choices.map(asciiChoice) };
  return { ...question, message };
}

const asciiChoice = ({ name, description, ...choice }: Choice): Choice => ({
  ...choice,
  name: toAscii(name),
  ...(description === undefined ? {} : { description: toAscii(description) }),
});
