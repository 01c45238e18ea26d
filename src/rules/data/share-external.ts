/** A snapshot, an image or a bucket's copies shared with another account or with everyone; logs or events sent there. */
import type { TrailEvent } from '../../core/event.ts';
import { isObject, listAt, textAt, valueAt } from '../../core/fields.ts';
import type { Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';
import { accessFor, type Outsiders, outsidersOf } from '../access.ts';
import { filled, firstOf, isByAws } from '../deed.ts';

/** Everyone, as EC2 and RDS write it. */
const EVERYBODY = 'all';

interface Facts {
  readonly outsiders: Outsiders;
}

export const shareExternal: Rule<Facts> = {
  id: 'share-external',
  theme: 'data',
  title: { en: 'Data shared with another account', ja: '外部アカウントへのデータの共有' },
  severity: 'high',
  why: {
    en: 'The quietest way to take a whole disk or database: share its snapshot, copy it elsewhere. Critical where it is shared with everybody. Logs that a subscription filter sends to another account are reported too, and events that a rule sends there (medium). Accounts in `accounts` are quiet; sharing with an organization by its ARN is not judged.',
    ja: 'ディスクやデータベースを丸ごと持ち出す最も目立たない方法は、スナップショットを共有して別の場所で複製すること。全員への共有は critical。サブスクリプションフィルターが他のアカウントに送るログと、イベントルールが送るイベント（medium）も通知する。`accounts` のアカウントは通知しない。組織のARNへの共有は判定しない。',
  },
  respond: {
    en: [
      'Take the permission back at once; a copy that was made meanwhile stays with whoever made it.',
      'Find out whose account it is.',
      'Treat what lies in it as known to them: change its passwords and keys.',
    ],
    ja: [
      '直ちに許可を取り消す。すでに作られた複製は相手の手元に残る。',
      '誰のアカウントかを調べる。',
      '中のデータは漏えいしたものとみなし、含まれるパスワードや鍵を変更する。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html',
  ],
  attack: ['T1537'],
  securityHub: ['EC2.1', 'RDS.1'],
  when: {
    eventSource: [
      'ec2.amazonaws.com',
      'rds.amazonaws.com',
      's3.amazonaws.com',
      'logs.amazonaws.com',
      'events.amazonaws.com',
    ],
    eventName: [
      'ModifySnapshotAttribute',
      'ModifyImageAttribute',
      'ModifyDBSnapshotAttribute',
      'ModifyDBClusterSnapshotAttribute',
      'PutBucketReplication',
      'PutSubscriptionFilter',
      'PutAccountPolicy',
      'PutTargets',
    ],
  },
  check(event, context) {
    const receivers = isStream(event) ? receiversOf(event) : sharedWith(event);
    const outsiders = outsidersOf(accessFor(receivers, event, context), context);
    if (outsiders === undefined) return undefined;
    if (event.name === 'PutTargets') return { severity: 'medium', facts: { outsiders } };
    if (!outsiders.isAnybody) return { facts: { outsiders } };
    return {
      severity: 'critical',
      title: { en: 'Data shared with everybody', ja: 'データの一般公開' },
      facts: { outsiders },
    };
  },
  say: {
    en: (told) => {
      const { isAnybody, names } = told.facts.outsiders;
      const whom = isAnybody ? 'everybody' : names.en;
      return `${who.en(told.event)} shared ${resourceOf(told.event, 'en')} with ${whom}${fromWhere.en(told)}`;
    },
    ja: (told) => {
      const whom = told.facts.outsiders.names.ja;
      return ja`${who.ja(told.event)}が${fromWhere.ja(told)}${resourceOf(told.event, 'ja')}を${whom}に共有しました`;
    },
  },
};

/** Kinds of shared things, by the field that names one. */
const KINDS: readonly (readonly [field: string, kind: Words])[] = [
  ['snapshotId', { en: 'snapshot {}', ja: 'スナップショット {} ' }],
  ['imageId', { en: 'image {}', ja: 'イメージ {} ' }],
  ['dBSnapshotIdentifier', { en: 'database snapshot {}', ja: 'データベーススナップショット {} ' }],
  [
    'dBClusterSnapshotIdentifier',
    { en: 'database cluster snapshot {}', ja: 'データベースクラスタースナップショット {} ' },
  ],
  ['logGroupName', { en: 'the logs of log group {}', ja: 'ロググループ {} のログ' }],
  ['policyName', { en: 'the logs of all log groups (policy {})', ja: 'すべてのロググループのログ（ポリシー {}）' }],
  ['rule', { en: 'the events of event rule {}', ja: 'イベントルール {} のイベント' }],
  ['bucketName', { en: 'the objects of bucket {}', ja: 'バケット {} のオブジェクト' }],
];

function resourceOf(event: TrailEvent, language: keyof Words): string {
  const named = KINDS.find(([field]) => textAt(event.record, `requestParameters.${field}`) !== undefined);
  const kind = named?.[1] ?? { en: 'data {}', ja: 'データ {} ' };
  return filled(kind[language], firstOf(...KINDS.map(([field]) => field))(event), language).trim();
}

/** Account ids, or `*` for everyone. Removed permissions don't count. */
function sharedWith({ record }: TrailEvent): readonly string[] {
  const request = valueAt(record, 'requestParameters');
  const permissions = ['createVolumePermission', 'launchPermission'].flatMap((kind) =>
    listAt(request, `${kind}.add.items`),
  );
  const added = permissions.flatMap((item) => textAt(item, 'group') ?? textAt(item, 'userId') ?? []);
  const isRestore = textAt(request, 'attributeName') === 'restore';
  const restorers = isRestore ? listAt(request, 'valuesToAdd').filter((value) => typeof value === 'string') : [];
  const rules = valueAt(request, 'ReplicationConfiguration.Rule');
  const copies = (Array.isArray(rules) ? rules : [rules])
    .filter(isObject)
    .flatMap((rule) => textAt(rule, 'Destination.Account') ?? []);
  return [...added, ...restorers, ...copies].map((one) => (one === EVERYBODY ? '*' : one));
}

const isStream = ({ source }: TrailEvent) => source === 'logs.amazonaws.com' || source === 'events.amazonaws.com';

/** Accounts to which logs or events go, but for targets of AWS's own managed rules. */
function receiversOf(event: TrailEvent): readonly string[] {
  if (isByAws(event)) return [];
  const request = valueAt(event.record, 'requestParameters');
  const targets = listAt(request, 'targets').flatMap((target) => textAt(target, 'arn') ?? []);
  const arns = [textAt(request, 'destinationArn'), destinationIn(textAt(request, 'policyDocument')), ...targets];
  return arns.flatMap((arn) => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn ?? '')?.[1] ?? []);
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutAccountPolicy.html */
const destinationIn = (policy: string | undefined) => /"DestinationArn"\s*:\s*"([^"]+)"/i.exec(policy ?? '')?.[1];
