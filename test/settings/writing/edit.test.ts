import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Settings } from '../../../src/core/settings.ts';
import { parseRaw, parseSettings } from '../../../src/settings/parse.ts';
import { toRaw } from '../../../src/settings/to-raw.ts';
import type { SettingsChanges } from '../../../src/settings/writing/changes.ts';
import { editSettings, newSettingsText } from '../../../src/settings/writing/write.ts';
import { editYaml } from '../../../src/settings/writing/yaml-edit.ts';
import { anySettings } from '../../helpers/records/any-settings.ts';

// As people have it: their own spacing, quotes, comments, order.
const FILE = `---
# Ours. Ask ops before you change it.
name:   'acme'        # also the prefix in Terraform

language: "ja"
channels:   # who
    - slack: {webhook: ssm:/acme/slack, from: info}   # the big one

    # mail is for the night
    - email:
        to:
        - ops@example.com
        - 'boss@example.com' # on leave until May
        from: critical
trusted: [
    { cidr: 203.0.113.0/24, name: Tokyo office },   # 3rd floor
    { cidr: 198.51.100.7 }                          # VPN
]
rules:
  # noisy
  sg-changed: {severity: low}


  iam: { on: yes-please }
own: []
# the end
`.replace('yes-please', 'true');

test.each<[what: string, text: string, changes: SettingsChanges, edited: string]>([
  [
    'an untouched short form stays',
    'name: acme\ntrusted: [203.0.113.0/24]\nrules: { iam: off }\n',
    { name: 'other' },
    'name: other\ntrusted: [203.0.113.0/24]\nrules: { iam: off }\n',
  ],
  [
    'a network beside a short one',
    'trusted:\n  - 203.0.113.0/24 # office\n',
    { trusted: [{ cidr: '198.51.100.7' }] },
    'trusted:\n  - 203.0.113.0/24 # office\n  - { cidr: 198.51.100.7 }\n',
  ],
  [
    'a rule that was a plain off',
    'rules:\n  iam: off\n  data: off # ours\n',
    { rules: { iam: { on: true } } },
    'rules:\n  iam: { on: true }\n  data: off # ours\n',
  ],
  [
    'a short network that goes',
    'trusted: [203.0.113.0/24, 198.51.100.7]\n',
    { without: { trusted: ['198.51.100.7'] } },
    'trusted: [203.0.113.0/24]\n',
  ],
])('%s', (_, text, changes, edited) => {
  expect(editSettings(text, changes, 'login-watch.yaml')).toBe(edited);
});

