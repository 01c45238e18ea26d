import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { initCommand } from '../../../src/commands/init/flags.ts';
import { PERMISSIONS } from '../../../src/commands/permissions.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { jsonSchemaText } from '../../../src/settings/json-schema.ts';
import { parseSettings } from '../../../src/settings/parse.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { type Reply, type Server, serve } from '../../helpers/host/server.ts';
import { type InitAccount, type InitAccountOptions, startInitAccount } from '../../helpers/notifier/init-account.ts';

const PRIVATE = ['abcdefgh', 'ijklmnop'].join('');
const LOG_GROUP = 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*';

let cwd = '';
let account: InitAccount | undefined;
let vendor: Server | undefined;
let endpoint: string | undefined;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'login-watch-init-'));
  endpoint = process.env['AWS_ENDPOINT_URL'];
});
afterEach(async () => {
  if (endpoint === undefined) delete process.env['AWS_ENDPOINT_URL'];
  else process.env['AWS_ENDPOINT_URL'] = endpoint;
  await Promise.all([account?.close(), vendor?.close(), rm(cwd, { recursive: true, force: true })]);
  account = undefined;
  vendor = undefined;
});

interface Given extends InitAccountOptions {
  readonly argv?: readonly string[];
  readonly settings?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly replies?: readonly Reply[];
}

async function init({ argv = ['--yes'], settings, env = {}, replies = [{ status: 200, body: 'ok' }], ...rest }: Given) {
  if (settings !== undefined) await writeFile(join(cwd, 'login-watch.yaml'), settings);
  account = await startInitAccount(rest);
  process.env['AWS_ENDPOINT_URL'] = account.endpoint;
  vendor = await serve(...replies);
  const hook = `${vendor.url}/services/T0/B0/${PRIVATE}`;
  // CloudTrail's pace is real here, so the clock is too.
  const sleep = (ms: number) => delay(ms);
  const host = { ...fakeHost({ cwd, env: { TZ: 'Asia/Tokyo', HOOK: hook, ...env }, sleep }), now: Date.now };
  const exit = await run(['init', ...argv, '--no-deploy'], host);
  const text = await readFile(join(cwd, 'login-watch.yaml'), 'utf8').catch(() => undefined);
  expect(host.out() + host.err() + (text ?? '')).not.toContain(PRIVATE);
  return { exit, out: host.out(), err: host.err(), text, hook, stored: account.parameters };
}

const SLACK = ['--yes', '--channels', 'slack', '--secret', 'slack=env:HOOK'];

