import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { run } from '../../../src/cli.ts';
import { statusCommand } from '../../../src/commands/status/flags.ts';
import type { StatusOptions } from '../../../src/commands/status/run.ts';
import { EXIT } from '../../../src/core/exit.ts';
import type { Host } from '../../../src/host.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { type FakeHost, fakeHost, NOW } from '../../helpers/host/fake-host.ts';
import {
  addTrail,
  count,
  countRuns,
  type Deployed,
  deployed,
  SETTINGS,
  subscribe,
} from '../../helpers/notifier/deployed.ts';

const [MINUTE, HOUR] = [60_000, 3_600_000];
const DAY = 24 * HOUR;

interface Checked {
  readonly check: string;
  readonly of: string | null;
  readonly state: string;
  readonly said: string;
  readonly todo: string | null;
}

/** Runs `status` against what is deployed. */
async function ask(
  { endpoint }: { readonly endpoint: string },
  argv: readonly string[] = [],
  world: Partial<Host> & { readonly settings?: string } = {},
) {
  const { settings = SETTINGS, ...rest } = world;
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-status-'));
  const before = process.env['AWS_ENDPOINT_URL'];
  process.env['AWS_ENDPOINT_URL'] = endpoint;
  onTestFinished(async () => {
    if (before === undefined) delete process.env['AWS_ENDPOINT_URL'];
    else process.env['AWS_ENDPOINT_URL'] = before;
    await rm(cwd, { recursive: true, force: true });
  });
  if (settings !== '') await writeFile(join(cwd, 'login-watch.yaml'), settings);
  const host = fakeHost({ cwd, columns: 300 });
  const isTable = argv.includes('table');
  const exit = await run(['status', ...(isTable ? [] : ['--format', 'json']), ...argv], { ...host, ...rest });
  if (rest.signal === undefined) await expectJapanese(argv, { ...fakeHost({ cwd, columns: 300 }), ...rest });
  const shown = isTable || host.out() === '' ? { verdict: '', checks: [] } : JSON.parse(host.out());
  const { verdict, checks }: { verdict: string; checks: readonly Checked[] } = shown;
  const named = (name: string) =>
    checks.filter(({ check, of }) => (name.includes(': ') ? `${check}: ${of}` === name : check === name));
  return {
    exit,
    out: host.out(),
    err: host.err(),
    verdict,
    checks,
    about: (name: string) => named(name).map(({ state, said }) => `${state} ${said}`),
    todo: (name: string) => named(name).map(({ todo }) => todo ?? ''),
    /** All that is not fine. */
    bad: () =>
      checks.flatMap(({ check, of, state }) =>
        state === 'ok' ? [] : [`${check}${of === null ? '' : `: ${of}`} ${state}`],
      ),
  };
}

/** Words of AWS itself, in the cases of this file. */
const QUOTED = ['policy allows', 'no role', 'no key', 'no image'];

/** The same in Japanese holds no English but what AWS itself said: `quoted`. */
async function expectJapanese(argv: readonly string[], host: FakeHost): Promise<void> {
  await run(['status', ...argv.filter((word) => !/^(?:--format|json|table)$/.test(word)), '--language', 'ja'], host);
  const english = englishIn(host.out() + host.err());
  expect(english.filter((words) => !QUOTED.includes(words))).toEqual([]);
}

const denied = (service: string, action: string) =>
  new AwsFault(
    'AccessDeniedException',
    `User: arn:aws:iam::111122223333:user/sandbox is not authorized to perform: ${service}:${action}`,
    {
      status: 403,
    },
  );

describe('what is deployed and well', () => {
  test('is said of each thing', async () => {
    const { exit, about, bad, err } = await ask(await deployed());
    expect([bad(), exit, err]).toEqual([[], EXIT.done, '']);
    expect(about('stack: acme-artifacts')).toEqual(['ok CREATE_COMPLETE, deployed on 2026-11-20']);
    expect(about('stack: acme-trail')).toEqual([]);
    expect(about('regions: covered')).toEqual(['ok us-east-1, and by forwarders 2 others: ap-northeast-1, eu-west-1']);
    expect(about('drift')).toEqual([]);
    expect(about('trail: acme-all')).toEqual([
      'ok logging',
      'ok file in bucket trail-bucket: the last 5 min ago',
      'ok delivery in log group trail-logs: the last 5 min ago',
    ]);
    expect(about('function')).toEqual([
      'ok Active, nodejs24.x',
      'ok reads the messages to be sent',
      'ok this version, with these settings',
    ]);
    expect(about('pipeline: events')).toEqual([expect.stringMatching(/^ok the last record 2 h/)]);
    expect(about('pipeline: logs')).toEqual([
      'ok 2 subscription filters on log group trail-logs',
      expect.stringMatching(/^ok the last record 2 h/),
    ]);
    expect(about('pipeline: s3')[0]).toBe('ok bucket trail-bucket notifies EventBridge of new files');
    expect(about('pipeline: alarms')).toEqual([]);
    expect(about('messages: sent')).toEqual([expect.stringMatching(/^ok the last 3 h/)]);
    expect(about('messages: proof')).toEqual([expect.stringContaining('ok none in the last 14 days')]);
    expect(about('messages: errors')).toEqual(['ok none in the last 24 h, in 7 runs']);
    expect(about('queue')).toEqual(['ok empty', 'ok empty', 'ok empty']);
    expect(about('channels')).toEqual(['ok 2 channels in the settings: slack, email']);
    expect(about('mail: acme-mail')).toEqual(['ok confirmed by security@example.com']);
    expect(about('health mail')).toEqual(['ok 1 subscriber would be alerted']);
  });

  test('nothing is written, and only these actions are called, all of which the policy has', async () => {
    const account = await deployed();
    const before = account.calls.length;
    const policyHost = fakeHost();
    await ask(account, ['--drift']);
    await run(['policy', 'status'], policyHost);
    const allowed = JSON.parse(policyHost.out()).Statement.flatMap(({ Action }: { Action: string[] }) => Action);
    const ours = account.calls.slice(before).filter(({ key }) => key === process.env['AWS_ACCESS_KEY_ID']);
    const called = ours.map(({ service, action }) => `${PREFIX[service] ?? service}:${action}`);
    const names = new Set(called.map((name) => RENAMED[name] ?? name));
    expect(names.size).toBeGreaterThan(10);
    expect([...names].filter((name) => name !== 'sts:GetCallerIdentity' && !allowed.includes(name))).toEqual([
      // The default settings have no pipeline s3.
      's3:GetBucketNotification',
    ]);
  });
});

