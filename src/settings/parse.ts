/** YAML text -> settings, or all of its mistakes at once, each with its line and column. */
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { nearest } from '../core/nearest.ts';
import { THEMES } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import { RULES } from '../rules/index.ts';
import { SECRET_FIELDS } from './channel-schema.ts';
import { type RawSettings, settingsSchema } from './schema.ts';
import { toSettings } from './to-settings.ts';

/** More than any person writes, less than what an alias bomb unfolds to. */
const MAX_ALIASES = 100;
const MAX_TOLD = 20;

interface Mistake {
  readonly offset: number;
  readonly text: string;
}

type Path = readonly PropertyKey[];

/** Parses and checks. `file` is the name to show. Throws a `UserError` with every mistake on a line of its own. */
export function parseSettings(text: string, file: string): Settings {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const broken = document.errors.map(({ pos, message }) => ({ offset: pos[0], text: message }));
  if (broken.length > 0) throw told(broken, lines, file);

  const raw: unknown = unfold(document, file) ?? {};
  const checked = settingsSchema.safeParse(raw);
  const mistakes = checked.success
    ? crossCheck(checked.data, document)
    : checked.error.issues.flatMap((issue) => mistakesOf(issue, document, raw));
  if (mistakes.length > 0 || !checked.success) throw told(mistakes, lines, file);
  return toSettings(checked.data);
}

function unfold(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    throw new UserError(`${file}: more than ${MAX_ALIASES} aliases`, { hint: 'Write the values out.' });
  }
}

function told(mistakes: readonly Mistake[], lines: LineCounter, file: string): UserError {
  const sorted = mistakes.toSorted((a, b) => a.offset - b.offset);
  const texts = sorted.slice(0, MAX_TOLD).map(({ offset, text }) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}: ${text}`;
  });
  if (sorted.length > MAX_TOLD) texts.push(`… and ${sorted.length - MAX_TOLD} more`);
  return new UserError(texts.join('\n'), {
    hint: 'What may stand where: `login-watch config schema`, or let your editor read schema/login-watch.schema.json.',
  });
}

function mistakesOf(issue: z.core.$ZodIssue, document: Document, raw: unknown): Mistake[] {
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(issue.path);
    return issue.keys.map((key) => ({
      offset: offsetOfKey(document, issue.path, key),
      text: `unknown key \`${key}\`${didYouMean(key, known)}; known here: ${known.join(', ')}`,
    }));
  }
  return [
    {
      offset: offsetOf(document, issue.path),
      text: `${nameOf(issue.path)} ${reasonOf(issue, valueAt(raw, issue.path))}`,
    },
  ];
}

function reasonOf(issue: z.core.$ZodIssue, value: unknown): string {
  const found = SECRET_FIELDS.includes(String(issue.path.at(-1))) ? '' : `; found ${shown(value)}`;
  if (value === undefined && issue.code === 'invalid_type') return `is missing; expected ${issue.expected}`;
  if (issue.code === 'invalid_type') return `must be a ${issue.expected}${found}`;
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    return `must be ${allowed.length === 1 ? '' : 'one of '}${allowed.join(', ')}${found}${didYouMean(String(value), allowed)}`;
  }
  const isOwnWords = issue.code === 'custom' || /^(is|must) /.test(issue.message);
  return `${isOwnWords ? issue.message : `is refused: ${issue.message}`}${found}`;
}

function didYouMean(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? '' : ` (did you mean \`${near}\`?)`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** `channels[0].slack.webhook` */
function nameOf(path: Path): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text === '' ? 'the file' : `\`${text.replace(/^\./, '')}\``;
}

/** What only the whole can tell: names of rules that exist, ids that are used twice. */
function crossCheck(settings: RawSettings, document: Document): Mistake[] {
  const own = (settings.own ?? []).map(({ id }) => id);
  const builtIn = RULES.map(({ id }) => id);
  const known: readonly string[] = [...THEMES, ...builtIn, ...own];
  const unknownRules = Object.keys(settings.rules ?? {})
    .filter((key) => !known.includes(key))
    .map((key) => ({
      offset: offsetOfKey(document, ['rules'], key),
      text: `no rule and no theme is called \`${key}\`${didYouMean(key, known)}`,
    }));
  const taken = own.flatMap((id, index) => {
    const isTaken = builtIn.includes(id) || own.indexOf(id) < index;
    return isTaken
      ? [{ offset: offsetOf(document, ['own', index, 'id']), text: `a rule called \`${id}\` exists already` }]
      : [];
  });
  const routed = (settings.channels ?? []).flatMap((channel, index) =>
    Object.entries(channel).flatMap(([kind, routing]) =>
      (['rules', 'except'] as const).flatMap((field) =>
        (routing?.[field] ?? [])
          .filter((name) => !known.includes(name))
          .map((name) => ({
            offset: offsetOf(document, ['channels', index, kind, field]),
            text: `no rule and no theme is called \`${name}\`${didYouMean(name, known)}`,
          })),
      ),
    ),
  );
  return [...unknownRules, ...taken, ...routed];
}

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    raw,
  );
}

/** The keys that the schema knows at a place, from the schema itself. */
function keysAt(path: Path): string[] {
  let schema: unknown = settingsSchema;
  for (const key of path) schema = inner(unwrapped(schema), key);
  const shape = Reflect.get(Object(unwrapped(schema)), 'shape');
  return Object.keys(Object(shape)).filter((key) => key !== '$schema');
}

function inner(schema: unknown, key: PropertyKey): unknown {
  const holder = Object(schema);
  if (typeof key === 'number') return Reflect.get(holder, 'element');
  const shape = Reflect.get(holder, 'shape');
  return shape === undefined ? Reflect.get(holder, 'valueType') : Reflect.get(Object(shape), key);
}

function unwrapped(schema: unknown): unknown {
  const unwrap = Reflect.get(Object(schema), 'unwrap');
  const isWrapped =
    typeof unwrap === 'function' &&
    Reflect.get(Object(schema), 'shape') === undefined &&
    Reflect.get(Object(schema), 'element') === undefined;
  return isWrapped ? unwrapped(Reflect.apply(unwrap, schema, [])) : schema;
}

/** Where the value stands; where it is missing, where the nearest thing around it does. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function offsetOfKey(document: Document, path: Path, key: string): number {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(node)
    ? node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
    : undefined;
  const name = pair?.key;
  return isNode(name) && name.range ? name.range[0] : offsetOf(document, path);
}
