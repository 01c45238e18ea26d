import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-rules-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

async function call(argv: readonly string[], yaml?: string) {
  if (yaml !== undefined) writeFileSync(join(cwd, 'login-watch.yaml'), yaml);
  const host = fakeHost({ cwd });
  const options = argv[0] === '--language' ? argv.slice(0, 2) : [];
  const exit = await run([...options, 'rules', ...argv.slice(options.length)], host);
  return { exit, out: host.out(), err: host.err() };
}

const OWN = (examples: string) => `own:
  - id: snapshot-shared
    title: Snapshot shared
    severity: high
    when: { eventSource: [rds.amazonaws.com], eventName: [ModifyDBSnapshotAttribute], requestParameters: { valuesToAdd: [{ exists: true }] } }
    say: "{userIdentity.userName} shared {requestParameters.dBSnapshotIdentifier}"
${examples}`;
const RECORD =
  '{ eventSource: rds.amazonaws.com, eventName: ModifyDBSnapshotAttribute, userIdentity: { type: IAMUser, userName: alice }, requestParameters: { dBSnapshotIdentifier: db, valuesToAdd: ["444455556666"] } }';
const NEAR_MISS = RECORD.replace('valuesToAdd', 'valuesToRemove');

test('own rules are tried on their examples', async () => {
  const { exit, out } = await call(
    ['test', 'login-watch.yaml'],
    OWN(`    examples:\n      fires: [${RECORD}]\n      quiet: [${NEAR_MISS}]\n`),
  );
  expect([exit, out]).toEqual([
    0,
    'ok      snapshot-shared fires[0]\nok      snapshot-shared quiet[0]\n2 ok, 0 failed\n',
  ]);
});

test('an example that is not as it says fails the test, and so does one that is missing', async () => {
  const wrong = await call(
    ['test', 'login-watch.yaml'],
    OWN(`    examples:\n      fires: [${NEAR_MISS}]\n      quiet: [${RECORD}, { eventName: x }]\n`),
  );
  expect([wrong.exit, wrong.out]).toEqual([
    1,
    [
      'failed  snapshot-shared fires[0]: the rule did not fire',
      'failed  snapshot-shared quiet[0]: the rule fired: alice shared db',
      'failed  snapshot-shared quiet[1]: record 1: no eventSource: not a CloudTrail record',
      '0 ok, 3 failed\n',
    ].join('\n'),
  ]);
  const none = await call(['test', 'login-watch.yaml'], OWN(''));
  expect([none.exit, none.out]).toEqual([1, expect.stringContaining('no example under `quiet`')]);
});

test.each([
  [['test', 'nothing.yaml'], 'The settings file nothing.yaml does not exist'],
  [['test', 'login-watch.yaml'], 'has no rules under `own`'],
])('%j is told what is wrong', async (argv, told) => {
  const { exit, err } = await call(argv, 'language: en\n');
  expect([exit, err]).toEqual([2, expect.stringContaining(told)]);
});

test.each([
  [
    'tried',
    ['test', 'login-watch.yaml'],
    OWN(`    examples:\n      fires: [${NEAR_MISS}]\n      quiet: [${RECORD}]\n`),
    1,
  ],
  ['without examples', ['test', 'login-watch.yaml'], OWN(''), 1],
  ['no own rules', ['test', 'login-watch.yaml'], 'language: en\n', 2],
  ['no file', ['test', 'nothing.yaml'], undefined, 2],
  ['compiled', ['compile', 'sns-topic-deleted', 'guardduty-finding'], undefined, 0],
  ['compiled, everything', ['compile'], undefined, 0],
  ['no such rule', ['compile', 'sns-topic-deletd'], undefined, 2],
  ['listed', ['list'], undefined, 0],
  ['shown', ['show', 'signin-no-mfa'], undefined, 0],
  ['a theme', ['show', 'root'], undefined, 2],
])('Japanese: %s', async (_, argv, yaml, exit) => {
  const seen = await call(['--language', 'ja', ...argv], yaml);
  // Texts of the settings, statements for AWS, names of other lists of rules.
  const said = (seen.out + seen.err)
    .replaceAll(/alice shared db|^ *\{.*\}$|^\{\n[\s\S]*^\}$|Security Hub \S+|MITRE ATT&CK \S+/gm, '§')
    .replaceAll(/^ +https:.*$/gm, '§');
  expect([seen.exit, englishIn(said)]).toEqual([exit, []]);
  expect(said).toMatch(/[ぁ-んァ-ヶ一-龠]/);
});

test('compile prints what each way of asking AWS needs', async () => {
  const { exit, out } = await call(['compile', 'sns-topic-deleted', 'guardduty-finding']);
  expect([exit, out]).toEqual([
    0,
    `EventBridge patterns
  ENABLED
  {"source":[{"prefix":"aws."}],"detail":{"eventSource":["sns.amazonaws.com"],"eventName":["DeleteTopic"]}}
  ENABLED
  {"source":["aws.guardduty"],"detail-type":["GuardDuty Finding"],"detail":{"severity":[{"numeric":[">=",4]}]}}
CloudWatch Logs filters
  { $.eventName="DeleteTopic" }
LookupEvents queries
  EventSource=sns.amazonaws.com
  never: guardduty-finding, which is about EventBridge events
`,
  ]);
});

test('compile follows the settings, and gives JSON of one way alone', async () => {
  const { exit, out } = await call(
    ['compile', 'notify', '--for', 'logs', '--format', 'json'],
    'rules: { notify: { on: false }, sns-policy: { on: true } }\n',
  );
  expect([exit, JSON.parse(out)]).toEqual([0, { logs: [expect.stringContaining('SetTopicAttributes')] }]);
  expect(out).not.toContain('DeleteTopic');
});

test('a rule that can never fire fails the test, with the likely meaning, in each language', async () => {
  const dead = OWN(`    examples:\n      fires: [${RECORD}]\n      quiet: [${NEAR_MISS}]\n`).replace(
    'rds.amazonaws.com]',
    'aws.rds]',
  );
  const { exit, out } = await call(['test', 'login-watch.yaml'], dead);
  const why = 'can never match: no record has the event source "aws.rds"; did you mean "rds.amazonaws.com"?';
  expect([exit, out]).toEqual([1, expect.stringContaining(`failed  snapshot-shared when: ${why}\n`)]);
  const japanese = await call(['--language', 'ja', 'test', 'login-watch.yaml'], dead);
  expect(japanese.out).toContain('失敗  snapshot-shared when：決して一致しません。');
  expect(englishIn(japanese.out.replace(/"[^"]*"|snapshot-shared \S+/g, '§'))).toEqual([]);
  const { out: json } = await call(['test', 'login-watch.yaml', '--format', 'json']);
  expect(JSON.parse(json)).toContainEqual({ rule: 'snapshot-shared', example: 'when', problem: why });
});
