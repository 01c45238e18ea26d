/** A trail or an event data store made, changed or started: its records may go elsewhere. */
import type { TrailEvent } from '../../core/event.ts';
import { textAt, valueAt } from '../../core/fields.ts';
import type { Hit, Language, Rule, Words } from '../../core/rule.ts';
import { shown } from '../../core/say.ts';
import { firstOf, tell } from '../deed.ts';

export const trailChanged: Rule = {
  id: 'trail-changed',
  theme: 'tamper',
  title: { en: 'Trail changed', ja: '証跡の変更' },
  severity: 'high',
  why: {
    en: 'An update can send the log to a bucket of somebody else, drop regions, or turn off validation and keep the trail looking alive: high where it records less or leads to another account. Setting the bucket is medium, because the record does not say which one it was before. Making or strengthening a trail is low.',
    ja: '証跡を動かしたまま、ログの送り先を他人のバケットに変える、リージョンを外す、検証を無効にするといったことができる。記録が減る変更や別アカウントへの送信は high、バケットの指定は以前の値が記録にないため medium、作成や強化は low とする。',
  },
  respond: {
    en: [
      'Compare with what it should be: `aws cloudtrail get-trail --name <trail>`.',
      'Put it back, and see what happened while it was changed.',
    ],
    ja: [
      '本来の設定と比べる（`aws cloudtrail get-trail --name <証跡名>`）。',
      '元に戻し、変更されていた間の操作を調べる。',
    ],
  },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html'],
  attack: ['T1562.008'],
  cis: ['1.2:3.5', '1.4:4.5'],
  securityHub: ['CloudWatch.5'],
  when: {
    eventSource: ['cloudtrail.amazonaws.com'],
    eventName: ['CreateTrail', 'UpdateTrail', 'StartLogging', 'DeleteEventDataStore', 'StopEventDataStoreIngestion'],
  },
  check: (event) => (event.name === 'UpdateTrail' ? updated(event) : WEIGHTS[event.name]),
  say: {
    en: (told) => (told.event.name === 'UpdateTrail' ? updatedTrail(told.event).en(told) : plain.en(told)),
    ja: (told) => (told.event.name === 'UpdateTrail' ? updatedTrail(told.event).ja(told) : plain.ja(told)),
  },
};

const plain = tell(
  {
    CreateTrail: { en: 'created trail {}', ja: '証跡 {} を作成しました' },
    StartLogging: { en: 'started logging of trail {}', ja: '証跡 {} のログ記録を開始しました' },
    DeleteEventDataStore: { en: 'deleted event data store {}', ja: 'イベントデータストア {} を削除しました' },
    StopEventDataStoreIngestion: {
      en: 'stopped ingestion of event data store {}',
      ja: 'イベントデータストア {} の取り込みを停止しました',
    },
  },
  firstOf('name', 'eventDataStore'),
);

const updatedTrail = (event: TrailEvent) =>
  tell(
    {
      UpdateTrail: {
        en: `changed trail {}${aside(event, 'en')}`,
        ja: `証跡 {}${aside(event, 'ja') || ' '}の設定を変更しました`,
      },
    },
    firstOf('name'),
  );

/** A trail made or started records more than before; an event data store without ingestion is a gap. */
const WEIGHTS: Readonly<Record<string, Hit>> = {
  CreateTrail: { severity: 'low', title: { en: 'Trail created', ja: '証跡の作成' } },
  StartLogging: { severity: 'info', title: { en: 'Trail started', ja: '証跡の記録開始' } },
  DeleteEventDataStore: {},
  StopEventDataStoreIngestion: {},
};

/** Settings with which a trail records less, or is open to changes. */
const LESS: readonly (readonly [key: string, value: false | '', said: Words])[] = [
  ['isMultiRegionTrail', false, { en: 'only one region', ja: '1リージョンのみ' }],
  ['includeGlobalServiceEvents', false, { en: 'no global services', ja: 'グローバルサービスなし' }],
  ['enableLogFileValidation', false, { en: 'no file validation', ja: 'ログファイル検証なし' }],
  ['kmsKeyId', '', { en: 'no KMS key', ja: 'KMSキーなし' }],
  ['cloudWatchLogsLogGroupArn', '', { en: 'no log group', ja: 'ロググループなし' }],
];

const lessIn = ({ record }: TrailEvent) =>
  LESS.flatMap(([key, value, said]) => (valueAt(record, `requestParameters.${key}`) === value ? [said] : []));

/** Accounts other than the trail's own that own a key or a log group of the request. */
function strangersIn({ record, account }: TrailEvent): readonly string[] {
  return ['kmsKeyId', 'cloudWatchLogsLogGroupArn'].flatMap((key) => {
    const arn = textAt(record, `requestParameters.${key}`) ?? '';
    const owner = /^arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}):/.exec(arn)?.[1];
    return owner === undefined || owner === account ? [] : [owner];
  });
}

/** The request holds the new settings, not the old: only one that records less, or elsewhere, is high. */
function updated(event: TrailEvent): Hit {
  // A denied call has no parameters in its record.
  if (event.error !== undefined) return {};
  if (lessIn(event).length > 0) return { title: { en: 'Trail weakened', ja: '証跡の弱体化' } };
  if (strangersIn(event).length > 0)
    return { title: { en: 'Trail leads to another account', ja: '証跡の送り先が別アカウント' } };
  // The console sends the bucket with every change, so it may be the same one.
  return { severity: textAt(event.record, 'requestParameters.s3BucketName') === undefined ? 'low' : 'medium' };
}

/** ` (only one region, key of account 444455556666)`: the part of an update that matters. */
function aside(event: TrailEvent, language: Language): string {
  const bucket = textAt(event.record, 'requestParameters.s3BucketName');
  const parts = [
    ...lessIn(event).map((said) => said[language]),
    ...strangersIn(event).map((account) =>
      language === 'ja' ? `アカウント ${account} のリソース` : `with resources of account ${account}`,
    ),
    ...(bucket === undefined ? [] : [language === 'ja' ? `バケット ${shown(bucket)}` : `bucket ${shown(bucket)}`]),
  ];
  if (parts.length === 0) return '';
  return language === 'ja' ? `（${parts.join('、')}）` : ` (${parts.join(', ')})`;
}
