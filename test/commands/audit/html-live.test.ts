/** `audit --format html`: what the file holds, and what a redacted one doesn't. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ALARM_BREAKS } from '../../../sandbox/scripted/alarms.ts';
import { RECEIVER_BREAKS } from '../../../sandbox/scripted/receivers.ts';
import { RULE_BREAKS, SOURCE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import { audit } from '../../../src/auditing/audit.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { renderAuditJson } from '../../../src/render/audit/json.ts';
import { auditHead } from '../../../src/render/html/audit-html.ts';
import type { AuditHead } from '../../../src/render/html/audit-model.ts';
import { redactAudit } from '../../../src/render/redact/redact-audit.ts';
import { auditedAccount } from '../../helpers/audit/asked.ts';
import { audited } from '../../helpers/audit/audited.ts';
import { blocksIn } from '../../helpers/host/report-data.ts';
import { runCli } from '../../helpers/host/run-cli.ts';

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };

test('the file holds the checks, the groups that have some, and the paths', async () => {
  const { account, cwd } = await auditedAccount(ALARM_BREAKS['actions disabled']);
  const env = { AWS_ENDPOINT_URL: account.endpoint, ...CREDENTIALS };
  const argv = ['audit', '--format', 'html', '--output', 'audit.html', '--checks', 'controls'];
  expect(await runCli(argv, { cwd, env })).toEqual({
    ...{ code: EXIT.found, stdout: '' },
    stderr: '1 of 14 checks failed. Written to audit.html\n',
  });
  const [block] = blocksIn(await readFile(join(cwd, 'audit.html'), 'utf8'));
  expect(block?.kind).toBe('audit');
  const head: AuditHead = JSON.parse(block?.text ?? '');
  expect(head).toMatchObject({ account: '111122223333', counts: { pass: 13, fail: 1, unknown: 0 } });
  expect(head.areas.map(({ id }) => id)).toEqual(['controls']);
  expect(head.checks[0]).toMatchObject({ id: 'CloudWatch.3', result: 'fail' });
  expect(head.checks[0]?.paths[0]?.hops.at(-1)).toMatchObject({ kind: 'alarm', state: 'fail' });
});

test('--output is silent in a log where all is well, and says so in a terminal and in Japanese', async () => {
  const { ask } = await auditedAccount();
  const argv = ['--checks', 'CloudWatch.3', '--format', 'json', '--output', 'audit.json'];
  expect((await ask(argv)).err).toBe('');
  expect((await ask(argv, { isTerminal: true })).err).toContain('All 1 checks passed. Written to audit.json\n');
  const failed = await auditedAccount(ALARM_BREAKS['actions disabled']);
  expect((await failed.ask([...argv, '--language', 'ja'])).err).toContain(
    '1件中1件が不合格です。audit.json に書き込みました\n',
  );
});

test('--redact needs html', async () => {
  const { ask, account } = await auditedAccount();
  const { exit, err } = await ask(['--redact']);
  expect(exit).toBe(EXIT.wrongUse);
  expect(err).toContain('audit --redact works with --format html alone.');
  expect(account.calls).toEqual([]);
});

const ALL: Readonly<Record<string, Change>> = { ...ALARM_BREAKS, ...RECEIVER_BREAKS, ...RULE_BREAKS, ...SOURCE_BREAKS };
/** Names that the scripted accounts give, and that no word of ours or of AWS holds. */
const NAMES =
  /111122223333|444455556666|@|example|trail-logs|acme|org-trail|pager|alerts\b|"main"|trail main|sign-in-trouble|maintenance|config-changes|rule-alerts|app-logs|to-function|to-queue|arn:/;

test('in no scripted account does a redacted page hold a name', async () => {
  for (const [name, change] of Object.entries(ALL)) {
    const { snapshot, account } = await audited(change);
    const verdicts = audit(await snapshot());
    const report = {
      account: account.account,
      accountName: 'acme',
      at: 0,
      regions: ['us-east-1'],
      verdicts,
      limits: [],
    };
    expect(renderAuditJson(report)).toMatch(NAMES);
    const head = auditHead(redactAudit(report), { language: 'en', timezone: 'UTC', isRedacted: true }, '0');
    expect({ name, found: NAMES.exec(JSON.stringify(head))?.[0] }).toEqual({ name, found: undefined });
  }
});
