/** SARIF 2.1.0: checked against the official schema (schemastore's sarif-2.1.0-rtm.5.json, unchanged but for its spaces). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { ALARM_BREAKS } from '../../../sandbox/scripted/alarms.ts';
import { SOURCE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { auditedAccount } from '../../helpers/audit/asked.ts';

const FILE = join(import.meta.dirname, '../../helpers/audit/sarif-2.1.0-rtm.5.json');
/** Zod takes a relative reference for a mistaken URL, so that these are looked at here. */
const withoutReferences = (key: string, value: unknown) =>
  key === 'format' && value === 'uri-reference' ? undefined : value;
const SCHEMA = z.fromJSONSchema(JSON.parse(await readFile(FILE, 'utf8'), withoutReferences));

const Log = z.object({
  runs: z.tuple([
    z.object({
      tool: z.object({
        driver: z.object({ rules: z.array(z.object({ id: z.string(), help: z.object({ text: z.string() }) })) }),
      }),
      results: z.array(
        z.object({
          ruleId: z.string(),
          ruleIndex: z.number(),
          kind: z.string(),
          level: z.string(),
          message: z.object({ text: z.string() }),
          codeFlows: z.array(z.unknown()).optional(),
        }),
      ),
    }),
  ]),
});

/** The run, if the text is valid SARIF. */
function runIn(text: string) {
  const log: unknown = JSON.parse(text);
  const { success, error } = SCHEMA.safeParse(log);
  expect({ success, issues: error?.issues ?? [] }).toEqual({ success: true, issues: [] });
  expect(new Set(text.match(/(?<="uri": ").*(?=")/g))).toEqual(new Set(['aws-account/111122223333']));
  return Log.parse(log).runs[0];
}

test('the schema refuses what is no SARIF', () => {
  const log = (result: object) => ({
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'x' } }, results: [{ message: { text: 'x' }, ...result }] }],
  });
  expect(SCHEMA.safeParse(log({ kind: 'open', level: 'none' })).success).toBe(true);
  const wrong = [
    log({ kind: 'unknown' }),
    log({ level: 'high' }),
    log({ said: 'x' }),
    { ...log({}), version: '2.0.0' },
  ];
  expect(wrong.map((one) => SCHEMA.safeParse(one).success)).toEqual([false, false, false, false]);
});

test('each check is a rule with help, and one result: passes, failures by severity, what is open', async () => {
  const { ask } = await auditedAccount(ALARM_BREAKS['actions disabled']);
  const { exit, out, err } = await ask(['--format', 'sarif']);
  expect({ exit, err }).toEqual({ exit: EXIT.found, err: '' });
  const { tool, results } = runIn(out);
  const { rules } = tool.driver;
  expect(results.map(({ ruleId }) => ruleId)).toEqual(rules.map(({ id }) => id));
  expect(results.map(({ ruleIndex }) => ruleIndex)).toEqual(rules.map((_, at) => at));
  expect(results.filter(({ kind }) => kind === 'fail')).toEqual([
    expect.objectContaining({ ruleId: 'signin.user-without-mfa', level: 'error' }),
    expect.objectContaining({
      ruleId: 'CloudWatch.3',
      level: 'error',
      message: { text: expect.stringContaining('Nobody is alerted. The actions of alarm CloudWatch.3 are disabled.') },
    }),
  ]);
  expect(new Set(results.map(({ kind, level }) => `${kind} ${level}`))).toEqual(new Set(['pass none', 'fail error']));
  expect(rules.find(({ id }) => id === 'CloudWatch.3')?.help.text).toContain(
    'Enable the actions of alarm CloudWatch.3.',
  );
  expect(JSON.stringify(results.find(({ ruleId }) => ruleId === 'CloudWatch.3')?.codeFlows)).toContain(
    'alarm CloudWatch.3',
  );
});

test('a check that could not be judged is open, with the missing permission, and no pass', async () => {
  const refuse = (_: string, action: string) =>
    action === 'DescribeAlarms' ? new AwsFault('AccessDeniedException', 'not authorized', { status: 403 }) : undefined;
  const { ask } = await auditedAccount(undefined, { trouble: refuse });
  const { exit, out } = await ask(['--format', 'sarif', '--checks', 'controls']);
  expect(exit).toBe(EXIT.refused);
  const { results } = runIn(out);
  expect(new Set(results.map(({ kind, level }) => `${kind} ${level}`))).toEqual(new Set(['open none']));
  expect(results[0]?.message.text).toContain('Missing permissions: cloudwatch:DescribeAlarms.');
});

test('every kind of break is valid, and --output writes the file whole', async () => {
  for (const change of [
    SOURCE_BREAKS['trail stopped'],
    SOURCE_BREAKS["organization's trail, its log group elsewhere"],
  ]) {
    const { ask, cwd } = await auditedAccount(change);
    const { out, err } = await ask(['--format', 'sarif', '--output', 'audit.sarif']);
    expect(out).toBe('');
    expect(err).toMatch(/^(?:\d+ of \d+ checks failed\.|No check failed, ).*Written to audit\.sarif\n$/);
    runIn(await readFile(join(cwd, 'audit.sarif'), 'utf8'));
  }
});
