/** Questions as lists to move in. Escape goes back, and so does an entry of each list, or a word in a text. */
import type { Host } from '../../../host.ts';
import type { AskWords } from '../../../messages/set-up/ask.ts';
import { widthOf, wrap } from '../../../render/wrap.ts';
import {
  type Asker,
  type AskOptions,
  Back,
  type Check,
  type CheckboxQuestion,
  type Choice,
  type SelectQuestion,
} from './asker.ts';
import { prompt } from './prompt.ts';

/** Stands among the choices; the colon keeps it apart from all real ones. */
const BACK = ':back';
const WIDEST = 100;

export function listAsker(host: Host, { words, canGoBack }: AskOptions): Asker {
  const hasEscape = canGoBack;
  const width = Math.min(host.stderr.columns, WIDEST) - 1;
  const lines = (text: string) => wrap(text, width - 2).join('\n');
  const isBack = (text: string) => canGoBack && words.backWords.includes(text.trim().toLowerCase());
  const { language = 'en' } = host;
  const validate = (check: Check) => (text: string) => (isBack(text) ? true : (check(text)?.[language] ?? true));
  const textOf = (answer: unknown) => {
    if (isBack(String(answer))) throw new Back();
    return String(answer).trim();
  };
  return {
    async select<Value extends string>({ message, choices, default: standard }: SelectQuestion<Value>) {
      const theme = { style: { keysHelpTip: () => words.keys } };
      const question = {
        message: lines(message),
        choices: listed(choices, words, canGoBack, width),
        ...defaultOf(standard),
        loop: false,
        theme,
      };
      return chosen(
        await prompt({ type: 'select', name: 'answer', pageSize: 12, ...question }, host, hasEscape),
        choices,
      );
    },
    async checkbox<Value extends string>(question: CheckboxQuestion<Value>) {
      const { message, choices, checked, check } = question;
      const pick = (answer: unknown) => choices.map(({ value }) => value).filter((value) => isIn(answer, value));
      const answer = await prompt(
        {
          type: 'checkbox',
          name: 'answer',
          message: lines(message),
          pageSize: 14,
          loop: false,
          choices: listed(choices, words, canGoBack, width).map((choice) => ({
            ...choice,
            checked: checked.some((value) => value === choice.value),
          })),
          validate: (ticked) => {
            const values = ticked.map(({ value }) => value);
            return values.includes(BACK) ? true : (check?.(pick(values))?.[language] ?? true);
          },
          theme: {
            style: {
              keysHelpTip: () => words.tickKeys,
              renderSelectedChoices: (ticked) =>
                behind(lines(message), ticked.map(({ short }) => short).join(', '), width),
            },
          },
          shortcuts: { all: null, invert: null },
        },
        host,
        hasEscape,
      );
      if (isIn(answer, BACK)) throw new Back();
      return pick(answer);
    },
    async input({ message, default: standard, isEdited = false, check = () => undefined }) {
      const prefill = isEdited ? { prefill: 'editable' as const } : {};
      const question = { message: lines(message), ...defaultOf(standard), ...prefill, validate: validate(check) };
      return textOf(await prompt({ type: 'input', name: 'answer', ...question }, host, hasEscape));
    },
    async password({ message, check }) {
      const question = { message: lines(message), toggleMask: false, validate: validate(check) };
      return textOf(await prompt({ type: 'password', name: 'answer', ...question }, host, hasEscape));
    },
  };
}

function listed(choices: readonly Choice[], { back }: AskWords, canGoBack: boolean, width: number): readonly Choice[] {
  const fitting = choices.map(({ description, ...choice }) =>
    // inquirer breaks lines within words.
    description === undefined ? choice : { ...choice, description: wrap(description, width).join('\n') },
  );
  return canGoBack ? [...fitting, { value: BACK, name: back }] : fitting;
}

/** `✔` and a space on each side. */
const AROUND = 3;

/** The answer, below the question if it doesn't fit beside it: inquirer breaks lines within words. */
function behind(question: string, answer: string, width: number): string {
  const beside = AROUND + widthOf(question.split('\n').at(-1) ?? '') + widthOf(answer);
  return beside <= width ? answer : `\n${wrap(answer, width).join('\n')}`;
}

function chosen<Value extends string>(answer: unknown, choices: readonly Choice<Value>[]): Value {
  const value = choices.find((choice) => choice.value === answer)?.value;
  if (value === undefined) throw new Back();
  return value;
}

const isIn = (answer: unknown, value: string) => Array.isArray(answer) && answer.includes(value);

/** A default of undefined would be taken for an answer. */
const defaultOf = (standard: string | undefined) => (standard === undefined ? {} : { default: standard });
