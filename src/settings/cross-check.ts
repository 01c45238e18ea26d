/** Checks over the whole of the settings: rules that exist, ids used twice, patterns that could never match. */
import type { Document } from 'yaml';
import { isObject } from '../core/fields.ts';
import { THEMES } from '../core/rule.ts';
import { DEFAULT_SETTINGS } from '../core/settings.ts';
import { RULES } from '../rules/index.ts';
import { didYouMean, type Mistake, type Path, pathText, type Sentence, valueAtPath } from './mistake.ts';
import { fieldPitfall, patternPitfalls } from './patterns/record-fields.ts';
import { offsetOf, offsetOfKey } from './places.ts';
import { tellable } from './secret-shapes.ts';

/** `data` need not have passed the other checks: parts of the wrong shape are skipped here. */
export function crossCheck(data: unknown, document: Document): Mistake[] {
  const own = listAt(data, ['own']);
  const ownIds = own.map((rule) => valueAtPath(rule, ['id'])).filter((id) => typeof id === 'string');
  const known: readonly string[] = [...THEMES, ...RULES.map(({ id }) => id), ...ownIds];
  return [
    ...unknownSettings(data, known, document),
    ...unknownRoutes(data, known, document),
    ...takenIds(own, document),
    ...unknownFields(own, document),
    ...pipelinesOfBucket(data, document),
    ...patterns(data, own).flatMap(({ path, pattern }) =>
      patternPitfalls(pattern, path).map(({ path: place, key, text }) => ({
        offset: key === undefined ? offsetOf(document, place) : offsetOfKey(document, place, key),
        text,
      })),
    ),
  ];
}

function unknownSettings(data: unknown, known: readonly string[], document: Document): Mistake[] {
  const rules = valueAtPath(data, ['rules']);
  return Object.keys(isObject(rules) ? rules : {})
    .filter((key) => !known.includes(key))
    .map((key) => ({ offset: offsetOfKey(document, ['rules'], key), text: noSuchRule(key, known) }));
}

function unknownRoutes(data: unknown, known: readonly string[], document: Document): Mistake[] {
  return listAt(data, ['channels']).flatMap((channel, index) =>
    Object.keys(isObject(channel) ? channel : {}).flatMap((kind) =>
      ['rules', 'except'].flatMap((field) =>
        listAt(channel, [kind, field]).flatMap((name, place) =>
          typeof name !== 'string' || known.includes(name)
            ? []
            : [
                {
                  offset: offsetOf(document, ['channels', index, kind, field, place]),
                  text: noSuchRule(name, known),
                },
              ],
        ),
      ),
    ),
  );
}

const noSuchRule =
  (name: string, known: readonly string[]): Sentence =>
  (words) =>
    words.noSuchRule(tellable(name), didYouMean(name, known, words));

/** A bucket in another account is read by pipeline `s3`, and brings no log group. */
function pipelinesOfBucket(data: unknown, document: Document): Mistake[] {
  if (typeof valueAtPath(data, ['trail', 'bucket']) !== 'string') return [];
  const written = valueAtPath(data, ['pipelines']);
  const pipelines = written === undefined ? DEFAULT_SETTINGS.pipelines : listAt(data, ['pipelines']);
  if (pipelines.includes('s3') && !pipelines.includes('logs') && !pipelines.includes('alarms')) return [];
  const path = written === undefined ? ['trail', 'bucket'] : ['pipelines'];
  return [
    {
      offset: offsetOf(document, path),
      text: (words) => words.at(pathText(['pipelines'], words), words.bucketPipelines),
    },
  ];
}

function takenIds(own: readonly unknown[], document: Document): Mistake[] {
  const ids = own.map((rule) => valueAtPath(rule, ['id']));
  return ids.flatMap((id, index) => {
    const path = ['own', index, 'id'];
    const taken = RULES.some((rule) => rule.id === id)
      ? 'builtInId'
      : THEMES.some((theme) => theme === id)
        ? 'themeId'
        : typeof id === 'string' && ids.indexOf(id) < index
          ? 'takenId'
          : undefined;
    return taken === undefined
      ? []
      : [
          {
            offset: offsetOf(document, path),
            text: (words) =>
              words.at(pathText(path, words), `${words[taken]}${words.found(`"${tellable(String(id))}"`)}`),
          },
        ];
  });
}

/** A field that no event has would make a rule that never fires. */
function unknownFields(own: readonly unknown[], document: Document): Mistake[] {
  return own.flatMap((rule, index) => {
    const by = listAt(rule, ['window', 'by']).map((field, place) => ({ path: ['window', 'by', place], field }));
    const all = [...by, { path: ['window', 'distinct'], field: valueAtPath(rule, ['window', 'distinct']) }];
    return all.flatMap(({ path, field }) => {
      const problem = typeof field === 'string' ? fieldPitfall(field) : undefined;
      const place = ['own', index, ...path];
      return problem === undefined
        ? []
        : [
            {
              offset: offsetOf(document, place),
              text: (words) =>
                words.at(pathText(place, words), `${problem(words)}${words.found(`"${tellable(String(field))}"`)}`),
            },
          ];
    });
  });
}

interface PlacedPattern {
  readonly path: Path;
  readonly pattern: unknown;
}

/** All patterns over records. An exception of a rule about EventBridge events is over their `detail`. */
function patterns(data: unknown, own: readonly unknown[]): PlacedPattern[] {
  const rules = valueAtPath(data, ['rules']);
  const overRecords = Object.keys(isObject(rules) ? rules : {}).filter(
    (key) => !RULES.some(({ id, theme, on }) => (id === key || theme === key) && on !== undefined),
  );
  const paths: Path[] = [
    ...own.map((_, index) => ['own', index, 'when']),
    ...overRecords.map((key) => ['rules', key, 'except']),
  ];
  return paths.map((path) => ({ path, pattern: valueAtPath(data, path) }));
}

function listAt(data: unknown, path: Path): readonly unknown[] {
  const value = valueAtPath(data, path);
  return Array.isArray(value) ? value : [];
}
