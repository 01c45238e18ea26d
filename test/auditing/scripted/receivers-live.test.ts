import { RECEIVER_BREAKS } from '../../../sandbox/scripted/receivers.ts';
import { testScripted } from '../../helpers/audit/scripted.ts';

testScripted(RECEIVER_BREAKS, {
  'topic deleted': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: "Nobody is alerted. SNS topic gone doesn't exist.",
    ja: '誰にも通知されません。SNSトピック gone がありません。',
  },
  'topic policy shuts CloudWatch out': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: "Nobody is alerted. The policy of SNS topic shut doesn't let cloudwatch.amazonaws.com publish.",
    ja: '誰にも通知されません。SNSトピック shut のポリシーは cloudwatch.amazonaws.com による発行を許可していません。',
  },
  'topic policy compares the owner with an ARN': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: "Nobody is alerted. The policy of SNS topic owner-arn doesn't let cloudwatch.amazonaws.com publish.",
    ja: '誰にも通知されません。SNSトピック owner-arn のポリシーは cloudwatch.amazonaws.com による発行を許可していません。',
  },
  'topic policy denies all but the own account': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: "Nobody is alerted. The policy of SNS topic own-only doesn't let cloudwatch.amazonaws.com publish.",
    ja: '誰にも通知されません。SNSトピック own-only のポリシーは cloudwatch.amazonaws.com による発行を許可していません。',
  },
  "topic policy for another account's alarms": {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: "Nobody is alerted. The policy of SNS topic theirs doesn't let cloudwatch.amazonaws.com publish.",
    ja: '誰にも通知されません。SNSトピック theirs のポリシーは cloudwatch.amazonaws.com による発行を許可していません。',
  },
  'key shuts CloudWatch out': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: "Nobody is alerted. SNS topic encrypted is encrypted, and the policy of its key k1 doesn't let cloudwatch.amazonaws.com use it.",
    ja: '誰にも通知されません。SNSトピック encrypted は暗号化されていますが、キー k1 のポリシーは cloudwatch.amazonaws.com による使用を許可していません。',
  },
  'key of AWS': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: "Nobody is alerted. SNS topic encrypted is encrypted with alias/aws/sns, a key that CloudWatch and EventBridge can't use.",
    ja: '誰にも通知されません。SNSトピック encrypted は、CloudWatchとEventBridgeが使えないキー alias/aws/sns で暗号化されています。',
  },
  'key to be deleted': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. SNS topic encrypted is encrypted with key k3, which is PendingDeletion.',
    ja: '誰にも通知されません。SNSトピック encrypted を暗号化するキー k3 の状態は PendingDeletion です。',
  },
  'nobody subscribed': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. SNS topic empty has no subscribers.',
    ja: '誰にも通知されません。SNSトピック empty にサブスクリプションがありません。',
  },
  'subscription pending': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. One subscription of SNS topic pending was never confirmed.',
    ja: '誰にも通知されません。SNSトピック pending のサブスクリプション1件が未確認です。',
  },
  'subscription filters alarms out': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. The filter policy of the subscription of alice@example.com lets no alert from SNS topic filtered through.',
    ja: '誰にも通知されません。alice@example.com のサブスクリプションのフィルターポリシーにより、SNSトピック filtered の通知は届きません。',
  },
  'only an archive': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. archive only stores the records.',
    ja: '誰にも通知されません。archive は記録を保存するだけです。',
  },
  'alarm that may not invoke its function': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: "Nobody is alerted. The policy of function pager doesn't let lambda.alarms.cloudwatch.amazonaws.com invoke it.",
    ja: '誰にも通知されません。関数 pager のポリシーは lambda.alarms.cloudwatch.amazonaws.com による呼び出しを許可していません。',
  },
  'function without permission': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: "Nobody is alerted. The policy of function pager doesn't let sns.amazonaws.com invoke it.",
    ja: '誰にも通知されません。関数 pager のポリシーは sns.amazonaws.com による呼び出しを許可していません。',
  },
  'function with reserved concurrency 0': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Function pager has a reserved concurrency of 0, so it never runs.',
    ja: '誰にも通知されません。関数 pager は予約済同時実行数が0のため、実行されません。',
  },
  'function deleted': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: "Nobody is alerted. Function pager doesn't exist.",
    ja: '誰にも通知されません。関数 pager がありません。',
  },
  'function failed': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Function pager is in state Failed.',
    ja: '誰にも通知されません。関数 pager の状態は Failed です。',
  },
  'queue shuts the topic out': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: "Nobody is alerted. The policy of queue pager-queue doesn't let sns.amazonaws.com send to it.",
    ja: '誰にも通知されません。キュー pager-queue のポリシーは sns.amazonaws.com による送信を許可していません。',
  },
  'queue denies all but the own account': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: "Nobody is alerted. The policy of queue pager-queue doesn't let sns.amazonaws.com send to it.",
    ja: '誰にも通知されません。キュー pager-queue のポリシーは sns.amazonaws.com による送信を許可していません。',
  },
  'queue deleted': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: "Nobody is alerted. Queue pager-queue doesn't exist.",
    ja: '誰にも通知されません。キュー pager-queue がありません。',
  },
});