const PREFIX: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' };
const RENAMED: Readonly<Record<string, string>> = {
  's3:GetBucketNotificationConfiguration': 's3:GetBucketNotification',
};

test('the account by its name, in both formats', async () => {
  const account = await deployed();
  account.directory.members.set('111122223333', 'payments');
  const { out } = await ask(account, ['--format', 'table']);
  expect(out).toContain('\nAccount payments (111122223333), region us-east-1\n');
  const { out: json } = await ask(account, ['--format', 'json']);
  expect(JSON.parse(json)).toMatchObject({ account: '111122223333', accountName: 'payments', region: 'us-east-1' });
});

describe('the verdict', () => {
  test('is yes only if all was checked and nothing failed', async () => {
    expect((await ask(await deployed())).verdict).toBe('You would be alerted.');
    const table = await ask(await deployed(), ['--format', 'table']);
    expect(table.out).toMatch(
      /^You would be alerted\.\nAccount 111122223333, region us-east-1\n\nCheck +State +Result\n/,
    );
    const noted = await ask(await deployed({ forwarders: ['eu-west-1'] }));
    expect(noted.verdict).toBe('You would be alerted (1 note).');
  });

  test('names the gravest failure: one that stops all before one that stops a part', async () => {
    const account = await deployed();
    account.sqs.send('acme-dead', { body: 'one' });
    const part = await ask(account);
    expect(part.verdict).toBe(
      'Some alerts may NOT reach you: 1 record that could not be handled, so no alert was sent.',
    );
    account.cloudtrail.turn(account.trail, { IsLogging: false });
    account.stack('acme-artifacts').status = 'DELETE_FAILED';
    expect((await ask(account)).verdict).toBe(
      'You would NOT be alerted: the trail is not logging, so no event arrives (and 2 more).',
    );
  });

  test('is no if the only pipeline, or the only kind of channel, has failed', async () => {
    const settings = 'name: acme\npipelines: [logs]\nchannels: [{ email: { to: [security@example.com] } }]\n';
    const account = await deployed({ settings });
    account.sns.subscriptions(account.topic).forEach((one) => {
      one.isConfirmed = false;
    });
    expect((await ask(account, [], { settings })).verdict).toMatch(/^You would NOT be alerted: not confirmed by/);
    account.logs.group('trail-logs').subscriptionFilters.clear();
    expect((await ask(account, [], { settings })).verdict).toMatch(/^You would NOT be alerted: 0 subscription filters/);
  });

  test('is no plain yes if something could not be checked', async () => {
    const no = (...actions: readonly string[]) =>
      deployed({ trouble: (service, action) => (actions.includes(action) ? denied(service, action) : undefined) });
    const some = await ask(await no('GetQueueAttributes', 'GetFunction'));
    expect([some.exit, some.verdict]).toEqual([
      EXIT.done,
      'You would probably be alerted, but 4 things could not be checked: function, queue outbox, queue outbox-dead and others.',
    ]);
    const account = await no('GetQueueAttributes', 'GetFunction', 'GetMetricData', 'ListSubscriptionsByTopic');
    account.denied.push('cloudformation:DescribeStacks');
    expect((await ask(account)).verdict).toMatch(/^Whether you would be alerted is unknown: \d+ things could not/);
  });
});

describe('deployed by hand, without what a pipeline reads', () => {
  const without = async (pipelines: string, parameter: string) => {
    const settings = `name: acme\npipelines: [${pipelines}]\nchannels: [{ slack: { webhook: "ssm:/acme/slack-webhook" } }]\n`;
    const account = await deployed({ settings });
    Object.assign(account.stack('acme-notifier').prepared?.parameters ?? {}, { [parameter]: '' });
    return ask(account, [], { settings });
  };

  test.each([
    ['logs', 'LogGroupName', 'no subscription filter, so no record arrives'],
    ['s3', 'TrailBucket', "no rule for the trail's files, so no record arrives"],
    ['alarms', 'LogGroupName', 'no alarm reaches the function'],
  ])('%s is deaf, and the verdict says why', async (pipeline, parameter, why) => {
    const { exit, verdict, about, todo } = await without(pipeline, parameter);
    const said = `stack acme-notifier was deployed without ${parameter}: ${why}`;
    expect([exit, about(`pipeline: ${pipeline}`)]).toEqual([EXIT.found, [`failed ${said}`]]);
    expect(todo(`pipeline: ${pipeline}`)).toEqual([
      `Run \`login-watch deploy\`, or deploy the stack by hand with ${parameter}.`,
    ]);
    // Without its stack pipeline alarms has more to say.
    if (pipeline !== 'alarms') expect(verdict).toContain(`You would NOT be alerted: ${said}`);
  });

  test('another pipeline still brings records', async () => {
    const { verdict } = await without('events, logs', 'LogGroupName');
    expect(verdict).toMatch(/^Some alerts may NOT reach you: stack acme-notifier was deployed without LogGroupName/);
  });
});

