/** Secrets and files under keys of one's own: the plan names the keys, and the function may use them, through one service. */
import { PutBucketEncryptionCommand, S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, test } from 'vitest';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { isObject, listAt } from '../../../src/core/fields.ts';
import { type Live, live } from '../../helpers/notifier/live.ts';

const REGION = 'us-east-1';
const ACCOUNT = '111122223333';
const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const FOREIGN = `arn:aws:kms:${REGION}:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const SETTINGS = `name: acme
language: en
timezone: UTC
pipelines: [events]
trail: { use: existing, name: main }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
  - pagerduty: { key: ssm:/acme/pagerduty-key }
`;

async function account(trail: Readonly<Record<string, string>> = {}, settings = SETTINGS): Promise<Live> {
  const made = await live();
  made.s3.create('main-trail');
  made.cloudtrail.add({ Name: 'main', S3BucketName: 'main-trail', IsMultiRegionTrail: true, ...trail });
  await made.settings(settings);
  return made;
}

const store = (name: string, KeyId: string) =>
  new SSMClient({ region: REGION }).send(
    new PutParameterCommand({ Name: name, Value: 'a1'.repeat(16), Type: 'SecureString', KeyId, Overwrite: true }),
  );

/** The statements of the function's role that are about keys, by Sid. */
function ofKeys({ cloudformation }: Live): Readonly<Record<string, unknown>> {
  const role = cloudformation.stacks.flatMap(({ resources }) => resources.get('FunctionRole') ?? [])[0];
  const statements = listAt(role?.properties ?? {}, 'Policies')
    .filter(isObject)
    .flatMap(({ PolicyDocument }) => (isObject(PolicyDocument) ? listAt(PolicyDocument, 'Statement') : []))
    .filter(isObject);
  return Object.fromEntries(
    statements
      .filter(({ Action }) => Action === 'kms:Decrypt')
      .map(({ Sid, Action: _, Effect: __, ...rest }) => [Sid, rest]),
  );
}

const through = (service: string) => ({ StringLike: { 'kms:ViaService': `${service}.${REGION}.amazonaws.com*` } });
const lines = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('secrets', () => {
  test.each([
    ['the ARN of a key', KEY],
    ['the id of a key', '1234abcd-12ab-34cd-56ef-1234567890ab'],
  ])('under %s', async (_, key) => {
    const made = await account();
    await store('/acme/pagerduty-key', key);
    const { exit, out } = await made.run('deploy', '--yes');
    expect(exit).toBe(0);
    expect(lines(out)).toContain(
      `/acme/pagerduty-key: encrypted with ${KEY}. The function may decrypt with that key, through Parameter Store only.`,
    );
    expect(lines(out)).toContain(`FunctionRole: kms:Decrypt on ${KEY}`);
    expect(out).not.toContain('/acme/slack-webhook: encrypted');
    expect(ofKeys(made)).toEqual({ DecryptSecrets: { Resource: [KEY], Condition: through('ssm') } });
  });

  test('under an alias, which stands in the condition', async () => {
    const made = await account();
    await store('/acme/pagerduty-key', 'alias/secrets');
    await store('/acme/slack-webhook', KEY);
    expect(await made.run('deploy', '--yes')).toMatchObject({ exit: 0 });
    expect(ofKeys(made)).toEqual({
      DecryptSecrets: { Resource: [KEY], Condition: through('ssm') },
      DecryptSecretsByAlias: {
        Resource: `arn:aws:kms:${REGION}:${ACCOUNT}:key/*`,
        Condition: { ...through('ssm'), 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': ['alias/secrets'] } },
      },
    });
  });

  test('under AWS’s key, or not stored yet, need nothing, and nothing is said', async () => {
    const made = await account();
    const { exit, out } = await made.run('deploy', '--yes');
    expect([exit, ofKeys(made)]).toEqual([0, {}]);
    expect(out).not.toMatch(/decrypt|kms/i);
  });

  test('under another account’s key: its policy needs a statement, which is printed in both languages', async () => {
    const made = await account();
    await store('/acme/pagerduty-key', FOREIGN);
    for (const [language, said] of [
      ['en', 'belongs to account 444455556666, which must allow it too. Add to the key’s policy:'],
      ['ja', 'アカウント 444455556666 のもので、そのアカウントの許可も必要です。'],
    ] as const) {
      const { out } = await made.run('deploy', '--plan', '--language', language);
      const flat = lines(out);
      expect(flat.replaceAll(' ', '')).toContain(said.replaceAll(' ', ''));
      expect(flat.replaceAll(' ', '')).toContain(
        `"Principal":{"AWS":"arn:aws:iam::${ACCOUNT}:root"},"Action":"kms:Decrypt"`,
      );
    }
  });

  test('whose keys may not be read: deploys, and says that they aren’t known', async () => {
    const made = await live({
      trouble: (_, action) =>
        action === 'DescribeParameters' ? new AwsFault('AccessDeniedException', 'not authorized') : undefined,
    });
    made.s3.create('main-trail');
    made.cloudtrail.add({ Name: 'main', S3BucketName: 'main-trail', IsMultiRegionTrail: true });
    await made.settings(SETTINGS);
    const { exit, out } = await made.run('deploy', '--yes');
    expect(exit).toBe(0);
    expect(lines(out)).toContain('so it isn’t known which key encrypts what the function reads.');
  });
});

describe('files of pipeline s3', () => {
  const FILES = SETTINGS.replace('[events]', '[s3]');
  const encrypt = (key: string) =>
    new S3Client({ region: REGION, forcePathStyle: true }).send(
      new PutBucketEncryptionCommand({
        Bucket: 'main-trail',
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } }],
        },
      }),
    );

  test('under the trail’s key', async () => {
    const made = await account({ KmsKeyId: KEY }, FILES);
    const { exit, out } = await made.run('deploy', '--yes');
    expect(exit).toBe(0);
    expect(lines(out)).toContain(`The trail’s files are encrypted with ${KEY}.`);
    expect(ofKeys(made)).toEqual({ DecryptTrail: { Resource: KEY, Condition: through('s3') } });
  });

  test('under the bucket’s key', async () => {
    const made = await account({}, FILES);
    await encrypt(KEY);
    expect(await made.run('deploy', '--yes')).toMatchObject({ exit: 0 });
    expect(ofKeys(made)).toEqual({ DecryptTrail: { Resource: KEY, Condition: through('s3') } });
  });

  test('under an alias of the bucket’s: what to change is said', async () => {
    const made = await account({}, FILES);
    await encrypt(`arn:aws:kms:${REGION}:${ACCOUNT}:alias/files`);
    const { out } = await made.run('deploy', '--plan');
    expect(lines(out)).toContain('Name the key by its ARN in the bucket’s encryption, and deploy again.');
  });
});
