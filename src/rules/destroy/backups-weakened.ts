/** Copies that are kept for a shorter time, or are no longer made: the way back after a deletion. */
import type { Json, TrailEvent } from '../../core/event.ts';
import { booleanAt, isObject, numberAt, textAt, valueAt } from '../../core/fields.ts';
import type { Rule, Words } from '../../core/rule.ts';
import { anyOf, type Calls, hitOf, tellCall } from '../calls.ts';
import { isByAws } from '../deed.ts';

const FEW_DAYS = 3;
const AT_ONCE: Words = { en: 'Objects deleted within days', ja: '数日で削除されるオブジェクト' };

const request = (event: TrailEvent, path: string) => valueAt(event.record, `requestParameters.${path}`);
const isFalse = (event: TrailEvent, path: string) => booleanAt(event.record, `requestParameters.${path}`) === false;

const CALLS: Calls = {
  s3: {
    PutBucketLifecycle: {
      en: `set bucket {} to delete objects within ${FEW_DAYS} days`,
      ja: `バケット {} のオブジェクトを${FEW_DAYS}日以内に削除する設定にしました`,
      title: AT_ONCE,
      where: (event) => expiriesOf(event).some(({ days }) => days <= FEW_DAYS),
    },
    PutBucketVersioning: {
      en: 'suspended the versioning of bucket {}',
      ja: 'バケット {} のバージョニングを停止しました',
      where: (event) => textAt(event.record, 'requestParameters.VersioningConfiguration.Status') === 'Suspended',
    },
  },
  dynamodb: {
    UpdateContinuousBackups: {
      en: 'turned off point-in-time recovery of table {}',
      ja: 'テーブル {} のポイントインタイムリカバリを無効にしました',
      where: (event) => isFalse(event, 'pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled'),
    },
    UpdateTable: {
      en: 'ended the deletion protection of table {}',
      ja: 'テーブル {} の削除保護を解除しました',
      where: (event) => isFalse(event, 'deletionProtectionEnabled'),
    },
  },
  backup: {
    DeleteBackupPlan: { en: 'deleted backup plan {}', ja: 'バックアップ計画 {} を削除しました' },
    DeleteBackupSelection: {
      en: 'took resources out of backup plan {}',
      ja: 'バックアップ計画 {} の対象リソースを解除しました',
    },
    DisassociateRecoveryPoint: { en: 'detached recovery point {}', ja: '復旧ポイント {} の関連付けを解除しました' },
    UpdateRecoveryPointLifecycle: {
      en: `shortened the life of recovery point {} to at most ${FEW_DAYS} days`,
      ja: `復旧ポイント {} の保持期間を${FEW_DAYS}日以内に短縮しました`,
      severity: 'high',
      where: (event) => (numberAt(event.record, 'requestParameters.lifecycle.deleteAfterDays') ?? 99) <= FEW_DAYS,
    },
    DeleteBackupVaultAccessPolicy: {
      en: 'deleted the access policy of backup vault {}',
      ja: 'バックアップボールト {} のアクセスポリシーを削除しました',
    },
    UpdateRegionSettings: {
      en: 'ended AWS Backup for some kinds of resources in the region',
      ja: 'リージョンの一部のリソースタイプをAWS Backupの対象から外しました',
      where: (event) => Object.values(request(event, 'resourceTypeOptInPreference') ?? {}).includes(false),
    },
  },
  rds: {
    StopDBInstanceAutomatedBackupsReplication: {
      en: 'stopped the copies of the automated backups of database {}',
      ja: 'データベース {} の自動バックアップのレプリケーションを停止しました',
    },
  },
  redshift: {
    DisableSnapshotCopy: {
      en: 'stopped the snapshot copies of Redshift cluster {}',
      ja: 'Redshiftクラスター {} のスナップショットのコピーを停止しました',
    },
  },
  rbin: {
    DeleteRule: { en: 'deleted recycle bin rule {}', ja: 'ごみ箱の保持ルール {} を削除しました' },
    UnlockRule: { en: 'unlocked recycle bin rule {}', ja: 'ごみ箱の保持ルール {} のロックを解除しました' },
    UpdateRule: {
      en: 'changed the retention of recycle bin rule {}',
      ja: 'ごみ箱の保持ルール {} の保持期間を変更しました',
      where: (event) => request(event, 'retentionPeriod') !== undefined,
    },
  },
  elasticfilesystem: {
    PutBackupPolicy: {
      en: 'turned off the automatic backups of file system {}',
      ja: 'ファイルシステム {} の自動バックアップを無効にしました',
      where: (event) => /^DISABL/.test(textAt(event.record, 'requestParameters.backupPolicy.status') ?? ''),
    },
    DeleteReplicationConfiguration: {
      en: 'ended the replication of file system {}',
      ja: 'ファイルシステム {} のレプリケーションを終了しました',
      of: ['sourceFileSystemId'],
    },
  },
  secretsmanager: {
    RemoveRegionsFromReplication: {
      en: 'removed the copies of secret {}',
      ja: 'シークレット {} のレプリカを削除しました',
    },
  },
};

