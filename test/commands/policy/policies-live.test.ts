/** What each command asks of an account, held against the policy that we print for it. */
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { PERMISSIONS } from '../../../src/commands/permissions.ts';
import { HANDLER_ACTIONS } from '../../../src/template/handler-actions.ts';
import { type AllowStatement, arnsOf, askedOfIam, isAllowed, isAllowedIn } from '../../helpers/aws/iam.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { type Live, live, pace } from '../../helpers/notifier/live.ts';
import {
  ARCHIVE,
  allowBucket,
  BUCKET,
  makeArchive,
  makeTopic,
  ORGANIZATION,
  printedIn,
  TOPIC,
} from '../../helpers/notifier/log-archive.ts';
import { apiCall, identityCenter, OFFICE } from '../../helpers/records/records.ts';

const HOME = 'us-east-1';
const REGIONS = [HOME, 'eu-north-1'];
/** The key of whoever runs the program; the function and CloudFormation have others. */
const OURS = 'test';

const settingsOf = (pipelines: string, trail: string) => `name: acme
timezone: UTC
pipelines: ${pipelines}
trail: ${trail}
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
  - email: { to: [ops@example.com] }
`;

const GUARDED = 'table: { pointInTimeRecovery: true, deletionProtection: true }\n';

/** By command, what was asked in any of these tests. */
const asked = new Map<string, Set<string>>();

/** Not allowed by the command's own policy. */
const refused = new Set<string>();

/** Runs a command, and notes what it asks. Gives its exit status. */
async function within(
  account: Live,
  argv: readonly string[],
  { command = argv[0] ?? '', mayFail = false, ...host }: World = {},
) {
  const before = account.calls.length;
  const terminal = fakeHost({ cwd: account.cwd, sleep: pace, ...host });
  const exit = await run(argv, { ...terminal, now: Date.now });
  const statements = await policy(account, command);
  const all = account.calls
    .slice(before)
    .filter(({ key }) => key === OURS)
    .flatMap(askedOfIam);
  for (const one of all)
    if (!isAllowed(one, statements) && DOES_WITHOUT[`${one.action} ${one.resources[0]}`] === undefined)
      refused.add(`${argv.join(' ')}: ${one.action} ${one.resources[0]}`);
  asked.set(command, new Set([...(asked.get(command) ?? []), ...all.map(({ action }) => action)]));
  if (exit > 1 && !mayFail) throw new Error(`${argv.join(' ')}: ${terminal.err()}`);
  return exit;
}

/** Asked, and not missed where it is refused: no reason to allow it. */
const DOES_WITHOUT: Readonly<Record<string, string>> = {
  'cloudformation:DescribeStacks *': 'deploy notes that another notifier is there, too',
};

interface World {
  readonly command?: string;
  readonly mayFail?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly sleep?: (ms: number) => Promise<void>;
}

async function policy({ cwd }: Live, command: string): Promise<readonly AllowStatement[]> {
  const host = fakeHost({ cwd });
  await run(['policy', command], host);
  return JSON.parse(host.out()).Statement;
}

const EVENT = {
  version: '0',
  id: 'e',
  'detail-type': 'x',
  source: 'aws.signin',
  detail: { eventName: 'ConsoleLogin' },
};
const CONTEXT = {
  requestContext: { requestId: 'r', functionArn: 'x', condition: 'RetriesExhausted', approximateInvokeCount: 3 },
  responseContext: { statusCode: 200, functionError: 'Unhandled' },
  responsePayload: {},
};

/** The sign-in of somebody whose name and account no record holds. */
const nameless = () => ({
  ...identityCenter({ from: OFFICE }),
  eventTime: new Date(Date.now() - 3_600_000).toISOString(),
});

/** Access given to a group whose name no record holds. */
const assigned = () => ({
  ...apiCall('sso', 'CreateAccountAssignment', {
    request: { principalType: 'GROUP', principalId: '9067642ac7-94d00cd8-e9e6-4810-b177-b08e84725435' },
  }),
  eventTime: new Date(Date.now() - 3_600_000).toISOString(),
});

