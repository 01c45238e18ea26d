/** An alarm or an event rule deleted, disabled or cut off from its targets: the way to a person is broken. */
import type { Context } from '../../core/context.ts';
import type { TrailEvent } from '../../core/event.ts';
import { booleanAt, listAt, textAt } from '../../core/fields.ts';
import type { Hit, Rule } from '../../core/rule.ts';
import { isByAws, tell } from '../deed.ts';

// Target tracking makes and deletes alarms of its own all day.
// https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html
const SCALING = /^(?:[a-z-]+\.)?(?:application-)?autoscaling\.amazonaws\.com$/;

export const alertPathMuted: Rule = {
  id: 'alert-path-muted',
  theme: 'notify',
  title: { en: 'Alarm or event rule muted', ja: 'アラーム・イベントルールの無効化' },
  severity: 'high',
  why: {
    en: 'An alarm without actions, or a rule without targets, looks healthy and tells nobody. Auto Scaling, which makes and deletes its own alarms, is quiet; so is the role of our own business-hours schedule, by its exact ARN.',
    ja: 'アクションのないアラームやターゲットのないルールは、正常に見えても誰にも通知しない。自分のアラームを作成・削除するAuto Scalingと、本ツールの営業時間スケジュールのロール（ARNの完全一致）は対象外。',
  },
  respond: {
    en: [
      'Enable it again, then send a test message through it.',
      'See what else the same identity did just before and after.',
    ],
    ja: ['再び有効にし、テストメッセージが届くことを確かめる。', '同じアイデンティティが前後に行った操作を調べる。'],
  },
  references: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DisableAlarmActions.html',
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DisableRule.html',
  ],
  attack: ['T1562.001'],
  securityHub: ['CloudWatch.15', 'CloudWatch.17'],
  when: {
    eventSource: ['monitoring.amazonaws.com', 'events.amazonaws.com'],
    eventName: [
      'DeleteAlarms',
      'DisableAlarmActions',
      'SetAlarmState',
      'PutMetricAlarm',
      'DeleteRule',
      'DisableRule',
      'RemoveTargets',
      'PutRule',
      'PutTargets',
    ],
  },
  check: judge,
  say: tell(
    {
      DeleteAlarms: { en: 'deleted alarm {}', ja: 'アラーム {} を削除しました' },
      DisableAlarmActions: { en: 'disabled the actions of alarm {}', ja: 'アラーム {} のアクションを無効にしました' },
      SetAlarmState: { en: 'set the state of alarm {} by hand', ja: 'アラーム {} の状態を手動で変更しました' },
      PutMetricAlarm: { en: 'disabled the actions of alarm {}', ja: 'アラーム {} のアクションを無効にしました' },
      DeleteRule: { en: 'deleted event rule {}', ja: 'イベントルール {} を削除しました' },
      DisableRule: { en: 'disabled event rule {}', ja: 'イベントルール {} を無効にしました' },
      PutRule: { en: 'disabled event rule {}', ja: 'イベントルール {} を無効にしました' },
      RemoveTargets: {
        en: 'removed targets of event rule {}',
        ja: 'イベントルール {} のターゲットを削除しました',
      },
      PutTargets: { en: 'changed the targets of event rule {}', ja: 'イベントルール {} のターゲットを変更しました' },
    },
    (event) => namesOf(event).join(', '),
  ),
};

function judge(event: TrailEvent, context: Context): Hit | undefined {
  const { record, name, actor } = event;
  const issuer = textAt(record, 'userIdentity.sessionContext.sessionIssuer.arn');
  const isOurSchedule = issuer !== undefined && issuer === context.settings.schedulerRole;
  if (isOurSchedule && /AlarmActions$/.test(name)) return undefined;
  if (isByAws(event)) return undefined;
  if (SCALING.test(actor.invokedBy ?? '') || SCALING.test(event.origin.text)) return undefined;
  if (name === 'PutMetricAlarm')
    return booleanAt(record, 'requestParameters.actionsEnabled') === false ? {} : undefined;
  if (name === 'PutRule') return textAt(record, 'requestParameters.state') === 'DISABLED' ? {} : undefined;
  // Every deploy puts targets; only those of watched rules can be turned away.
  if (name === 'PutTargets') return namesOf(event).some((rule) => context.isWatched(rule)) ? {} : undefined;
  // A deleted stack takes its own rules along.
  const isStacks = actor.invokedBy === 'cloudformation.amazonaws.com';
  return isStacks && !namesOf(event).some((one) => context.isWatched(one)) ? { severity: 'low' } : {};
}

/** The alarms or rules that the call named. */
function namesOf({ record }: TrailEvent): readonly string[] {
  const alarms = listAt(record, 'requestParameters.alarmNames').filter((name) => typeof name === 'string');
  const one = ['alarmName', 'name', 'rule'].flatMap((key) => textAt(record, `requestParameters.${key}`) ?? []);
  return [...alarms, ...one];
}