describe('nothing deployed', () => {
  test('is one sentence', async () => {
    const { exit, checks } = await ask(await deployed({ stacks: [], forwarders: [] }));
    expect(exit).toBe(EXIT.found);
    expect(checks).toEqual([
      {
        check: 'notifier',
        of: null,
        state: 'failed',
        said: 'no notifier named acme is deployed in us-east-1',
        todo: 'Run `login-watch deploy`, or name another region with --region.',
      },
    ]);
  });

  test('and no settings: init', async () => {
    const { exit, checks } = await ask(await deployed({ stacks: [], forwarders: [] }), [], { settings: '' });
    expect([exit, checks.length, checks[0]?.todo]).toEqual([
      EXIT.found,
      1,
      expect.stringContaining('login-watch init'),
    ]);
  });

  test('a stack that was only planned is none', async () => {
    const account = await deployed({ stacks: ['notifier'], forwarders: [] });
    account.stack('acme-notifier').status = 'REVIEW_IN_PROGRESS';
    const { checks } = await ask(account);
    expect(checks.map(({ check }) => check)).toEqual(['notifier']);
  });
});

describe('stacks', () => {
  test.each([
    [
      'UPDATE_ROLLBACK_COMPLETE',
      'warning the last deploy failed; the version before it is running (UPDATE_ROLLBACK_COMPLETE)',
    ],
    ['UPDATE_IN_PROGRESS', 'warning being deployed (UPDATE_IN_PROGRESS)'],
    ['ROLLBACK_COMPLETE', "failed the stack isn't complete: ROLLBACK_COMPLETE: gone wrong\u202e"],
    ['DELETE_FAILED', "failed the stack isn't complete: DELETE_FAILED: gone wrong\u202e"],
    ['DELETE_IN_PROGRESS', "failed the stack isn't complete: DELETE_IN_PROGRESS: gone wrong\u202e"],
    ['UPDATE_ROLLBACK_FAILED', "failed the stack isn't complete: UPDATE_ROLLBACK_FAILED: gone wrong\u202e"],
  ])('%s', async (status, said) => {
    const account = await deployed();
    Object.assign(account.stack('acme-artifacts'), { status, reason: 'gone wrong\u202e' });
    const { about, bad } = await ask(account);
    expect([about('stack: acme-artifacts'), bad().length]).toEqual([[said], 1]);
  });

  test('missing: what depends on it is not told as fine', async () => {
    const { exit, about, bad } = await ask(await deployed({ stacks: ['artifacts'] }));
    expect([exit, about('stack: acme-notifier')]).toEqual([
      EXIT.found,
      ['failed stack acme-notifier is missing in us-east-1'],
    ]);
    expect(bad()).toEqual(
      expect.arrayContaining(['queue: outbox not checked', 'mail not checked', 'health mail not checked']),
    );
  });

  test('the alarms of a pipeline that the settings have no more', async () => {
    const { exit, about } = await ask(await deployed({ stacks: ['artifacts', 'notifier', 'alarms'] }));
    expect([exit, about('stack: acme-alarms')]).toEqual([
      EXIT.done,
      ['warning deployed, but the settings no longer have pipeline alarms'],
    ]);
  });

  test('that may not be looked at', async () => {
    const account = await deployed();
    account.denied.push('cloudformation:DescribeStacks');
    const { exit, about, todo, checks } = await ask(account);
    expect(exit).toBe(EXIT.done);
    expect(about('stack: acme-notifier')[0]).toMatch(
      /^not checked Not allowed to call cloudformation:DescribeStacks in us-east-1/,
    );
    expect(todo('stack: acme-notifier')[0]).toContain('login-watch policy status');
    expect(about('queue: dead')[0]).toMatch(/^not checked Not allowed/);
    expect(about('regions: forwarders')).toEqual([
      expect.stringMatching(/^not checked Not allowed .*; the same in eu-west-1$/),
    ]);
    expect(about('regions: covered')).toEqual(['ok us-east-1, which needs no forwarder']);
    // What needs no stack is looked at.
    expect(about('function')[0]).toBe('ok Active, nodejs24.x');
    expect(checks.filter(({ check, state }) => check === 'queue' && state === 'ok')).toEqual([]);
  });
});

