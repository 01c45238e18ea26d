import { CloudFormationClient, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../../sandbox/account/service.ts';
import type { Failure } from '../../../sandbox/cloudformation/cloudformation.ts';
import { destroyCommand } from '../../../src/commands/destroy/flags.ts';
import type { DestroyOptions } from '../../../src/commands/destroy/run.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { type DeployedStacks, deployStacks, HOME, TRAIL_BUCKET } from '../../helpers/aws/all-stacks.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { type Line, playing } from '../../helpers/host/keys.ts';

const ALL = [
  'acme-alarms us-east-1',
  'acme-artifacts us-east-1',
  'acme-forwarder ap-northeast-1',
  'acme-forwarder eu-north-1',
  'acme-notifier us-east-1',
  'acme-trail us-east-1',
];
const zips = (account: DeployedStacks) =>
  [...account.s3.buckets.values()].find(({ name }) => name.includes('artifacts'))?.name ?? '';
const changes = ({ calls }: DeployedStacks) =>
  calls
    .slice(calls.findLastIndex(({ action }) => action === 'ExecuteChangeSet') + 1)
    .filter(({ action }) => /^Delete/.test(action));

async function atTerminal(account: DeployedStacks, argv: readonly string[], dialogue: readonly Line[]) {
  const { host, played } = playing(fakeHost({ isTerminal: true, columns: 200, env: { CI: '1' } }), dialogue);
  const [exit] = await Promise.all([account.runAt(host, argv), played]);
  return { exit, out: host.out(), err: host.err() };
}

test('without anybody to ask, the list is shown and nothing is touched', async () => {
  const account = await deployStacks({
    settings: 'name: acme\ntrail: { use: new }\nchannels: [{ slack: { webhook: ssm:/acme/slack } }]\n',
  });
  const { exit, out, err } = await account.run(['destroy']);

  expect([exit, out, account.left(), changes(account)]).toEqual([EXIT.wrongUse, '', ALL, []]);
  expect(err).toBe(`This would be removed from account 111122223333:
  stack acme-forwarder in ap-northeast-1
  stack acme-forwarder in eu-north-1
  stack acme-alarms in us-east-1
  stack acme-notifier in us-east-1
  stack acme-artifacts in us-east-1, with all zips in bucket ${zips(account)}

This stays:
  table acme-logins with the history of sign-ins; to delete it: aws dynamodb delete-table --region us-east-1 --table-name acme-logins
  stack acme-trail in us-east-1 with its trail, bucket ${TRAIL_BUCKET} and log group acme-trail: it keeps recording, and its storage costs money; \`login-watch destroy --all\` removes it, and then AWS itself keeps management events for 90 days, in each region’s event history, and nothing longer.
  secrets in Parameter Store; to delete them: aws ssm delete-parameters --region us-east-1 --names /acme/slack

Nothing was removed: destroy asks first, and there is no terminal to ask on.
Run it in a terminal, or add --yes.
`);
});

test('what was deployed goes, records stay; a second time nothing is deployed', async () => {
  const account = await deployStacks();
  const bucket = zips(account);
  // More than one page, with old versions and markers.
  for (let index = 0; index < 700; index += 1) {
    account.s3.put(bucket, `${index}.zip`, 'old');
    account.s3.put(bucket, `${index}.zip`, 'new');
  }
  account.s3.bucket(bucket).delete('7.zip', undefined, 0);
  account.s3.put(TRAIL_BUCKET, 'AWSLogs/1.json.gz', 'kept');
  const { exit, out } = await account.run(['destroy', '--yes']);

  expect([exit, account.left(), await account.tables()]).toEqual([
    EXIT.done,
    ['acme-trail us-east-1'],
    ['acme-logins'],
  ]);
  expect(out).toBe(
    [
      'removed: stack acme-forwarder in ap-northeast-1',
      'removed: stack acme-forwarder in eu-north-1',
      'removed: stack acme-alarms in us-east-1',
      'removed: stack acme-notifier in us-east-1',
      'removed: stack acme-artifacts in us-east-1\n',
    ].join('\n'),
  );
  expect([account.s3.buckets.has(bucket), account.s3.keys(TRAIL_BUCKET)]).toEqual([false, ['AWSLogs/1.json.gz']]);
  expect(account.calls.filter(({ action }) => action === 'DeleteObjects').length).toBe(2);

  const again = await account.run(['destroy', '--yes']);
  expect([again.exit, again.err]).toEqual([EXIT.done, '']);
  expect(again.out).toMatch(/^Nothing is deployed: .*us-east-1.*\n\nThis stays:\n {2}table acme-logins/);
});

test('messages that wait are told before anybody is asked', async () => {
  const account = await deployStacks();
  const sqs = new SQSClient(account.client());
  const send = (name: string, more: object = {}) =>
    sqs.send(new SendMessageCommand({ QueueUrl: account.sqs.urlOf(name), MessageBody: '{}', ...more }));
  const inOrder = { MessageGroupId: 'g', MessageDeduplicationId: 'd' };
  await send('acme-outbox.fifo', inOrder);
  await send('acme-outbox.fifo', { ...inOrder, MessageDeduplicationId: 'e' });
  await send('acme-dead');
  const { err } = await account.run(['destroy']);

  expect(err).toContain(
    '\n3 messages wait and would be lost: 2 on the way to the channels, 1 that could not be handled.',
  );
});

test('--all takes the records too, after the name was typed', async () => {
  const account = await deployStacks();
  account.s3.put(TRAIL_BUCKET, 'AWSLogs/1.json.gz', 'x');
  const question = 'Type acme to remove all of this:';
  const { exit, out, err } = await atTerminal(
    account,
    ['destroy', '--all', '--yes'],
    [
      [question, 'Acme\r'],
      ['Type acme, or stop with Ctrl-C.', '\u007f\u007f\u007f\u007facme\r'],
    ],
  );

  expect(err).toContain('bucket acme-trail-111122223333, with all files that the trail wrote');
  expect(err).toContain(
    'Without the trail, AWS itself keeps management events for 90 days, in each region’s event history',
  );
  expect([exit, account.left(), await account.tables(), account.s3.buckets.size]).toEqual([EXIT.done, [], [], 0]);
  expect([...account.logs.groupsIn(HOME).keys()]).toEqual([]);
  expect(out).toMatch(
    /removed: stack acme-trail in us-east-1\nremoved: bucket acme-trail-111122223333\nremoved: log group acme-trail in us-east-1\nremoved: table acme-logins in us-east-1\n$/,
  );
  expect((await account.run(['destroy', '--all', '--confirm', 'acme'])).out).toMatch(/^Nothing is deployed/);
});

test.each([
  [['--all', '--confirm', 'acmee'], '--confirm names acmee, but the settings are named acme'],
  [['--all', '--yes'], 'Run it in a terminal, or give the name with --confirm acme.'],
  [['--confirm', 'acme'], '--confirm needs --all'],
])('%s is not enough', async (argv, told) => {
  const account = await deployStacks({ only: ['artifacts', 'trail'] });
  const { exit, err } = await account.run(['destroy', ...argv]);
  expect([exit, changes(account)]).toEqual([EXIT.wrongUse, []]);
  expect(err).toContain(told);
});

test('who says no keeps everything; who says yes is asked once', async () => {
  const account = await deployStacks({ only: ['artifacts', 'notifier'] });
  const no = await atTerminal(account, ['destroy'], [['Remove all of this?', 'n\r']]);
  expect([no.exit, no.out, changes(account)]).toEqual([EXIT.done, '', []]);
  expect(no.err).toMatch(/Nothing was removed\.\n$/);

  const yes = await atTerminal(account, ['destroy'], [['Remove all of this?', 'y\r']]);
  expect([yes.exit, account.left()]).toEqual([EXIT.done, []]);
});

describe('what fails', () => {
  test('in one region is told, the others go, and the next run goes on from there', async () => {
    let isDenied = true;
    const account = await deployStacks({
      cfn: {
        refuse: ({ action, region }) =>
          isDenied && action === 'DeleteStack' && region === 'eu-north-1'
            ? { code: 'AccessDenied', message: 'because no policy allows it', status: 403 }
            : undefined,
      },
    });
    const { exit, out, err } = await account.run(['destroy', '--yes']);
    expect([exit, account.left()]).toEqual([EXIT.refused, ['acme-forwarder eu-north-1', 'acme-trail us-east-1']]);
    expect(out).toContain(
      'not removed: stack acme-forwarder in eu-north-1: Not allowed to call cloudformation:DeleteStack in eu-north-1',
    );
    expect(err).toMatch(/`login-watch policy destroy`.*\nRun the same command again to continue from here\.\n$/);

    isDenied = false;
    const again = await account.run(['destroy', '--yes']);
    expect([again.exit, again.out]).toEqual([EXIT.done, 'removed: stack acme-forwarder in eu-north-1\n']);
  });

  test('a region that can not be looked at is told; one can do without it', async () => {
    const account = await deployStacks({
      cfn: {
        refuse: ({ action, region }) =>
          action === 'DescribeStacks' && region === 'sa-east-1'
            ? { code: 'AccessDenied', message: 'explicit deny', status: 403 }
            : undefined,
      },
      regions: [HOME, 'sa-east-1'],
      only: ['artifacts'],
    });
    const { exit, err } = await account.run(['destroy', '--yes']);
    expect([exit, account.left()]).toEqual([EXIT.refused, []]);
    expect(err).toContain('left alone:\n  Not allowed to call cloudformation:DescribeStacks in sa-east-1');
    expect((await account.run(['destroy', '--yes'])).exit).toBe(EXIT.refused);
    expect((await account.run(['destroy', '--yes', '--regions', 'eu-north-1'])).exit).toBe(EXIT.done);
  });

  test('somebody tried by hand: the bucket was not empty, and now it is', async () => {
    const account = await deployStacks({ only: ['artifacts'] });
    const bucket = zips(account);
    account.s3.put(bucket, 'notifier-1.zip', 'x');
    const client = new CloudFormationClient(account.client());
    await client.send(new DeleteStackCommand({ StackName: 'acme-artifacts' }));
    const [stack] = account.cloud.stacks;
    while (stack?.status !== 'DELETE_FAILED') await client.send(new DescribeStacksCommand({}));
    stack.outputs = {};
    const { exit, err } = await account.run(['destroy', '--yes']);
    expect(err).toContain(`stack acme-artifacts in us-east-1, with all zips in bucket ${bucket}`);
    expect([exit, account.left(), account.s3.buckets.size]).toEqual([EXIT.done, [], 0]);
  });

  test('a stack that never had its bucket: somebody else’s of that name is not touched', async () => {
    const account = await deployStacks({ only: ['artifacts'] });
    const bucket = zips(account);
    const [stack] = account.cloud.stacks;
    if (stack === undefined) throw new Error('no stack');
    account.s3.put(bucket, 'theirs', 'x');
    stack.resources.clear();
    Object.assign(stack, { outputs: {}, status: 'ROLLBACK_COMPLETE', reason: 'Bucket already exists' });
    const { exit } = await account.run(['destroy', '--yes']);
    expect([exit, account.left(), account.s3.keys(bucket)]).toEqual([EXIT.done, [], ['theirs']]);
  });

  test('a region in which nobody answers doesn’t keep the others', async () => {
    const account = await deployStacks({
      cfn: {
        refuse: ({ action, region }) =>
          action === 'DescribeStacks' && region === 'eu-north-1'
            ? { code: 'ServiceUnavailable', message: 'Service Unavailable', status: 503 }
            : undefined,
      },
      only: ['artifacts'],
    });
    await account.deploy('forwarder', 'ap-northeast-1');
    const { exit, err } = await account.run(['destroy', '--yes']);
    expect([exit, account.left()]).toEqual([EXIT.refused, []]);
    expect(err).toMatch(/left alone:\n {2}.*eu-north-1/);
  });

  test('what AWS keeps in a bucket keeps the bucket, and nothing else', async () => {
    const account = await deployStacks({
      trouble: (_, action) =>
        action === 'DeleteObjects'
          ? {
              status: 200,
              headers: { 'content-type': 'application/xml' },
              body: '<DeleteResult><Error><Key>AWSLogs/\u202e1.gz</Key><VersionId>v</VersionId><Code>AccessDenied</Code><Message>Access Denied because object protected by object lock.</Message></Error></DeleteResult>',
            }
          : undefined,
    });
    account.s3.put(TRAIL_BUCKET, 'AWSLogs/1.gz', 'x');
    const { exit, out } = await account.run(['destroy', '--all', '--confirm', 'acme']);

    expect([exit, account.left(), await account.tables(), [...account.s3.buckets.keys()]]).toEqual([
      EXIT.refused,
      [],
      [],
      [TRAIL_BUCKET],
    ]);
    expect(out).toContain(
      `not removed: bucket ${TRAIL_BUCKET}: Bucket ${TRAIL_BUCKET} can’t be emptied: AWS keeps 1 object version, e.g. AWSLogs/\\u{202e}1.gz (AccessDenied: Access Denied because object protected by object lock.)`,
    );
  });

  test('the notifier, then what it works with stays', async () => {
    const failures: Record<string, Failure> = { Outbox: { reason: 'Queue is stuck.', on: ['delete'] } };
    const account = await deployStacks({ cfn: { failures } });
    const { exit, out } = await account.run(['destroy', '--all', '--confirm', 'acme']);
    expect(exit).toBe(EXIT.refused);
    expect(out).toMatch(
      /not removed: stack acme-notifier in us-east-1: .*Outbox \(AWS::SQS::Queue\): Queue is stuck\. It is in DELETE_FAILED now\./,
    );
    expect(out).toContain(
      'left alone: stack acme-artifacts in us-east-1: stack acme-notifier in us-east-1 still exists',
    );
    expect(out).toContain('left alone: table acme-logins in us-east-1: stack acme-notifier in us-east-1 still exists');
    expect([account.left(), await account.tables()]).toEqual([
      ['acme-artifacts us-east-1', 'acme-notifier us-east-1'],
      ['acme-logins'],
    ]);

    delete failures['Outbox'];
    expect((await account.run(['destroy', '--all', '--confirm', 'acme'])).exit).toBe(EXIT.done);
    expect([account.left(), await account.tables()]).toEqual([[], []]);
  });

  test('one stack that is protected keeps all, and it is said how to unprotect it', async () => {
    const account = await deployStacks({ only: ['artifacts', 'alarms'] });
    for (const stack of account.cloud.stacks) stack.isProtected = stack.name === 'acme-artifacts';
    const { exit, out, err } = await account.run(['destroy', '--yes']);
    expect([exit, out, account.left()]).toEqual([
      EXIT.refused,
      '',
      ['acme-alarms us-east-1', 'acme-artifacts us-east-1'],
    ]);
    expect(err).toContain('Nothing was removed: these stacks are protected');
    expect(err).toContain('--no-enable-termination-protection');
  });

  test('credentials that are no good are told once', async () => {
    const account = await deployStacks({
      only: [],
      trouble: (service) =>
        service === 'sts' ? new AwsFault('ExpiredToken', 'The security token is expired', { status: 403 }) : undefined,
    });
    const { exit, out, err } = await account.run(['destroy', '--yes']);
    expect([exit, out]).toEqual([EXIT.refused, '']);
    expect(err).toMatch(/^The AWS session has expired or was never started\.\n.*\n$/);
  });
});

test('stopped in the middle, it says what is gone; the next run goes on', async () => {
  const account = await deployStacks({ only: ['artifacts', 'notifier', 'alarms'] });
  const stop = new AbortController();
  const sleep = async () => {
    if (account.cloud.stacks.some(({ name, status }) => name === 'acme-notifier' && status === 'DELETE_IN_PROGRESS'))
      stop.abort();
  };
  const { exit, out, err } = await account.run(['destroy', '--yes'], { signal: stop.signal, sleep });
  expect([exit, out]).toEqual([EXIT.refused, 'removed: stack acme-alarms in us-east-1\n']);
  expect(err).toContain(
    'Stopped before all was removed.\nAWS finishes the step in progress; run the same command again',
  );

  const again = await account.run(['destroy', '--yes']);
  expect(again.err).toContain(
    'stack acme-notifier in us-east-1 (once AWS has finished the change in progress: DELETE_IN_PROGRESS)',
  );
  expect([again.exit, account.left()]).toEqual([EXIT.done, []]);
});

describe('in Japanese', () => {
  const japanese = async (account: DeployedStacks, ...argv: readonly string[]) => {
    const { exit, out, err } = await account.run(['--language', 'ja', 'destroy', ...argv]);
    return { exit, out, err, english: englishIn(`${out}${err}`) };
  };

  test('the list, what waits, the refusals, what was removed and what is left', async () => {
    const failures: Record<string, Failure> = { Outbox: { reason: 'Stuck.', on: ['delete'] } };
    const account = await deployStacks({ cfn: { failures } });
    const sqs = new SQSClient(account.client());
    await sqs.send(new SendMessageCommand({ QueueUrl: account.sqs.urlOf('acme-dead'), MessageBody: '{}' }));
    const asked = await japanese(account);
    expect([asked.english, asked.exit]).toEqual([[], EXIT.wrongUse]);
    expect(asked.err).toContain('待機中のメッセージ1件が失われます：処理できなかったもの 1件。');
    for (const argv of [['--confirm', 'acme'], ['--all'], ['--all', '--confirm', 'else']])
      expect((await japanese(account, ...argv)).english).toEqual([]);

    const stuck = await japanese(account, '--all', '--confirm', 'acme');
    expect([stuck.english, stuck.exit]).toEqual([[], EXIT.refused]);
    expect(stuck.out).toContain('削除：スタック acme-alarms（us-east-1）\n');
    expect(stuck.out).toContain(
      'そのまま：テーブル acme-logins（us-east-1）：スタック acme-notifier（us-east-1）が残っています',
    );

    delete failures['Outbox'];
    expect((await japanese(account, '--all', '--confirm', 'acme')).english).toEqual([]);
    const nothing = await japanese(account, '--yes');
    expect(nothing.out).toMatch(/^何もデプロイされていません。/);
    expect(nothing.english).toEqual([]);
  });

  test('the questions', async () => {
    const account = await deployStacks({ only: ['artifacts', 'notifier'] });
    const language = ['--language', 'ja'];
    const no = await atTerminal(account, [...language, 'destroy'], [['これらをすべて削除しますか', 'n\r']]);
    expect(no.err).toMatch(/何も削除していません。\n$/);
    const all = await atTerminal(account, [...language, 'destroy', '--all'], [['すべて削除するには acme', 'acme\r']]);
    expect([all.exit, account.left()]).toEqual([EXIT.done, []]);
  });
});

describe('what is not ours alone stays', () => {
  test('a forwarder to another home', async () => {
    const account = await deployStacks({ only: ['artifacts'] });
    await account.deploy('forwarder', 'eu-north-1', { HomeRegion: 'eu-west-1' });
    const { exit, err } = await account.run(['destroy', '--yes']);
    expect([exit, account.left()]).toEqual([EXIT.done, ['acme-forwarder eu-north-1']]);
    expect(err).toContain('stack acme-forwarder in eu-north-1: it serves the notifier in eu-west-1');
  });

  test('a bucket and a log group that another trail writes to', async () => {
    const account = await deployStacks({ only: ['trail'] });
    account.cloudtrail.add({
      ...{ Name: 'theirs', S3BucketName: TRAIL_BUCKET, IsMultiRegionTrail: true },
      CloudWatchLogsLogGroupArn: `arn:aws:logs:${HOME}:111122223333:log-group:acme-trail:*`,
    });
    const { exit, err } = await account.run(['destroy', '--all', '--confirm', 'acme']);
    expect([exit, account.left(), [...account.s3.buckets.keys()]]).toEqual([EXIT.done, [], [TRAIL_BUCKET]]);
    expect(err).toContain(`bucket ${TRAIL_BUCKET}: trail theirs writes to it`);
    expect([...account.logs.groupsIn(HOME).keys()]).toEqual(['acme-trail']);
  });

  test('that somebody’s bucket tells EventBridge', async () => {
    const account = await deployStacks({
      settings: 'name: acme\npipelines: [s3]\ntrail: { use: existing, name: org }\n',
      only: [],
    });
    await account.deploy('notifier', HOME, { CodeBucket: 'x', CodeKey: 'y', TrailBucket: 'org-trail' });
    const { err } = await account.run(['destroy']);
    expect(err).toContain(
      'bucket org-trail keeps sending its events to EventBridge, where others may listen; to see it: aws s3api get-bucket-notification-configuration --bucket org-trail\n',
    );
  });
});

test('progress: a line for each step with --plain, nothing where nobody looks', async () => {
  const account = await deployStacks({ only: ['artifacts', 'notifier'] });
  const host = fakeHost({ isTerminal: true });
  expect(await account.runAt(host, ['destroy', '--yes', '--plain'])).toBe(EXIT.done);
  expect(host.err()).toMatch(/^Looking for what is deployed\n/);
  expect(host.err()).toMatch(
    /Removing stack acme-notifier in us-east-1\nRemoving stack acme-artifacts in us-east-1\n$/,
  );
});

test('flags are what the work is given', async () => {
  const calls: DestroyOptions[] = [];
  const parse = (argv: readonly string[]) =>
    destroyCommand(
      fakeHost(),
      () => {},
      async (options) => {
        calls.push(options);
        return EXIT.done;
      },
    ).parseAsync([...argv], { from: 'user' });
  await parse([]);
  await parse(['--all', '-y', '--confirm', 'acme', '--regions', 'us-east-1,eu-north-1']);
  expect(calls).toEqual([
    { all: false, yes: false, confirm: undefined, regions: undefined },
    { all: true, yes: true, confirm: 'acme', regions: ['us-east-1', 'eu-north-1'] },
  ]);
});
