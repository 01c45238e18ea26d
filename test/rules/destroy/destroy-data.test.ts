import { destroyData } from '../../../src/rules/destroy/destroy-data.ts';
import { apiCall, iamUser, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

type More = NonNullable<Parameters<typeof apiCall>[2]>;

const call = (service: string, name: string, request: object, more: More = {}) =>
  apiCall(service, name, { from: OFFICE, request, ...more });
const modify = (change: object) => call('rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'orders', ...change });

const byStack = { ...iamUser(), invokedBy: 'cloudformation.amazonaws.com' };

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
        'alice ended the deletion protection of database orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からデータベース orders の削除保護を解除しました',
      ],
    },
    {
      name: 'deletion protection, and the internet let in',
      record: modify({ deletionProtection: false, publiclyAccessible: true }),
      title: 'Database protection removed',
      told: [
        'high',
        'alice ended the deletion protection of database orders and opened it to the internet from 203.0.113.24 (Tokyo office)',
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
        'alice deleted recovery point snap-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から復旧ポイント snap-1 を削除しました',
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
    {
      name: 'automated backups of a cluster',
      record: call('rds', 'DeleteDBClusterAutomatedBackup', { dbClusterResourceId: 'cluster-ABC' }),
      told: [
        'high',
        'alice deleted the automated backups of database cluster cluster-ABC from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からデータベースクラスター cluster-ABC の自動バックアップを削除しました',
      ],
    },
    {
      name: 'a global cluster',
      record: call('rds', 'DeleteGlobalCluster', { globalClusterIdentifier: 'world' }),
      told: [
        'high',
        'alice deleted global database cluster world from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からグローバルデータベースクラスター world を削除しました',
      ],
    },
    {
      name: 'a Redshift cluster, without a last snapshot',
      record: call('redshift', 'DeleteCluster', { clusterIdentifier: 'dwh', skipFinalClusterSnapshot: true }),
      told: [
        'critical',
        'alice deleted Redshift cluster dwh from 203.0.113.24 (Tokyo office), without a last snapshot',
        'alice が 203.0.113.24（Tokyo office）から Redshiftクラスター dwh を削除しました（最終スナップショットなし）',
      ],
    },
    {
      name: 'a Redshift snapshot',
      record: call('redshift', 'DeleteClusterSnapshot', { snapshotIdentifier: 'dwh-1', clusterIdentifier: 'dwh' }),
      told: [
        'high',
        'alice deleted Redshift snapshot dwh-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Redshiftスナップショット dwh-1 を削除しました',
      ],
    },
    {
      name: 'a search domain',
      record: call('es', 'DeleteDomain', { domainName: 'logs' }),
      told: [
        'high',
        'alice deleted OpenSearch domain logs from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から OpenSearchドメイン logs を削除しました',
      ],
    },
    {
      name: 'a backup of FSx',
      record: call('fsx', 'DeleteBackup', { backupId: 'backup-1' }),
      told: [
        'high',
        'alice deleted FSx backup backup-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から FSxバックアップ backup-1 を削除しました',
      ],
    },
    {
      name: 'a cache',
      record: call('elasticache', 'DeleteReplicationGroup', { replicationGroupId: 'web' }),
      told: [
        'medium',
        'alice deleted cache cluster web from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からキャッシュクラスター web を削除しました',
      ],
    },
    {
      name: 'an EKS cluster',
      record: call('eks', 'DeleteCluster', { name: 'prod' }),
      told: [
        'medium',
        'alice deleted EKS cluster prod from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から EKSクラスター prod を削除しました',
      ],
    },
    {
      name: 'images',
      record: call('ecr', 'DeleteRepository', { repositoryName: 'web', force: true }),
      told: [
        'medium',
        'alice deleted image repository web, with its images, from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からイメージリポジトリ web をイメージごと削除しました',
      ],
    },
    {
      name: 'a secret by force',
      record: call('secretsmanager', 'DeleteSecret', {
        secretId: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf',
        forceDeleteWithoutRecovery: true,
      }),
      told: [
        'medium',
        'alice deleted secret db-AbCdEf without a recovery window from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からシークレット db-AbCdEf を復旧期間なしで削除しました',
      ],
    },
    {
      name: 'a backup of a table',
      record: call('dynamodb', 'DeleteBackup', {
        backupArn: 'arn:aws:dynamodb:us-east-1:111122223333:table/orders/backup/01',
      }),
      told: [
        'high',
        'alice deleted a backup of table orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からテーブル orders のバックアップを削除しました',
      ],
    },
    {
      name: 'a cluster of a stack',
      record: call('eks', 'DeleteCluster', { name: 'review-7' }, { by: byStack }),
      told: [
        'low',
        'alice deleted EKS cluster review-7 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から EKSクラスター review-7 を削除しました',
      ],
    },
    {
      name: 'automated backups ended',
      record: modify({ backupRetentionPeriod: 0 }),
      title: 'Database protection removed',
      told: [
        'high',
        'alice ended the automated backups of database orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からデータベース orders の自動バックアップを停止しました',
      ],
    },
    {
      name: 'a new master password',
      record: modify({ masterUserPassword: '****' }),
      title: 'Database master password changed',
      told: [
        'medium',
        'alice changed the master password of database orders from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からデータベース orders のマスターパスワードを変更しました',
      ],
    },
    ...(
      [
        ['CreateDBCluster', { dBClusterIdentifier: 'copy' }],
        ['RestoreDBClusterFromSnapshot', { dBClusterIdentifier: 'copy' }],
        ['RestoreDBClusterToPointInTime', { dBClusterIdentifier: 'copy' }],
        ['CreateDBInstanceReadReplica', { dBInstanceIdentifier: 'copy' }],
      ] as const
    ).map(([name, request]) => ({
      name: `${name} in the open`,
      record: call('rds', name, { ...request, publiclyAccessible: true }),
      title: 'Database protection removed',
      told: [
        'high',
        'alice opened database copy to the internet from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からデータベース copy をインターネットに公開しました',
      ] as const,
    })),
    ...(
      [
        ['elasticache', 'DeleteCacheCluster', 'cacheClusterId', 'cache cluster', 'キャッシュクラスター', 'medium'],
        ['memorydb', 'DeleteCluster', 'clusterName', 'MemoryDB cluster', ' MemoryDBクラスター', 'high'],
        [
          'redshift-serverless',
          'DeleteNamespace',
          'namespaceName',
          'Redshift namespace',
          ' Redshiftの名前空間',
          'high',
        ],
        ['dsql', 'DeleteCluster', 'identifier', 'Aurora DSQL cluster', ' Aurora DSQLクラスター', 'high'],
        ['aoss', 'DeleteCollection', 'id', 'OpenSearch collection', ' OpenSearchコレクション', 'high'],
      ] as const
    ).map(([service, name, field, en, ja, severity]) => ({
      name: `${service} ${name}`,
      record: call(service, name, { [field]: 'prod' }),
      told: [
        severity,
        `alice deleted ${en} prod from 203.0.113.24 (Tokyo office)`,
        `alice が 203.0.113.24（Tokyo office）から${ja} prod を削除しました`,
      ] as const,
    })),
    {
      name: 'a snapshot restored to the open',
      record: call('rds', 'RestoreDBInstanceFromDBSnapshot', {
        dBInstanceIdentifier: 'copy',
        dBSnapshotIdentifier: 'orders-1',
        publiclyAccessible: true,
      }),
      title: 'Database protection removed',
      told: [
        'high',
        'alice opened database copy to the internet from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からデータベース copy をインターネットに公開しました',
      ],
    },
  ],
  quiet: [
    {
      name: 'a new cluster in a private network',
      record: call('rds', 'CreateDBCluster', { dBClusterIdentifier: 'new', publiclyAccessible: false }),
    },
    { name: 'a cache snapshot', record: call('elasticache', 'DeleteSnapshot', { snapshotName: 'daily' }) },
    { name: 'another retention', record: modify({ backupRetentionPeriod: 14 }) },
    {
      name: 'a new database with a password, in a private network',
      record: call('rds', 'CreateDBInstance', {
        dBInstanceIdentifier: 'new',
        masterUserPassword: '****',
        backupRetentionPeriod: 0,
      }),
    },
    { name: 'an empty image repository', record: call('ecr', 'DeleteRepository', { repositoryName: 'web' }) },
    {
      name: 'a secret with a recovery window',
      record: call('secretsmanager', 'DeleteSecret', { secretId: 'db', recoveryWindowInDays: 7 }),
    },
    { name: 'a cluster of another service', record: call('ecs', 'DeleteCluster', { cluster: 'prod' }) },
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
