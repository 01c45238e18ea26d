/** An alarm or an event rule deleted, disabled, overwritten or cut off from its targets: the way to a person is broken. */
import type { TrailEvent } from '../../core/event.ts';
import { booleanAt, listAt, textAt } from '../../core/fields.ts';
import type { Context } from '../../core/inspection/context.ts';
import type { Hit, Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';
import { anyOf, type Call, type Calls, callOf } from '../calls.ts';
import { filled, isByAws } from '../deed.ts';

// Target tracking makes and deletes alarms of its own all day.
// https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html
const SCALING = /^(?:[a-z-]+\.)?(?:application-)?autoscaling\.amazonaws\.com$/;

/** Puts, whose sentence depends on what was put. */
const ALARM: Call = { en: 'disabled the actions of alarm {}', ja: 'アラーム {} のアクションを無効にしました' };
const RULE: Call = { en: 'disabled event rule {}', ja: 'イベントルール {} を無効にしました' };

const CALLS: Calls = {
  monitoring: {
    DeleteAlarms: { en: 'deleted alarm {}', ja: 'アラーム {} を削除しました' },
    DisableAlarmActions: ALARM,
    SetAlarmState: { en: 'set the state of alarm {} by hand', ja: 'アラーム {} の状態を手動で変更しました' },
    PutMetricAlarm: ALARM,
    PutCompositeAlarm: ALARM,
    PutLogAlarm: ALARM,
    PutAlarmMuteRule: { en: 'muted alarm {} by a mute rule', ja: 'アラーム {} をミュートルールで止めました' },
  },
  events: {
    DeleteRule: { en: 'deleted event rule {}', ja: 'イベントルール {} を削除しました' },
    DisableRule: RULE,
    PutRule: RULE,
    RemoveTargets: { en: 'removed targets of event rule {}', ja: 'イベントルール {} のターゲットを削除しました' },
    PutTargets: { en: 'changed the targets of event rule {}', ja: 'イベントルール {} のターゲットを変更しました' },
    DeleteEventBus: { en: 'deleted event bus {}', ja: 'イベントバス {} を削除しました', severity: 'medium' },
    UpdateEventBus: { en: 'changed event bus {}', ja: 'イベントバス {} を変更しました', severity: 'medium' },
    RemovePermission: {
      en: 'removed a permission of event bus {}',
      ja: 'イベントバス {} の権限を削除しました',
      severity: 'medium',
    },
    DeleteConnection: { en: 'deleted connection {}', ja: '接続 {} を削除しました', severity: 'medium' },
    DeauthorizeConnection: {
      en: 'removed the credentials of connection {}',
      ja: '接続 {} の認証情報を削除しました',
      severity: 'medium',
    },
    UpdateConnection: { en: 'changed connection {}', ja: '接続 {} を変更しました', severity: 'medium' },
    DeleteApiDestination: { en: 'deleted API destination {}', ja: 'API送信先 {} を削除しました', severity: 'medium' },
    UpdateApiDestination: { en: 'changed API destination {}', ja: 'API送信先 {} を変更しました', severity: 'medium' },
  },
};

export const alertPathMuted: Rule = {
  id: 'alert-path-muted',
  theme: 'notify',
  title: { en: 'Alarm or event rule muted', ja: 'アラーム・イベントルールの無効化' },
  severity: 'high',
  why: {
    en: 'An alarm without actions, or a rule without targets, looks healthy and alerts nobody. Writing over a watched alarm or rule is as grave as deleting it, because the record doesn’t hold what was there before; others are reported where they are put without actions or disabled. By CloudFormation such a write is low, because the watched stack is reported as well. Event buses, connections and API destinations are medium, unless they are watched. Auto Scaling, which makes and deletes its own alarms, is quiet; so is the role of our own business-hours schedule, by its exact ARN.',
    ja: 'アクションのないアラームやターゲットのないルールは、正常に見えても誰にも通知しない。記録には以前の内容がないため、監視対象のアラームやルールの上書きは削除と同じ扱いとする。その他は、アクションなしまたは無効の状態で書き込まれた場合に通知する。CloudFormationによる書き込みは、監視対象のスタックの変更としても通知されるため low。イベントバス・接続・API送信先は、監視対象でなければ medium。自分のアラームを作成・削除するAuto Scalingと、本ツールの営業時間スケジュールのロール（ARNの完全一致）は対象外。',
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
  when: anyOf(CALLS),
  check: judge,
  say: {
    en: (told) => `${who.en(told.event)} ${deed(told.event, 'en')}${fromWhere.en(told)}`,
    ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)}${deed(told.event, 'ja')}`,
  },
};

/** Effect of a put on the alarm or the rule, as far as it shows. */
type Put = 'disabled' | 'without actions' | 'overwritten';

const PUTS: Readonly<Record<Exclude<Put, 'disabled'>, Readonly<Record<'alarm' | 'rule', Words>>>> = {
  'without actions': {
    alarm: { en: 'set alarm {} without actions', ja: 'アラーム {} をアクションなしで設定しました' },
    rule: RULE,
  },
  overwritten: {
    alarm: { en: 'changed alarm {}', ja: 'アラーム {} を変更しました' },
    rule: { en: 'changed event rule {}', ja: 'イベントルール {} を変更しました' },
  },
};

const isPut = ({ name }: TrailEvent) => /^Put(?:Metric|Composite|Log)Alarm$|^PutRule$/.test(name);

function putOf({ record, name }: TrailEvent): Put {
  if (name === 'PutRule') {
    return textAt(record, 'requestParameters.state') === 'DISABLED' ? 'disabled' : 'overwritten';
  }
  if (booleanAt(record, 'requestParameters.actionsEnabled') === false) return 'disabled';
  const actions = ['alarmActions', 'oKActions', 'insufficientDataActions'];
  const isSilent = actions.every((kind) => listAt(record, `requestParameters.${kind}`).length === 0);
  return isSilent ? 'without actions' : 'overwritten';
}

function judge(event: TrailEvent, context: Context): Hit | undefined {
  const { record, name, actor } = event;
  const issuer = textAt(record, 'userIdentity.sessionContext.sessionIssuer.arn');
  const isOurSchedule = issuer !== undefined && issuer === context.settings.schedulerRole;
  if (isOurSchedule && /AlarmActions$/.test(name)) return undefined;
  if (isByAws(event)) return undefined;
  if (SCALING.test(actor.invokedBy ?? '') || SCALING.test(event.origin.text)) return undefined;
  const isStacks = actor.invokedBy === 'cloudformation.amazonaws.com';
  if (namesOf(event).some((one) => context.isWatched(one))) {
    // The stack itself is watched, and a deploy puts all of its alarms and rules.
    const isDeploy = isStacks && /^Put/.test(name) && putOf(event) !== 'disabled';
    return { severity: isDeploy ? 'low' : 'high' };
  }
  const hit = judgeUnwatched(event);
  // A deleted stack takes its own rules along.
  return hit !== undefined && isStacks ? { severity: 'low' } : hit;
}

/** Every deploy puts targets, alarms and rules; those that matter are watched. */
function judgeUnwatched(event: TrailEvent): Hit | undefined {
  if (event.name === 'PutTargets') return undefined;
  const put = isPut(event) ? putOf(event) : undefined;
  if (put === 'overwritten') return undefined;
  const severity = put === 'without actions' ? 'medium' : callOf(CALLS, event)?.severity;
  return severity === undefined ? {} : { severity };
}

function deed(event: TrailEvent, language: keyof Words): string {
  const put = isPut(event) ? putOf(event) : 'disabled';
  const words = put === 'disabled' ? callOf(CALLS, event) : PUTS[put][event.name === 'PutRule' ? 'rule' : 'alarm'];
  return filled(words?.[language] ?? '', namesOf(event).join(', '), language);
}

/** The alarms, rules or buses that the call named. */
function namesOf({ record, name }: TrailEvent): readonly string[] {
  const alarms = ['alarmNames', 'muteTargets.alarmNames']
    .flatMap((list) => listAt(record, `requestParameters.${list}`))
    .filter((one) => typeof one === 'string');
  const keys = name === 'PutAlarmMuteRule' && alarms.length > 0 ? [] : ['alarmName', 'name', 'rule'];
  const one = keys.flatMap((key) => textAt(record, `requestParameters.${key}`) ?? []);
  const bus = name === 'RemovePermission' ? (textAt(record, 'requestParameters.eventBusName') ?? 'default') : [];
  return [...alarms, ...one].concat(bus);
}