test('a trail of ours: from planning to nothing left', async () => {
  const account = await live({ regions: REGIONS, records: JSON.parse(JSON.stringify([nameless(), assigned()])) });
  account.identity.caller = 'arn:aws:sts::111122223333:assumed-role/deployer/alice';
  const hook = account.slack.url + ['/services', 'T0', 'B0', 'hush'].join('/');
  const given = ['--channels', 'slack,email', '--mail', 'ops@example.com', '--secret', 'slack=env:HOOK'];
  const flags = ['--name', 'acme', '--pipelines', 'events,logs', '--timezone', 'UTC', '--forecast', 'yes'];
  await account.settings(settingsOf('[events, logs]', '{ use: new }'));
  // Lambda makes one where somebody tried the function by hand: then CloudFormation tells events.
  account.logs.create('/aws/lambda/acme-notifier');
  expect(await within(account, ['deploy', '--yes'], { mayFail: true })).toBe(3);
  account.logs.groupsIn(HOME).delete('/aws/lambda/acme-notifier');
  expect(await within(account, ['deploy', '--plan'])).toBe(1);
  await rm(join(account.cwd, 'login-watch.yaml'));
  expect(await within(account, ['init', '--yes', ...given, ...flags], { env: { HOOK: hook } })).toBeLessThan(2);
  expect(await within(account, ['secret', 'set', 'slack', '--replace'], { stdin: hook })).toBe(0);
  const known = ['--change', 'channels', '--channels', 'slack', '--secret', 'slack=ssm:/acme/slack-webhook'];
  expect(await within(account, ['init', '--yes', ...known])).toBeLessThan(2);
  const elsewhere = 'slack-webhook, host: chat.example.com }';
  const relayed = settingsOf('[events, logs]', '{ use: new }').replace('slack-webhook }', elsewhere);
  await account.settings(`${relayed.replace('UTC', 'Asia/Tokyo')}${GUARDED}`);
  expect(await within(account, ['deploy', '--yes', '--protect'])).toBe(0);
  expect(await within(account, ['status', '--drift'])).toBe(1);
  expect(await within(account, ['test', '--deployed'])).toBeLessThan(2);
  expect(await within(account, ['test'])).toBeLessThan(2);
  expect(await within(account, ['test-slack'])).toBe(0);
  await account.happen(nameless());
  expect(await within(account, ['logins'])).toBe(0);
  account.identity.aliases.push('acme-prod');
  expect(await within(account, ['deploy', '--yes'])).toBe(0);
  expect(await within(account, ['forecast'])).toBe(0);
  expect(await within(account, ['replay'])).toBe(0);
  expect(await within(account, ['session', 'latest'])).toBe(0);
  expect(
    await within(account, [
      'watch',
      '--once',
      '--rules',
      'on',
      '--since',
      '2h',
      '--state',
      join(account.cwd, 'watch.state'),
    ]),
  ).toBe(0);
  expect(await within(account, ['doctor'])).toBeLessThan(2);
  expect(await within(account, ['audit'])).toBeLessThan(2);
  const topic = account.sns.create('acme-mail');
  const { token } = account.sns.subscribe(topic, 'email', 'more@example.com');
  expect(await within(account, ['confirm-email', '--token', token])).toBe(0);
  account.sqs.send('acme-dead', { body: JSON.stringify({ version: '1.0', requestPayload: EVENT, ...CONTEXT }) });
  const delivery = { kind: 'http', channel: 'slack', to: 'slack', body: '{}' };
  const dead = JSON.stringify({ version: 1, delivery, since: '2026-11-19T00:00:00Z', why: 'HTTP 404' });
  account.sqs.send('acme-outbox-dead.fifo', { body: dead, group: 'g', deduplicationId: 'd' });
  // What can't be read stays where it is.
  account.sqs.send('acme-dead', { body: '{"loginWatch":"unreadable","reason":"not JSON","from":"s3","text":"{"}' });
  expect(await within(account, ['redrive', '--yes'])).toBeLessThan(2);
  expect(await within(account, ['deploy', '--yes', '--no-protect'])).toBe(0);
  expect(await within(account, ['destroy', '--yes'])).toBe(0);
  // What was kept is looked at before it is taken over.
  expect(await within(account, ['deploy', '--yes'])).toBe(0);
  expect(await within(account, ['destroy', '--all', '--confirm', 'acme'])).toBe(0);
  expect([...refused]).toEqual([]);
});

test('a trail of others: pipelines s3 and alarms', async () => {
  const account = await live({ regions: REGIONS });
  account.s3.create('theirs-trail');
  account.logs.create('theirs-logs');
  account.cloudtrail.add({
    ...{ Name: 'theirs', S3BucketName: 'theirs-trail', IsMultiRegionTrail: true },
    CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:theirs-logs:*',
  });
  await account.settings(settingsOf('[s3, alarms]', '{ use: existing }'));
  expect(await within(account, ['deploy', '--yes'])).toBe(0);
  expect(await within(account, ['status'])).toBe(1);
  expect(await within(account, ['test', '--deployed'])).toBeLessThan(2);
  const second = 'health: { channel: { slack: { webhook: ssm:/acme/slack-webhook } } }\n';
  await account.settings(`${settingsOf('[logs]', '{ use: existing }')}${second}`);
  expect(await within(account, ['deploy', '--yes'])).toBe(0);
  expect(await within(account, ['status'])).toBe(1);
  const settled = async () => account.settled();
  expect(await within(account, ['test', '--health'], { sleep: settled })).toBe(0);
  expect(await within(account, ['destroy', '--yes'])).toBe(0);
  expect([...refused]).toEqual([]);
});

