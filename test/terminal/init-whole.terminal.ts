import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { madeUpWeek, WEEK_REGIONS } from '../../sandbox/week.ts';
import { parseSettings } from '../../src/settings/parse.ts';
import { hasTmux, Terminal } from '../helpers/host/terminal.ts';
import { type Live, live } from '../helpers/notifier/live.ts';

/** A busy account in which nothing of ours is there yet, and in which what is deployed runs. */
async function busyAccount(): Promise<Live> {
  const account = await live({ regions: WEEK_REGIONS, records: madeUpWeek(Date.now()), pace: 20 });
  account.identity.caller = `arn:aws:iam::${account.account}:user/bob`;
  return account;
}

async function start(account: Live, argv: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
  const variables = { ...credentials, AWS_ENDPOINT_URL: account.endpoint, ...env };
  const terminal = await Terminal.start(['init', ...argv], { cwd: account.cwd, env: variables });
  onTestFinished(() => terminal.close());
  return terminal;
}

const hookOf = ({ slack }: Live) => slack.url + ['/services', 'T0000', 'B0000', 'hush-hush'].join('/');

const answers = (hook: string): readonly (readonly [question: string, ...keys: string[]])[] => [
  ['Which trail', 'Enter'],
  ['Select the pipelines', 'Enter'],
  ['Select where alerts', 'Space', 'Enter'],
  ['Slack webhook', hook, 'Enter'],
  ['Who hears if the notifier itself fails', 'Enter'],
  ['Your own last', 'Enter'],
  ['Trusted networks', '203.0.113.0/24 Tokyo office', 'Enter'],
  ['Language', 'Enter'],
  ['Time zone', 'Enter'],
  ['Business hours', 'Enter'],
  ['Ask Identity Center', 'Enter'],
  ['Select the rules to use', 'Enter'],
  ['Estimate the alerts of these rules', 'Enter'],
  ['Exclude from', 'Down', 'Down', 'Enter'],
];

async function answer(at: Terminal, account: Live): Promise<void> {
  for (const [question, ...keys] of answers(hookOf(account))) {
    await at.question(question);
    for (const key of keys) await (/^[A-Z][a-z]+$/.test(key) ? at.press(key) : at.type(key));
  }
}

const settingsOf = async ({ cwd }: Live) =>
  parseSettings(await readFile(join(cwd, 'login-watch.yaml'), 'utf8'), 'login-watch.yaml');
const numberIn = (screen: string, pattern: RegExp) => Number(pattern.exec(screen)?.[1]);

describe.skipIf(!hasTmux)('the whole of init in a terminal', () => {
  test('from nothing to “you will be alerted”: every question, the plan, stacks that are made, and the proof', async () => {
    const account = await busyAccount();
    const at = await start(account);
    await answer(at, account);
    await at.question('Deploy this?');
    await at.press('Enter');
    expect(await at.end()).toBe(0);

    const screen = await at.screen();
    expect(screen).toContain('This account has no trail.');
    expect(screen).toContain('You will be alerted.');
    for (const pipeline of ['events', 'logs'])
      expect(screen).toMatch(new RegExp(`${pipeline}\\s+slack\\s+ok\\s+\\d+\\.\\d s\\s+sent`));
    // One to try the webhook, one for each pipeline.
    expect(account.slack.received).toHaveLength(3);
    expect(account.cloudformation.stacks.map(({ name, region, status }) => `${name} ${region} ${status}`)).toEqual([
      'login-watch-artifacts us-east-1 CREATE_COMPLETE',
      'login-watch-trail us-east-1 CREATE_COMPLETE',
      'login-watch-notifier us-east-1 CREATE_COMPLETE',
      'login-watch-forwarder ap-northeast-1 CREATE_COMPLETE',
    ]);
    expect(account.ssm.parametersIn('us-east-1').get('/login-watch/slack-webhook')).toMatchObject([
      { type: 'SecureString', value: hookOf(account) },
    ]);
    expect(screen).not.toContain('hush-hush');

    const [before, after] = [/login-watch: ([\d.]+) alerts a day/, /accepted exceptions: ([\d.]+) alerts a day/];
    expect(numberIn(screen, after)).toBeLessThan(numberIn(screen, before) * 0.8);
    const { rules, trusted } = await settingsOf(account);
    expect(Object.keys(rules).toSorted()).toEqual(['denied-burst', 'sg-changed']);
    expect(trusted.map(({ cidr }) => cidr)).toEqual(['203.0.113.0/24']);

    // 80 columns, and NO_COLOR: no colour but what marks where one stands.
    // Addresses and ARNs are never broken.
    const lines = screen.split('\n').filter((line) => !/:\/\/|arn:/.test(line));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(colours(await at.painted())).toEqual([]);
  });

  test('a second run changes one thing: the file keeps its comments and order, the plan has that change only', async () => {
    const account = await busyAccount();
    account.ssm.put('/acme/slack-webhook', hookOf(account));
    const text = `# Ours, in our order
channels:
  - slack: { webhook: ssm:/acme/slack-webhook } # the team's
timezone: Asia/Tokyo
name: acme # do not change
trail: { use: new }
`;
    await account.settings(text);
    expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });

    const at = await start(account, [], { NO_COLOR: '', FORCE_COLOR: '1' });
    await at.question('Select what to change.');
    expect(await at.screen()).toContain('Stack acme-notifier: CREATE_COMPLETE');
    await at.press('Down', 'Down', 'Down', 'Down', 'Space', 'Enter');
    await at.question('Your own last');
    await at.press('Down', 'Enter');
    await at.question('Trusted networks');
    await at.type('203.0.113.0/24 Tokyo office');
    await at.press('Enter');
    await at.question('Deploy this?');
    const plan = await at.screen();
    expect(plan).toMatch(/Stack acme-artifacts is unchanged/);
    expect(plan).toMatch(/Stack acme-trail is unchanged/);
    expect(plan.match(/^[+~-] .*/gm)).toEqual([expect.stringMatching(/^~ +Function +Lambda::Function +Code/)]);
    await at.press('Enter');
    expect(await at.end()).toBe(0);
    expect(await at.screen()).toContain('You will be alerted.');

    // On a light ground neither yellow nor white can be read, nor the bright ones; a ground of our own is none.
    const unreadable = colours(await at.painted()).filter((code) => !['31', '32', '34', '35', '36'].includes(code));
    expect(unreadable).toEqual([]);
    expect(colours(await at.painted())).not.toEqual([]);

    const written = await readFile(join(account.cwd, 'login-watch.yaml'), 'utf8');
    const added = written.split('\n').filter((line) => !text.split('\n').includes(line));
    expect(
      written
        .split('\n')
        .filter((line) => !added.includes(line))
        .join('\n')
        .trim(),
    ).toBe(text.trim());
    expect(added.join('\n')).toContain('203.0.113.0/24');
    expect((await settingsOf(account)).trusted).toEqual([{ cidr: '203.0.113.0/24', name: 'Tokyo office' }]);
  });
});

const SGR = new RegExp(`${String.fromCharCode(27)}\\[([\\d;]*)m`, 'g');

/** All that colour letters or their ground; bold, dim and the like are none. */
function colours(painted: string): readonly string[] {
  const codes = [...painted.matchAll(SGR)].flatMap(([, code = '']) => code.split(';'));
  return [...new Set(codes)].filter((code) => /^(3[0-8]|4[0-8]|9\d|10\d)$/.test(code)).toSorted();
}
