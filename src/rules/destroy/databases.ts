/** Databases made or changed so that they lose a protection, and the words for it. */
import type { TrailEvent } from '../../core/event.ts';
import { booleanAt, numberAt, valueAt } from '../../core/fields.ts';
import type { Hit, Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import type { Calls } from '../calls.ts';
import { firstOf } from '../deed.ts';

/** Calls that make or change a database: hits only by their parameters. */
const DATABASES: Readonly<Record<string, readonly string[]>> = {
  rds: [
    ...['ModifyDBInstance', 'ModifyDBCluster', 'CreateDBInstance', 'RestoreDBInstanceFromDBSnapshot'],
    ...['RestoreDBInstanceToPointInTime', 'RestoreDBInstanceFromS3', 'CreateDBInstanceReadReplica'],
    ...['CreateDBCluster', 'RestoreDBClusterFromSnapshot', 'RestoreDBClusterToPointInTime'],
  ],
  redshift: ['ModifyCluster', 'CreateCluster', 'RestoreFromClusterSnapshot'],
};

/** The table of deletions, with these calls. */
export function withDatabases(deletions: Calls): Calls {
  const databases = Object.entries(DATABASES).map(([service, names]) => [
    service,
    { ...deletions[service], ...Object.fromEntries(names.map((name) => [name, { en: '', ja: '' }])) },
  ]);
  return { ...deletions, ...Object.fromEntries(databases) };
}

export const isOfDatabase = ({ source, name }: TrailEvent) =>
  DATABASES[source.replace(/\.amazonaws\.com$/, '')]?.includes(name) === true;

const databaseOf = firstOf(
  'dBInstanceIdentifier',
  'targetDBInstanceIdentifier',
  'dBClusterIdentifier',
  'clusterIdentifier',
);

const UNPROTECTED: Words = { en: 'Database protection removed', ja: 'データベースの保護の解除' };
const PASSWORD: Words = { en: 'Database master password changed', ja: 'データベースのマスターパスワードの変更' };

/** A change of a database; `{}` is the database in the first clause of a sentence, and left out in the others. */
interface Change {
  readonly applies: (request: TrailEvent['record']) => boolean;
  readonly first: Words;
  readonly later: Words;
}

const OPENED: Change = {
  applies: (record) => booleanAt(record, 'requestParameters.publiclyAccessible') === true,
  first: { en: 'opened database {} to the internet', ja: 'データベース {} をインターネットに公開' },
  later: { en: 'opened it to the internet', ja: 'インターネットに公開' },
};
const WITHOUT_PASSWORD: readonly Change[] = [
  {
    applies: (record) => booleanAt(record, 'requestParameters.deletionProtection') === false,
    first: { en: 'ended the deletion protection of database {}', ja: 'データベース {} の削除保護を解除' },
    later: { en: 'ended its deletion protection', ja: '削除保護を解除' },
  },
  {
    applies: (record) =>
      ['backupRetentionPeriod', 'automatedSnapshotRetentionPeriod'].some(
        (field) => numberAt(record, `requestParameters.${field}`) === 0,
      ),
    first: { en: 'ended the automated backups of database {}', ja: 'データベース {} の自動バックアップを停止' },
    later: { en: 'ended its automated backups', ja: '自動バックアップを停止' },
  },
  OPENED,
];
const NEW_PASSWORD: Change = {
  // CloudTrail writes `****` for it.
  applies: (record) => valueAt(record, 'requestParameters.masterUserPassword') !== undefined,
  first: { en: 'changed the master password of database {}', ja: 'データベース {} のマスターパスワードを変更' },
  later: { en: 'changed its master password', ja: 'マスターパスワードを変更' },
};

/** A new database has a password and may lack protection; only that it can be reached by everyone matters. */
function changesOf({ name, record }: TrailEvent): readonly Change[] {
  const possible = name.startsWith('Modify') ? [...WITHOUT_PASSWORD, NEW_PASSWORD] : [OPENED];
  return possible.filter(({ applies }) => applies(record));
}

export function hitOfDatabase(event: TrailEvent): Hit | undefined {
  const [only, ...more] = changesOf(event);
  if (only === undefined) return undefined;
  return only === NEW_PASSWORD && more.length === 0 ? { severity: 'medium', title: PASSWORD } : { title: UNPROTECTED };
}

export const changed = {
  en: (told) => `${who.en(told.event)} ${changes(told.event, 'en').join(' and ')}${fromWhere.en(told)}`,
  ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)}${changes(told.event, 'ja').join('し、')}しました`,
} satisfies Rule['say'];

function changes(event: TrailEvent, language: keyof Words): readonly string[] {
  const database = shown(databaseOf(event));
  return changesOf(event).map(({ first, later }, index) =>
    index === 0 ? first[language].split('{}').join(database) : later[language],
  );
}
