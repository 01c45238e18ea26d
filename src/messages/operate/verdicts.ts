/** The one sentence with which `status`, `doctor` and `test --deployed` begin or end, in each language. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

/** The sentences about one question, e.g. whether people would be alerted. */
export interface VerdictWords {
  readonly good: (notes: number) => string;
  /** `more`: how many other things failed. */
  readonly bad: (reason: string, more: number) => string;
  /** Something failed that doesn't stop all. */
  readonly partly: (reason: string, more: number) => string;
  /** Nothing failed, but `unchecked` things could not be checked; `names` has the first of them. */
  readonly probably: (unchecked: number, names: string) => string;
  /** Too little could be checked for a guess. */
  readonly unknown: (unchecked: number, names: string) => string;
}

interface Topics {
  readonly status: VerdictWords;
  readonly doctor: VerdictWords;
}

const notes = (count: number) => (count === 0 ? '' : ` (${counted(count, 'note')})`);
const others = (count: number) => (count === 0 ? '' : ` (and ${count} more)`);
const some = (count: number, names: string) => `${counted(count, 'thing')} could not be checked: ${names}.`;

const en: Topics = {
  status: {
    good: (count) => `You would be alerted${notes(count)}.`,
    bad: (reason, more) => `You would NOT be alerted: ${reason}${others(more)}.`,
    partly: (reason, more) => `Some alerts may NOT reach you: ${reason}${others(more)}.`,
    probably: (count, names) => `You would probably be alerted, but ${some(count, names)}`,
    unknown: (count, names) => `Whether you would be alerted is unknown: ${some(count, names)}`,
  },
  doctor: {
    good: (count) => `Everything that login-watch needs is in place${notes(count)}.`,
    bad: (reason, more) => `login-watch can NOT work here: ${reason}${others(more)}.`,
    partly: (reason, more) => `Not everything would work here: ${reason}${others(more)}.`,
    probably: (count, names) => `login-watch would probably work here, but ${some(count, names)}`,
    unknown: (count, names) => `Whether login-watch would work here is unknown: ${some(count, names)}`,
  },
};

const jaNotes = (count: number) => (count === 0 ? '' : `（補足${count}件）`);
const jaOthers = (count: number) => (count === 0 ? '' : `（ほか${count}件）`);
const jaSome = (count: number, names: string) => `確認できなかった項目が${count}件あります（${names}）。`;

const ja: Topics = {
  status: {
    good: (count) => `通知は届く状態です${jaNotes(count)}。`,
    bad: (reason, more) => `通知は届きません：${reason}${jaOthers(more)}。`,
    partly: (reason, more) => `届かない通知があるおそれがあります：${reason}${jaOthers(more)}。`,
    probably: (count, names) => `通知はおそらく届きますが、${jaSome(count, names)}`,
    unknown: (count, names) => `通知が届くかどうかはわかりません。${jaSome(count, names)}`,
  },
  doctor: {
    good: (count) => `login-watch に必要なものはそろっています${jaNotes(count)}。`,
    bad: (reason, more) => `この環境では login-watch を使えません：${reason}${jaOthers(more)}。`,
    partly: (reason, more) => `この環境では一部の機能を使えません：${reason}${jaOthers(more)}。`,
    probably: (count, names) => `login-watch はおそらく使えますが、${jaSome(count, names)}`,
    unknown: (count, names) => `login-watch を使えるかどうかはわかりません。${jaSome(count, names)}`,
  },
};

export const VERDICT_WORDS: WordTable<Topics> = { en, ja };
