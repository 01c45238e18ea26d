/** Verdicts on vendors' answers, in every language. */
import { wordsFrom } from '../core/words.ts';
import { ANSWER_WORDS } from '../messages/sending/answers.ts';
import type { AnswerWords, Refusal } from '../messages/sending/answers.words.ts';
import type { Verdict } from './channel.ts';

type Pick<T> = (words: AnswerWords) => T;
type Refused = Extract<Verdict, { readonly kind: 'refused' }>;

/** A verdict of a message that may be taken later; `wait` as `retryAfterOf` returns it. */
export const later = (why: Pick<string>, wait: { readonly retryAfter?: number } = {}): Verdict => ({
  kind: 'later',
  why: wordsFrom(ANSWER_WORDS, why),
  ...wait,
});

/** A verdict of a message that won't be taken. */
export const refused = (why: Pick<string>, hint: Pick<string>): Refused => ({
  kind: 'refused',
  why: wordsFrom(ANSWER_WORDS, why),
  hint: wordsFrom(ANSWER_WORDS, hint),
});

/** A verdict of a message that can never be taken: it is too large, or malformed. */
export const unsendable = (why: Pick<string>, hint: Pick<string>): Refused => ({ ...refused(why, hint), final: true });

/** `refused` with both sentences from one entry. */
export const refusedFor = (pick: Pick<Refusal>): Refused =>
  refused(
    (words) => pick(words).why,
    (words) => pick(words).hint,
  );