describe('with --yes nobody is asked', () => {
  test('one channel by flag is enough: the rest is as suggested', async () => {
    const { exit, err, text, hook, stored } = await init({ argv: SLACK });
    expect(err).not.toMatch(/Detection pipelines|Trusted networks and hours/);
    expect(text).toContain('$schema=./login-watch.schema.json');
    expect(await readFile(join(cwd, 'login-watch.schema.json'), 'utf8')).toBe(jsonSchemaText());
    expect([exit, err]).toEqual([EXIT.done, expect.stringContaining('Slack accepted the test message')]);
    expect(parseSettings(text ?? '', 'a')).toMatchObject({
      name: 'login-watch',
      language: 'en',
      timezone: 'Asia/Tokyo',
      trail: { use: 'new' },
      pipelines: ['events', 'logs'],
      trusted: [],
      channels: [{ kind: 'slack', slack: { webhook: 'ssm:/login-watch/slack-webhook' } }],
      rules: {},
      accounts: { '111122223333': 'acme' },
    });
    expect([...stored]).toEqual([['/login-watch/slack-webhook', hook]]);
  });

  test('an alias that may not be read is no name of the account, and stops nothing', async () => {
    const { exit, text } = await init({ argv: [...SLACK, '--forecast', 'no'], denied: ['ListAccountAliases'] });
    expect([exit, parseSettings(text ?? '', 'a').accounts]).toEqual([EXIT.done, []]);
  });

  test('no name is asked for, and that is said', async () => {
    const { text, err } = await init({ argv: [...SLACK, '--forecast', 'no'] });
    expect(parseSettings(text ?? '', 'a').names).toBeUndefined();
    expect(err.replace(/\s+/g, ' ')).toContain(
      'Identity Center isn’t asked. Users whose name no record holds appear as',
    );
  });

  test('who hears that the notifier is unwell: nobody, which is said, or addresses by flag', async () => {
    const none = await init({ argv: [...SLACK, '--forecast', 'no'] });
    expect(parseSettings(none.text ?? '', 'a').health).toBeUndefined();
    expect(none.err.replace(/\s+/g, ' ')).toContain('No one hears if the notifier itself fails');
    await rm(join(cwd, 'login-watch.yaml'));
    await account?.close();
    const some = await init({ argv: [...SLACK, '--forecast', 'no', '--health', 'a@example.com, b@example.com'] });
    expect(parseSettings(some.text ?? '', 'a').health).toEqual({ email: ['a@example.com', 'b@example.com'] });
    expect(some.err).not.toContain('No one hears');
  });

  test('a channel hears of the notifier’s own failure too, by a function of its own', async () => {
    const both = await init({ argv: [...SLACK, '--forecast', 'no', '--health', 'a@example.com,slack'] });
    const { health, channels } = parseSettings(both.text ?? '', 'a');
    expect(health).toEqual({ email: ['a@example.com'], channel: channels[0] });
    expect(both.err.replace(/\s+/g, ' ')).toContain('slack also gets this, by a function that shares nothing');
    await rm(join(cwd, 'login-watch.yaml'));
    await account?.close();
    const other = await init({ argv: [...SLACK, '--forecast', 'no', '--health', 'teams'] });
    expect(other.err).toContain('teams isn’t set up. Possible: slack.');
  });

  test('names of people by flag', async () => {
    const { text, err } = await init({ argv: [...SLACK, '--forecast', 'no', '--names', 'yes'] });
    expect(parseSettings(text ?? '', 'a').names).toEqual({ identityCenter: true });
    expect(err.replace(/\s+/g, ' ')).toContain('the function may call identitystore:DescribeUser');
  });

  const organization = { '444455556666': 'payments', '111122223333': 'acme-main', '777788889999': 'logs' };

  test('the organization names the account; other accounts are listed only by the flag', async () => {
    const own = await init({ argv: [...SLACK, '--forecast', 'no'], organization });
    expect(parseSettings(own.text ?? '', 'a').accounts).toEqual({ '111122223333': 'acme-main' });
    expect(own.err).toContain('Account 111122223333 (acme-main)');
    await rm(join(cwd, 'login-watch.yaml'));
    await account?.close();
    const all = await init({ argv: [...SLACK, '--forecast', 'no', '--accounts', 'all'], organization });
    expect(parseSettings(all.text ?? '', 'a').accounts).toEqual(organization);
  });

  test('accounts that may not be listed: the alias is the name, and what lacks is said', async () => {
    const { text, err, exit } = await init({ argv: [...SLACK, '--forecast', 'no'], denied: ['ListAccounts'] });
    expect([exit, parseSettings(text ?? '', 'a').accounts]).toEqual([EXIT.done, { '111122223333': 'acme' }]);
    expect(err.replace(/\s+/g, ' ')).toContain(
      'ListAccounts in us-east-1, so the names of the organization’s accounts are unknown',
    );
  });

  test('later, accounts are added to those that the file lists', async () => {
    const settings = `accounts: { '222233334444': partner }\nchannels: [{ slack: { webhook: ssm:/login-watch/slack-webhook } }]\n`;
    const { text } = await init({ argv: ['--yes', '--accounts', 'all'], settings, organization });
    expect(parseSettings(text ?? '', 'a').accounts).toEqual({ ...organization, '222233334444': 'partner' });
  });

  test('every question has a flag', async () => {
    const argv = [
      ...['--yes', '--name', 'acme', '--trail', 'new', '--pipelines', 'events,s3', '--channels', 'chatwork,email'],
      ...[
        '--room',
        '123',
        '--secret',
        'chatwork=ssm:/other/token',
        '--mail',
        'a@example.com, b@example.com',
        '--no-test',
      ],
      ...['--trusted', '203.0.113.0/24 Tokyo office, 2001:db8::1', '--alert-language', 'ja', '--timezone', 'UTC'],
      ...['--hours', 'mon-fri 09:00-18:00', '--mute', 'low', '--rules', 'signin,root', '--forecast', 'no'],
    ];
    const { exit, text, err } = await init({ argv, parameters: { '/other/token': 'x' } });
    expect(err).toContain('Wrote login-watch.yaml');
    const { rules, ...settings } = parseSettings(text ?? '', 'a');
    expect(exit).toBe(EXIT.done);
    expect(settings).toMatchObject({
      name: 'acme',
      language: 'ja',
      timezone: 'UTC',
      trail: { use: 'new' },
      pipelines: ['events', 's3'],
      trusted: [{ cidr: '203.0.113.0/24', name: 'Tokyo office' }, { cidr: '2001:db8::1' }],
      channels: [
        { kind: 'chatwork', chatwork: { room: 123, token: 'ssm:/other/token' } },
        { kind: 'email', email: { to: ['a@example.com', 'b@example.com'] } },
      ],
      businessHours: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00', mute: ['low'] },
    });
    expect(Object.keys(rules).toSorted()).toEqual(
      ['data', 'destroy', 'findings', 'iam', 'network', 'notify', 'org', 'tamper'].toSorted(),
    );
  });

  test('the caller’s own last sign-in is found in whichever region recorded it', async () => {
    const { text } = await init({ argv: [...SLACK, '--trust-own', 'yes'], user: 'alice' });
    expect(parseSettings(text ?? '', 'a').trusted).toMatchObject([{ cidr: '203.0.113.24' }]);
  });

  test.each([
    ['keep', 'ssm:/login-watch/webhook-secret'],
    ['none', undefined],
  ])('whether a webhook is signed: --sign %s', async (answer, secret) => {
    const argv = ['--yes', '--channels', 'webhook', '--stored', 'keep', '--sign', answer, '--no-test'];
    const parameters = { '/login-watch/webhook-url': 'x', '/login-watch/webhook-secret': 'y' };
    const { err, text } = await init({ argv, parameters });
    expect(err).toContain('Wrote login-watch.yaml');
    expect(parseSettings(text ?? '', 'a').channels).toEqual([
      {
        kind: 'webhook',
        webhook: { url: expect.stringContaining('ssm:'), ...(secret === undefined ? {} : { secret }) },
      },
    ]);
  });

  test('exceptions are taken only where a flag says so', async () => {
    const quiet = await init({ argv: [...SLACK, '--forecast', 'yes', '--quiet', 'all'] });
    expect(Object.keys(parseSettings(quiet.text ?? '', 'a').rules)).toContain('sg-changed');
    expect(quiet.err).toContain('With the accepted exceptions');
    expect(quiet.err).toMatch(/Excluded from sg-changed: [^.]*fewer\)\./);
  });

  test('a trail that fits is reused, and one of the organization without a log group is not', async () => {
    const org = { name: 'org', isOrganization: true, owner: '444455556666' };
    const own = { name: 'own', logGroup: LOG_GROUP };
    const { text } = await init({ argv: SLACK, trails: [org, own] });
    expect(parseSettings(text ?? '', 'a').trail).toEqual({ use: 'existing', name: 'own' });
  });

  test('a trail that can not feed the pipelines is refused with the reason', async () => {
    const argv = [...SLACK, '--trail', 'org', '--pipelines', 'logs'];
    const { exit, err, text } = await init({ argv, trails: [{ name: 'org' }] });
    expect([exit, text]).toEqual([EXIT.wrongUse, undefined]);
    expect(err).toContain('--pipelines: Trail org can’t feed these pipelines: it doesn’t write to a log group.');
  });

  test.each<[what: string, argv: readonly string[], err: string]>([
    ['no channel', ['--yes'], 'Select at least one.'],
    ['no secret', ['--yes', '--channels', 'slack'], 'There is no secret for slack in /login-watch/slack-webhook'],
    ['an unset variable', ['--yes', '--channels', 'slack', '--secret', 'slack=env:NOPE'], 'NOPE is not set'],
    [
      'a secret in the flag',
      ['--yes', '--secret', `slack=https://hooks.slack.com/${PRIVATE}`],
      'Write a kind and a place',
    ],
    ['a zone that is none', [...SLACK, '--timezone', 'Mars/Base'], '--timezone: That isn’t a time zone'],
    [
      'the world as trusted',
      [...SLACK, '--trusted', '0.0.0.0/0'],
      '--trusted: 0.0.0.0/0 is more than a sixteenth of the internet.',
    ],
    [
      'an address in a name',
      [...SLACK, '--trusted', '203.0.113.0/24 198.51.100.7'],
      'The name holds the address 198.51.100.7.',
    ],
    ['hours that are none', [...SLACK, '--hours', 'always'], '--hours: Type days and times'],
    ['hours that never end', [...SLACK, '--hours', 'mon 09:00-09:00'], '--hours: Type days and times'],
    ['a trail that is not there', [...SLACK, '--trail', 'x'], '--trail: there is no x'],
  ])('%s ends it before anything is written', async (_, argv, err) => {
    const result = await init({ argv });
    expect([result.exit, result.err]).toEqual([EXIT.wrongUse, expect.stringContaining(err)]);
    expect(await readdir(cwd)).toEqual([]);
  });

  test('a webhook that the vendor refuses is told and stored nowhere', async () => {
    const { exit, err, stored } = await init({ argv: SLACK, replies: [{ status: 404, body: 'no_service' }] });
    expect([exit, err]).toEqual([EXIT.refused, expect.stringContaining('Slack answered 404 no_service')]);
    expect([stored.size, await readdir(cwd)]).toEqual([0, []]);
  });
});

