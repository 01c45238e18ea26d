import { destroyData } from '../../../src/rules/destroy/destroy-data.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

type More = NonNullable<Parameters<typeof apiCall>[2]>;

const call = (service: string, name: string, request: object, more: More = {}) =>
  apiCall(service, name, { from: OFFICE, request, ...more });
const modify = (change: object) => call('rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'orders', ...change });

testRule(destroyData, {
  fires: [
    {
      name: 'a database, with a last snapshot',
      record: call('rds', 'DeleteDBInstance', { dBInstanceIdentifier: 'orders', skipFinalSnapshot: false }),
      told: [
        'high',
        'alice deleted database orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からデータベース orders を削除しました',
      ],
    },
    {
      name: 'a cluster, without one',
      record: call('rds', 'DeleteDBCluster', { dBClusterIdentifier: 'orders', skipFinalSnapshot: true }),
      told: [
        'critical',
        'alice deleted database cluster orders from 203.0.113.24 (Tokyo office), without a last snapshot',
        'alice が 203.0.113.24（Tokyo office）からデータベースクラスター orders を削除しました（最終スナップショットなし）',
      ],
    },
    {
      name: 'deletion protection',
      record: modify({ deletionProtection: false }),
      title: 'Database protection removed',
      told: [
        'high',
        'alice took deletion protection from database orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からデータベース orders の削除保護を解除しました',
      ],
    },
    {
      name: 'deletion protection, and the internet let in',
      record: modify({ deletionProtection: false, publiclyAccessible: true }),
      title: 'Database protection removed',
      told: [
        'high',
        'alice took deletion protection from database orders and opened it to the internet from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からデータベース orders の削除保護を解除し、インターネットに公開しました',
      ],
    },
    {
      name: 'a backup',
      record: call('backup', 'DeleteRecoveryPoint', {
        backupVaultName: 'vault',
        recoveryPointArn: 'arn:aws:ec2:ap-northeast-1::snapshot/snap-1',
      }),
      told: [
        'high',
        'alice deleted recovery point arn:aws:ec2:ap-northeast-1::snapshot/snap-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から復旧ポイント arn:aws:ec2:ap-northeast-1::snapshot/snap-1 を削除しました',
      ],
    },
    {
      name: 'a table',
      record: call('dynamodb', 'DeleteTable', { tableName: 'orders' }),
      told: [
        'high',
        'alice deleted table orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からテーブル orders を削除しました',
      ],
    },
    {
      name: 'an empty bucket',
      record: call('s3', 'DeleteBucket', { bucketName: 'logs' }),
      told: [
        'low',
        'alice deleted bucket logs from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット logs を削除しました',
      ],
    },
    {
      name: 'a bucket that matters',
      record: call('s3', 'DeleteBucket', { bucketName: 'trail-logs' }),
      settings: { watched: ['trail-*'] },
      told: [
        'medium',
        'alice deleted bucket trail-logs from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット trail-logs を削除しました',
      ],
    },
  ],
  quiet: [
    {
      name: 'a bucket that is not empty',
      record: call('s3', 'DeleteBucket', { bucketName: 'logs' }, { error: 'BucketNotEmpty' }),
    },
    { name: 'another size', record: modify({ dBInstanceClass: 'db.t3.micro' }) },
    { name: 'deletion protection given', record: modify({ deletionProtection: true, publiclyAccessible: false }) },
    {
      name: 'AWS Backup at work',
      record: call(
        'backup',
        'DeleteRecoveryPoint',
        {},
        { by: { type: 'AWSService', invokedBy: 'backup.amazonaws.com' } },
      ),
    },
    {
      name: 'AWS’s own role',
      record: call('rds', 'DeleteDBSnapshot', {}, { by: role('AWSServiceRoleForBackup', 'AWSBackup') }),
    },
    { name: 'an item', record: call('dynamodb', 'DeleteItem', { tableName: 'orders' }) },
  ],
});