describe('regions', () => {
  test('without a forwarder, told later by another pipeline', async () => {
    const { exit, about } = await ask(await deployed({ forwarders: ['eu-west-1'] }));
    expect(exit).toBe(EXIT.done);
    expect(about('regions')).toEqual([
      'ok us-east-1, and by forwarders 1 other: eu-west-1',
      'warning no forwarder in 1 enabled region: ap-northeast-1; reported later, by pipeline logs, s3',
    ]);
  });

  test('without a forwarder, and nobody else to tell', async () => {
    const settings = SETTINGS.replace('[events, logs, s3]', '[events]');
    const account = await deployed({ settings, forwarders: [] });
    const { exit, about } = await ask(account, [], { settings });
    expect([exit, about('regions: not covered')]).toEqual([
      EXIT.found,
      ['failed no forwarder in 2 enabled regions: ap-northeast-1, eu-west-1; activity there is not reported'],
    ]);
  });

  test('with one that is not whole', async () => {
    const account = await deployed();
    account.stack('acme-forwarder', 'eu-west-1').status = 'ROLLBACK_COMPLETE';
    const { about } = await ask(account);
    expect(about('regions: eu-west-1')).toEqual(["failed its forwarder: the stack isn't complete: ROLLBACK_COMPLETE"]);
    expect(about('regions: covered')).toEqual(['ok us-east-1, and by forwarders 1 other: ap-northeast-1']);
  });

  test('that could not be listed', async () => {
    const account = await deployed({
      trouble: (service, action) => (service === 'account' ? denied('account', action) : undefined),
    });
    const { about, todo } = await ask(account);
    expect(about('regions: enabled')[0]).toMatch(
      /^not checked Not allowed to call account:ListRegions.* were not looked at$/,
    );
    expect(todo('regions: enabled')[0]).toContain('login-watch policy status');
  });

  test('without pipeline events there is nothing to cover', async () => {
    const settings = SETTINGS.replace('[events, logs, s3]', '[logs]');
    const account = await deployed({ settings, forwarders: [] });
    const { exit, about } = await ask(account, [], { settings });
    expect([exit, about('regions')]).toEqual([EXIT.done, []]);
  });
});

describe('drift', () => {
  test('none, of each stack', async () => {
    const { exit, about } = await ask(await deployed(), ['--drift']);
    expect([exit, about('drift').length, new Set(about('drift'))]).toEqual([
      EXIT.done,
      4,
      new Set(['ok as it was deployed']),
    ]);
    expect(about('drift: acme-forwarder in eu-west-1')).toEqual(['ok as it was deployed']);
  });

  test('a rule that is switched off is worse than a tag', async () => {
    const account = await deployed();
    account.drift.set('Rule', [{ path: '/Tags', expected: 'a', actual: 'b\u202e', kind: 'NOT_EQUAL' }]);
    const tag = await ask(account, ['--drift']);
    expect([tag.exit, tag.about('drift: acme-notifier')]).toEqual([
      EXIT.done,
      ['warning 1 resource changed by hand: Rule: /Tags is b\\u{202e}, should be a'],
    ]);
    account.drift.set('Rule', [{ path: '/State', expected: 'ENABLED', actual: 'DISABLED', kind: 'NOT_EQUAL' }]);
    const off = await ask(account, ['--drift']);
    expect([off.exit, off.about('drift: acme-notifier')]).toEqual([
      EXIT.found,
      ['failed 1 resource changed by hand: Rule: /State is DISABLED, should be ENABLED'],
    ]);
    account.drift.set('Rule', 'DELETED');
    expect((await ask(account, ['--drift'])).about('drift: acme-notifier')).toEqual([
      'failed 1 resource changed by hand: Rule: deleted',
    ]);
    expect((await ask(account)).about('drift')).toEqual([]);
  });

  test('that may not be asked', async () => {
    const account = await deployed();
    account.denied.push('cloudformation:DetectStackDrift');
    const { exit, about } = await ask(account, ['--drift']);
    expect([exit, about('drift: acme-notifier')]).toEqual([
      EXIT.done,
      [expect.stringMatching(/^not checked Not allowed to call cloudformation:DetectStackDrift/)],
    ]);
  });
});

