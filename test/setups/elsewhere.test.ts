/** A trail's files in another account: by SNS, under a key, and each way in which the owner's part can be missing. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Parts } from '../../sandbox/account/account.ts';
import { AwsFault } from '../../sandbox/account/service.ts';
import type { LiveOptions } from '../../sandbox/live-account.ts';
import { type Live, live } from '../helpers/notifier/live.ts';
import {
  ARCHIVE,
  allowBucket,
  BUCKET,
  encrypt,
  KEY,
  MEMBER,
  makeArchive,
  makeTopic,
  ORGANIZATION,
  type Printed,
  printedIn,
  publishToTopic,
  putOwnersRule,
  TOPIC,
  tellEventBridge,
} from '../helpers/notifier/log-archive.ts';
import { ELSEWHERE, iamUser, signIn } from '../helpers/records/records.ts';

const settings = (more = '') => `name: acme
pipelines: [s3]
trail: { use: existing, bucket: ${BUCKET}, account: "${ARCHIVE}"${more} }
channels: [{ slack: { webhook: "ssm:/acme/slack-webhook" } }]
`;

/** By day as the trail's files, so that \`status\` finds them. */
const record = () => ({
  ...signIn({ by: iamUser('bob', MEMBER), from: ELSEWHERE }),
  recipientAccountId: MEMBER,
  eventTime: new Date().toISOString(),
});

interface World {
  readonly plan: string;
  readonly account: Live;
  readonly archive: Parts;
  readonly printed: Printed;
}

async function planned(more = '', options: Partial<LiveOptions> = {}): Promise<World> {
  const account = await live({ others: ORGANIZATION, ...options });
  const archive = makeArchive(account);
  await account.settings(settings(more));
  const { out, err } = await account.run('deploy', '--plan');
  expect(err).not.toContain('Error');
  return { plan: out, account, archive, printed: printedIn(out) };
}

async function deployed({ account }: Pick<World, 'account'>): Promise<void> {
  const { exit, err } = await account.run('deploy', '--yes');
  expect([exit, err]).toEqual([0, expect.any(String)]);
  await account.settled();
}

async function checks({ account }: Pick<World, 'account'>, of = 's3'): Promise<readonly string[]> {
  const { out } = await account.run('status', '--format', 'json');
  const { checks: all } = JSON.parse(out) as { checks: { check: string; of?: string; state: string; said: string }[] };
  return all.filter((one) => one.of === of).map(({ state, said }) => `${state}: ${said}`);
}

const bodies = ({ account }: Pick<World, 'account'>) => account.slack.received.map(({ body }) => body);

