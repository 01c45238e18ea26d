/** Scripted accounts, and whoever could silence their alerts. */
import { describe, expect, test } from 'vitest';
import { guarded, SILENCE_BREAKS, SILENCE_VARIANTS } from '../../../sandbox/scripted/silence.ts';
import { audited } from '../../helpers/audit/audited.ts';
import { testScripted } from '../../helpers/audit/scripted.ts';

describe('passes:', () => {
  test.each(Object.entries(guarded(SILENCE_VARIANTS)))('%s', async (_, change) => {
    const { verdicts } = await audited(change);
    const all = [...(await verdicts()).values()];
    expect(all.filter(({ result }) => result !== 'pass').map(({ id, said }) => [id, said.en])).toEqual([]);
  });

  test('and who may do it is said, though everybody would hear of it', async () => {
    const script = guarded(SILENCE_VARIANTS)['40 developers who may delete alarms, and each deed is told'];
    const { verdicts } = await audited(script);
    const { said, evidence } = (await verdicts()).get('silence.topic') ?? {};
    expect(said).toEqual({
      en: 'IAM policies let 40 users (dev-1, dev-2, dev-3 and 37 more) and 1 administrator silence topics alerts, guard-alerts and sign-in-anomalies, and somebody would be alerted to each such call.',
      ja: 'IAMポリシー上は、管理者1件のほか、40件のユーザー（dev-1、dev-2、dev-3、ほか37件）がトピック alerts、guard-alerts、sign-in-anomalies による通知を止められますが、その操作はいずれも通知されます。',
    });
    expect(evidence?.map(({ en }) => en)).toEqual([
      'Policy developer-access of group developers allows 40 users (dev-1, dev-2, dev-3 and 37 more) DeleteTopic, SetTopicAttributes, RemovePermission and 2 more on topics alerts, guard-alerts and sign-in-anomalies; somebody would be alerted.',
      'Policy AdministratorAccess allows role Admin DeleteTopic, SetTopicAttributes, RemovePermission and 2 more on topics alerts, guard-alerts and sign-in-anomalies; somebody would be alerted.',
    ]);
  });
});

