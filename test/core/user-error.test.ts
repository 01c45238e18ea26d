/** An error for users exists in every language, or it doesn't compile. */
import { expect, test } from 'vitest';
import { EXIT } from '../../src/core/exit.ts';
import { UserError } from '../../src/core/user-error.ts';

const WORDS = { en: 'The file is missing.', ja: 'ファイルがありません。' };
const HINT = { en: 'Name another file.', ja: '別のファイルを指定してください。' };

test('the sentence and the next step in each language; `message` is English', () => {
  const error = new UserError(WORDS, { hint: HINT, exit: EXIT.refused });
  expect([error.message, error.hint, error.exit]).toEqual([WORDS.en, HINT.en, EXIT.refused]);
  expect([error.said('ja'), error.todo('ja'), error.words, error.nextStep]).toEqual([WORDS.ja, HINT.ja, WORDS, HINT]);
  expect(new UserError(WORDS).todo('ja')).toBeUndefined();
});

test('the compiler refuses a sentence that lacks a language', () => {
  const wrong = [
    // @ts-expect-error: a plain string.
    () => new UserError('The file is missing.'),
    // @ts-expect-error: no Japanese.
    () => new UserError({ en: WORDS.en }),
    // @ts-expect-error: a plain string as the next step.
    () => new UserError(WORDS, { hint: HINT.en }),
    // @ts-expect-error: no English next step.
    () => new UserError(WORDS, { hint: { ja: HINT.ja } }),
  ];
  expect(wrong).toHaveLength(4);
});