describe('the trail', () => {
  async function withTrail(status: Parameters<typeof addTrail>[1]) {
    const account = await deployed();
    account.cloudtrail.remove(account.trail);
    addTrail(account, status);
    return ask(account);
  }

  test('that stopped', async () => {
    const { exit, about, todo, bad } = await withTrail({ IsLogging: false });
    expect([exit, bad()]).toEqual([EXIT.found, ['trail: acme-all failed']]);
    expect(about('trail: acme-all')[0]).toBe('failed the trail is not logging, so no event arrives');
    expect(todo('trail: acme-all')[0]).toContain(
      'aws cloudtrail start-logging --region us-east-1 --name arn:aws:cloudtrail:',
    );
  });

  test('that may not write where it should', async () => {
    const { exit, about } = await withTrail({ LatestDeliveryError: 'AccessDenied\u001b[31m' });
    expect([exit, about('trail: acme-all')[1]]).toEqual([
      EXIT.found,
      'failed CloudTrail fails to write to bucket trail-bucket (AccessDenied\u001b[31m); the last 5 min ago',
    ]);
    const logs = await withTrail({ LatestCloudWatchLogsDeliveryError: 'no role' });
    expect(logs.about('trail: acme-all')[2]).toMatch(
      /^failed CloudTrail fails to write to log group trail-logs \(no role\)/,
    );
  });

  test('that has been quiet for more than an hour', async () => {
    const at = (before: number) => ({ LatestDeliveryTime: (NOW - before) / 1_000 });
    expect((await withTrail(at(HOUR))).about('trail: acme-all')[1]).toMatch(/^ok /);
    const late = await withTrail(at(HOUR + MINUTE));
    expect([late.exit, late.about('trail: acme-all')[1]]).toEqual([
      EXIT.done,
      'warning file in bucket trail-bucket: the last 1 h 1 min ago',
    ]);
  });

  test('that is younger than 15 minutes, and has written nothing yet', async () => {
    const account = await deployed();
    account.cloudtrail.remove(account.trail);
    const young = (before: number) => {
      account.cloudtrail.trails = [];
      addTrail(account, { StartLoggingTime: (NOW - before) / 1_000 }, false);
      return ask(account);
    };
    expect((await young(14 * MINUTE)).about('trail: acme-all')).toEqual([
      'ok logging',
      'ok file in bucket trail-bucket: none yet; the trail started 14 min ago',
      'ok delivery in log group trail-logs: none yet; the trail started 14 min ago',
    ]);
    expect((await young(15 * MINUTE)).about('trail: acme-all')[1]).toBe(
      'warning file in bucket trail-bucket: none so far',
    );
  });

  test('that is gone, that may not be looked at', async () => {
    const account = await deployed();
    account.cloudtrail.remove(account.trail);
    const gone = await ask(account);
    expect([gone.exit, gone.about('trail')]).toEqual([
      EXIT.found,
      ['failed No CloudTrail trail covers us-east-1, so no events would be delivered'],
    ]);
    expect(gone.about('function: code')[0]).toMatch(
      /^not checked the code to compare with is not known: No CloudTrail trail/,
    );
    const closed = await deployed({
      // The first one asks in order to know what to deploy.
      trouble: (service, action, times) =>
        action === 'DescribeTrails' && times > 1 ? denied(service, action) : undefined,
    });
    const { exit, about, todo } = await ask(closed);
    expect(about('trail')).toEqual(['not checked Not allowed to call cloudtrail:DescribeTrails in us-east-1']);
    expect([exit, todo('trail')[0]]).toEqual([EXIT.done, expect.stringContaining('login-watch policy status')]);
  });

  test('of several, the one that writes to where the pipelines read', async () => {
    const account = await deployed();
    account.cloudtrail.add({
      Name: 'acme-trail',
      S3BucketName: 'other',
      IsMultiRegionTrail: true,
      CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:other:*',
    });
    const { about } = await ask(account);
    expect(about('trail: acme-all')[0]).toBe('ok logging');
    // A deploy would take the other one.
    expect(about('function: code')[0]).toMatch(/^warning differs/);
  });
});

describe('the function', () => {
  test('with other settings', async () => {
    const account = await deployed();
    const { exit, about, todo } = await ask(account, [], { settings: `${SETTINGS}language: ja\n` });
    expect(exit).toBe(EXIT.done);
    expect(about('function: code')).toEqual([
      'warning differs from these settings or this version of the program: one of them changed since the deploy',
    ]);
    expect(todo('function: code')).toEqual(['Run `login-watch deploy`.']);
  });

  test.each([
    [{ State: 'Failed', StateReason: 'no key\u202e' }, "failed the function can't run: Failed: no key\u202e"],
    [{ State: 'Pending' }, 'warning Pending'],
    [{ LastUpdateStatus: 'Failed', LastUpdateStatusReason: 'no image' }, 'warning its last update failed: no image'],
    [{ LastUpdateStatus: 'InProgress' }, 'warning being updated'],
    [
      { Concurrency: { ReservedConcurrentExecutions: 0 } },
      "failed the function can't run: its reserved concurrency is 0",
    ],
    [{ Concurrency: { ReservedConcurrentExecutions: 1 } }, 'ok Active, nodejs24.x'],
  ])('%o', async (settings, said) => {
    const account = await deployed();
    account.lambda.create('acme-notifier', settings);
    expect((await ask(account)).about('function: state')).toEqual([said]);
  });

  test('that is gone, that may not be looked at', async () => {
    const account = await deployed();
    account.lambda.delete('acme-notifier');
    const gone = await ask(account);
    expect([gone.exit, gone.about('function')]).toEqual([EXIT.found, ['failed function acme-notifier is gone']]);
    const closed = await deployed({
      trouble: (service, action) => (action === 'GetFunction' ? denied(service, action) : undefined),
    });
    const { exit, about } = await ask(closed);
    expect([exit, about('function')]).toEqual([
      EXIT.done,
      ['not checked Not allowed to call lambda:GetFunction in us-east-1'],
    ]);
  });
});

describe('what reads the messages to people', () => {
  test('is off: how it is switched on again', async () => {
    const account = await deployed();
    const mapping = account.lambda.mappingsIn('us-east-1').get(account.source);
    if (mapping === undefined) throw new Error('no mapping');
    mapping.State = 'Disabled';
    const { exit, about, todo } = await ask(account);
    expect([exit, about('function: outbox')]).toEqual([
      EXIT.found,
      ['failed no message is sent: the event source mapping of the outbox is Disabled'],
    ]);
    expect(todo('function: outbox')[0]).toContain(
      `aws lambda update-event-source-mapping --region us-east-1 --uuid ${account.source} --enabled`,
    );
    mapping.State = 'Enabling';
    expect((await ask(account)).about('function: outbox')).toEqual(['warning Enabling']);
  });

  test('is gone, or maps another queue only', async () => {
    const account = await deployed();
    account.lambda.mappingsIn('us-east-1').clear();
    account.lambda.map(
      account.lambda.arnOf('acme-notifier', 'us-east-1'),
      'arn:aws:sqs:us-east-1:111122223333:theirs.fifo',
    );
    const { exit, about, todo } = await ask(account);
    expect([exit, about('function: outbox')]).toEqual([
      EXIT.found,
      ['failed no message is sent: the event source mapping of the outbox is gone'],
    ]);
    expect(todo('function: outbox')[0]).toContain('create-event-source-mapping');
  });

  test('may not be looked at', async () => {
    const account = await deployed({
      trouble: (service, action) => (action === 'ListEventSourceMappings' ? denied(service, action) : undefined),
    });
    const { exit, about } = await ask(account);
    expect([exit, about('function: outbox')]).toEqual([
      EXIT.done,
      ['not checked Not allowed to call lambda:ListEventSourceMappings in us-east-1'],
    ]);
  });
});

