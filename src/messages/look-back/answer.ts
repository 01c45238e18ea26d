/** The first screen of a replay: stories, people and places, in each language. */
import { ja as japanese } from '../../core/say.ts';
import type { WordTable } from '../../core/words.ts';

type Mfa = 'used' | 'not-used' | 'unknown' | 'mixed';

export interface AnswerWords {
  /** `places`: addresses and services, the first of them in full. */
  readonly who: (name: string, account: string | null, places: readonly string[]) => string;
  /** The first accounts of one person, and how many more there are. */
  readonly accounts: (names: readonly string[], more: number) => string;
  readonly told: (who: string, deeds: string) => string;
  /** `when`: the story's time. */
  readonly at: (story: string, when: string) => string;
  /** Below stories with a handle in brackets: the command for the first of them. */
  readonly byHandle: (command: string) => string;
  readonly failures: (count: number) => string;
  /** `isLater`: something stands before it. */
  readonly signedIn: (count: number, mfa: Mfa, isLater: boolean) => string;
  readonly failuresAfter: (count: number) => string;
  readonly deed: (sentence: string, isLater: boolean) => string;
  readonly moreDeeds: (count: number) => string;
  readonly list: (parts: readonly string[]) => string;
  readonly when: (from: string, to: string) => string;
  /** Stories that have no line of their own, by who and where. */
  readonly also: (names: readonly string[], more: number) => string;
  /** Stories that are only counted. */
  readonly lesser: (count: number) => string;
  readonly nothingGrave: string;
  readonly head: { readonly signIns: string; readonly failures: string };
  /** MFA at some of several sign-ins. */
  readonly mixed: string;
  /** People and places that have no row of their own. `isMore`: others have one. */
  readonly others: (rows: number, signIns: number, failures: number, isMore: boolean) => string;
  readonly routine: (people: number, signIns: number) => string;
  readonly hourly: (hours: number) => string;
  /** Behind a sentence that is told several times, between these times of day. */
  readonly repeated: (count: number, from: string, to: string) => string;
  readonly notCovered: (first: string, more: number) => string;
}

const times = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

const MFA_EN = { used: ' with MFA', 'not-used': ' without MFA', unknown: '', mixed: ', not always with MFA' };

const en: AnswerWords = {
  who: (name, account, [first, ...others]) =>
    name +
    (account === null ? '' : ` (${account})`) +
    (first === undefined ? '' : ` from ${first}`) +
    (others.length === 0 ? '' : ` and ${times(others.length, 'other place')}`),
  accounts: (names, more) => names.join(', ') + (more === 0 ? '' : ` and ${more} more`),
  told: (who, deeds) => `${who}: ${deeds}`,
  at: (story, when) => `${story}, ${when}`,
  byHandle: (command) => `See an [id]: ${command}`,
  failures: (count) => times(count, 'failed sign-in'),
  signedIn: (count, mfa, isLater) => `${isLater ? 'then ' : ''}in${count === 1 ? '' : ` ${count} times`}${MFA_EN[mfa]}`,
  failuresAfter: (count) => `${times(count, 'failed sign-in')} afterwards`,
  deed: (sentence, isLater) => (isLater ? `then ${sentence}` : sentence),
  moreDeeds: (count) => ` (+${count} more)`,
  list: (parts) => parts.join(', '),
  when: (from, to) => (from === to ? from : `${from} to ${to}`),
  also: (names, more) => `Also: ${names.join('; ')}${more === 0 ? '' : ` and ${more} more`}`,
  lesser: (count) => `${times(count, 'story', 'stories')} of medium or low severity besides`,
  nothingGrave: 'No finding is of severity medium or above.',
  head: { signIns: 'Sign-ins', failures: 'Failed' },
  mixed: 'not always used',
  others: (rows, signIns, failures, isMore) =>
    `${isMore ? `${rows} more like these` : times(rows, 'person and place', 'people and places')}: ${times(signIns, 'sign-in')}, ${failures} failed`,
  routine: (people, signIns) => `Routine: ${times(people, 'person', 'people')}, ${times(signIns, 'sign-in')}`,
  hourly: (hours) => `Sign-ins ${hours === 1 ? 'an hour' : `each ${hours} hours`}`,
  repeated: (count, from, to) => ` (×${count}, ${from} to ${to})`,
  notCovered: (first, more) => `Not looked at: ${first}${more === 0 ? '' : ` and ${more} more`} (see the end)`,
};

const MFA_JA = { used: 'MFAありで', 'not-used': 'MFAなしで', unknown: '', mixed: '一部MFAなしで' };

const ja: AnswerWords = {
  who: (name, account, [first, ...others]) =>
    name +
    (account === null ? '' : `（${account}）`) +
    (first === undefined ? '' : japanese`、${first}から`) +
    (others.length === 0 ? '' : `（ほか${others.length}か所）`),
  accounts: (names, more) => names.join('、') + (more === 0 ? '' : `、ほか${more}件`),
  told: (who, deeds) => `${who}：${deeds}`,
  at: (story, when) => `${story}、${when}`,
  byHandle: (command) => `[ID] の内容：${command}`,
  failures: (count) => `サインイン失敗${count}回`,
  signedIn: (count, mfa, isLater) =>
    `${isLater ? 'その後' : ''}${MFA_JA[mfa]}サインイン${count === 1 ? '成功' : `${count}回成功`}`,
  failuresAfter: (count) => `その後サインイン失敗${count}回`,
  deed: (sentence, isLater) => (isLater ? `その後${sentence}` : sentence),
  moreDeeds: (count) => `（ほか${count}件）`,
  list: (parts) => parts.join('、'),
  when: (from, to) => (from === to ? from : `${from}〜${to}`),
  also: (names, more) => `ほか：${names.join('；')}${more === 0 ? '' : `、さらに${more}件`}`,
  lesser: (count) => `ほかに重大度「中」または「低」の出来事が${count}件`,
  nothingGrave: '重大度「中」以上の検出はありません。',
  head: { signIns: 'サインイン', failures: '失敗' },
  mixed: '一部未使用',
  others: (rows, signIns, failures, isMore) =>
    `${isMore ? `ほか${rows}行` : `人と場所の組み合わせ${rows}件`}：サインイン${signIns}回、失敗${failures}回`,
  routine: (people, signIns) => `通常のサインイン：${people}人、${signIns}回`,
  hourly: (hours) => `${hours}時間ごとのサインイン`,
  repeated: (count, from, to) => `（${count}回、${from}〜${to}）`,
  notCovered: (first, more) => `調べられなかった範囲：${first}${more === 0 ? '' : `、ほか${more}件`}（末尾を参照）`,
};

export const ANSWER_WORDS: WordTable<AnswerWords> = { en, ja };
