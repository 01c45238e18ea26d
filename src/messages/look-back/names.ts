/** Names that a report lacks, and who could give them, in each language. */
import type { WordTable } from '../../core/words.ts';

/** Numbers of users and groups of Identity Center. */
interface Nameless {
  readonly people: number;
  readonly groups: number;
}

export interface NamesWords {
  /** `refusals`: of AWS, each a sentence without its end. */
  readonly peopleRefused: (lacking: Nameless, refusals: readonly string[]) => string;
  readonly accountsRefused: (count: number, refusals: readonly string[]) => string;
  /** AWS was not asked, because files are read without it. */
  readonly peopleNotAsked: (lacking: Nameless) => string;
  /** Neither the records nor Identity Center have a name. */
  readonly peopleUnknown: (lacking: Nameless) => string;
}

const en: NamesWords = {
  peopleRefused: (lacking, refusals) => `${refusals.join('; ')}, so ${namelessEn(lacking)} no name${hintEn(lacking)}`,
  accountsRefused: (count, refusals) =>
    `${refusals.join('; ')}, so ${count === 1 ? '1 account has' : `${count} accounts have`} no name; list names under \`accounts\` in login-watch.yaml`,
  peopleNotAsked: (lacking) =>
    `${namelessEn(lacking)} no name in these records. Add --look-up-names to ask AWS for it${lacking.people === 0 ? '' : ', or list names under `people` in login-watch.yaml'}.`,
  peopleUnknown: (lacking) =>
    `${namelessEn(lacking)} no name in the records, and none came from Identity Center.${lacking.people === 0 ? '' : ' List names under `people` in login-watch.yaml.'}`,
};

/** `1 Identity Center user and 2 groups have` */
function namelessEn({ people, groups }: Nameless): string {
  const counted = (count: number, what: string) => (count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'}`]);
  const whom =
    people === 0
      ? counted(groups, 'Identity Center group')
      : [...counted(people, 'Identity Center user'), ...counted(groups, 'group')];
  return `${whom.join(' and ')} ${people + groups === 1 ? 'has' : 'have'}`;
}

/** Settings name people, and no groups. */
const hintEn = ({ people }: Nameless) => (people === 0 ? '' : '; list names under `people` in login-watch.yaml');

const ja: NamesWords = {
  peopleRefused: (lacking, refusals) =>
    `${refusals.join('、')}。そのため、${namelessJa(lacking)}の名前が分かりません${lacking.people === 0 ? '' : '。login-watch.yaml の `people` に名前を書けます'}`,
  accountsRefused: (count, refusals) =>
    `${refusals.join('、')}。そのため、アカウント${count}件の名前が分かりません。login-watch.yaml の \`accounts\` に名前を書けます`,
  peopleNotAsked: (lacking) =>
    `${namelessJa(lacking)}の名前がこの記録にありません。--look-up-names を付けるとAWSに問い合わせます。${hintJa(lacking)}`,
  peopleUnknown: (lacking) =>
    `${namelessJa(lacking)}の名前は記録になく、Identity Centerからも得られませんでした。${lacking.people === 0 ? '' : 'login-watch.yaml の `people` に名前を書けます。'}`,
};

const namelessJa = ({ people, groups }: Nameless) =>
  `Identity Centerの${[
    ...(people === 0 ? [] : [`ユーザー${people}人`]),
    ...(groups === 0 ? [] : [`グループ${groups}件`]),
  ].join('と')}`;

const hintJa = ({ people }: Nameless) =>
  people === 0 ? '' : 'login-watch.yaml の `people` に名前を書くこともできます。';

export const NAMES_WORDS: WordTable<NamesWords> = { en, ja };
