/** A trail's files in another account: by SNS, under a key, and each way in which the owner's part can be missing. */
import { describe, expect, test } from 'vitest';
import type { Parts } from '../../sandbox/account/account.ts';
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
  return { account, archive, printed: printedIn(out) };
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
    const { account, archive, printed } = world;
    makeTopic(archive, printed.statements['LoginWatchSubscribes']);
    allowBucket(archive, printed, 'LoginWatchReads', 'LoginWatchLooks');
    encrypt(archive, printed.statements['LoginWatchDecrypts']);
    await deployed(world);
    publishToTopic(archive, printed);
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
