/** Fields of one pattern that no record has together. */
import { isObject } from '../../core/fields.ts';
import type { DeadPatternWords } from '../../messages/settings/dead-patterns.ts';
import { SIGN_INS, VERSIONED_NAMES, VERSIONED_NAMES_OF_LAMBDA } from './known-values.ts';

export type Say = (words: DeadPatternWords) => string;

export interface Leaf {
  /** `userIdentity.arn` */
  readonly field: string;
  /** A plain value or an operator. */
  readonly value: unknown;
}

/** Why the fields of a pattern exclude each other; `leaves` are the pattern's. */
export const doubtsTogether = (pattern: unknown, leaves: readonly Leaf[]): readonly Say[] => [
  ...signInDoubt(pattern),
  ...lambdaDoubt(leaves),
  ...sessionDoubt(leaves),
];

const textsOf = (leaves: readonly Leaf[], field: string) =>
  leaves.filter((leaf) => leaf.field === field).map(({ value }) => value);

/** Names without the version that Lambda's events have. */
function lambdaDoubt(leaves: readonly Leaf[]): Say[] {
  const sources = textsOf(leaves, 'eventSource');
  const isLambda = sources.length > 0 && sources.every((source) => source === 'lambda.amazonaws.com');
  return textsOf(leaves, 'eventName')
    .filter((name): name is string => typeof name === 'string')
    .filter((name) => VERSIONED_NAMES.test(name) || (isLambda && VERSIONED_NAMES_OF_LAMBDA.test(name)))
    .map((name) => (words) => words.versionedName(name));
}

/** A role's session is named by its issuer. */
function sessionDoubt(leaves: readonly Leaf[]): Say[] {
  const types = textsOf(leaves, 'userIdentity.type');
  const isSession = types.length > 0 && types.every((type) => type === 'AssumedRole');
  const isNamed = textsOf(leaves, 'userIdentity.userName').some(
    (name) => typeof name === 'string' && !/^root$/i.test(name),
  );
  return isSession && isNamed ? [(words) => words.sessionHasNoUserName] : [];
}

/** A failed sign-in has no `errorCode`: a rule that asks for one never sees it. */
function signInDoubt(pattern: unknown): Say[] {
  if (!isObject(pattern) || !Array.isArray(pattern['eventName']) || !Array.isArray(pattern['errorCode'])) return [];
  const names = pattern['eventName'].filter((name) => typeof name === 'string');
  const isAbsent = (value: unknown) => isObject(value) && (value['exists'] === false || 'anything-but' in value);
  const first = names[0];
  if (first === undefined || !names.every((name) => SIGN_INS.includes(name))) return [];
  return pattern['errorCode'].some(isAbsent) ? [] : [(words) => words.signInHasNoErrorCode(first)];
}
