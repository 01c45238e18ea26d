/** Deletions of data and of what holds it, by service. */
import type { TrailEvent } from '../../core/event.ts';
import { booleanAt } from '../../core/fields.ts';
import type { Calls } from '../calls.ts';

const of = (event: TrailEvent, path: string) => booleanAt(event.record, `requestParameters.${path}`);

/** Medium: what can be made again from code, or is cleaned up every week. */
export const DELETIONS: Calls = {
  rds: {
    DeleteDBInstance: { en: 'deleted database {}', ja: 'データベース {} を削除しました' },
    DeleteDBCluster: { en: 'deleted database cluster {}', ja: 'データベースクラスター {} を削除しました' },
    DeleteDBSnapshot: { en: 'deleted database snapshot {}', ja: 'データベーススナップショット {} を削除しました' },
    DeleteDBClusterSnapshot: {
      en: 'deleted database cluster snapshot {}',
      ja: 'データベースクラスタースナップショット {} を削除しました',
    },
    DeleteDBInstanceAutomatedBackup: {
      en: 'deleted the automated backups of database {}',
      ja: 'データベース {} の自動バックアップを削除しました',
    },
    DeleteDBClusterAutomatedBackup: {
      en: 'deleted the automated backups of database cluster {}',
      ja: 'データベースクラスター {} の自動バックアップを削除しました',
    },
    DeleteGlobalCluster: {
      en: 'deleted global database cluster {}',
      ja: 'グローバルデータベースクラスター {} を削除しました',
    },
  },
  backup: {
    DeleteBackupVault: { en: 'deleted backup vault {}', ja: 'バックアップボールト {} を削除しました' },
    DeleteRecoveryPoint: { en: 'deleted recovery point {}', ja: '復旧ポイント {} を削除しました' },
    DeleteBackupVaultLockConfiguration: {
      en: 'removed the lock of backup vault {}',
      ja: 'バックアップボールト {} のロックを解除しました',
    },
  },
  dynamodb: {
    DeleteTable: { en: 'deleted table {}', ja: 'テーブル {} を削除しました' },
    DeleteBackup: { en: 'deleted a backup of table {}', ja: 'テーブル {} のバックアップを削除しました' },
  },
  s3: { DeleteBucket: { en: 'deleted bucket {}', ja: 'バケット {} を削除しました' } },
  elasticfilesystem: {
    DeleteFileSystem: { en: 'deleted file system {}', ja: 'ファイルシステム {} を削除しました' },
  },
  fsx: {
    DeleteFileSystem: { en: 'deleted FSx file system {}', ja: 'FSxファイルシステム {} を削除しました' },
    DeleteVolume: { en: 'deleted FSx volume {}', ja: 'FSxボリューム {} を削除しました' },
    DeleteBackup: { en: 'deleted FSx backup {}', ja: 'FSxバックアップ {} を削除しました' },
  },
  redshift: {
    DeleteCluster: { en: 'deleted Redshift cluster {}', ja: 'Redshiftクラスター {} を削除しました' },
    DeleteClusterSnapshot: {
      en: 'deleted Redshift snapshot {}',
      ja: 'Redshiftスナップショット {} を削除しました',
      of: ['snapshotIdentifier'],
    },
    BatchDeleteClusterSnapshots: {
      en: 'deleted several Redshift snapshots at once',
      ja: '複数のRedshiftスナップショットをまとめて削除しました',
    },
  },
  elasticache: {
    DeleteReplicationGroup: {
      en: 'deleted cache cluster {}',
      ja: 'キャッシュクラスター {} を削除しました',
      severity: 'medium',
    },
    DeleteCacheCluster: {
      en: 'deleted cache cluster {}',
      ja: 'キャッシュクラスター {} を削除しました',
      of: ['cacheClusterId'],
      severity: 'medium',
    },
    DeleteGlobalReplicationGroup: {
      en: 'deleted global cache cluster {}',
      ja: 'グローバルキャッシュクラスター {} を削除しました',
    },
    DeleteServerlessCache: {
      en: 'deleted serverless cache {}',
      ja: 'サーバーレスキャッシュ {} を削除しました',
      severity: 'medium',
    },
  },
  memorydb: {
    DeleteCluster: {
      en: 'deleted MemoryDB cluster {}',
      ja: 'MemoryDBクラスター {} を削除しました',
      of: ['clusterName'],
    },
  },
  'redshift-serverless': {
    DeleteNamespace: {
      en: 'deleted Redshift namespace {}',
      ja: 'Redshiftの名前空間 {} を削除しました',
      of: ['namespaceName'],
    },
  },
  dsql: {
    DeleteCluster: {
      en: 'deleted Aurora DSQL cluster {}',
      ja: 'Aurora DSQLクラスター {} を削除しました',
      of: ['identifier'],
    },
  },
  aoss: {
    DeleteCollection: {
      en: 'deleted OpenSearch collection {}',
      ja: 'OpenSearchコレクション {} を削除しました',
      of: ['id'],
    },
  },
  es: {
    DeleteDomain: { en: 'deleted OpenSearch domain {}', ja: 'OpenSearchドメイン {} を削除しました' },
    DeleteElasticsearchDomain: { en: 'deleted OpenSearch domain {}', ja: 'OpenSearchドメイン {} を削除しました' },
  },
  eks: {
    DeleteCluster: {
      en: 'deleted EKS cluster {}',
      ja: 'EKSクラスター {} を削除しました',
      of: ['name'],
      severity: 'medium',
    },
  },
  ecr: {
    DeleteRepository: {
      en: 'deleted image repository {}, with its images,',
      ja: 'イメージリポジトリ {} をイメージごと削除しました',
      severity: 'medium',
      // Without `force` only an empty repository goes.
      where: (event) => of(event, 'force') === true,
    },
  },
  secretsmanager: {
    DeleteSecret: {
      en: 'deleted secret {} without a recovery window',
      ja: 'シークレット {} を復旧期間なしで削除しました',
      severity: 'medium',
      where: (event) => of(event, 'forceDeleteWithoutRecovery') === true,
    },
  },
};