describe('in Japanese there is no English sentence', () => {
  const japanese = { LANG: 'ja_JP.UTF-8' };
  const argv = [...SLACK, '--language', 'ja'];

  test('where all goes well', async () => {
    const { err } = await init({ argv, env: japanese });
    expect(englishIn(err)).toEqual([]);
  });

  test('with a webhook that the vendor refuses', async () => {
    const { err } = await init({ argv, env: japanese, replies: [{ status: 404, body: 'no_service' }] });
    expect(englishIn(err)).toEqual([]);
  });

  test('with a permission missing', async () => {
    const { err } = await init({ argv, env: japanese, denied: ['PutParameter'] });
    expect(englishIn(err)).toEqual([]);
  });

  test.each(['--timezone Mars/Base', '--hours always', '--trail x', '--trusted 0.0.0.0/0'])(
    'with %s',
    async (wrong) => {
      const { err } = await init({ argv: [...argv, ...wrong.split(' ')], env: japanese });
      expect(englishIn(err)).toEqual([]);
    },
  );
});

describe('a second run', () => {
  const settings = `# ours
name: acme # keep
timezone: Asia/Tokyo
trusted:
  - { cidr: 203.0.113.0/24, name: Tokyo office, until: 2027-03-31 }
channels:
  - slack: { webhook: ssm:/acme/hook, from: high }
`;

  test('without flags changes nothing', async () => {
    const { exit, text, err } = await init({ settings });
    expect([exit, text]).toEqual([EXIT.done, settings]);
    expect(err).toContain('login-watch.yaml is unchanged.');
  });

  test('with one flag changes that one thing, and keeps comments', async () => {
    const argv = ['--yes', '--trusted', '203.0.113.0/24 Office, 198.51.100.7 VPN'];
    const { text } = await init({ settings, argv });
    expect(text).toContain('# ours\nname: acme # keep\n');
    expect(parseSettings(text ?? '', 'a')).toEqual({
      ...parseSettings(settings, 'a'),
      trusted: [
        { cidr: '203.0.113.0/24', name: 'Office', until: '2027-03-31' },
        { cidr: '198.51.100.7', name: 'VPN' },
      ],
    });
  });

  test('replaces a secret in its place, and keeps the rest of the channel', async () => {
    const parameters = { '/acme/hook': 'old' };
    const { text, stored, hook } = await init({ settings, argv: SLACK, parameters });
    expect([text, stored.get('/acme/hook')]).toEqual([settings, hook]);
  });

  test('short forms can be changed, too', async () => {
    const short = 'timezone: UTC\ntrusted: [203.0.113.0/24]\nrules: { signin: off }\nchannels: []\n';
    const argv = [...SLACK, '--trusted', '203.0.113.0/24 Office, 198.51.100.7', '--rules', 'signin,root'];
    const { text, err } = await init({ settings: short, argv });
    expect(err).toContain('Wrote login-watch.yaml');
    const { trusted, rules } = parseSettings(text ?? '', 'a');
    expect(trusted).toEqual([{ cidr: '203.0.113.0/24', name: 'Office' }, { cidr: '198.51.100.7' }]);
    expect([rules['signin'], rules['iam']]).toEqual([undefined, { on: false }]);
  });

  test('settings that are not valid are not written over', async () => {
    const { exit, text } = await init({ settings: 'nmae: acme\n' });
    expect([exit, text]).toEqual([EXIT.wrongUse, 'nmae: acme\n']);
  });
});