describe('untold:', () => {
  testScripted(guarded(SILENCE_BREAKS), {
    '40 developers who may silence alarms untold': {
      changed: ['silence.alarm fail'],
      of: 'silence.alarm',
      en: '40 users (dev-1, dev-2, dev-3 and 37 more) may silence alarms CloudWatch.1, sign-ins, CloudWatch.3 and 13 more, and nobody would be alerted to DisableAlarmActions, PutMetricAlarm, SetAlarmState and 2 more.',
      ja: '40件のユーザー（dev-1、dev-2、dev-3、ほか37件）はアラーム CloudWatch.1、sign-ins、CloudWatch.3、ほか13件 による通知を止めることができ、DisableAlarmActions、PutMetricAlarm、SetAlarmState、ほか2件 は誰にも通知されません。',
    },
    'an administrator, who may cut off the only topic': {
      changed: ['silence.logs fail', 'silence.alarm fail', 'silence.topic fail'],
      of: 'silence.topic',
      en: 'Administrator Admin may silence topic alerts, and nobody would be alerted to DeleteTopic, SetTopicAttributes and RemovePermission.',
      ja: '管理者 Admin はトピック alerts による通知を止めることができ、DeleteTopic、SetTopicAttributes、RemovePermission は誰にも通知されません。',
    },
    'an administrator, and no filter for such calls': {
      changed: ['silence.logs fail', 'silence.alarm fail', 'silence.rule fail', 'silence.topic fail'],
      of: 'silence.alarm',
      en: 'Administrator Admin may silence alarms CloudWatch.1, sign-ins, CloudWatch.3 and 13 more, and nobody would be alerted to DisableAlarmActions, PutMetricAlarm, SetAlarmState and 2 more.',
      ja: '管理者 Admin はアラーム CloudWatch.1、sign-ins、CloudWatch.3、ほか13件 による通知を止めることができ、DisableAlarmActions、PutMetricAlarm、SetAlarmState、ほか2件 は誰にも通知されません。',
    },
    'a role that may disable one alarm': {
      changed: ['silence.alarm fail'],
      of: 'silence.alarm',
      en: 'Role maintenance may silence alarm CloudWatch.3, and nobody would be alerted to DisableAlarmActions.',
      ja: 'ロール maintenance はアラーム CloudWatch.3 による通知を止めることができ、DisableAlarmActions は誰にも通知されません。',
    },
    'a role with all but IAM': {
      changed: ['silence.alarm fail', 'silence.rule fail'],
      of: 'silence.alarm',
      en: 'Role power may silence alarms CloudWatch.1, sign-ins, CloudWatch.3 and 13 more, and nobody would be alerted to DisableAlarmActions, PutMetricAlarm, SetAlarmState and 2 more.',
      ja: 'ロール power はアラーム CloudWatch.1、sign-ins、CloudWatch.3、ほか13件 による通知を止めることができ、DisableAlarmActions、PutMetricAlarm、SetAlarmState、ほか2件 は誰にも通知されません。',
    },
    'a condition that is not judged': {
      changed: ['silence.topic unknown'],
      of: 'silence.topic',
      en: "Role office may silence topic alerts under a condition that isn't judged here (aws:sourceip), and nobody would be alerted to DeleteTopic.",
      ja: 'ロール office は、ここでは判定できない条件（aws:sourceip）を満たす場合、トピック alerts による通知を止めることができ、DeleteTopic は誰にも通知されません。',
    },
    'a denial under a condition': {
      changed: ['silence.topic unknown'],
      of: 'silence.topic',
      en: "Role tagged may silence topic alerts under a condition that isn't judged here (aws:resourcetag/team), and nobody would be alerted to DeleteTopic, SetTopicAttributes and RemovePermission.",
      ja: 'ロール tagged は、ここでは判定できない条件（aws:resourcetag/team）を満たす場合、トピック alerts による通知を止めることができ、DeleteTopic、SetTopicAttributes、RemovePermission は誰にも通知されません。',
    },
    'a topic whose policy names a role without permissions': {
      changed: ['silence.topic fail'],
      of: 'silence.topic',
      en: 'Role deployer may silence topic alerts, and nobody would be alerted to SetTopicAttributes.',
      ja: 'ロール deployer はトピック alerts による通知を止めることができ、SetTopicAttributes は誰にも通知されません。',
    },
    'a managed policy that IAM does not show': {
      changed: ['silence.topic fail'],
      of: 'silence.topic',
      en: 'Role vendor may silence topic alerts, and nobody would be alerted to DeleteTopic.',
      ja: 'ロール vendor はトピック alerts による通知を止めることができ、DeleteTopic は誰にも通知されません。',
    },
    'more developers than are simulated, whom Organizations denies it': {
      changed: ['silence.topic unknown'],
      of: 'silence.topic',
      en: "10 users (dev-41, dev-42, dev-43 and 7 more) may silence topic alerts under a condition that isn't judged here (policies of AWS Organizations), and nobody would be alerted to DeleteTopic.",
      ja: '10件のユーザー（dev-41、dev-42、dev-43、ほか7件）は、ここでは判定できない条件（AWS Organizationsのポリシー）を満たす場合、トピック alerts による通知を止めることができ、DeleteTopic は誰にも通知されません。',
    },
    'a key that its administrators may disable': {
      changed: ['silence.key fail'],
      of: 'silence.key',
      en: 'Role keys may silence key alias/alerts, and nobody would be alerted to DisableKey, ScheduleKeyDeletion and PutKeyPolicy.',
      ja: 'ロール keys はキー alias/alerts による通知を止めることができ、DisableKey、ScheduleKeyDeletion、PutKeyPolicy は誰にも通知されません。',
    },
    'a role that may disable alarms with long names': {
      changed: ['silence.alarm fail'],
      of: 'silence.alarm',
      en: 'Role maintenance may silence alarms CloudWatch.1, sign-ins, CloudWatch.3 and 53 more, and nobody would be alerted to DisableAlarmActions.',
      ja: 'ロール maintenance はアラーム CloudWatch.1、sign-ins、CloudWatch.3、ほか53件 による通知を止めることができ、DisableAlarmActions は誰にも通知されません。',
    },
    'a topic whose policy lets another account delete it': {
      changed: ['silence.topic fail'],
      of: 'silence.topic',
      en: 'Account 444455556666 may silence topic alerts, and nobody would be alerted to DeleteTopic.',
      ja: 'アカウント 444455556666 はトピック alerts による通知を止めることができ、DeleteTopic は誰にも通知されません。',
    },
    'a key whose policy lets another account disable it': {
      changed: ['silence.key fail'],
      of: 'silence.key',
      en: 'Account 444455556666 may silence key alias/alerts, and nobody would be alerted to DisableKey.',
      ja: 'アカウント 444455556666 はキー alias/alerts による通知を止めることができ、DisableKey は誰にも通知されません。',
    },
    'a topic whose policy lets anybody delete it': {
      changed: ['silence.topic fail'],
      of: 'silence.topic',
      en: 'Anybody may silence topic alerts, and nobody would be alerted to DeleteTopic.',
      ja: 'すべての利用者はトピック alerts による通知を止めることができ、DeleteTopic は誰にも通知されません。',
    },
    'a queue whose policy lets another account purge it': {
      changed: ['silence.queue fail'],
      of: 'silence.queue',
      en: 'Account 444455556666 may silence queue pager-queue, and nobody would be alerted to PurgeQueue.',
      ja: 'アカウント 444455556666 はキュー pager-queue による通知を止めることができ、PurgeQueue は誰にも通知されません。',
    },
    'a function whose policy lets another account delete it': {
      changed: ['silence.function fail'],
      of: 'silence.function',
      en: 'Account 444455556666 may silence function pager, and nobody would be alerted to DeleteFunction.',
      ja: 'アカウント 444455556666 は関数 pager による通知を止めることができ、DeleteFunction は誰にも通知されません。',
    },
    'a second way that a developer may disable untold': {
      changed: ['silence.rule fail'],
      of: 'silence.rule',
      en: 'Role events may silence EventBridge rules guard and sign-in-anomalies, and nobody would be alerted to DisableRule and RemoveTargets.',
      ja: 'ロール events はEventBridgeルール guard、sign-in-anomalies による通知を止めることができ、DisableRule、RemoveTargets は誰にも通知されません。',
    },
  });
});
