import { describe, expect, test } from 'vitest';
import { BUCKET_BREAKS, BUCKET_UNKNOWN, BUCKET_VARIANTS } from '../../../sandbox/scripted/buckets.ts';
import { BUCKET, blockXml, TRAIL } from '../../../sandbox/scripted/good.ts';
import { audit } from '../../../src/auditing/audit.ts';
import { audited } from '../../helpers/audit/audited.ts';
import { testScripted } from '../../helpers/audit/scripted.ts';

describe('broken', () =>
  testScripted(BUCKET_BREAKS, {
    'policy that lets everybody read': {
      changed: ['recording.closed fail'],
      of: 'recording.closed',
      en: 'Bucket acme-trail of trail main is public by its policy.',
      ja: '証跡 main のバケット acme-trail はポリシーにより公開されています。',
    },
    'policy and ACL that let everybody read, blocked by halves': {
      changed: ['recording.closed fail'],
      of: 'recording.closed',
      en: 'Bucket acme-trail of trail main is public by its policy.',
      ja: '証跡 main のバケット acme-trail はポリシーにより公開されています。',
    },
    'ACL for everybody with an AWS account': {
      changed: ['recording.closed fail'],
      of: 'recording.closed',
      en: 'Bucket acme-trail of trail main is public by its ACL.',
      ja: '証跡 main のバケット acme-trail はACLにより公開されています。',
    },
    'bucket is gone': {
      changed: ['recording.kept fail'],
      of: 'recording.kept',
      en: "Bucket acme-trail of trail main doesn't exist.",
      ja: '証跡 main のバケット acme-trail が存在しません。',
    },
    'everybody may delete files': {
      changed: ['recording.closed fail', 'recording.kept fail'],
      of: 'recording.kept',
      en: 'The policy of bucket acme-trail lets everybody destroy log files of trail main (s3:DeleteObject).',
      ja: 'バケット acme-trail のポリシーにより、誰でも証跡 main のログファイルを消去できます（s3:DeleteObject）。',
    },
    'a stranger may change the policy': {
      changed: ['recording.kept fail'],
      of: 'recording.kept',
      en: 'The policy of bucket acme-trail lets 444455556666 destroy log files of trail main (s3:DeleteBucket).',
      ja: 'バケット acme-trail のポリシーにより、444455556666 が証跡 main のログファイルを消去できます（s3:DeleteBucket）。',
    },
    'files go after 30 days': {
      changed: ['recording.retention fail'],
      of: 'recording.retention',
      en: 'Lifecycle rule expire of bucket acme-trail deletes log files of trail main after 30 days; AWS itself keeps 90 days in event history.',
      ja: 'バケット acme-trail のライフサイクルルール expire により、証跡 main のログファイルは30日で削除されます。AWSのイベント履歴でも90日間は保存されます。',
    },
    "files of one region's folder go after a day": {
      changed: ['recording.retention fail'],
      of: 'recording.retention',
      en: 'Lifecycle rule expire of bucket acme-trail deletes log files of trail main after 1 day; AWS itself keeps 90 days in event history.',
      ja: 'バケット acme-trail のライフサイクルルール expire により、証跡 main のログファイルは1日で削除されます。AWSのイベント履歴でも90日間は保存されます。',
    },
    'all files go from a day in the past on': {
      changed: ['recording.retention fail'],
      of: 'recording.retention',
      en: 'Lifecycle rule expire of bucket acme-trail deletes log files of trail main after 0 days; AWS itself keeps 90 days in event history.',
      ja: 'バケット acme-trail のライフサイクルルール expire により、証跡 main のログファイルは0日で削除されます。AWSのイベント履歴でも90日間は保存されます。',
    },
  }));

describe('unknown', () =>
  testScripted(BUCKET_UNKNOWN, {
    "another account's bucket": {
      changed: ['recording.closed unknown', 'recording.kept unknown', 'recording.retention unknown'],
      of: 'recording.kept',
      en: "Bucket acme-trail of trail main belongs to another account, where this audit doesn't look.",
      ja: '証跡 main のバケット acme-trail は別のアカウントのもので、この監査の対象外です。',
    },
    'an organization whose members may delete': {
      changed: ['recording.kept unknown'],
      of: 'recording.kept',
      en: "The policy of bucket acme-trail allows s3:DeleteObject on log files of trail main under a condition that can't be judged here (aws:principalorgid).",
      ja: 'バケット acme-trail のポリシーは、ここでは評価できない条件（aws:principalorgid）付きで、証跡 main のログファイルへの s3:DeleteObject を許可しています。',
    },
  }));

test('the remedy of a public bucket closes it', async () => {
  const { verdicts, account } = await audited(BUCKET_BREAKS['policy that lets everybody read']);
  const [remedy] = (await verdicts()).get('recording.closed')?.todo ?? [];
  expect(remedy?.fix).toEqual({
    kind: 'commands',
    commands: [
      'aws s3api put-public-access-block --bucket acme-trail --public-access-block-configuration ' +
        `'{"BlockPublicAcls":true,"IgnorePublicAcls":true,"BlockPublicPolicy":true,"RestrictPublicBuckets":true}' --region us-east-1`,
    ],
  });
  account.s3.bucket(BUCKET).configurations.set('publicAccessBlock', blockXml());
  expect((await verdicts()).get('recording.closed')?.result).toBe('pass');
});

test('accounts of the settings may delete', async () => {
  const { snapshot } = await audited(BUCKET_BREAKS['a stranger may change the policy']);
  const all = audit(await snapshot(), { checks: ['recording.kept'], accounts: ['444455556666'] });
  expect(all.map(({ result }) => result)).toEqual(['pass']);
});

test('a trail with a closed bucket is enough beside one whose bucket is elsewhere', async () => {
  const { verdicts } = await audited((account) => {
    account.cloudtrail.add({ ...TRAIL, Name: 'central', S3BucketName: 'central-trail' });
    account.s3.foreign.add('central-trail');
  });
  const { result, evidence } = (await verdicts()).get('recording.closed') ?? {};
  expect(result).toBe('pass');
  expect(evidence?.at(-1)?.en).toContain('Bucket central-trail of trail central belongs to another account');
});

describe('good', () => {
  test.each(Object.entries(BUCKET_VARIANTS))('%s', async (_, change) => {
    const { verdicts } = await audited(change);
    expect([...(await verdicts()).values()].filter(({ result }) => result !== 'pass')).toEqual([]);
  });
});