describe('permissions that are missing come first', () => {
  const needed = (PERMISSIONS['init'] ?? []).filter(
    ({ resources, isOptional }) => isOptional !== true && resources(DEFAULT_SETTINGS).length > 0,
  );
  const nameOf = (action: string) => action.split(':')[1] ?? '';

  test.each(needed.map(({ sid, actions }) => [sid, actions] as const))(
    '%s: told with the policy to attach, and nothing is done',
    async (_, actions) => {
      const action = actions[0] ?? '';
      const { exit, out, err } = await init({ argv: SLACK, denied: [nameOf(action)] });
      expect([exit, out, await readdir(cwd), vendor?.received]).toEqual([EXIT.refused, '', [], []]);
      expect(err).toMatch(new RegExp(`Missing permissions: ([\\w:]+, )*${action}\\b.*\nAttach this policy`));
      const policy = JSON.parse(err.slice(err.indexOf('{'), err.lastIndexOf('}') + 1));
      const allowed = policy.Statement.flatMap(({ Action }: { Action: readonly string[] }) => Action);
      expect(allowed.map(nameOf)).toEqual(allowed.map(() => nameOf(action)));
      expect(allowed).toContain(action);
    },
  );

  test('all of them: too many for a screen, so the command that prints the policy', async () => {
    const denied = needed.flatMap(({ actions }) => actions.map(nameOf)).filter((name) => name !== 'GetCallerIdentity');
    const { exit, err } = await init({ argv: SLACK, denied });
    expect([exit, err]).toEqual([
      EXIT.refused,
      expect.stringMatching(/and \d+ more\.\nAttach the policy that `login-watch policy init`/),
    ]);
  });

  test('a trail that is reused needs no right to make one', async () => {
    const given = { denied: ['CreateTrail'], argv: SLACK };
    expect((await init({ ...given, trails: [{ name: 'own', logGroup: LOG_GROUP }] })).exit).toBe(EXIT.done);
    await rm(join(cwd, 'login-watch.yaml'));
    expect((await init(given)).err).toContain('cloudtrail:CreateTrail');
  });

  test('whoever knows better than the check says so', async () => {
    const { exit, err } = await init({ argv: [...SLACK, '--despite-missing'], denied: ['CreateTrail'] });
    expect([exit, err]).toEqual([EXIT.done, expect.stringContaining('Missing permissions: cloudtrail:CreateTrail')]);
  });
});

