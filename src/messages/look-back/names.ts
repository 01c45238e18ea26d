/** Names that a report lacks, and who could give them, in each language. */
import type { WordTable } from '../../core/words.ts';

export interface NamesWords {
  /** `refusals`: of AWS, each a sentence without its end. */
  readonly peopleRefused: (count: number, refusals: readonly string[]) => string;
  readonly accountsRefused: (count: number, refusals: readonly string[]) => string;
  /** AWS was not asked, because files are read without it. */
  readonly peopleNotAsked: (count: number) => string;
  /** Neither the records nor Identity Center have a name. */
  readonly peopleUnknown: (count: number) => string;
}

const en: NamesWords = {
  peopleRefused: (count, refusals) =>
    `${refusals.join('; ')}, so ${people(count)} no name; list names under \`people\` in login-watch.yaml`,
  accountsRefused: (count, refusals) =>
    `${refusals.join('; ')}, so ${count === 1 ? '1 account has' : `${count} accounts have`} no name; list names under \`accounts\` in login-watch.yaml`,
  peopleNotAsked: (count) =>
    `${people(count)} no name in these records. Add --look-up-names to ask AWS for it, or list names under \`people\` in login-watch.yaml.`,
  peopleUnknown: (count) =>
    `${people(count)} no name in the records, nor in Identity Center. List names under \`people\` in login-watch.yaml.`,
};

const people = (count: number) => (count === 1 ? '1 Identity Center user has' : `${count} Identity Center users have`);

const ja: NamesWords = {
  peopleRefused: (count, refusals) =>
    `${refusals.join('、')}。そのため、Identity Centerのユーザー${count}人の名前が分かりません。login-watch.yaml の \`people\` に名前を書けます`,
  accountsRefused: (count, refusals) =>
    `${refusals.join('、')}。そのため、アカウント${count}件の名前が分かりません。login-watch.yaml の \`accounts\` に名前を書けます`,
  peopleNotAsked: (count) =>
    `Identity Centerのユーザー${count}人の名前がこの記録にありません。--look-up-names を付けるとAWSに問い合わせます。login-watch.yaml の \`people\` に名前を書くこともできます。`,
  peopleUnknown: (count) =>
    `Identity Centerのユーザー${count}人の名前が、記録にもIdentity Centerにもありません。login-watch.yaml の \`people\` に名前を書けます。`,
};

export const NAMES_WORDS: WordTable<NamesWords> = { en, ja };
