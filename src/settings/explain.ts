/** What zod says of settings -> sentences that say what is wrong, what was found, and what is allowed. */
import type { Document } from 'yaml';
import type { z } from 'zod';
import { keysAt } from './json-schema.ts';
import { didYouMean, type Mistake, nameOf, valueAt } from './mistake.ts';
import { offsetOf, offsetOfKey } from './places.ts';
import { tellable } from './secret-shapes.ts';

type Issue = z.core.$ZodIssue;

const NOUNS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
};

export function explain(issue: Issue, document: Document, data: unknown): Mistake[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(path);
    return issue.keys.map((key) => ({
      offset: offsetOfKey(document, path, key),
      text: `unknown key ${told(key)}${didYouMean(key, known)}; known ${path.length === 0 ? 'here' : `in ${nameOf(path)}`}: ${known.join(', ')}`,
    }));
  }
  const value = valueAt(data, path);
  return [{ offset: offsetOf(document, path), text: `${nameOf(path)} ${sentence(issue, value)}` }];
}

function sentence(issue: Issue, value: unknown): string {
  const allowed = allowedBy(issue);
  if (isOurs(issue.message)) {
    const isSecretPlace = issue.code === 'invalid_union' && issue.path.includes('channels');
    return isSecretPlace || typeof value === 'object' ? issue.message : `${issue.message}${found(value)}`;
  }
  if (value === undefined) return `is missing${allowed === '' ? '' : `; write ${allowed}`}`;
  if (value === null) return `is empty; write ${allowed === '' ? 'a value' : allowed}, or remove the key`;
  return `must be ${allowed}${found(value)}${suggestion(issue, value)}`;
}

/** Messages of the definition follow the name of the place; zod's own don't. */
const isOurs = (message: string) => /^(?:is|must) /.test(message);

function allowedBy(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return NOUNS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values.map(String));
    case 'invalid_union':
      return oneOf(optionsOf(issue));
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`
        : `${issue.origin === 'array' ? 'a list' : 'text'} that is not empty`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    default:
      return `something else (${issue.message})`;
  }
}

function suggestion(issue: Issue, value: unknown): string {
  if (issue.code === 'invalid_value') return didYouMean(String(value), issue.values.map(String));
  if (issue.code === 'invalid_union') return didYouMean(String(value), optionsOf(issue));
  if (issue.code !== 'invalid_type' || typeof value !== 'string') return '';
  // YAML 1.2 knows two words for it; before 2009 it knew twenty-two.
  if (issue.expected === 'boolean' && /^(?:y|yes|on)$/i.test(value)) return ' (did you mean `true`?)';
  if (issue.expected === 'boolean' && /^(?:n|no|off)$/i.test(value)) return ' (did you mean `false`?)';
  return /^\d+$/.test(value) && NOUNS[issue.expected]?.includes('number') ? ' (remove the quotes)' : '';
}

/** What a key that tells alternatives apart may say. */
const optionsOf = (issue: z.core.$ZodIssueInvalidUnion) =>
  'options' in issue ? (issue.options ?? []).map(String) : [];

const oneOf = (values: readonly string[]) => (values.length === 1 ? `${values[0]}` : `one of ${values.join(', ')}`);

function found(value: unknown): string {
  if (Array.isArray(value)) return '; found a list';
  if (typeof value === 'object') return '; found keys with values';
  return `; found ${told(value)}`;
}

/** In quotation marks where it is text that may be shown. */
function told(value: unknown): string {
  const text = tellable(String(value));
  return typeof value === 'string' && !text.endsWith(' not shown') ? JSON.stringify(text) : text;
}
