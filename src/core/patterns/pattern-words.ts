/** Reasons for which AWS would refuse an event pattern. Each sentence follows the position in the pattern. */
import type { WordTable } from '../words.ts';

export interface PatternProblems {
  readonly notAnObject: () => string;
  readonly tooManyCombinations: (most: number) => string;
  readonly emptyObject: () => string;
  readonly expectedListOrObject: () => string;
  readonly emptyList: () => string;
  readonly orNeedsTwo: () => string;
  readonly expectedObject: () => string;
  readonly listInList: () => string;
  readonly oneOperator: () => string;
  readonly noSuchOperator: (known: string) => string;
  readonly expectedText: () => string;
  readonly expectedTextOrIgnoreCase: () => string;
  readonly emptyTextExcludesAll: () => string;
  readonly expectedValuesOr: (known: string) => string;
  readonly nothingToExclude: () => string;
  readonly textOrNumbers: () => string;
  readonly numericForm: () => string;
  readonly rangeOrder: () => string;
  readonly rangeEmpty: () => string;
  readonly comparator: () => string;
  readonly expectedNumber: () => string;
  readonly numberTooLarge: () => string;
  readonly expectedCidr: () => string;
  readonly expectedBoolean: () => string;
  readonly backslash: () => string;
  readonly twoStars: () => string;
  readonly tooManyStars: (most: number) => string;
}

const en: PatternProblems = {
  notAnObject: () => 'a pattern is an object of field names',
  tooManyCombinations: (most) => `more than ${most} combinations`,
  emptyObject: () => 'an empty object matches nothing',
  expectedListOrObject: () => 'expected a list of values, or an object of field names',
  emptyList: () => 'an empty list matches nothing',
  orNeedsTwo: () => '$or takes a list of two or more patterns',
  expectedObject: () => 'expected an object of field names',
  listInList: () => 'a list inside a list',
  oneOperator: () => 'an operator is an object with one key',
  noSuchOperator: (known) => `no such operator; there are ${known}`,
  expectedText: () => 'expected text',
  expectedTextOrIgnoreCase: () => 'expected text, or equals-ignore-case',
  emptyTextExcludesAll: () => 'empty text would exclude everything',
  expectedValuesOr: (known) => `expected values, or one of ${known}`,
  nothingToExclude: () => 'an empty list',
  textOrNumbers: () => 'expected text or numbers, not both and not empty',
  numericForm: () => 'expected [operator, number], once or for a range twice',
  rangeOrder: () => 'a range is a lower bound (> or >=), then an upper one (< or <=)',
  rangeEmpty: () => 'the lower bound is not below the upper one',
  comparator: () => 'expected one of = < <= > >=',
  expectedNumber: () => 'expected a number behind the operator',
  numberTooLarge: () => 'numbers go from -5e9 to 5e9',
  expectedCidr: () => 'expected a CIDR block, as 203.0.113.0/24 or 2001:db8::/32',
  expectedBoolean: () => 'expected true or false',
  backslash: () => 'a backslash may stand only before * or another backslash',
  twoStars: () => 'two stars in a row',
  tooManyStars: (most) => `too complex: more than ${most} stars`,
};

const ja: PatternProblems = {
  notAnObject: () => 'パターンはフィールド名をキーとするオブジェクトで書きます',
  tooManyCombinations: (most) => `組み合わせが${most}通りを超えています`,
  emptyObject: () => '空のオブジェクトは何にも一致しません',
  expectedListOrObject: () => '値のリスト、またはフィールド名をキーとするオブジェクトを書いてください',
  emptyList: () => '空のリストは何にも一致しません',
  orNeedsTwo: () => '$or には2つ以上のパターンのリストを書いてください',
  expectedObject: () => 'フィールド名をキーとするオブジェクトを書いてください',
  listInList: () => 'リストの中にリストは書けません',
  oneOperator: () => '演算子はキーが1つのオブジェクトで書きます',
  noSuchOperator: (known) => `この演算子はありません。使えるのは ${known} です`,
  expectedText: () => '文字列を書いてください',
  expectedTextOrIgnoreCase: () => '文字列または equals-ignore-case を書いてください',
  emptyTextExcludesAll: () => '空の文字列ではすべてが除外されます',
  expectedValuesOr: (known) => `値、または ${known} のいずれかを書いてください`,
  nothingToExclude: () => 'リストが空です',
  textOrNumbers: () => '文字列だけ、または数値だけを1つ以上書いてください',
  numericForm: () => '［演算子、数値］を1組、範囲なら2組書いてください',
  rangeOrder: () => '範囲は下限（> または >=）、上限（< または <=）の順に書きます',
  rangeEmpty: () => '下限が上限より小さくありません',
  comparator: () => '= < <= > >= のいずれかを書いてください',
  expectedNumber: () => '演算子の後に数値を書いてください',
  numberTooLarge: () => '数値は -5e9 から 5e9 までです',
  expectedCidr: () => 'CIDRブロックを書いてください（例：203.0.113.0/24、2001:db8::/32）',
  expectedBoolean: () => 'true または false を書いてください',
  backslash: () => 'バックスラッシュは * または別のバックスラッシュの前にだけ書けます',
  twoStars: () => '* が2つ続いています',
  tooManyStars: (most) => `複雑すぎます（* が${most}個を超えています）`,
};

export const PATTERN_PROBLEMS: WordTable<PatternProblems> = { en, ja };