/** Every action of the policies is asked for here. */
test.each(['', `, topic: "${TOPIC}"`])('files in a bucket of another account%s', async (more) => {
  const account = await live({ regions: REGIONS, others: ORGANIZATION });
  const archive = makeArchive(account);
  await account.settings(settingsOf('[s3]', `{ use: existing, bucket: ${BUCKET}, account: "${ARCHIVE}"${more} }`));
  const printed = printedIn((await account.run('deploy', '--plan')).out);
  if (more !== '') makeTopic(archive, printed);
  allowBucket(archive, printed, 'LoginWatchReads', 'LoginWatchLooks');
  expect(await within(account, ['deploy', '--yes'])).toBe(0);
  await account.happen(assigned());
  expect(await within(account, ['status', '--drift'])).toBe(1);
  expect(await within(account, ['destroy', '--yes'])).toBe(0);
  expect([...refused]).toEqual([]);
});

test('what CloudFormation makes and removes for us is allowed by its own name', async () => {
  const account = await live({ regions: REGIONS });
  const hours = 'businessHours: { days: [mon, fri], from: "09:00", to: "18:00", mute: [low] }\n';
  const settings = `${settingsOf('[events, logs, s3, alarms]', '{ use: new }')}${hours}${GUARDED}`.replaceAll(
    'acme',
    'Acme-2',
  );
  await account.settings(settings);
  expect((await account.run('deploy', '--yes')).err).toContain('Deployed to us-east-1.');
  const all = account.cloudformation.stacks.flatMap(({ resources, region }) =>
    [...resources.values()].map((resource) => ({ ...resource, region })),
  );
  // A bus is for files in another account: above, and in permissions-deploy.test.ts.
  const types = Object.keys(HANDLER_ACTIONS).filter((type) => !type.startsWith('AWS::Events::EventBus'));
  expect(new Set(all.map(({ type }) => type))).toEqual(new Set(types));
  for (const command of ['deploy', 'init', 'destroy']) {
    const statements = await policy(account, command);
    const deeds =
      command === 'destroy' ? (['read', 'delete'] as const) : (['create', 'read', 'update', 'delete'] as const);
    const missing = all.flatMap((resource) =>
      deeds
        .flatMap((deed) => HANDLER_ACTIONS[resource.type]?.[deed] ?? [])
        .filter((action) => !isAllowedIn(action, arnsOf(resource), statements))
        .map((action) => `${command} ${action} ${arnsOf(resource)[0]}`),
    );
    expect(missing).toEqual([]);
  }
});

test('each policy that an error sends people to is there', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const named = files.flatMap((file) => [
    ...readFileSync(join(SOURCES, file), 'utf8').matchAll(/\bcommand: '([\w-]+)'|login-watch policy (\w[\w-]*)/g),
  ]);
  const commands = new Set(named.map(([, one, other]) => one ?? other ?? ''));
  expect(commands.size).toBeGreaterThan(8);
  expect([...commands].filter((command) => PERMISSIONS[command] === undefined)).toEqual([]);
});

const SOURCES = resolve(import.meta.dirname, '../../../src');

/** What these commands do, a command does too. */
const INCLUDES: Readonly<Record<string, readonly string[]>> = { init: ['deploy', 'test', 'forecast'] };
/** Asked by AWS in the name of the caller. */
const BY_AWS: Readonly<Record<string, string>> = {
  'cloudformation:TagResource': 'CreateChangeSet with tags',
  'cloudformation:UntagResource': 'a change set whose tags are fewer',
  'cloudformation:BatchDescribeTypeConfigurations': 'DetectStackDrift',
  'events:DescribeEventBus': 'DetectStackResourceDrift of the bus',
  'events:ListTagsForResource': 'DetectStackResourceDrift of the bus',
};

test('nothing is allowed that is never asked', () => {
  const byCloudFormation = new Set(Object.values(HANDLER_ACTIONS).flatMap((deeds) => Object.values(deeds).flat()));
  // That of `athena` is held in test/commands/replay/athena.test.ts, where the account has an Athena.
  const idle = Object.entries(PERMISSIONS).flatMap(([command, permissions]) => {
    // That of `audit` in test/auditing/permissions-live.test.ts, where the account has all that it looks at.
    if (command === 'athena' || command === 'audit') return [];
    const all = [command, ...(INCLUDES[command] ?? [])].flatMap((one) => [...(asked.get(one) ?? [])]);
    const isForStacks = (action: string) => /^(deploy|init|destroy)$/.test(command) && byCloudFormation.has(action);
    return permissions
      .flatMap(({ actions }) => actions)
      .filter((action) => !all.includes(action) && !isForStacks(action) && BY_AWS[action] === undefined)
      .map((action) => `${command} ${action}`);
  });
  expect([...new Set(idle)].toSorted()).toEqual([]);
});