describe('the owner’s part', () => {
  test('by a topic, and under a key', async () => {
    const world = await planned(`, topic: "${TOPIC}", key: "${KEY}"`);
    const { plan, account, archive, printed } = world;
    expect(plan).toContain(`FunctionRole: kms:Decrypt on ${KEY}`);
    // The owner's part has the statement for its key, once.
    expect(plan.match(/"Action": "kms:Decrypt"|"Action":"kms:Decrypt"/g)).toHaveLength(1);
    makeTopic(archive, printed);
    allowBucket(archive, printed, 'LoginWatchReads', 'LoginWatchLooks');
    encrypt(archive, printed.statements['LoginWatchDecrypts']);
    await deployed(world);
    publishToTopic(archive, printed);
    const proof = await account.run('test', '--deployed');
    expect([proof.exit, bodies(world).length], proof.out).toEqual([0, 1]);
    account.slack.received.splice(0);
    await account.happen(record());
    expect(bodies(world)).toEqual([expect.stringContaining(MEMBER)]);
    expect(await checks(world)).toEqual([
      `ok: the function is subscribed to topic ${TOPIC}`,
      expect.stringMatching(/^ok: newest log file in bucket .* can't read it, and needn't/),
      `ok: bucket ${BUCKET} publishes new files to topic ${TOPIC}`,
      expect.stringMatching(/^ok: the last record/),
    ]);
    // The subscription is of the stack and goes with it.
    const destroyed = await account.run('destroy', '--yes');
    expect(destroyed.exit, destroyed.err).toBe(0);
    expect(archive.sns.subscriptions(TOPIC)).toEqual([]);
  });

  test.each([
    ['the bucket’s policy', ''],
    ['the key’s policy', `, key: "${KEY}"`],
  ])('without %s the function fails an event, so that Lambda tries it again and keeps it', async (what, more) => {
    const world = await planned(more);
    const { account, archive, printed } = world;
    const allow = () => allowBucket(archive, printed, 'LoginWatchReads');
    const isOfKey = more !== '';
    if (isOfKey) allow();
    if (isOfKey) encrypt(archive, undefined);
    tellEventBridge(archive);
    await deployed(world);
    putOwnersRule(archive, printed);
    await account.happen(record());
    expect(bodies(world)).toEqual([]);
    expect(JSON.stringify(account.running('acme-notifier')?.logs)).toContain('could not fetch records');
    expect(account.lambda.invocations.map(({ result }) => result?.functionError)).toEqual(['Unhandled']);
    const found = await checks(world);
    expect([what, found]).toEqual([
      what,
      expect.arrayContaining([expect.stringMatching(/^not checked: bucket .* can't be looked at/)]),
    ]);
    if (isOfKey) encrypt(archive, printed.statements['LoginWatchDecrypts']);
    else allow();
    // Lambda tries an event again.
    await account.happen(record());
    expect(bodies(world).join()).toContain(MEMBER);
  });

  test('without notifications, with a bus that was changed, or with another source: status says which', async () => {
    const drift = new Map<string, 'DELETED'>();
    const world = await planned('', { stacks: { drift } });
    const { account, archive, printed } = world;
    allowBucket(archive, printed, 'LoginWatchReads', 'LoginWatchLooks');
    await deployed(world);
    await account.happen(record());
    expect(bodies(world)).toEqual([]);
    expect(await checks(world)).toEqual([
      expect.stringMatching(/^ok: event bus arn:aws:events:us-east-1:111122223333:event-bus\/acme-files takes/),
      expect.stringMatching(/^ok: newest log file/),
      `failed: bucket ${BUCKET} does not notify EventBridge of new files`,
      expect.stringMatching(/^warning: no record/),
    ]);
    drift.set('FilesBusPolicy', 'DELETED');
    expect((await checks(world))[0]).toMatch(/^failed: event bus .* changed or deleted/);
    await account.settings(settings(`, topic: "${TOPIC}"`));
    expect((await checks(world))[0]).toBe('failed: the notifier was deployed for other files than the settings name');
  });

  test('without the owner’s role an event goes nowhere, as in AWS', async () => {
    const world = await planned();
    const { account, archive, printed } = world;
    allowBucket(archive, printed, 'LoginWatchReads');
    tellEventBridge(archive);
    await deployed(world);
    putOwnersRule(archive, {
      ...printed,
      commands: printed.commands.map((one) => one.replace(/,"RoleArn":"[^"]+"/, '')),
    });
    await account.happen(record());
    expect(bodies(world)).toEqual([]);
  });

  test('a topic that doesn’t let us subscribe stops the deploy, and the sentence names it', async () => {
    const { account, archive } = await planned(`, topic: "${TOPIC}"`);
    makeTopic(archive);
    const { exit, err } = await account.run('deploy', '--yes');
    expect(exit).toBe(3);
    expect(err).toContain(`SNS:Subscribe on resource: ${TOPIC}`);
    expect(err).toContain('Its owner must allow SNS:Subscribe in the resource’s policy');
  });
});

describe('deploy refuses', () => {
  const refused = async (text: string, prepare: (account: Live) => void) => {
    const account = await live({ others: ORGANIZATION });
    prepare(account);
    await account.settings(text);
    const { exit, out, err } = await account.run('deploy', '--plan');
    expect([exit, out]).toEqual([2, '']);
    return err;
  };

  test('a bucket of another region, with the region to deploy in', async () => {
    const err = await refused(settings(), (account) => makeArchive(account, 'eu-west-1'));
    expect(err).toContain(`bucket ${BUCKET} is in eu-west-1`);
    expect(err).toContain('Deploy there (--region eu-west-1).');
  });

  test('a bucket of another account than the settings say, as far as it is seen', async () => {
    const err = await refused(settings(), (account) => account.s3.create(BUCKET));
    expect(err).toContain(`Bucket ${BUCKET} doesn’t belong to account ${ARCHIVE}`);
  });

  test('a topic in another region', async () => {
    const err = await refused(settings(`, topic: "${TOPIC.replace('us-east-1', 'eu-west-1')}"`), makeArchive);
    expect(err).toContain('is in eu-west-1, and the notifier in us-east-1');
  });
});

test('a bucket that is gone is told as gone', async () => {
  const account = await live({ others: ORGANIZATION });
  await account.settings(settings());
  expect((await account.run('deploy', '--plan')).err).toContain(`bucket ${BUCKET} does not exist`);
});

test('an organization’s bucket in the notifier’s own account: deploy switches its events on, and asks nobody', async () => {
  const account = await live({ others: [{ id: ARCHIVE }, { id: MEMBER }] });
  account.s3.create(BUCKET);
  account.cloudtrail.add(
    { Name: 'org', S3BucketName: BUCKET, IsMultiRegionTrail: true, IsOrganizationTrail: true },
    { owner: ARCHIVE },
  );
  await account.settings(settings().replace(ARCHIVE, '111122223333'));
  const plan = await account.run('deploy', '--plan');
  expect(plan.out).not.toContain('must do this');
  expect(plan.out).toContain(`Bucket ${BUCKET} will send its events to EventBridge`);
  await deployed({ account });
  await account.happen({ ...record(), recipientAccountId: '111122223333' });
  expect(bodies({ account })).toHaveLength(1);
  expect(await checks({ account })).toEqual([
    `ok: bucket ${BUCKET} notifies EventBridge of new files`,
    expect.stringMatching(/^ok: the last record/),
  ]);
});

test('init takes the bucket by its address, prints the owner’s part, and writes settings that deploy takes', async () => {
  const account = await live({ others: ORGANIZATION });
  const archive = makeArchive(account);
  const { exit, err } = await account.run(
    ...['init', '--yes', '--name', 'acme', '--channels', 'slack', '--secret', 'slack=ssm:/acme/slack-webhook'],
    ...['--trail', `s3://${BUCKET}`, '--trail-account', ARCHIVE, '--timezone', 'UTC', '--no-test'],
  );
  expect([exit, err]).toEqual([
    expect.any(Number),
    expect.stringContaining(`Account ${ARCHIVE}, which owns the bucket`),
  ]);
  const printed = printedIn(err);
  allowBucket(archive, printed, 'LoginWatchReads');
  tellEventBridge(archive);
  putOwnersRule(archive, printed);
  const before = account.slack.received.length;
  await account.happen(record());
  expect(account.slack.received.slice(before).map(({ body }) => body)).toEqual([expect.stringContaining(MEMBER)]);
  // What was printed is printed again on demand only.
  const plan = await account.run('deploy', '--plan');
  expect([plan.exit, printedIn(plan.out)]).toEqual([0, printed]);
  expect((await account.run('deploy', '--yes')).out).not.toContain('must do this');
  // What the owner did stays, and is said to.
  const destroyed = await account.run('destroy', '--yes');
  expect(destroyed.err).toContain(`what account ${ARCHIVE} did for bucket ${BUCKET}`);
  expect(destroyed.err).not.toContain('keeps sending its events to EventBridge');
});

test('of another account’s bucket no key is asked for, and accounts without a name are noted as an organization’s', async () => {
  const account = await live({
    others: ORGANIZATION,
    trouble: (service, action) =>
      service === 'organizations' ? new AwsFault('AccessDeniedException', action) : undefined,
  });
  makeArchive(account);
  account.identity.aliases.push('acme');
  await account.settings(settings());
  const { out } = await account.run('deploy', '--plan');
  expect(out.replaceAll(/\s+/g, ' ')).toContain('so alerts show accounts by number');
  expect(out).not.toContain('which key encrypts');
  expect(account.calls.map(({ action }) => action)).not.toContain('GetBucketEncryption');
});

test('a bucket of that name that somebody else owns by now is not read, whatever its policy', async () => {
  const world = await planned();
  const { account, archive, printed } = world;
  await deployed(world);
  archive.s3.buckets.delete(BUCKET);
  const thief = account.accounts.get(MEMBER);
  thief?.s3.create(BUCKET);
  const key = `AWSLogs/${MEMBER}/CloudTrail/us-east-1/2026/11/20/a.json.gz`;
  thief?.s3.put(BUCKET, key, gzipSync(JSON.stringify({ Records: [record()] })));
  if (thief !== undefined) allowBucket(thief, printed, 'LoginWatchReads');
  account.lambda.invokeLater('acme-notifier', {
    ...{ source: 'aws.s3', 'detail-type': 'Object Created' },
    detail: { bucket: { name: BUCKET }, object: { key } },
  });
  await account.settled();
  expect(account.lambda.invocations.map(({ result }) => result?.functionError)).toEqual(['Unhandled']);
  expect(bodies(world)).toEqual([]);
});

test('from one’s own bucket to another account’s, and back: an update makes and removes what is needed', async () => {
  const world = await planned();
  const { account, archive, printed } = world;
  account.s3.create('own-trail');
  account.cloudtrail.add({ Name: 'main', S3BucketName: 'own-trail', IsMultiRegionTrail: true });
  const own = settings().replace(/^trail: .*$/m, 'trail: { use: existing }');
  await account.settings(own);
  await deployed(world);
  allowBucket(archive, printed, 'LoginWatchReads');
  tellEventBridge(archive);
  await account.settings(settings());
  await deployed(world);
  putOwnersRule(archive, printed);
  await account.happen(record());
  expect(bodies(world)).toEqual([expect.stringContaining(MEMBER)]);
  await account.settings(own);
  await deployed(world);
  expect([...account.events.busesIn('us-east-1').keys()]).toEqual([]);
  expect([...account.events.rulesIn('us-east-1').keys()]).toEqual(['acme-files']);
});

test('in Japanese: the plan, what is beside a template, and status', async () => {
  const world = await planned();
  const { account, archive, printed } = world;
  const ja = ['--language', 'ja'];
  const plan = await account.run('deploy', '--plan', ...ja);
  expect(plan.out).toContain(`バケットを所有するアカウント ${ARCHIVE} で行うこと：`);
  expect(printedIn(plan.out)).toEqual(printed);
  const template = await account.run('template', 'notifier', ...ja);
  expect(template.err).toContain('ACCOUNT は通知機能をデプロイするアカウント');
  await deployed(world);
  allowBucket(archive, printed, 'LoginWatchLooks');
  const { out } = await account.run('status', ...ja);
  expect(out.replaceAll(/\s+/g, '')).toContain('のイベントを受け付ける');
  expect(out).not.toMatch(/event bus|newest log file/);
});
