/** A database, a backup, a table, a bucket or a file system deleted, or its protection removed. */
import type { TrailEvent } from '../../core/event.ts';
import { booleanAt } from '../../core/fields.ts';
import type { Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { firstOf, isByAws, tell } from '../deed.ts';

export const destroyData: Rule = {
  id: 'destroy-data',
  theme: 'destroy',
  title: { en: 'Data destroyed or its protection removed', ja: 'データの削除・保護の解除' },
  severity: 'high',
  why: {
    en: 'Deleting backups first and data second is how extortion works. Critical where a database goes without a last snapshot. A database whose deletion protection is taken away, or that becomes reachable from the internet, is told as well. Expiry by AWS Backup itself is quiet.',
    ja: 'バックアップを消してからデータを消すのが脅迫の手口。最終スナップショットなしのデータベース削除は critical。削除保護の解除や、インターネットから到達可能にする変更も通知する。AWS Backup自身による期限切れの削除は通知しない。',
  },
  respond: {
    en: [
      'Ask whoever did it; if they know nothing of it, disable their credentials at once.',
      'Restore from the last snapshot or backup, before more of them go.',
      'Put deletion protection and the vault’s lock back.',
    ],
    ja: [
      '操作した人に確認し、心当たりがなければ直ちに認証情報を無効にする。',
      'これ以上失われる前に、最新のスナップショットやバックアップから復元する。',
      '削除保護とボールトのロックを元に戻す。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
  ],
  attack: ['T1485', 'T1490'],
  securityHub: ['RDS.2', 'RDS.7', 'RDS.8'],
  when: {
    eventSource: [
      'rds.amazonaws.com',
      'backup.amazonaws.com',
      'dynamodb.amazonaws.com',
      's3.amazonaws.com',
      'elasticfilesystem.amazonaws.com',
    ],
    eventName: [
      'DeleteDBInstance',
      'DeleteDBCluster',
      'DeleteDBSnapshot',
      'DeleteDBClusterSnapshot',
      'DeleteDBInstanceAutomatedBackup',
      'ModifyDBInstance',
      'ModifyDBCluster',
      'DeleteBackupVault',
      'DeleteRecoveryPoint',
      'DeleteBackupVaultLockConfiguration',
      'DeleteTable',
      'DeleteBucket',
      'DeleteFileSystem',
    ],
  },
  check(event, context) {
    if (isByAws(event)) return undefined;
    // S3 deletes only empty buckets.
    if (event.name === 'DeleteBucket')
      return { severity: context.isWatched(resourceOf(event) ?? '') ? 'medium' : 'low' };
    if (!event.name.startsWith('Modify')) return isWithoutSnapshot(event) ? { severity: 'critical' } : {};
    return isUnprotected(event) || isExposed(event) ? { title: UNPROTECTED } : undefined;
  },
  say: {
    en: (told) => (told.event.name.startsWith('Modify') ? modified.en(told) : deleted.en(told)),
    ja: (told) => (told.event.name.startsWith('Modify') ? modified.ja(told) : deleted.ja(told)),
  },
};

const UNPROTECTED: Words = { en: 'Database protection removed', ja: 'データベースの保護の解除' };

const isUnprotected = ({ record }: TrailEvent) => booleanAt(record, 'requestParameters.deletionProtection') === false;
const isExposed = ({ record }: TrailEvent) => booleanAt(record, 'requestParameters.publiclyAccessible') === true;
const isWithoutSnapshot = ({ record }: TrailEvent) => booleanAt(record, 'requestParameters.skipFinalSnapshot') === true;

const resourceOf = firstOf(
  'dBInstanceIdentifier',
  'dBClusterIdentifier',
  'dBSnapshotIdentifier',
  'dBClusterSnapshotIdentifier',
  'dbiResourceId',
  'recoveryPointArn',
  'backupVaultName',
  'tableName',
  'bucketName',
  'fileSystemId',
);

const plain = tell(
  {
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
    DeleteBackupVault: { en: 'deleted backup vault {}', ja: 'バックアップボールト {} を削除しました' },
    DeleteRecoveryPoint: { en: 'deleted recovery point {}', ja: '復旧ポイント {} を削除しました' },
    DeleteBackupVaultLockConfiguration: {
      en: 'removed the lock of backup vault {}',
      ja: 'バックアップボールト {} のロックを解除しました',
    },
    DeleteTable: { en: 'deleted table {}', ja: 'テーブル {} を削除しました' },
    DeleteBucket: { en: 'deleted bucket {}', ja: 'バケット {} を削除しました' },
    DeleteFileSystem: { en: 'deleted file system {}', ja: 'ファイルシステム {} を削除しました' },
  },
  resourceOf,
);

const deleted: Rule['say'] = {
  en: (told) => plain.en(told) + (isWithoutSnapshot(told.event) ? ', without a last snapshot' : ''),
  ja: (told) => plain.ja(told) + (isWithoutSnapshot(told.event) ? '（最終スナップショットなし）' : ''),
};

const modified: Rule['say'] = {
  en: (told) => `${who.en(told.event)} ${change(told.event).en}${fromWhere.en(told)}`,
  ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)}${change(told.event).ja}`,
};

function change(event: TrailEvent): Words {
  const database = shown(resourceOf(event));
  if (!isExposed(event)) {
    return {
      en: `took deletion protection from database ${database}`,
      ja: ja`データベース ${database} の削除保護を解除しました`,
    };
  }
  if (!isUnprotected(event)) {
    return {
      en: `opened database ${database} to the internet`,
      ja: ja`データベース ${database} をインターネットに公開しました`,
    };
  }
  return {
    en: `took deletion protection from database ${database} and opened it to the internet`,
    ja: ja`データベース ${database} の削除保護を解除し、インターネットに公開しました`,
  };
}
