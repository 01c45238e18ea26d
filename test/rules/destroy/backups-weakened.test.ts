import { backupsWeakened } from '../../../src/rules/destroy/backups-weakened.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const call = (service: string, name: string, request: object, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall(service, name, { from: OFFICE, request, ...more });
const lifecycle = (rule: object) =>
  call('s3', 'PutBucketLifecycle', {
    bucketName: 'orders',
    LifecycleConfiguration: { Rule: { Status: 'Enabled', ...rule } },
  });
const versioning = (status: string) =>
  call('s3', 'PutBucketVersioning', { bucketName: 'orders', VersioningConfiguration: { Status: status } });
const recovery = (isOn: boolean) =>
  call('dynamodb', 'UpdateContinuousBackups', {
    tableName: 'orders',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: isOn },
  });

testRule(backupsWeakened, {
  fires: [
    {
      name: 'a life of one day',
      record: lifecycle({ Filter: { Prefix: '*' }, Expiration: { Days: 1 } }),
      title: 'Objects deleted within days',
      told: [
        'medium',
        'alice set bucket orders to delete objects within 3 days from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット orders のオブジェクトを3日以内に削除する設定にしました',
      ],
    },
    {
      name: 'of a part of the bucket',
      record: lifecycle({ Filter: { Prefix: 'tmp/' }, Expiration: { Days: 1 } }),
      title: 'Objects deleted within days',
      told: [
        'low',
        'alice set bucket orders to delete objects within 3 days from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット orders のオブジェクトを3日以内に削除する設定にしました',
      ],
    },
    {
      name: 'versions no longer kept',
      record: versioning('Suspended'),
      told: [
        'medium',
        'alice suspended the versioning of bucket orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバケット orders のバージョニングを停止しました',
      ],
    },
    {
      name: 'no point-in-time recovery',
      record: recovery(false),
      told: [
        'medium',
        'alice turned off point-in-time recovery of table orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からテーブル orders のポイントインタイムリカバリを無効にしました',
      ],
    },
    {
      name: 'a table’s deletion protection',
      record: call('dynamodb', 'UpdateTable', { tableName: 'orders', deletionProtectionEnabled: false }),
      told: [
        'medium',
        'alice ended the deletion protection of table orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からテーブル orders の削除保護を解除しました',
      ],
    },
    {
      name: 'a backup plan',
      record: call('backup', 'DeleteBackupPlan', { backupPlanId: 'daily' }),
      told: [
        'medium',
        'alice deleted backup plan daily from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバックアップ計画 daily を削除しました',
      ],
    },
    {
      name: 'resources of a plan',
      record: call('backup', 'DeleteBackupSelection', { backupPlanId: 'daily', selectionId: 'x' }),
      told: [
        'medium',
        'alice took resources out of backup plan daily from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からバックアップ計画 daily の対象リソースを解除しました',
      ],
    },
    {
      name: 'the life of a recovery point',
      record: call('backup', 'UpdateRecoveryPointLifecycle', {
        backupVaultName: 'main',
        recoveryPointArn: 'arn:aws:backup:us-east-1:111122223333:recovery-point:1EB3',
        lifecycle: { deleteAfterDays: 1 },
      }),
      told: [
        'high',
        'alice shortened the life of recovery point 1EB3 to at most 3 days from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から復旧ポイント 1EB3 の保持期間を3日以内に短縮しました',
      ],
    },
    {
      name: 'a kind of resource left out',
      record: call('backup', 'UpdateRegionSettings', { resourceTypeOptInPreference: { RDS: false, EBS: true } }),
      told: [
        'medium',
        'alice ended AWS Backup for some kinds of resources in the region from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からリージョンの一部のリソースタイプをAWS Backupの対象から外しました',
      ],
    },
    {
      name: 'copies of backups',
      record: call('rds', 'StopDBInstanceAutomatedBackupsReplication', {
        sourceDBInstanceArn: 'arn:aws:rds:us-east-1:111122223333:db:orders',
      }),
      told: [
        'medium',
        'alice stopped the copies of the automated backups of database orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からデータベース orders の自動バックアップのレプリケーションを停止しました',
      ],
    },
    {
      name: 'copies of snapshots',
      record: call('redshift', 'DisableSnapshotCopy', { clusterIdentifier: 'dwh' }),
      told: [
        'medium',
        'alice stopped the snapshot copies of Redshift cluster dwh from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Redshiftクラスター dwh のスナップショットのコピーを停止しました',
      ],
    },
    {
      name: 'the recycle bin',
      record: call('rbin', 'DeleteRule', { identifier: 'r-1' }),
      told: [
        'medium',
        'alice deleted recycle bin rule r-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からごみ箱の保持ルール r-1 を削除しました',
      ],
    },
    {
      name: 'its lock',
      record: call('rbin', 'UnlockRule', { identifier: 'r-1' }),
      told: [
        'medium',
        'alice unlocked recycle bin rule r-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からごみ箱の保持ルール r-1 のロックを解除しました',
      ],
    },
    {
      name: 'its retention',
      record: call('rbin', 'UpdateRule', { identifier: 'r-1', retentionPeriod: { retentionPeriodValue: 1 } }),
      told: [
        'medium',
        'alice changed the retention of recycle bin rule r-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からごみ箱の保持ルール r-1 の保持期間を変更しました',
      ],
    },
    {
      name: 'backups of a file system',
      record: call('elasticfilesystem', 'PutBackupPolicy', {
        fileSystemId: 'fs-1',
        backupPolicy: { status: 'DISABLED' },
      }),
      told: [
        'medium',
        'alice turned off the automatic backups of file system fs-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からファイルシステム fs-1 の自動バックアップを無効にしました',
      ],
    },
    {
      name: 'copies of a secret',
      record: call('secretsmanager', 'RemoveRegionsFromReplication', {
        secretId: 'db',
        removeReplicaRegions: ['eu-west-1'],
      }),
      told: [
        'medium',
        'alice removed the copies of secret db from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からシークレット db のレプリカを削除しました',
      ],
    },
  ],
  quiet: [
    { name: 'a life of 90 days', record: lifecycle({ Expiration: { Days: 90 } }) },
    { name: 'a rule that is off', record: lifecycle({ Status: 'Disabled', Expiration: { Days: 1 } }) },
    {
      name: 'parts of uploads that were given up',
      record: lifecycle({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }),
    },
    { name: 'versions kept', record: versioning('Enabled') },
    { name: 'point-in-time recovery', record: recovery(true) },
    {
      name: 'another capacity',
      record: call('dynamodb', 'UpdateTable', { tableName: 'orders', billingMode: 'PAY_PER_REQUEST' }),
    },
    {
      name: 'a longer life of a recovery point',
      record: call('backup', 'UpdateRecoveryPointLifecycle', {
        recoveryPointArn: 'x',
        lifecycle: { deleteAfterDays: 365 },
      }),
    },
    {
      name: 'a new name of a recycle bin rule',
      record: call('rbin', 'UpdateRule', { identifier: 'r-1', description: 'x' }),
    },
    {
      name: 'a service-linked role',
      record: call(
        'backup',
        'DisassociateRecoveryPoint',
        { recoveryPointArn: 'x' },
        { by: role('AWSServiceRoleForBackup', 'x') },
      ),
    },
    {
      name: 'denied: medium, so no attempt is told',
      record: call('backup', 'DeleteBackupPlan', { backupPlanId: 'x' }, { error: 'AccessDenied' }),
    },
  ],
});
