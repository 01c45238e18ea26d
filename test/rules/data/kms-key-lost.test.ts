import { kmsKeyLost } from '../../../src/rules/data/kms-key-lost.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
const call = (name: string, request: object = {}, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall('kms', name, { from: OFFICE, request: { keyId, ...request }, ...more });
const policy = (statement: object) =>
  call('PutKeyPolicy', {
    policyName: 'default',
    policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*', ...statement }] }),
  });
const stranger = { Principal: { AWS: 'arn:aws:iam::999988887777:root' } };

// A key policy's sentence says whom it lets in: "strangers" left open which account that was.
testRule(kmsKeyLost, {
  fires: [
    {
      name: 'disabled',
      record: call('DisableKey'),
      told: [
        'high',
        'alice disabled KMS key 1234abcd-12ab-34cd-56ef-1234567890ab from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から KMSキー 1234abcd-12ab-34cd-56ef-1234567890ab を無効にしました',
      ],
    },
    {
      name: 'to be deleted',
      record: call('ScheduleKeyDeletion', { pendingWindowInDays: 7 }),
      told: [
        'high',
        'alice scheduled the deletion of KMS key 1234abcd-12ab-34cd-56ef-1234567890ab from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から KMSキー 1234abcd-12ab-34cd-56ef-1234567890ab の削除を予約しました',
      ],
    },
    {
      name: 'given to another account',
      record: policy(stranger),
      told: [
        'high',
        'alice let account 999988887777 use KMS key 1234abcd-12ab-34cd-56ef-1234567890ab by its policy from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から KMSキー 1234abcd-12ab-34cd-56ef-1234567890ab の利用をキーポリシーでアカウント 999988887777 に許可しました',
      ],
    },
    {
      name: 'given to everybody',
      record: policy({ Principal: '*' }),
      told: [
        'high',
        'alice let anybody use KMS key 1234abcd-12ab-34cd-56ef-1234567890ab by its policy from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から KMSキー 1234abcd-12ab-34cd-56ef-1234567890ab の利用をキーポリシーで全員に許可しました',
      ],
    },
    {
      name: 'a denied attempt',
      record: call('ScheduleKeyDeletion', {}, { error: 'AccessDenied' }),
      attempt: true,
      told: [
        'medium',
        'alice tried to schedule the deletion of KMS key 1234abcd-12ab-34cd-56ef-1234567890ab from 203.0.113.24 (Tokyo office), and was denied (AccessDenied)',
        'alice が 203.0.113.24（Tokyo office）から KMSキー 1234abcd-12ab-34cd-56ef-1234567890ab の削除を予約しようとしました（拒否：AccessDenied）',
      ],
    },
  ],
  quiet: [
    { name: 'the usual policy', record: policy({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }) },
    { name: 'an account of the settings', record: policy(stranger), settings: { accounts: ['999988887777'] } },
    {
      name: 'everybody of this account, through a service',
      record: policy({ Principal: { AWS: '*' }, Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } } }),
    },
    { name: 'a service', record: policy({ Principal: { Service: 'logs.us-east-1.amazonaws.com' } }) },
    { name: 'the deletion is cancelled', record: call('CancelKeyDeletion') },
    { name: 'AWS deletes what was scheduled', record: call('DeleteKey') },
  ],
});
