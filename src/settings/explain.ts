/** zod's issues -> sentences with the mistake, the value found, and the values allowed. */
import type { Document } from 'yaml';
import type { z } from 'zod';
import type { SettingsErrorWords } from '../messages/settings/settings-errors.words.ts';
import { keysAt } from './json-schema.ts';
import { didYouMean, type Mistake, pathText, type Sentence, valueAtPath } from './mistake.ts';
import { offsetOf, offsetOfKey } from './places.ts';
import { sayProblem } from './problem.ts';
import { isTellable, tellable } from './secret-shapes.ts';

type Issue = z.core.$ZodIssue;

export function mistakesOf(issue: Issue, document: Document, data: unknown): Mistake[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(path);
    return issue.keys.map((key) => ({
      offset: offsetOfKey(document, path, key),
      text: (words) =>
        words.unknownKey(
          told(key, words),
          didYouMean(key, known, words),
          path.length === 0 ? undefined : pathText(path, words),
          known.join(', '),
        ),
    }));
  }
  const [ofKey] = issue.code === 'invalid_key' ? issue.issues : [];
  const key = String(path.at(-1));
  if (ofKey !== undefined) {
    return [
      {
        offset: offsetOfKey(document, path.slice(0, -1), key),
        text: (words, language) => words.at(pathText(path, words), sentence(ofKey, key)(words, language)),
      },
    ];
  }
  const value = valueAtPath(data, path);
  return [
    {
      offset: offsetOf(document, path),
      text: (words, language) => words.at(pathText(path, words), sentence(issue, value)(words, language)),
    },
  ];
}

function sentence(issue: Issue, value: unknown): Sentence {
  const ours = sayProblem(issue);
  return (words, language) => {
    if (ours !== undefined) {
      const isSecretPlace = issue.code === 'invalid_union' && issue.path.includes('channels');
      const said = ours(words, language);
      return isSecretPlace || typeof value === 'object' || value === undefined ? said : `${said}${found(value, words)}`;
    }
    const allowed = allowedBy(issue, words);
    if (value === undefined) return words.missing(allowed);
    if (value === null) return words.empty(allowed);
    return `${words.mustBe(allowed)}${found(value, words)}${suggestion(issue, value, words)}`;
  };
}

function allowedBy(issue: Issue, words: SettingsErrorWords): string {
  switch (issue.code) {
    case 'invalid_type':
      if (isRule(issue)) return words.ruleState;
      return nounOf(issue.expected, words) ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values.map(String), words);
    case 'invalid_union':
      return oneOf(optionsOf(issue), words);
    case 'too_small':
      if (issue.origin !== 'number' && issue.origin !== 'int')
        return issue.origin === 'array' ? words.listNotEmpty : words.textNotEmpty;
      return issue.inclusive === false ? words.moreThan(`${issue.minimum}`) : words.atLeast(`${issue.minimum}`);
    case 'too_big':
      return words.atMost(`${issue.maximum}`);
    default:
      return words.somethingElse(issue.message);
  }
}

/** A rule or a theme takes a short form besides its keys. */
const isRule = ({ path }: Issue) => path.length === 2 && path[0] === 'rules';

const nounOf = (expected: string, { noun }: SettingsErrorWords): string | undefined =>
  new Map<string, string>(Object.entries(noun)).get(expected);

function suggestion(issue: Issue, value: unknown, words: SettingsErrorWords): string {
  if (issue.code === 'invalid_value') return didYouMean(String(value), issue.values.map(String), words);
  if (issue.code === 'invalid_union') return didYouMean(String(value), optionsOf(issue), words);
  if (issue.code !== 'invalid_type' || typeof value !== 'string') return '';
  // YAML 1.2 knows two words for it; before 2009 it knew twenty-two.
  if (issue.expected === 'boolean' && /^(?:y|yes|on)$/i.test(value)) return words.didYouMean('true');
  if (issue.expected === 'boolean' && /^(?:n|no|off)$/i.test(value)) return words.didYouMean('false');
  return /^\d+$/.test(value) && /^(?:number|int)$/.test(issue.expected) ? words.removeQuotes : '';
}

/** The values of a key that selects between alternatives. */
const optionsOf = (issue: z.core.$ZodIssueInvalidUnion) =>
  'options' in issue ? (issue.options ?? []).map(String) : [];

const oneOf = (values: readonly string[], words: SettingsErrorWords) =>
  values.length === 1 ? `${values[0]}` : words.oneOf(values.join(', '));

function found(value: unknown, words: SettingsErrorWords): string {
  if (Array.isArray(value)) return words.found(words.aList);
  if (typeof value === 'object') return words.found(words.keysWithValues);
  return words.found(told(value, words));
}

/** In quotation marks if it is text that may be shown. */
function told(value: unknown, words: SettingsErrorWords): string {
  const text = String(value);
  if (!isTellable(text)) return words.hidden(text.length);
  return typeof value === 'string' ? JSON.stringify(tellable(text)) : tellable(text);
}