test.each(['DescribeTrails', 'GetTrailStatus', 'DescribeStacks', 'PutParameter'])(
  'where permissions can not be asked about, %s itself says which policy to attach, and nothing is written',
  async (action) => {
    const trails = [{ name: 'own', logGroup: LOG_GROUP }];
    const { exit, err } = await init({ argv: SLACK, trails, denied: ['SimulatePrincipalPolicy', action] });
    expect([exit, await readdir(cwd)]).toEqual([EXIT.refused, []]);
    expect(err).toMatch(new RegExp(`(Not allowed to call|AWS refused) \\w+:${action}`));
  },
);

test('niceties that are not allowed are left out', async () => {
  const { exit } = await init({ argv: SLACK, denied: ['ListAccountAliases', 'SimulatePrincipalPolicy'] });
  expect(exit).toBe(EXIT.done);
});

test('without a terminal and without --yes it says what is missing', async () => {
  const { exit, err } = await init({ argv: [] });
  expect([exit, err]).toEqual([
    EXIT.wrongUse,
    'init asks questions, and there is no terminal to ask on.\nRun it in a terminal, or add --yes, which accepts the suggestions (--channels …, --secret …=env:…).\n',
  ]);
});

describe('in Japanese no sentence is English', () => {
  const JA = ['--language', 'ja'];
  const english = async (given: Given) => {
    const { exit, out, err } = await init({ ...given, argv: [...JA, ...(given.argv ?? [])] });
    await Promise.all([account?.close(), vendor?.close()]);
    // The policy to attach is JSON, the networks' example is typed.
    const told = `${out}${err}`.replaceAll(/^[ {}[\]].*$/gm, '');
    return { exit, english: englishIn(told), err };
  };

  test('the whole interview, exceptions and forecast', async () => {
    const argv = [...SLACK, '--forecast', 'yes', '--quiet', 'all', '--trust-own', 'no'];
    const whole = await english({ argv, trails: [{ name: 'own', logGroup: LOG_GROUP }] });
    expect([whole.exit, whole.english]).toEqual([EXIT.done, []]);
    expect(whole.err).toContain('sg-changed から除外しました：');
  });

  test.each<[what: string, given: Given]>([
    ['a wrong webhook', { argv: SLACK, replies: [{ status: 404, body: 'no_service' }] }],
    ['a missing permission', { argv: SLACK, denied: ['CreateTrail'] }],
    ['no permission at all', { argv: SLACK, denied: ['DescribeTrails', 'SimulatePrincipalPolicy'] }],
    ['no terminal', { argv: [] }],
    ['no channel', { argv: ['--yes'] }],
    ['no secret', { argv: ['--yes', '--channels', 'slack'] }],
    ['an unset variable', { argv: ['--yes', '--channels', 'slack', '--secret', 'slack=env:NOPE'] }],
    ['a zone that is none', { argv: [...SLACK, '--timezone', 'Mars/Base'] }],
    ['the world as trusted', { argv: [...SLACK, '--trusted', '0.0.0.0/0'] }],
    ['a name that holds a network', { argv: [...SLACK, '--trusted', '203.0.113.0/24 x 198.51.100.7'] }],
    ['hours that are none', { argv: [...SLACK, '--hours', 'always'] }],
    ['a trail that is not there', { argv: [...SLACK, '--trail', 'x'] }],
    [
      'a trail that can’t feed',
      { argv: [...SLACK, '--trail', 'org', '--pipelines', 'logs'], trails: [{ name: 'org' }] },
    ],
  ])('%s', async (_, given) => {
    const { exit, english: left } = await english(given);
    expect([exit === EXIT.done, left]).toEqual([false, []]);
  });
});

