/** The remedy that our own settings are: merged into the file as printed, deployed for real, and judged again. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { ALARM_BREAKS } from '../../../sandbox/scripted/alarms.ts';
import { ANOMALY_BREAKS } from '../../../sandbox/scripted/anomalies.ts';
import { makeGood } from '../../../sandbox/scripted/good.ts';
import { type Live, live } from '../../helpers/notifier/live.ts';

interface Check {
  readonly id: string;
  readonly result: string;
  readonly said: string;
  readonly todo: readonly string[];
  readonly remedies: readonly { readonly todo: string; readonly kind: string; readonly settings?: string }[];
}

async function ask(account: Live): Promise<readonly Check[]> {
  const { out } = await account.run('audit', '--format', 'json');
  return JSON.parse(out).checks;
}

/** The remedy, and the checks that print it. */
function printed(checks: readonly Check[]) {
  const bySettings = checks.flatMap(({ id, remedies }) =>
    remedies.filter(({ kind }) => kind === 'settings').map((remedy) => ({ id, ...remedy })),
  );
  expect(new Set(bySettings.map(({ todo, settings }) => todo + settings)).size).toBe(1);
  const { todo = '', settings = '' } = bySettings[0] ?? {};
  return { ids: bySettings.map(({ id }) => id), todo, settings };
}

/** Deploys the settings at hand with the printed lines, and expects what was promised, no less and no more. */
async function deployed(account: Live, before: readonly Check[]) {
  const { ids, todo, settings } = printed(before);
  const file = parse(await readFile(join(account.cwd, 'login-watch.yaml'), 'utf8'));
  const lines = parse(settings) ?? {};
  await account.settings(stringify({ ...file, ...lines, rules: { ...file.rules, ...lines.rules } }));
  const { exit, err } = await account.run('deploy', '--yes');
  if (exit !== 0) throw new Error(err);
  const after = new Map((await ask(account)).map(({ id, result }) => [id, result]));
  const closed = before.flatMap(({ id, result }) => (result === 'fail' && after.get(id) === 'pass' ? [id] : []));
  expect(closed).toEqual(ids);
  expect(todo).toContain(`closes ${ids.length} of these`);
  const worse = before.flatMap(({ id, result }) => (result === 'pass' && after.get(id) !== 'pass' ? [id] : []));
  expect(worse).toEqual([]);
  return { todo, settings, count: ids.length };
}

const REGIONS = { regions: ['us-east-1', 'eu-north-1'] };

test('in an empty account, with rules that are off or that no channel takes', async () => {
  const account = await live(REGIONS);
  await account.settings(
    'name: acme\npipelines: [events]\nchannels:\n  - slack: { webhook: ssm:/acme/slack-webhook, from: medium }\n',
  );
  const { todo, settings, count } = await deployed(account, await ask(account));
  expect(settings).toContain('trail: { use: new }\nrules:\n');
  expect(settings).toContain('  signin-switch-role: { on: true, severity: medium }\n');
  expect(todo).toMatch(/^`login-watch deploy` with `pipelines: \[events\]` and \d+ more rules closes \d+ of these\.$/);
  expect(count).toBeGreaterThan(40);
});

test('beside alarms of others, for what these miss', async () => {
  const account = await live(REGIONS);
  const { topic } = makeGood(account);
  ALARM_BREAKS['no filter at all']?.(account, topic);
  await account.settings(
    'name: acme\npipelines: [alarms]\nchannels:\n  - slack: { webhook: ssm:/acme/slack-webhook }\n',
  );
  const { settings } = await deployed(account, await ask(account));
  expect(settings).toMatch(/^pipelines: \[alarms, events\]\n/);
});

test('what is in no trail takes the pipeline that sees it', async () => {
  const account = await live(REGIONS);
  const { topic } = makeGood(account);
  ANOMALY_BREAKS['no EventBridge rule on sign-in anomalies']?.(account, topic);
  await account.settings('name: acme\npipelines: [logs]\nchannels:\n  - slack: { webhook: ssm:/acme/slack-webhook }\n');
  const { settings } = await deployed(account, await ask(account));
  expect(settings).toMatch(/^pipelines: \[logs, events\]\n/);
});

test('where our own notifier gets a record, and no channel takes what its rule says', async () => {
  const account = await live(REGIONS);
  await account.settings(
    'name: acme\npipelines: [events]\ntrail: { use: new }\nchannels:\n  - slack: { webhook: ssm:/acme/slack-webhook, from: medium }\nrules:\n  telemetry-stopped: { severity: low }\n',
  );
  const { exit, err } = await account.run('deploy', '--yes');
  if (exit !== 0) throw new Error(err);
  const before = await ask(account);
  const { result, said } = before.find(({ id }) => id === 'telemetry-stopped') ?? {};
  expect({ result, said }).toEqual({
    result: 'fail',
    said: 'Nobody is alerted. The notifier (acme-notifier) gets the record, but none of its rules sends an alert about it.',
  });
  const { settings } = await deployed(account, before);
  expect(settings).toContain('  telemetry-stopped: { on: true, severity: medium }\n');
});
