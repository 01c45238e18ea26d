import { RULE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import { testScripted } from '../../helpers/audit/scripted.ts';

testScripted(RULE_BREAKS, {
  'EventBridge rule disabled': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: 'Nobody is alerted. EventBridge rule config-changes in us-east-1 matches, but is disabled.',
    ja: '誰にも通知されません。us-east-1 のEventBridgeルール config-changes は一致しますが、無効です。',
  },
  'EventBridge rule in the wrong region': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: 'EventBridge rule config-changes alerts 1 person within about 1 minute. Nobody is alerted in us-east-1. EventBridge rule config-changes matches, but is in eu-north-1, and the event comes in us-east-1.',
    ja: 'EventBridgeルール config-changes により、約1分以内に1人に通知されます。us-east-1 では誰にも通知されません。EventBridgeルール config-changes は一致しますが eu-north-1 にあり、イベントは us-east-1 で発生します。',
  },
  'EventBridge rule without a target': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: 'Nobody is alerted. EventBridge rule config-changes matches, but has no targets.',
    ja: '誰にも通知されません。EventBridgeルール config-changes は一致しますが、ターゲットがありません。',
  },
  'EventBridge is not let into the topic': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: "Nobody is alerted. The policy of SNS topic rule-alerts doesn't let events.amazonaws.com publish.",
    ja: '誰にも通知されません。SNSトピック rule-alerts のポリシーは events.amazonaws.com による発行を許可していません。',
  },
  'EventBridge forwards without a role': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: 'EventBridge rule config-changes alerts 1 person within about 1 minute. Nobody is alerted in eu-north-1. EventBridge rule forward forwards to the event bus in us-east-1 without a role, so nothing arrives.',
    ja: 'EventBridgeルール config-changes により、約1分以内に1人に通知されます。eu-north-1 では誰にも通知されません。EventBridgeルール forward は us-east-1 のイベントバスにロールなしで転送するため、何も届きません。',
  },
  'EventBridge forwards with a role that lacks PutEvents': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: 'EventBridge rule config-changes alerts 1 person within about 1 minute. Nobody is alerted in eu-north-1. A target of EventBridge rule forward acts with role forward, which lacks events:PutEvents on default.',
    ja: 'EventBridgeルール config-changes により、約1分以内に1人に通知されます。eu-north-1 では誰にも通知されません。EventBridgeルール forward のターゲットが使うロール forward に、default への events:PutEvents の権限がありません。',
  },
  'role of a target that is gone': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: "Nobody is alerted. A target of EventBridge rule config-changes acts with role deliver, which doesn't exist.",
    ja: '誰にも通知されません。EventBridgeルール config-changes のターゲットが使うロール deliver がありません。',
  },
  'role of a target that is gone, in a path': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: "Nobody is alerted. A target of EventBridge rule config-changes acts with role deliver, which doesn't exist.",
    ja: '誰にも通知されません。EventBridgeルール config-changes のターゲットが使うロール deliver がありません。',
  },
  'role of a target that trusts another service': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: 'Nobody is alerted. A target of EventBridge rule config-changes acts with role deliver, which events.amazonaws.com may not assume.',
    ja: '誰にも通知されません。EventBridgeルール config-changes のターゲットが使うロール deliver を、events.amazonaws.com は引き受けられません。',
  },
  'role of a target that may not publish': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: 'Nobody is alerted. A target of EventBridge rule config-changes acts with role deliver, which lacks sns:Publish on rule-alerts.',
    ja: '誰にも通知されません。EventBridgeルール config-changes のターゲットが使うロール deliver に、rule-alerts への sns:Publish の権限がありません。',
  },
  'role of a target within a boundary': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: 'Nobody is alerted. A target of EventBridge rule config-changes acts with role deliver, which lacks sns:Publish on rule-alerts.',
    ja: '誰にも通知されません。EventBridgeルール config-changes のターゲットが使うロール deliver に、rule-alerts への sns:Publish の権限がありません。',
  },
  'role of a target that is denied': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: 'Nobody is alerted. A target of EventBridge rule config-changes acts with role deliver, which lacks sns:Publish on rule-alerts.',
    ja: '誰にも通知されません。EventBridgeルール config-changes のターゲットが使うロール deliver に、rule-alerts への sns:Publish の権限がありません。',
  },
  'role of a target that the topic denies': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: 'Nobody is alerted. A target of EventBridge rule config-changes acts with role deliver, to which the policy of rule-alerts denies sns:Publish.',
    ja: '誰にも通知されません。EventBridgeルール config-changes のターゲットが使うロール deliver の sns:Publish を、rule-alerts のポリシーが拒否しています。',
  },
  'role of a target that the topic denies, as all but one': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: 'Nobody is alerted. A target of EventBridge rule config-changes acts with role deliver, to which the policy of rule-alerts denies sns:Publish.',
    ja: '誰にも通知されません。EventBridgeルール config-changes のターゲットが使うロール deliver の sns:Publish を、rule-alerts のポリシーが拒否しています。',
  },
  'role of a target that the queue denies': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: 'Nobody is alerted. A target of EventBridge rule config-changes acts with role deliver, to which the policy of rule-queue denies sqs:SendMessage.',
    ja: '誰にも通知されません。EventBridgeルール config-changes のターゲットが使うロール deliver の sqs:SendMessage を、rule-queue のポリシーが拒否しています。',
  },
  'EventBridge pattern of another detail-type': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: 'Nobody is alerted. No metric filter, subscription filter or EventBridge rule matches the record.',
    ja: '誰にも通知されません。記録に一致するメトリクスフィルター、サブスクリプションフィルター、EventBridgeルールがありません。',
  },
  'EventBridge rule that gets no read-only events': {
    changed: ['signin.aws-login fail'],
    of: 'signin.aws-login',
    en: 'Nobody is alerted. EventBridge rule config-changes matches, but in its state gets no read-only events.',
    ja: '誰にも通知されません。EventBridgeルール config-changes は一致しますが、現在の状態では読み取り専用イベントを受け取りません。',
  },
  'no EventBridge rule on sign-in anomalies': {
    changed: ['signin-anomaly fail'],
    of: 'signin-anomaly',
    en: 'Nobody is alerted. No EventBridge rule matches the event, and it is in no trail.',
    ja: '誰にも通知されません。イベントに一致するEventBridgeルールがありません。このイベントは証跡には記録されません。',
  },
  'EventBridge rule on sign-in anomalies, disabled': {
    changed: ['signin-anomaly fail'],
    of: 'signin-anomaly',
    en: 'Nobody is alerted. EventBridge rule sign-in-anomalies in us-east-1 matches, but is disabled.',
    ja: '誰にも通知されません。us-east-1 のEventBridgeルール sign-in-anomalies は一致しますが、無効です。',
  },
  'EventBridge rule on sign-in anomalies in one region': {
    changed: ['signin-anomaly unknown'],
    of: 'signin-anomaly',
    en: "People are alerted only if AWS sends the event in us-east-1, and AWS doesn't document where it does.",
    ja: 'AWSがイベントを us-east-1 で送信する場合にだけ通知されます。どのリージョンで送信するかは、AWSのドキュメントに記載がありません。',
  },
  'EventBridge rule on sign-ins of another detail-type': {
    changed: ['signin-anomaly fail'],
    of: 'signin-anomaly',
    en: 'Nobody is alerted. No EventBridge rule matches the event, and it is in no trail.',
    ja: '誰にも通知されません。イベントに一致するEventBridgeルールがありません。このイベントは証跡には記録されません。',
  },
  'EventBridge rule on sign-in anomalies that asks for their content': {
    changed: ['signin-anomaly unknown'],
    of: 'signin-anomaly',
    en: "Can't tell whether anybody is alerted. EventBridge rule sign-in-anomalies asks for detail.severity, detail.user.name, which AWS doesn't document for this event.",
    ja: '通知されるかどうかを判断できません。EventBridgeルール sign-in-anomalies は detail.severity, detail.user.name を条件にしていますが、このイベントのその項目はAWSのドキュメントに記載がありません。',
  },
});