test('a name that holds an address is refused: a comma is missing', async () => {
  const { exit, err } = await init({ argv: [...SLACK, '--trusted', '203.0.113.0/24 Tokyo 198.51.100.7 Osaka'] });
  expect([exit, err]).toEqual([
    EXIT.wrongUse,
    expect.stringContaining('--trusted: The name holds the address 198.51.100.7.'),
  ]);
});

test('the locale chooses the language', async () => {
  const { err } = await init({ argv: SLACK, env: { LANG: 'ja_JP.UTF-8' } });
  expect(err).toContain('実行者とアカウント\nアカウント 111122223333（acme）');
});

test('flags are what the work is given', async () => {
  const calls: unknown[] = [];
  const command = initCommand(
    fakeHost(),
    () => {},
    async (options) => {
      calls.push(options);
      return EXIT.done;
    },
  );
  const argv = ['--yes', '--secret', 'slack=env:A', '--secret', 'webhook=ssm:/b', '--no-test', '--hours', '-'];
  await command.parseAsync(argv, { from: 'user' });
  expect(calls).toMatchObject([
    {
      yes: true,
      test: false,
      deploy: true,
      secrets: [
        { kind: 'slack', from: 'env', name: 'A' },
        { kind: 'webhook', from: 'ssm', name: '/b' },
      ],
      answers: { hours: '-', trail: undefined },
    },
  ]);
});