export const backupsWeakened: Rule = {
  id: 'backups-weakened',
  theme: 'destroy',
  title: { en: 'Backups weakened', ja: 'バックアップの弱体化' },
  severity: 'medium',
  why: {
    en: `Extortion begins with the way back: versions no longer kept, backups no longer made, objects that S3 itself deletes within ${FEW_DAYS} days. Told where a call takes something away; plans changed and longer times are quiet. A short life that is bound to a prefix or a tag is low.`,
    ja: `脅迫は復旧手段を断つことから始まる。バージョンの保持やバックアップの停止、${FEW_DAYS}日以内に自動削除するライフサイクルが対象。復旧手段が失われる呼び出しだけを通知し、計画の変更や期間の延長は通知しない。プレフィックスやタグに限った短い保持期間は low。`,
  },
  respond: {
    en: [
      'Ask whoever did it what for; if they know nothing of it, disable their credentials.',
      'Put the setting back today: S3 deletes by a lifecycle rule once a day.',
      'See what was deleted since.',
    ],
    ja: [
      '操作した人に目的を確認し、心当たりがなければ認証情報を無効にする。',
      '今日のうちに設定を元に戻す。S3のライフサイクルによる削除は1日1回行われる。',
      'それ以降に削除されたものを調べる。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/logging-using-cloudtrail.html',
    'https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin.html',
  ],
  attack: ['T1490', 'T1485'],
  when: anyOf(CALLS),
  // A watched bucket's changes are reported by that rule.
  yieldsTo: ['trail-bucket'],
  check(event, context) {
    if (isByAws(event)) return undefined;
    const hit = hitOf(CALLS, event, context);
    const isPart =
      event.name === 'PutBucketLifecycle' &&
      expiriesOf(event).every(({ days, isOfAll }) => days > FEW_DAYS || !isOfAll);
    return hit !== undefined && isPart ? { ...hit, severity: 'low' } : hit;
  },
  say: tellCall(
    CALLS,
    ...['bucketName', 'tableName', 'backupPlanId', 'recoveryPointArn', 'backupVaultName', 'sourceDBInstanceArn'],
    ...['clusterIdentifier', 'identifier', 'fileSystemId', 'secretId'],
  ),
};

interface Expiry {
  readonly days: number;
  /** True if it goes for every object of the bucket. */
  readonly isOfAll: boolean;
}

/** The enabled rules that delete; S3 writes one rule as it is and several as a list. */
function expiriesOf({ record }: TrailEvent): readonly Expiry[] {
  const rules = valueAt(record, 'requestParameters.LifecycleConfiguration.Rule');
  return (Array.isArray(rules) ? rules : [rules]).filter(isObject).flatMap((rule) => {
    const days = numberAt(rule, 'Expiration.Days');
    return days === undefined || textAt(rule, 'Status') === 'Disabled' ? [] : [{ days, isOfAll: isOfAll(rule) }];
  });
}

function isOfAll(rule: Json): boolean {
  const filter = valueAt(rule, 'Filter');
  const isNarrow = isObject(filter) && Object.keys(filter).some((key) => key !== 'Prefix');
  return !isNarrow && /^[*/]*$/.test(textAt(rule, 'Filter.Prefix') ?? textAt(rule, 'Prefix') ?? '');
}