interface Diff {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** The lines that differ between the first and the last that do. */
function diff(before: string, after: string): Diff {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let from = 0;
  while (from < Math.min(old.length, now.length) && old[from] === now[from]) from += 1;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - from && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return { removed: old.slice(from, old.length - tail), added: now.slice(from, now.length - tail) };
}

const slack = (webhook: `ssm:${string}`, name?: string) => ({
  kind: 'slack' as const,
  slack: { webhook, ...(name === undefined ? {} : { name }) },
});

describe('changing one thing changes one thing', () => {
  test.each<[what: string, changes: SettingsChanges, removed: readonly string[], added: readonly string[]]>([
    ['nothing', { language: 'ja', rules: { iam: { on: true } } }, [], []],
    [
      'a word in quotation marks',
      { name: 'acme2' },
      [`name:   'acme'        # also the prefix in Terraform`],
      [`name:   'acme2'        # also the prefix in Terraform`],
    ],
    ['another', { language: 'en' }, ['language: "ja"'], ['language: "en"']],
    ['a new section', { timezone: 'Asia/Tokyo' }, [], ['timezone: Asia/Tokyo']],
    ['a new section further down', { watched: ['a*', 'b'] }, [], ['watched: [a*, b]']],
    [
      'a field of a rule',
      { rules: { 'sg-changed': { on: false } } },
      ['  sg-changed: {severity: low}'],
      ['  sg-changed: {severity: low, on: false}'],
    ],
    [
      'a field of a rule for another',
      { rules: { 'sg-changed': { severity: null, on: false } } },
      ['  sg-changed: {severity: low}'],
      ['  sg-changed: {on: false}'],
    ],
    ['a new rule', { rules: { 'signin-no-mfa': { severity: 'low' } } }, [], ['  signin-no-mfa: { severity: low }']],
    ['a rule less', { rules: { iam: null } }, ['  iam: { on: true }'], []],
    ['a whole section less', { language: null }, ['language: "ja"'], []],
    [
      'a network more',
      { trusted: [{ cidr: '2001:db8::/32', name: 'Six' }] },
      ['    { cidr: 198.51.100.7 }                          # VPN'],
      ['    { cidr: 198.51.100.7 },                          # VPN', '    { cidr: 2001:db8::/32, name: Six }'],
    ],
    [
      'the last day of a network',
      { trusted: [{ cidr: '198.51.100.7', until: '2027-03-31' }] },
      ['    { cidr: 198.51.100.7 }                          # VPN'],
      ['    { cidr: 198.51.100.7, until: 2027-03-31 }                          # VPN'],
    ],
    [
      'a network less',
      { without: { trusted: ['203.0.113.0/24'] } },
      ['    { cidr: 203.0.113.0/24, name: Tokyo office },   # 3rd floor'],
      [],
    ],
    [
      'a channel for the same',
      { channels: [slack('ssm:/acme/new')] },
      ['    - slack: {webhook: ssm:/acme/slack, from: info}   # the big one'],
      ['    - slack: {webhook: ssm:/acme/new}   # the big one'],
    ],
    [
      'a second one of the kind, as the last one is written',
      { channels: [slack('ssm:/acme/new', 'night')] },
      [],
      ['    - slack:', '        webhook: ssm:/acme/new', '        name: night'],
    ],
    [
      'a channel less',
      { without: { channels: [{ kind: 'slack' }] } },
      ['    - slack: {webhook: ssm:/acme/slack, from: info}   # the big one'],
      [],
    ],
    [
      'an address more',
      {
        channels: [
          { kind: 'email', email: { to: ['ops@example.com', 'boss@example.com', 'x@example.com'], from: 'critical' } },
        ],
      },
      [],
      ['        - x@example.com'],
    ],
    [
      'an address less',
      { channels: [{ kind: 'email', email: { to: ['boss@example.com'], from: 'critical' } }] },
      ['        - ops@example.com'],
      [],
    ],
    [
      'a first rule of one’s own',
      { own: [{ id: 'mine', title: 'Mine', severity: 'low', when: { eventName: ['X'] } }] },
      ['own: []'],
      ['own: [{ id: mine, title: Mine, severity: low, when: { eventName: [X] } }]'],
    ],
  ])('%s', (_, changes, removed, added) => {
    for (const newline of ['\n', '\r\n']) {
      const before = FILE.replaceAll('\n', newline);
      const after = editSettings(before, changes);
      expect(after.split('\n').every((line) => line === '' || line.endsWith('\r') === (newline === '\r\n'))).toBe(true);
      expect(diff(FILE, after.replaceAll('\r\n', '\n'))).toEqual({ removed, added });
      expect(() => parseSettings(after, 'x')).not.toThrow();
    }
  });

  test('a list less takes its lines', () => {
    expect(editSettings('name: a\ntrusted:\n  # ours\n  - cidr: ::1\n# end\n', { without: { trusted: ['::1'] } })).toBe(
      'name: a\n# end\n',
    );
  });
});

describe('files of other kinds', () => {
  test.each([
    ['empty', '', 'name: acme\n'],
    ['only comments', '# soon', '# soon\nname: acme\n'],
    ['without a last line break', 'language: ja', 'name: acme\nlanguage: ja'],
    ['in braces', '{language: ja, trail: {use: new}}', '{name: acme, language: ja, trail: {use: new}}'],
    ['JSON', '{\n  "language": "ja"\n}\n', '{\n  "language": "ja",\n  name: acme\n}\n'],
    [
      'with a comment that may be about the first section',
      '# who\nchannels: []\n',
      '# who\nchannels: []\nname: acme\n',
    ],
    ['with a byte order mark', '\ufefflanguage: ja\n', '\ufeffname: acme\nlanguage: ja\n'],
    ['with the end of a document', 'language: ja\n...\n', 'name: acme\nlanguage: ja\n...\n'],
  ])('%s', (_, before, after) => {
    expect(editSettings(before, { name: 'acme' })).toBe(after);
  });

  test('one that is not valid is refused as ever', () => {
    expect(() => editSettings('nam: x\n', { name: 'acme' }, 'f.yaml')).toThrow('f.yaml:1:1: unknown key "nam"');
  });

  test('a change that is not valid is refused', () => {
    expect(() => editSettings('name: x\n', { timezone: 'Asia/Tokio' })).toThrow('`timezone` is not a time zone');
  });

  test('what others refer to by an alias is written out where it was referred to', () => {
    const text = 'breakGlass: &a [x]\nwatched: *a\n';
    expect(editSettings(text, { breakGlass: null })).toBe('watched: [x]\n');
    expect(editSettings(text, { breakGlass: ['y'] })).toBe('breakGlass: &a [y]\nwatched: [x]\n');
    expect(editSettings(text, { watched: ['y'] })).toBe('breakGlass: &a [x]\nwatched: [y]\n');
  });

  test('what can not be written there is left to people, who are told what to write', () => {
    // YAML takes keys of at most 1024 characters on a line.
    const except = { requestParameters: { ['k'.repeat(1_100)]: ['x'] } };
    expect(() => editSettings('name: a\n', { rules: { iam: { except } } })).toThrow(
      "login-watch.yaml is written in a way that can't be changed here without breaking it",
    );
  });

  test('an account that is written as a number stays so', () => {
    expect(editSettings('accounts: [111122223333]\n', { name: 'a', accounts: ['111122223333', '000000000000'] })).toBe(
      'name: a\naccounts: [111122223333, "000000000000"]\n',
    );
  });
});

/** The ways in which the same settings may stand in a file. */
const STYLES: readonly ((settings: Settings) => string)[] = [
  (settings) => newSettingsText(settings),
  (settings) => stringify(toRaw(settings), { version: '1.2', schema: 'core', aliasDuplicateObjects: false }),
  (settings) =>
    stringify(toRaw(settings), {
      version: '1.2',
      schema: 'core',
      aliasDuplicateObjects: false,
      indent: 4,
      indentSeq: false,
    }),
  (settings) => JSON.stringify(toRaw(settings), undefined, 2),
  (settings) => JSON.stringify(toRaw(settings)),
];

test('any settings become any others, however they are written', () => {
  fc.assert(
    fc.property(anySettings, anySettings, fc.constantFrom(...STYLES), (from, to, write) => {
      const text = write(from);
      expect(parseSettings(text, 'x')).toEqual(from);
      const edited = editYaml(text, toRaw(to));
      expect(edited).toBeDefined();
      expect(parseSettings(edited ?? '', 'x')).toEqual(to);
    }),
    { numRuns: 80 },
  );
});

test('all comments stay, and all lines that are not meant', () => {
  const additions = fc.record(
    {
      trusted: fc.constant([{ cidr: '192.0.2.0/24' }]),
      channels: fc.constant([slack('ssm:/acme/zz', 'quite another')]),
      rules: fc.constant({ 'signin-no-mfa': { on: false } }),
      breakGlass: fc.constant(['new']),
      schedulerRole: fc.constant('arn:aws:iam::111122223333:role/other'),
    } as const,
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(anySettings, additions, fc.constantFrom(...STYLES.slice(0, 3)), (settings, added, write) => {
      // What is taken out of a list takes the comment behind it along, so this one grows.
      const { breakGlass } = added;
      const changes =
        breakGlass === undefined ? added : { ...added, breakGlass: [...settings.breakGlass, ...breakGlass] };
      const isBlock = write !== STYLES[0];
      // A comment of its own above each line, and one behind it: not inside of text over several lines.
      const plain = write(settings);
      fc.pre(!isBlock || !/[|>][+-]?\d*\n|[^:\n-]\n {2,}[^ -]*\n|"\n/.test(plain));
      const lines = plain.split('\n').flatMap((line, index) => {
        const indent = /^ */.exec(line)?.[0] ?? '';
        return line === '' || line.startsWith('#')
          ? [line]
          : [`${indent}# above ${index}.`, `${line}   # behind ${index}.`];
      });
      const text = lines.join('\n');
      try {
        parseRaw(text, 'x');
      } catch {
        fc.pre(false);
      }
      const edited = editSettings(text, changes);
      const comments = text.match(/# (?:above|behind) \d+\./g) ?? [];
      expect(edited.match(/# (?:above|behind) \d+\./g) ?? []).toEqual(comments);
      const now = new Set(edited.split('\n'));
      expect(lines.filter((line) => !now.has(line)).length).toBeLessThanOrEqual(Object.keys(changes).length);
    }),
    { numRuns: 60 },
  );
});
