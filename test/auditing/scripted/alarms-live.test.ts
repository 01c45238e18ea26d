import { ALARM_BREAKS } from '../../../sandbox/scripted/alarms.ts';
import { testScripted } from '../../helpers/audit/scripted.ts';

testScripted(ALARM_BREAKS, {
  'filter on another log group': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Metric filter CloudWatch.3 matches, but no trail writes to its log group app-logs now.',
    ja: '誰にも通知されません。メトリクスフィルター CloudWatch.3 は一致しますが、そのロググループ app-logs に現在出力している証跡がありません。',
  },
  'no filter at all': {
    changed: ['CloudWatch.9 fail'],
    of: 'CloudWatch.9',
    en: 'Nobody is alerted. No metric filter, subscription filter or EventBridge rule matches the record.',
    ja: '誰にも通知されません。記録に一致するメトリクスフィルター、サブスクリプションフィルター、EventBridgeルールがありません。',
  },
  'filter without an alarm': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Metric filter CloudWatch.3 matches, but no alarm watches its metric Security/CloudWatch.3.',
    ja: '誰にも通知されません。メトリクスフィルター CloudWatch.3 は一致しますが、そのメトリクス Security/CloudWatch.3 を監視するアラームがありません。',
  },
  'metric name differs by case': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Metric filter CloudWatch.3 counts in Security/CloudWatch.3, but alarm CloudWatch.3 watches Security/cloudwatch.3: the names differ only by upper and lower case.',
    ja: '誰にも通知されません。メトリクスフィルター CloudWatch.3 は Security/CloudWatch.3 に数えますが、アラーム CloudWatch.3 が監視するのは Security/cloudwatch.3 で、大文字と小文字が異なります。',
  },
  'metric in another namespace': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Metric filter CloudWatch.3 counts in Security/CloudWatch.3, but alarm CloudWatch.3 watches CISBenchmark/CloudWatch.3: the namespaces differ.',
    ja: '誰にも通知されません。メトリクスフィルター CloudWatch.3 は Security/CloudWatch.3 に数えますが、アラーム CloudWatch.3 が監視するのは CISBenchmark/CloudWatch.3 で、名前空間が異なります。',
  },
  'alarm with a dimension': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Metric filter CloudWatch.3 counts in Security/CloudWatch.3, but alarm CloudWatch.3 watches Security/CloudWatch.3: the dimensions differ.',
    ja: '誰にも通知されません。メトリクスフィルター CloudWatch.3 は Security/CloudWatch.3 に数えますが、アラーム CloudWatch.3 が監視するのは Security/CloudWatch.3 で、ディメンションが異なります。',
  },
  'alarm in another region': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Metric filter CloudWatch.3 matches, but alarm CloudWatch.3 on its metric Security/CloudWatch.3 is in another region, eu-north-1.',
    ja: '誰にも通知されません。メトリクスフィルター CloudWatch.3 は一致しますが、メトリクス Security/CloudWatch.3 のアラーム CloudWatch.3 は別のリージョン eu-north-1 にあります。',
  },
  'alarm needs 240 datapoints': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Alarm CloudWatch.3 needs 240 datapoints, but one event gives only one.',
    ja: '誰にも通知されません。アラーム CloudWatch.3 にはデータポイントが240個必要ですが、イベント1件では1個だけです。',
  },
  'alarm needs 240 datapoints, missing ones ignored': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Alarm CloudWatch.3 goes off about 20 h after a single event, because it needs several datapoints.',
    ja: '誰にも通知されません。アラーム CloudWatch.3 は複数のデータポイントが必要なため、イベント1件では約20時間後に発報します。',
  },
  'threshold above one event': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. One event gives 1, but alarm CloudWatch.3 goes off at ≥ 5.',
    ja: '誰にも通知されません。イベント1件の値は 1 ですが、アラーム CloudWatch.3 の条件は ≥ 5 です。',
  },
  'more than one event': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. One event gives 1, but alarm CloudWatch.3 goes off at > 1.',
    ja: '誰にも通知されません。イベント1件の値は 1 ですが、アラーム CloudWatch.3 の条件は > 1 です。',
  },
  'average over zeros': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. One event gives 0.2, but alarm CloudWatch.3 goes off at ≥ 1.',
    ja: '誰にも通知されません。イベント1件の値は 0.2 ですが、アラーム CloudWatch.3 の条件は ≥ 1 です。',
  },
  'alarm that is always in ALARM': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Alarm CloudWatch.3 treats missing data as breaching, so it is always in ALARM, and an event changes nothing.',
    ja: '誰にも通知されません。アラーム CloudWatch.3 は欠落データをしきい値超過として扱うため、常にALARM状態で、イベントがあっても変化しません。',
  },
  'alarm stuck in ALARM': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Alarm CloudWatch.3 is in ALARM and ignores missing data, so it stays there and reports no further event.',
    ja: '誰にも通知されません。アラーム CloudWatch.3 は欠落データを無視する設定でALARM状態のままのため、以後のイベントを通知しません。',
  },
  'math that needs another metric': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. The expression of alarm CloudWatch.3 has no value for one event, because another of its metrics has none.',
    ja: '誰にも通知されません。アラーム CloudWatch.3 の数式は、他のメトリクスに値がないため、イベント1件では値を持ちません。',
  },
  'actions disabled': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. The actions of alarm CloudWatch.3 are disabled.',
    ja: '誰にも通知されません。アラーム CloudWatch.3 のアクションが無効です。',
  },
  'no action for ALARM': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Alarm CloudWatch.3 has no action for the state ALARM.',
    ja: '誰にも通知されません。アラーム CloudWatch.3 にALARM状態のアクションがありません。',
  },
  'filter that matches too little by one clause': {
    changed: ['CloudWatch.4 fail'],
    of: 'CloudWatch.4',
    en: 'Alarm CloudWatch.4 alerts 2 people within about 13 minutes. Nobody is alerted to DetachGroupPolicy. No metric filter, subscription filter or EventBridge rule matches the record.',
    ja: 'アラーム CloudWatch.4 により、約13分以内に2人に通知されます。DetachGroupPolicy は誰にも通知されません。記録に一致するメトリクスフィルター、サブスクリプションフィルター、EventBridgeルールがありません。',
  },
  'filter for one region': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Alarm CloudWatch.3 alerts 2 people within about 13 minutes. Nobody is alerted in eu-north-1. No metric filter, subscription filter or EventBridge rule matches the record.',
    ja: 'アラーム CloudWatch.3 により、約13分以内に2人に通知されます。eu-north-1 では誰にも通知されません。記録に一致するメトリクスフィルター、サブスクリプションフィルター、EventBridgeルールがありません。',
  },
  'alarm that is muted now': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Mute rule quiet mutes the actions of alarm CloudWatch.3 now.',
    ja: '誰にも通知されません。ミュートルール quiet が、アラーム CloudWatch.3 のアクションを現在ミュートしています。',
  },
  'alarm that is muted now, each Sunday': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Mute rule quiet mutes the actions of alarm CloudWatch.3 now.',
    ja: '誰にも通知されません。ミュートルール quiet が、アラーム CloudWatch.3 のアクションを現在ミュートしています。',
  },
  'composite alarm that is muted': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Mute rule quiet mutes the actions of alarm sign-in-trouble now.',
    ja: '誰にも通知されません。ミュートルール quiet が、アラーム sign-in-trouble のアクションを現在ミュートしています。',
  },
  'composite alarm that needs another': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: "Nobody is alerted. Alarm CloudWatch.3 alone doesn't set off composite alarm sign-in-trouble.",
    ja: '誰にも通知されません。アラーム CloudWatch.3 だけでは、複合アラーム sign-in-trouble は発報しません。',
  },
  'composite alarm that is suppressed': {
    changed: ['signin.user-without-mfa fail', 'CloudWatch.3 fail'],
    of: 'CloudWatch.3',
    en: 'Nobody is alerted. Composite alarm sign-in-trouble is suppressed, because alarm maintenance is in ALARM now.',
    ja: '誰にも通知されません。アラーム maintenance が現在ALARM状態のため、複合アラーム sign-in-trouble は抑制されています。',
  },
});