describe('pipelines', () => {
  test('in the settings and not deployed, deployed and not in the settings', async () => {
    const account = await deployed();
    const settings = SETTINGS.replace('[events, logs, s3]', '[events, logs, alarms]');
    const { exit, about } = await ask(account, [], { settings });
    expect([exit, about('pipeline: alarms'), about('pipeline: s3')]).toEqual([
      EXIT.found,
      ['failed pipeline alarms is in the settings, but not deployed'],
      ['warning deployed, but no longer in the settings'],
    ]);
  });

  test('by which nothing came', async () => {
    const account = await deployed();
    account.cloudwatch.dataIn('us-east-1').splice(0);
    count(account, 'Records', 15 * DAY, 'events');
    count(account, 'Records', 13 * DAY, 'logs');
    const { exit, about } = await ask(account);
    expect([exit, about('pipeline: events')]).toEqual([EXIT.done, ['warning no record in the last 14 days']]);
    expect(about('pipeline: logs')[1]).toMatch(/^ok the last record 312 h/);
    expect(about('messages: sent')).toEqual(['warning none in the last 14 days']);
    // S3 begins only minutes after the deploy.
    expect(about('pipeline: s3')[1]).toMatch(/^warning no record yet: S3 needs about five minutes/);
    const earlier = new Date(NOW - 11 * MINUTE);
    Object.assign(account.stack('acme-notifier'), { created: earlier, updated: earlier });
    expect((await ask(account)).about('pipeline: s3')[1]).toBe('warning no record in the last 14 days');
  });

  test('whose filters somebody removed, or put to another function', async () => {
    const account = await deployed();
    const filters = account.logs.group('trail-logs').subscriptionFilters;
    filters.delete('acme-2');
    subscribe(account, 'other', 'other-function');
    const { exit, about } = await ask(account);
    expect([exit, about('pipeline: logs')[0]]).toEqual([
      EXIT.found,
      'failed 1 subscription filter on log group trail-logs, but 2 needed',
    ]);
    account.logs.groupsIn('us-east-1').delete('trail-logs');
    expect((await ask(account)).about('pipeline: logs')[0]).toBe('failed log group trail-logs is gone');
  });

  test('whose bucket keeps new files to itself', async () => {
    const account = await deployed();
    account.s3.bucket('trail-bucket', 'us-east-1').configurations.delete('notification');
    const { exit, about } = await ask(account);
    expect([exit, about('pipeline: s3')[0]]).toEqual([
      EXIT.found,
      'failed bucket trail-bucket does not notify EventBridge of new files',
    ]);
    account.s3.buckets.delete('trail-bucket');
    expect((await ask(account)).about('pipeline: s3')[0]).toBe('failed the bucket is gone');
  });

  test('that may not be looked at', async () => {
    const no = ['DescribeSubscriptionFilters', 'GetBucketNotificationConfiguration', 'GetMetricData'];
    const account = await deployed({
      trouble: (service, action) =>
        no.includes(action)
          ? service === 's3'
            ? new AwsFault('AccessDenied', 'Access Denied', { status: 403 })
            : denied(service === 'monitoring' ? 'cloudwatch' : service, action)
          : undefined,
    });
    const { exit, about, bad } = await ask(account);
    expect(exit).toBe(EXIT.done);
    expect(about('pipeline: logs')).toEqual([
      'not checked Not allowed to call logs:DescribeSubscriptionFilters in us-east-1',
      'not checked Not allowed to call cloudwatch:GetMetricData in us-east-1',
    ]);
    expect(about('pipeline: s3')[0]).toBe('not checked Not allowed to call s3:GetBucketNotification in us-east-1');
    expect(bad()).toContain('messages not checked');
  });
});

