/** CONTRIBUTING's recipe for a rule, followed in a copy of the project: what is forgotten is named by tsc or by a test. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '..');
const RULE = 'src/rules/iam/iam-example.ts';
const TRIED = 'test/rules/iam/iam-example.test.ts';
const LIST = 'src/rules/index.ts';
const COPIED = [
  'src',
  'sandbox',
  'test/helpers',
  'test/rules',
  'scripts',
  'docs',
  'package.json',
  'tsconfig.json',
  'biome.json',
];

let copy = '';
beforeAll(() => {
  copy = realpathSync(mkdtempSync(join(tmpdir(), 'login-watch-rule-')));
  for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const include = ['src/rules', 'test/rules', 'scripts/docs.ts'];
  writeFileSync(join(copy, 'tsconfig.rule.json'), JSON.stringify({ extends: './tsconfig.json', include }));
  writeFileSync(join(copy, 'vitest.config.ts'), `export default { test: { include: ['test/rules/**/*.test.ts'] } };\n`);
  // The copy has no repository.
  edit('biome.json', (text) => text.replace('"enabled": true', '"enabled": false'));
});
afterAll(() => rmSync(copy, { recursive: true }));

const read = (name: string) => readFileSync(join(copy, name), 'utf8');
const edit = (name: string, change: (text: string) => string) => writeFileSync(join(copy, name), change(read(name)));

function run(...argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: copy, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const newRule = (...argv: readonly string[]) => run('--import', 'tsx', 'scripts/new-rule.ts', ...argv);
const typeErrors = () =>
  run('node_modules/typescript/bin/tsc', '--noEmit', '--singleThreaded', '-p', 'tsconfig.rule.json')
    .stdout.split('\n')
    .filter((line) => line !== '');

const Results = z.object({
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string() })) })),
});

/** Titles of the tests that fail: those of the rule itself, and those over all rules. */
function failures(): readonly string[] {
  const about = 'iam-example|ids are unique|every file that|is tried in a file|left to fill in';
  const { stdout } = run(
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=json',
    '-t',
    about,
    'all-rules',
    'iam-example',
  );
  return Results.parse(JSON.parse(stdout))
    .testResults.flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ title }) => title);
}

/** What a contributor writes, place by place. */
const RULE_FILLED = [
  `'Example created'`,
  `'例の作成'`,
  `'medium'`,
  `'An example.'`,
  `'例である。'`,
  `'Ask who made it.'`,
  `'作成者を確認する。'`,
  `'https://docs.aws.amazon.com/IAM/latest/UserGuide/'`,
  `'T1098'`,
  `'iam.amazonaws.com'`,
  `'CreateExample'`,
  `'CreateExample'`,
  `'created example {}'`,
  `'例 {} を作成しました'`,
  `'name'`,
];
const CALL = `apiCall('iam', 'CreateExample', { from: OFFICE, request: { name: 'x' } })`;
const TOLD = `[
  'medium',
  'alice created example x from 203.0.113.24 (Tokyo office)',
  'alice が 203.0.113.24（Tokyo office）から例 x を作成しました',
]`;
const TRIED_FILLED = `
import { iamExample } from '../../../src/rules/iam/iam-example.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

testRule(iamExample, {
  fires: [
    { name: 'once', record: ${CALL}, told: ${TOLD} },
    { name: 'again', record: ${CALL}, told: ${TOLD} },
  ],
  quiet: [
    { name: 'denied', record: apiCall('iam', 'CreateExample', { error: 'AccessDenied' }) },
    { name: 'another call', record: apiCall('iam', 'DeleteExample') },
  ],
});
`;

test('an id or a theme that is none is refused, and nothing is written', () => {
  const before = read(LIST);
  for (const argv of [
    [],
    ['aim', 'iam-example'],
    ['own', 'iam-example'],
    ['iam', '../x'],
    ['iam', 'iam-user-created'],
  ]) {
    expect(newRule(...argv)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('new:rule') });
  }
  expect([read(LIST), existsSync(join(copy, RULE))]).toEqual([before, false]);
});

test('the recipe: each step that is not done is named, and after the last one all is well', {
  timeout: 180_000,
}, () => {
  expect(newRule('iam', 'iam-example')).toMatchObject({ status: 0, stderr: '' });
  expect(read(LIST)).toContain('  deniedBurst,\n  iamExample,\n');

  // tsc names every place that is to be filled in, and nothing else.
  const code = (name: string) => read(name).replaceAll(/\/\*\*.*\*\//g, '');
  const places = (name: string) =>
    Array.from(code(name).matchAll(/\bFILL\b/g), () => `${name} Cannot find name 'FILL'`);
  const named = typeErrors().map((line) => line.replace(/\(.*error TS\d+: (.*)\.$/, ' $1'));
  expect(named).toEqual([...places(RULE), ...places(TRIED)]);
  expect(places(RULE)).toHaveLength(RULE_FILLED.length);

  // Filled in but for the comment, taken off the list, and without a test.
  const answers = [...RULE_FILLED];
  edit(RULE, (text) => text.replaceAll(/\bFILL\b(?!:)/g, () => answers.shift() ?? ''));
  const [list, unlisted] = [
    read(LIST),
    read(LIST)
      .replace('  iamExample,\n', '')
      .replace(/^.*iam-example.*\n/m, ''),
  ];
  writeFileSync(join(copy, LIST), unlisted);
  rmSync(join(copy, TRIED));
  expect(typeErrors()).toEqual([]);
  expect(failures()).toEqual([
    'every file that defines a rule is in the list, and its name is the id of the rule',
    'no rule and no test of one has anything left to fill in',
  ]);
  writeFileSync(join(copy, LIST), list);
  edit(RULE, (text) => text.replace('FILL: one', 'One'));
  expect(failures()).toEqual(['every rule is tried in a file of its own, and no file tries a rule that is gone']);

  writeFileSync(join(copy, TRIED), TRIED_FILLED);
  expect([typeErrors(), failures()]).toEqual([[], []]);
  expect(run('--import', 'tsx', 'scripts/docs.ts').status).toBe(0);
  expect(read('docs/rules.md')).toContain('### iam-example\n\n**Example created** · medium · [ATT&CK T1098](https://');
});
