/** A database, a backup, a table, a bucket or a file system deleted, or its protection removed. */
import type { TrailEvent } from '../../core/event.ts';
import { booleanAt } from '../../core/fields.ts';
import type { Context } from '../../core/inspection/context.ts';
import type { Hit, Rule } from '../../core/rule.ts';
import { anyOf, hitOf, tellCall } from '../calls.ts';
import { firstOf, isByAws } from '../deed.ts';
import { changed, hitOfDatabase, isOfDatabase, withDatabases } from './databases.ts';
import { DELETIONS } from './deletions.ts';

export const destroyData: Rule = {
  id: 'destroy-data',
  theme: 'destroy',
  title: { en: 'Data destroyed or its protection removed', ja: 'データの削除・保護の解除' },
  severity: 'high',
  why: {
    en: 'Deleting backups first and data second is how extortion works. Critical where a database goes without a last snapshot. A database whose deletion protection or automated backups are taken away, or that is made, restored or changed to be reachable from the internet, is reported as well; a new master password is medium. Medium, or low by CloudFormation: caches, EKS clusters, image repositories, secrets deleted by force. Expiry by AWS Backup itself is quiet.',
    ja: 'バックアップを消してからデータを消すのが脅迫の手口。最終スナップショットなしのデータベース削除は critical。削除保護や自動バックアップの解除、インターネットから到達可能にする作成・復元・変更も通知し、マスターパスワードの変更は medium。キャッシュ・EKSクラスター・イメージリポジトリの削除とシークレットの強制削除は medium（CloudFormationによるものは low）。AWS Backup自身による期限切れの削除は通知しない。',
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
  when: anyOf(withDatabases(DELETIONS)),
  check(event, context) {
    if (isByAws(event)) return undefined;
    return isOfDatabase(event) ? hitOfDatabase(event) : hitOfDeletion(event, context);
  },
  say: {
    en: (told) => (isOfDatabase(told.event) ? changed.en(told) : deleted.en(told)),
    ja: (told) => (isOfDatabase(told.event) ? changed.ja(told) : deleted.ja(told)),
  },
};

function hitOfDeletion(event: TrailEvent, context: Context): Hit | undefined {
  // S3 deletes only empty buckets.
  if (event.name === 'DeleteBucket') return { severity: context.isWatched(resourceOf(event) ?? '') ? 'medium' : 'low' };
  const hit = hitOf(DELETIONS, event, context);
  if (hit === undefined) return undefined;
  if (isWithoutSnapshot(event)) return { severity: 'critical' };
  const isStacks = event.actor.invokedBy === 'cloudformation.amazonaws.com';
  return hit.severity === 'medium' && isStacks ? { ...hit, severity: 'low' } : hit;
}

const isWithoutSnapshot = ({ record }: TrailEvent) =>
  ['skipFinalSnapshot', 'skipFinalClusterSnapshot'].some(
    (field) => booleanAt(record, `requestParameters.${field}`) === true,
  );

const PATHS = [
  ...['dBInstanceIdentifier', 'targetDBInstanceIdentifier', 'dBClusterIdentifier', 'dBSnapshotIdentifier'],
  ...['dBClusterSnapshotIdentifier', 'dbiResourceId', 'dbClusterResourceId', 'globalClusterIdentifier'],
  ...['clusterIdentifier', 'recoveryPointArn', 'backupVaultName', 'backupArn', 'tableName', 'bucketName'],
  ...['fileSystemId', 'volumeId', 'backupId', 'replicationGroupId', 'globalReplicationGroupId'],
  ...['serverlessCacheName', 'domainName', 'repositoryName', 'secretId'],
];
const resourceOf = firstOf(...PATHS);
const plain = tellCall(DELETIONS, ...PATHS);

const deleted: Rule['say'] = {
  en: (told) => plain.en(told) + (isWithoutSnapshot(told.event) ? ', without a last snapshot' : ''),
  ja: (told) => plain.ja(told) + (isWithoutSnapshot(told.event) ? '（最終スナップショットなし）' : ''),
};