describe('messages', () => {
  test.each(['Forbidden', 'InternalError'])('numbers that are %s are not zero', async (StatusCode) => {
    const body = JSON.stringify({ MetricDataResults: [{ Id: 'm9', StatusCode }] });
    const headers = { 'content-type': 'application/x-amz-json-1.0' };
    const account = await deployed({
      trouble: (_, action) => (action === 'GetMetricData' ? { status: 200, headers, body } : undefined),
    });
    const { about } = await ask(account);
    expect(about('messages')).toEqual([expect.stringMatching(/^not checked .*cloudwatch:GetMetricData/)]);
  });

  test('of the last test that reached a channel', async () => {
    const account = await deployed();
    count(account, 'Proofs', 5 * HOUR);
    expect((await ask(account)).about('messages: proof')).toEqual([expect.stringMatching(/^ok the last 5 h/)]);
  });

  test('of the last heartbeat, where the settings want one', async () => {
    const settings = `${SETTINGS}health: { email: [ops@example.com], heartbeat: "09:00" }\n`;
    const account = await deployed({ settings });
    expect((await ask(account, [], { settings })).about('messages: heartbeat')).toEqual([
      'warning none in the last 14 days',
    ]);
    count(account, 'Heartbeats', 30 * HOUR);
    expect((await ask(account, [], { settings })).about('messages: heartbeat')).toEqual([
      expect.stringMatching(/^warning the last 30 h.* ago, though one is due each day/),
    ]);
    count(account, 'Heartbeats', 20 * HOUR);
    expect((await ask(account, [], { settings })).about('messages: heartbeat')).toEqual([
      expect.stringMatching(/^ok the last 20 h/),
    ]);
  });

  test('that failed, and one that was sent since', async () => {
    const account = await deployed();
    count(account, 'DeliveryFailures', 4 * HOUR);
    const before = await ask(account);
    expect([before.exit, before.about('messages: sent')]).toEqual([
      EXIT.done,
      [expect.stringMatching(/^warning the last 3 h.* ago; 1 attempt failed in the last 24 h$/)],
    ]);
    count(account, 'DeliveryFailures', HOUR);
    const after = await ask(account);
    expect([after.exit, after.about('messages: sent')]).toEqual([
      EXIT.found,
      [
        expect.stringMatching(
          /^failed messages sent: the last 3 h.* ago, and every attempt since has failed, the last 1 h/,
        ),
      ],
    ]);
  });

  test('errors: some runs, all runs', async () => {
    const account = await deployed();
    countRuns(account, 'Errors', 2);
    const some = await ask(account);
    expect([some.exit, some.about('messages: errors')]).toEqual([
      EXIT.done,
      ['warning 2 errors in the last 24 h, in 7 runs'],
    ]);
    countRuns(account, 'Errors', 5);
    const all = await ask(account);
    expect([all.exit, all.about('messages: errors')]).toEqual([
      EXIT.found,
      ['failed 7 errors in the last 24 h, in 7 runs'],
    ]);
  });

  test('what could not be read, rules that failed; of today only', async () => {
    const account = await deployed();
    for (const before of [HOUR, 26 * HOUR]) {
      count(account, 'Unreadable', before);
      count(account, 'RuleFailures', before);
    }
    const { about } = await ask(account);
    expect(about('messages: unreadable')).toEqual(['warning 1 record in the last 24 h could not be read']);
    expect(about('messages: rules')[0]).toMatch(/^warning a rule failed 1 time in the last 24 h/);
  });
});

describe('queues', () => {
  const letter = (id: string) => ({ body: '{}', group: 'g', deduplicationId: id });
  const age = ({ cloudwatch }: Deployed, value: number, before = MINUTE) =>
    cloudwatch.putData({
      namespace: 'AWS/SQS',
      name: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: 'acme-outbox.fifo' },
      value,
      at: NOW - before,
    });

  test.each([
    [600, MINUTE, 'ok 2 messages wait to be sent, for 10 min'],
    [2_400, MINUTE, 'failed 2 messages wait to be sent, the oldest for 40 min'],
    [600, DAY, 'warning 2 messages wait to be sent; for how long is not known'],
  ])('the outbox, the oldest for %d s, as told %d ms ago', async (seconds, before, said) => {
    const account = await deployed();
    for (const id of ['a', 'b']) account.sqs.send('acme-outbox.fifo', letter(id));
    age(account, seconds, before);
    const { about, exit } = await ask(account);
    expect([about('queue: outbox'), exit]).toEqual([[said], said.startsWith('failed') ? EXIT.found : EXIT.done]);
  });

  test('dead messages and dead records', async () => {
    const account = await deployed();
    account.sqs.send('acme-outbox-dead.fifo', letter('a'));
    account.sqs.send('acme-dead', { body: 'one' });
    account.sqs.send('acme-dead', { body: 'two' });
    const { exit, about, todo } = await ask(account);
    expect([exit, about('queue: outbox-dead'), about('queue: dead')]).toEqual([
      EXIT.found,
      ['failed 1 message that no channel accepted'],
      ['failed 2 records that could not be handled, so no alert was sent'],
    ]);
    expect(todo('queue: dead')[0]).toContain('login-watch redrive');
  });

  test('gone, and not to be looked at', async () => {
    const account = await deployed();
    account.sqs.queuesIn('us-east-1').delete('acme-dead');
    const gone = await ask(account);
    expect([gone.exit, gone.about('queue: dead')]).toEqual([EXIT.found, ['failed the queue is gone']]);
    const closed = await deployed({
      trouble: (service, action) => (action === 'GetQueueAttributes' ? denied(service, action) : undefined),
    });
    const { exit, bad } = await ask(closed);
    expect([exit, bad()]).toEqual([
      EXIT.done,
      ['queue: outbox not checked', 'queue: outbox-dead not checked', 'queue: dead not checked'],
    ]);
  });
});

