/** A change to a watched resource: the notifier's own parts, and those that the settings list. */
import type { TrailEvent } from '../../core/event.ts';
import { listAt, textAt } from '../../core/fields.ts';
import { resourceInError } from '../../core/inspection/attempt.ts';
import type { Context } from '../../core/inspection/context.ts';
import { shortName } from '../../core/record/resource-name.ts';
import type { Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { anyOf, callOf, hitOf } from '../calls.ts';
import { WATCHED } from './watched.ts';

export const notifierChanged: Rule = {
  id: 'notifier-changed',
  theme: 'notify',
  title: { en: 'Watched resource changed', ja: '監視対象のリソースの変更' },
  severity: 'critical',
  needs: 'watched',
  why: {
    en: 'Who wants no witness changes the witness first. Reported only for what is watched: what we deployed, and what you list under `watched`: functions and their inputs, stacks, parameters, secrets, tables, queues, schedules and roles, by name, ARN or address. Critical where it may silence the notifier, else down to low. Topics, alarms, event rules, log groups, trails and buckets have rules of their own. Our own deploys are reported too: one message that you expect is better than one that is missing.',
    ja: '気付かれたくない侵入者は、まず監視の仕組みに手を加える。本ツールがデプロイしたリソースと `watched` に書いたリソース（関数とその入力、スタック、パラメータ、シークレット、テーブル、キュー、スケジュール、ロール）だけを、名前・ARN・アドレスで判定する。通知を止めうる変更は critical、それ以外は low まで下がる。トピック・アラーム・イベントルール・ロググループ・証跡・バケットは別のルールで通知する。自分で行ったデプロイも通知する。届くべき通知が届かないより、心当たりのある通知が届くほうがよい。',
  },
  respond: {
    en: [
      'Was it you, deploying? Then nothing.',
      'Otherwise deploy again from your settings, and treat the identity that did it as compromised.',
    ],
    ja: [
      '自分のデプロイであれば対応は不要。',
      'そうでなければ設定ファイルから再デプロイし、操作したアイデンティティは侵害されたものとして扱う。',
    ],
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html'],
  attack: ['T1562.001', 'T1562.008'],
  when: anyOf(WATCHED),
  check: (event, context) => (watchedOf(event, context) === undefined ? undefined : hitOf(WATCHED, event, context)),
  say: {
    en: (told) => `${who.en(told.event)} ${deed(told.event, told.context, 'en')}${fromWhere.en(told)}`,
    ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)}${deed(told.event, told.context, 'ja')}`,
  },
};

/** Paths of names, ARNs, ids and addresses in such calls; of a list each item counts. */
const RESOURCE_PATHS = [
  ...['functionName', 'fullyQualifiedArn.relativeId.functionName', 'stackName', 'changeSetName', 'name', 'names'],
  ...['secretId', 'tableName', 'tableArn', 'targetTableName', 'sourceTableName', 'globalTableName', 'resourceArn'],
  ...['queueUrl', 'queueName', 'sourceArn', 'groupName', 'roleName', 'stackDefinitions'],
].map((path) => `requestParameters.${path}`);
/** A call that names an input of a function by its id is answered with the function and the queue. */
const ANSWER_PATHS = ['functionArn', 'eventSourceArn', 'stackId'].map((path) => `responseElements.${path}`);

function watchedOf(event: TrailEvent, context: Context): string | undefined {
  const named = [...RESOURCE_PATHS, ...ANSWER_PATHS].flatMap((path) => textsAt(event.record, path));
  return [...named, resourceInError(event) ?? ''].find((resource) => context.isWatched(resource));
}

function textsAt(record: TrailEvent['record'], path: string): readonly string[] {
  const items = listAt(record, path).map((item) => (typeof item === 'string' ? item : textAt(item, 'stackName')));
  return [...items, textAt(record, path)].filter((text) => text !== undefined);
}

function deed(event: TrailEvent, context: Context, language: keyof Words): string {
  const resource = shortName(watchedOf(event, context) ?? '');
  return (callOf(WATCHED, event)?.[language] ?? '').split('{}').join(shown(resource));
}
