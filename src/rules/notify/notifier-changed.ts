/** A change to the notifier or its needs: function, stack, secret, table. Only watched resources count. */
import type { Context } from '../../core/context.ts';
import type { TrailEvent } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';

/** Paths of the resource's name or ARN in such calls. */
const RESOURCE_PATHS = [
  'requestParameters.functionName',
  'requestParameters.fullyQualifiedArn.relativeId.functionName',
  'responseElements.functionArn',
  'requestParameters.stackName',
  'requestParameters.name',
  'requestParameters.secretId',
  'requestParameters.tableName',
];

export const notifierChanged: Rule = {
  id: 'notifier-changed',
  theme: 'notify',
  title: { en: 'The notifier was changed', ja: '通知の仕組みそのものの変更' },
  severity: 'critical',
  needs: 'watched',
  why: {
    en: 'Who wants no witness changes the witness first. Told only for what is watched: what we deployed, and what you list under `watched`. Our own deploys are told too: one message that you expect is better than one that is missing.',
    ja: '目撃されたくない者は、まず目撃者を変える。本ツールがデプロイしたリソースと `watched` に書いたリソースだけが対象。自分で行ったデプロイも通知する。予期した一通は、届かない一通よりよい。',
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
  when: {
    eventSource: [
      'lambda.amazonaws.com',
      'cloudformation.amazonaws.com',
      'ssm.amazonaws.com',
      'secretsmanager.amazonaws.com',
      'dynamodb.amazonaws.com',
    ],
    // Lambda's event names carry the API's version: UpdateFunctionCode20150331v2.
    // https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html
    eventName: [
      { prefix: 'UpdateFunctionCode' },
      { prefix: 'UpdateFunctionConfiguration' },
      { prefix: 'DeleteFunction' },
      { prefix: 'RemovePermission' },
      { prefix: 'PutFunctionConcurrency' },
      { prefix: 'DeleteEventSourceMapping' },
      'DeleteStack',
      'UpdateTerminationProtection',
      'PutParameter',
      'DeleteParameter',
      'DeleteParameters',
      'PutSecretValue',
      'DeleteSecret',
      'DeleteTable',
    ],
  },
  check: (event, context) => (watchedOf(event, context) === undefined ? undefined : {}),
  say: {
    en: (told) =>
      `${who.en(told.event)} called ${callOf(told.event)} on ${shown(watchedOf(told.event, told.context))}${fromWhere.en(told)}`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)}${shown(watchedOf(told.event, told.context))}に対して${callOf(told.event)}を実行しました`,
  },
};

function watchedOf({ record }: TrailEvent, context: Context): string | undefined {
  const named = RESOURCE_PATHS.flatMap((path) => textAt(record, path) ?? []);
  return named.find((resource) => context.isWatched(resource));
}

/** Without the version of Lambda's API: `UpdateFunctionCode20150331v2` -> `UpdateFunctionCode`. */
function callOf({ name }: TrailEvent): string {
  return shown(name.replace(/\d{8}(v\d+)?$/, ''));
}