describe('who would be told', () => {
  const both = SETTINGS.replace('[security@example.com]', '[security@example.com, bob@example.com]');

  test('some have not confirmed, nobody has', async () => {
    const account = await deployed({ settings: both });
    account.sns.subscribe(account.topic, 'email', 'bob@example.com');
    const some = await ask(account, [], { settings: both });
    expect([some.exit, some.about('mail: acme-mail')]).toEqual([
      EXIT.done,
      ['warning not confirmed by bob@example.com'],
    ]);
    expect(some.todo('mail: acme-mail')[0]).toContain('login-watch confirm-email');
    for (const one of account.sns.subscriptions(account.topic)) one.isConfirmed = false;
    const none = await ask(account, [], { settings: both });
    expect([none.exit, none.about('mail: acme-mail'), none.about('health mail')]).toEqual([
      EXIT.found,
      ['failed not confirmed by security@example.com, bob@example.com; so this mail reaches no one'],
      ['warning no one is alerted when the notifier itself has a problem'],
    ]);
  });

  test('one whose subscription is gone, a list without a topic', async () => {
    const settings = `${both}  - email: { to: [carol@example.com] }\n`;
    const { exit, about, todo } = await ask(await deployed({ settings: both }), [], { settings });
    expect([exit, about('mail')]).toEqual([
      EXIT.found,
      ['warning not subscribed (any more): bob@example.com', 'failed no topic is deployed for carol@example.com'],
    ]);
    expect(todo('mail')[0]).toContain('aws sns subscribe --region us-east-1 --topic-arn arn:aws:sns:us-east-1:');
  });

  test('no channel at all', async () => {
    const settings = 'name: acme\npipelines: [events, logs, s3]\n';
    const account = await deployed({ settings });
    account.sns.subscriptions(account.topic).forEach((one) => {
      one.isConfirmed = false;
    });
    const { exit, about, bad } = await ask(account, [], { settings });
    expect([exit, about('channels')]).toEqual([
      EXIT.found,
      ['failed the settings have no channel, so no alert is sent'],
    ]);
    expect(bad()).toEqual(['channels failed', 'health mail warning']);
  });

  test('topics gone, topics not to be looked at', async () => {
    const account = await deployed();
    account.sns.topicsIn('us-east-1').delete(account.topic);
    expect((await ask(account)).about('mail: acme-mail')).toEqual(['failed the topic is gone']);
    const closed = await deployed({
      trouble: (_, action) =>
        action === 'ListSubscriptionsByTopic'
          ? new AwsFault('AuthorizationError', 'not authorized', { status: 403 })
          : undefined,
    });
    const { exit, bad, about } = await ask(closed);
    expect([exit, bad()]).toEqual([EXIT.done, ['mail: acme-mail not checked', 'health mail not checked']]);
    expect(about('health mail')[0]).toContain('sns:ListSubscriptionsByTopic');
  });
});

describe('as people read it', () => {
  test('hostile text is shown, and drives nothing', async () => {
    const account = await deployed();
    account.cloudtrail.remove(account.trail);
    addTrail(account, { LatestDeliveryError: 'a\u202Egnp.exe\u001b[31m' });
    account.lambda.create('acme-notifier', { State: 'Failed', StateReason: 'line\nbreak\u0007' });
    const table = await ask(account, ['--format', 'table']);
    expect(table.out).toContain('a\\u{202e}gnp.exe\\u{1b}[31m');
    expect(table.out).toContain('line\\u{a}break\\u{7}');
    const json = await ask(account);
    for (const { out } of [table, json]) {
      for (const driving of ['\u202e', '\u001b', '\u0007']) expect(out).not.toContain(driving);
    }
  });

  test('in Japanese: headings and states; the count at the end', async () => {
    const account = await deployed();
    account.sqs.send('acme-dead', { body: 'one' });
    const { out } = await ask(account, ['--format', 'table', '--language', 'ja']);
    expect(out).toMatch(
      /^届かない通知があるおそれがあります：処理できず通知されなかった記録が1件あります。\nアカウント 111122223333、リージョン us-east-1\n\n項目 +状態 +結果\n/,
    );
    expect(out).toMatch(/キュー: 処理できなかったもの +異常 /);
    expect(out).toMatch(/\n対処:\n {2}キュー: 処理できなかったもの: `login-watch redrive`/);
    expect(out).toMatch(/\n異常1件、正常\d+件\n$/);
  });

  test('on a terminal it says how far it is', async () => {
    const account = await deployed();
    const host = fakeHost({ isTerminal: true });
    await ask(account, ['--plain'], { stderr: host.stderr });
    expect(host.err()).toBe('Checking\n確認しています\n');
  });
});

describe('exit status 3', () => {
  test('AWS can’t be reached', async () => {
    const { exit, out, err } = await ask({ endpoint: 'http://127.0.0.1:9' });
    expect([exit, out]).toEqual([EXIT.refused, '']);
    expect(err).toMatch(/^AWS can't be reached for sts:GetCallerIdentity/);
  });

  test.each([
    ['sts', 'InvalidClientTokenId'],
    ['cloudformation', 'ExpiredToken'],
  ])('%s says %s', async (asked, code) => {
    let isOver = false;
    const account = await deployed({
      trouble: (service) => (isOver && service === asked ? new AwsFault(code, 'invalid', { status: 403 }) : undefined),
    });
    isOver = true;
    const { exit, out, err } = await ask(account);
    expect([exit, out, err === '']).toEqual([EXIT.refused, '', false]);
  });

  test('Ctrl-C', async () => {
    const stop = new AbortController();
    const account = await deployed({
      trouble: (_, action) => {
        if (action === 'GetMetricData') stop.abort();
        return undefined;
      },
    });
    const { exit, about } = await ask(account, [], { signal: stop.signal });
    expect(exit).toBe(EXIT.refused);
    expect(about('messages')).toEqual([expect.stringMatching(/^not checked /)]);
  });
});

test('the flags are what the work is given', async () => {
  const given: StatusOptions[] = [];
  for (const argv of [[], ['--drift', '--format', 'json']]) {
    const command = statusCommand(
      fakeHost(),
      () => {},
      async (options) => {
        given.push(options);
        return EXIT.done;
      },
    );
    await command.parseAsync(argv, { from: 'user' });
  }
  expect(given).toEqual([
    { drift: false, format: 'table' },
    { drift: true, format: 'json' },
  ]);
});
