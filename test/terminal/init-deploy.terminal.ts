import { readdir } from 'node:fs/promises';
import stringWidth from 'string-width';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hasTmux, Terminal } from '../helpers/host/terminal.ts';
import { type Live, live } from '../helpers/notifier/live.ts';

/** All questions but the last are answered by flags. */
const ANSWERED = [
  ...['--name', 'acme', '--trail', 'new', '--pipelines', 'events,logs', '--channels', 'slack'],
  ...[
    '--secret',
    'slack=ssm:/acme/slack-webhook',
    '--health',
    '-',
    '--trusted',
    '-',
    '--alert-language',
    'en',
    '--timezone',
    'UTC',
  ],
  ...['--hours', '-', '--rules', 'signin,root', '--forecast', 'no', '--names', 'no'],
];

async function start(account: Live, argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
  const variables = { ...credentials, AWS_ENDPOINT_URL: account.endpoint, ...env };
  const terminal = await Terminal.start(['init', ...argv], { cwd: account.cwd, env: variables });
  onTestFinished(() => terminal.close());
  return terminal;
}

const JAPANESE = { LC_ALL: 'ja_JP.UTF-8' };

const left = ({ cloudformation }: Live) =>
  cloudformation.stacks.filter(({ status }) => !status.startsWith('DELETE')).map(({ name }) => name);

describe.skipIf(!hasTmux)('the end of init in a terminal', () => {
  test('the plan, one question, and the proof; the second run has nothing to deploy', async () => {
    const account = await live({ regions: ['us-east-1'], pace: 20 });
    const at = await start(account, ANSWERED);
    await at.question('Deploy this?');
    const plan = await at.screen();
    expect(plan).toContain('Stack acme-notifier is created:');
    expect(plan).toContain('Wrote login-watch.yaml.');
    await at.press('Enter');
    expect(await at.end()).toBe(0);
    expect(await at.screen()).toContain('You will be alerted.');
    expect(left(account)).toEqual(['acme-artifacts', 'acme-trail', 'acme-notifier']);
    expect(await readdir(account.cwd)).toEqual(['login-watch.schema.json', 'login-watch.yaml']);

    const again = await start(account, []);
    await again.question('Select what to change.');
    await again.press('Enter');
    expect(await again.end()).toBe(0);
    expect(await again.screen()).toContain('The deployment matches the settings.');
  });

  test.each([
    ['Ctrl-C', ['C-c'], 3],
    ['not now', ['Down', 'Enter'], 0],
  ])('%s at the plan leaves no stack behind; the settings stay for the next run', async (_, keys, exit) => {
    const account = await live({ regions: ['us-east-1'], pace: 20 });
    const at = await start(account, ANSWERED);
    await at.question('Deploy this?');
    expect(left(account)).not.toEqual([]);
    await at.press(...keys);
    expect(await at.end()).toBe(exit);
    expect(left(account)).toEqual([]);
    expect(await readdir(account.cwd)).toEqual(['login-watch.schema.json', 'login-watch.yaml']);

    const next = await start(account, []);
    await next.question('Select what to change.');
    await next.press('Enter');
    await next.question('Deploy this?');
  });

  test('Ctrl-C while it is planned leaves no stack behind', async () => {
    const account = await live({ regions: ['us-east-1'], pace: 20 });
    const at = await start(account, ANSWERED);
    await at.text('Comparing with the deployment');
    await at.press('C-c');
    expect(await at.end()).toBe(3);
    expect(left(account)).toEqual([]);
  });

  test('Ctrl-C while it deploys says so, no plan is left, and the next run goes on to the proof', async () => {
    const account = await live({ regions: ['us-east-1', 'eu-north-1'], pace: 20 });
    const at = await start(account, ANSWERED);
    await at.question('Deploy this?');
    await at.press('Enter');
    await at.text('Deploying …');
    await expect.poll(() => left(account).length, { timeout: 20_000 }).toBeGreaterThan(0);
    await at.press('C-c');
    expect(await at.end()).toBe(3);
    expect(await at.screen()).toContain('Stopped while deploying.');
    await expect
      .poll(() => account.cloudformation.stacks.filter(({ status }) => status.endsWith('_IN_PROGRESS')))
      .toEqual([]);

    const next = await start(account, []);
    await next.question('Select what to change.');
    await next.press('Enter');
    await next.question('Deploy this?');
    await next.press('Enter');
    expect(await next.end()).toBe(0);
    expect(await next.screen()).toContain('You will be alerted.');
  });

  test('an answer is changed after the plan was seen', async () => {
    const account = await live({ regions: ['us-east-1'], pace: 20 });
    const at = await start(account, ANSWERED);
    await at.question('Deploy this?');
    await at.press('Down', 'Down', 'Enter');
    await at.question('Select what to change.');
    expect(left(account)).toEqual([]);
    await at.press('Down', 'Space', 'Enter');
    await at.question('Select the pipelines');
    await at.press('Down', 'Space', 'Enter');
    await at.question('Deploy this?');
    await at.press('Enter');
    expect(await at.end()).toBe(0);
    expect(await at.screen()).toMatch(/events\s+function\s+ok/);
  });

  test.each([
    ['with --plain', ['--plain'], {}, 'Deploy this?'],
    ['in Japanese', [], JAPANESE, 'このとおりデプロイしますか。'],
  ])('%s', async (_, argv, env, question) => {
    const account = await live({ regions: ['us-east-1'], pace: 20 });
    const at = await start(account, [...ANSWERED, ...argv], env);
    await at.text(question);
    await at.press('Enter');
    expect(await at.end()).toBe(0);
    if (env !== JAPANESE) return;
    const screen = await at.screen();
    expect(screen).toContain('スタック acme-notifier を作成：');
    expect(screen).toMatch(/^パイプライン +段階 +結果 +経過 +内容$/m);
    expect(screen).toMatch(/events +slack +成功 .*送信済み/);
    expect(widest(screen)).toBeLessThanOrEqual(80);
    // Nothing between the account and the end is told in English but names of AWS.
    expect(screen).not.toMatch(/^(Stack|Trail|Its roles|Notes|Pipeline)/m);
  });
});

/** Addresses and ARNs are never broken, so that they can be copied; their lines may be longer. */
const widest = (screen: string) =>
  Math.max(...screen.split('\n').map((line) => (/:\/\/|arn:/.test(line) ? 0 : stringWidth(line))));
