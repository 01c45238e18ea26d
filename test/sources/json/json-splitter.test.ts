import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonSplitter, type Piece } from '../../../src/sources/json/json-splitter.ts';

function split(...chunks: readonly string[]): readonly Piece[] {
  const splitter = new JsonSplitter();
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
}

const value = (value: unknown, at: Piece['at'], within?: string): Piece => ({ kind: 'value', value, within, at });

describe('a text is cut into its JSON values', () => {
  test.each<[name: string, text: string, pieces: readonly Piece[]]>([
    ['nothing', ' \r\n\t\n', []],
    ['one value, pretty-printed', '{\n  "a": [1, {"b": "}]"}]\n}\n', [value({ a: [1, { b: '}]' }] }, 'line 1')]],
    ['a line each, with CRLF', '{"a":1}\r\n{"a":2}\r\n', [value({ a: 1 }, 'line 1'), value({ a: 2 }, 'line 2')]],
    ['one behind the other', '{"a":1}{"a":2} {"a":3}', [1, 2, 3].map((a) => value({ a }, 'line 1'))],
    ['escaped quotes and backslashes', '{"a":"\\"}","b":"\\\\"}', [value({ a: '"}', b: '\\' }, 'line 1')]],
    [
      'a list',
      '[{"a":1},\n {"a":2}]',
      [value({ a: 1 }, 'record 1', ''), value({ a: 2 }, 'record 2', ''), value([], 'line 2')],
    ],
    ['an empty list', '[ ]', [value([], 'line 1')]],
    [
      'records inside an object, and the object without them',
      '{"x": {"Records": [9]}, "Records" : [ {"a":[1]}, {"a":{}} ], "y": 1}',
      [
        value({ a: [1] }, 'record 1', 'Records'),
        value({ a: {} }, 'record 2', 'Records'),
        value({ x: { Records: [9] }, Records: [], y: 1 }, 'line 1'),
      ],
    ],
    [
      'a log line with its time, and a byte order mark in the middle',
      '2026-11-19T09:12:41.000Z {"a":1}\n\ufeff{"a":2}',
      [value({ a: 1 }, 'line 1'), value({ a: 2 }, 'line 2')],
    ],
    ['a line that is a string', '"{\\"a\\":1}"\nnull\n', [value('{"a":1}', 'line 1'), value(null, 'line 2')]],
    [
      'text between values',
      'hello there\n{"a":1}\ngoodbye',
      [
        { kind: 'text', text: 'hello there', at: 'line 1' },
        value({ a: 1 }, 'line 2'),
        { kind: 'text', text: 'goodbye', at: 'line 3' },
      ],
    ],
  ])('%s', (_, text, pieces) => {
    expect(split(text)).toEqual(pieces);
    expect(split(...text)).toEqual(pieces);
  });
});

describe('what is broken costs no more than itself', () => {
  test.each<[name: string, text: string, pieces: readonly Piece[]]>([
    [
      'a line cut in a string',
      '{"a":1}\n{"a":"cut \n{"a":3}\n',
      [value({ a: 1 }, 'line 1'), { kind: 'broken', at: 'line 2' }, value({ a: 3 }, 'line 3')],
    ],
    [
      'a line cut behind a number',
      '{"a":1\n{"a":2}\n{"a":3}',
      [{ kind: 'broken', at: 'line 1' }, value({ a: 2 }, 'line 2'), value({ a: 3 }, 'line 3')],
    ],
    [
      'a line cut behind a colon, which the next line seems to go on with',
      '{"a":\n{"a":2}\n{"a":3}',
      [{ kind: 'broken', at: 'line 1' }, value({ a: 2 }, 'line 2'), value({ a: 3 }, 'line 3')],
    ],
    [
      'brackets in order, JSON not',
      '{\'a\': 1}\n{"a":2}',
      [{ kind: 'broken', at: 'line 1' }, value({ a: 2 }, 'line 2')],
    ],
    ['brackets that cross', '{"a":[1}\n{"a":2}', [{ kind: 'broken', at: 'line 1' }, value({ a: 2 }, 'line 2')]],
    [
      'one record of many',
      '{"Records":[{"a":1},{a:2},{"a":3}]}',
      [
        value({ a: 1 }, 'record 1', 'Records'),
        { kind: 'broken', at: 'record 2' },
        value({ a: 3 }, 'record 3', 'Records'),
        value({ Records: [] }, 'line 1'),
      ],
    ],
    [
      'a comma too many',
      '[{"a":1},,{"a":2},]',
      [value({ a: 1 }, 'record 1', ''), value({ a: 2 }, 'record 2', ''), value([], 'line 1')],
    ],
    [
      'a file cut in a record',
      '{"Records":[{"a":1},{"a":"2',
      [value({ a: 1 }, 'record 1', 'Records'), { kind: 'cut', at: 'record 2' }],
    ],
    [
      'a file cut between records',
      '{"Records":[{"a":1}',
      [value({ a: 1 }, 'record 1', 'Records'), { kind: 'cut', at: 'record 2' }],
    ],
    ['a file cut behind its records', '{"Records":[]', [{ kind: 'cut', at: 'line 1' }]],
  ])('%s', (_, text, pieces) => {
    expect(split(text)).toEqual(pieces);
    expect(split(...text)).toEqual(pieces);
  });

  test('a value without end is given up when it gets too long', () => {
    const splitter = new JsonSplitter(100);
    expect(splitter.push(`{"a":"${'x'.repeat(90)}`)).toEqual([]);
    expect(splitter.push('x'.repeat(90))).toEqual([{ kind: 'too-long', at: 'line 1' }]);
  });
});

test('any JSON objects, printed and cut into chunks anyhow, come out as they went in', () => {
  const record = fc.dictionary(fc.string(), fc.jsonValue());
  const indent = fc.constantFrom(undefined, 2, '\t');
  fc.assert(
    fc.property(
      fc.array(record),
      indent,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      (records, space, size, isList) => {
        const text = isList
          ? JSON.stringify({ Records: records }, null, space)
          : records.map((one) => JSON.stringify(one, null, space)).join('\n');
        const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? [];
        const pieces = split(...chunks);
        const values = pieces.flatMap((piece) =>
          piece.kind === 'value' && (!isList || piece.within !== undefined) ? [piece.value] : [],
        );
        const expected: unknown = JSON.parse(JSON.stringify(isList ? records : records.flatMap(withoutContainers)));
        expect(isList ? values : values.flatMap(withoutContainers)).toEqual(expected);
        expect(pieces.filter((piece) => piece.kind !== 'value')).toEqual([]);
      },
    ),
  );
});

/** A container's elements are given apart from it, so a random object that happens to have one is left out. */
function withoutContainers(one: unknown): unknown[] {
  return /"(Records|Events|events|logEvents)":/.test(JSON.stringify(one)) ? [] : [one];
}
