/** Log groups that CloudTrail writes to without a trail count as what filters listen to. */
import { expect, test } from 'vitest';
import { TELEMETRY_BREAKS } from '../../../sandbox/scripted/telemetry.ts';
import { audited } from '../../helpers/audit/audited.ts';
import { type Expected, testScripted } from '../../helpers/audit/scripted.ts';

/** All deeds reach people by the telemetry rules alone. */
const FED: Expected = {
  changed: ['recording.logs fail'],
  of: 'recording.logs',
  en: 'Trail files writes to no log group, so no metric filter can count its events.',
  ja: '証跡 files はロググループに出力しないため、メトリクスフィルターでイベントを数えられません。',
};

testScripted(TELEMETRY_BREAKS, {
  'telemetry rules beside a trail of files': FED,
  'telemetry rules without a trail': {
    changed: ['recording.trail fail'],
    of: 'recording.trail',
    en: 'There is no trail.',
    ja: '証跡がありません。',
  },
  'a name of their own for the log group': FED,
  'the name as the console shows it': FED,
  'a name with a part that is not known': {
    changed: '66 of them',
    of: 'CloudWatch.9',
    en: "Can't tell whether anybody is alerted. cloudtrail leads to trail-<something>, where this audit doesn't look.",
    ja: '通知されるかどうかを判断できません。cloudtrail の先は trail-<something> で、この監査の対象外です。',
  },
  'evaluation of telemetry rules stopped': {
    changed: '66 of them',
    of: 'CloudWatch.9',
    en: "Can't tell whether anybody is alerted. Telemetry rule cloudtrail writes to log group aws/cloudtrail/managementevents, but the evaluation of telemetry rules is STOPPED: whether events still arrive isn't known.",
    ja: '通知されるかどうかを判断できません。テレメトリルール cloudtrail の出力先はロググループ aws/cloudtrail/managementevents ですが、テレメトリルールの評価が STOPPED のため、イベントが届いているかどうかは不明です。',
  },
  'a telemetry rule in one region only': {
    changed: '50 of them',
    of: 'CloudWatch.9',
    en: 'Alarm CloudWatch.9 alerts 1 person within about 13 minutes. Nobody is alerted in eu-north-1. No trail records these management events in eu-north-1 now.',
    ja: 'アラーム CloudWatch.9 により、約13分以内に1人に通知されます。eu-north-1 では誰にも通知されません。eu-north-1 のこの管理イベントを現在記録している証跡がありません。',
  },
  'telemetry rules for data events only': {
    changed: '65 of them',
    of: 'CloudWatch.9',
    en: "Can't tell whether anybody is alerted. Log group aws/cloudtrail/managementevents is where CloudTrail writes without a trail, but the account shows no telemetry rule for it: one of the organization, or one that was deleted, may still feed it.",
    ja: '通知されるかどうかを判断できません。ロググループ aws/cloudtrail/managementevents は、CloudTrailが証跡なしで出力する先ですが、このアカウントにテレメトリルールが見当たりません。組織のルールや削除済みのルールにより、出力が続いている可能性があります。',
  },
  'telemetry rules that the account does not show': {
    changed: '66 of them',
    of: 'CloudWatch.9',
    en: "Can't tell whether anybody is alerted. Log group aws/cloudtrail/managementevents is where CloudTrail writes without a trail, but the account shows no telemetry rule for it: one of the organization, or one that was deleted, may still feed it.",
    ja: '通知されるかどうかを判断できません。ロググループ aws/cloudtrail/managementevents は、CloudTrailが証跡なしで出力する先ですが、このアカウントにテレメトリルールが見当たりません。組織のルールや削除済みのルールにより、出力が続いている可能性があります。',
  },
  'EventBridge rules with telemetry rules alone': {
    changed: ['recording.trail fail', 'CloudWatch.9 unknown'],
    of: 'CloudWatch.9',
    en: "Can't tell whether anybody is alerted. Telemetry rule cloudtrail, and no trail, records these events in us-east-1, and AWS doesn't document whether EventBridge gets them then.",
    ja: '通知されるかどうかを判断できません。us-east-1 のイベントはテレメトリルール cloudtrail が記録していますが、証跡はありません。この場合にEventBridgeに届くかどうかは、AWSのドキュメントに記載がありません。',
  },
});

test('a path begins at the telemetry rule, and the missing trail is said with what there is instead', async () => {
  const { verdicts } = await audited(TELEMETRY_BREAKS['telemetry rules without a trail']);
  const all = await verdicts();
  const [path] = all.get('CloudWatch.9')?.paths?.listed ?? [];
  expect(path?.hops.slice(0, 3)).toMatchObject([
    { kind: 'telemetry-rule', name: 'cloudtrail', region: 'us-east-1' },
    { kind: 'log-group', name: 'aws/cloudtrail/managementevents', region: 'us-east-1' },
    { kind: 'metric-filter', name: 'CloudWatch.9', region: 'us-east-1' },
  ]);
  expect(all.get('recording.trail')?.evidence.map(({ en }) => en)).toContain(
    'Telemetry rule cloudtrail brings management events of us-east-1 into log group aws/cloudtrail/managementevents without a trail, so there are no log files.',
  );
});

test('an account without telemetry rules is asked one thing in each region', async () => {
  const { verdicts, account } = await audited();
  await verdicts();
  const asked = account.calls.filter(({ service }) => service === 'observabilityadmin');
  expect(asked.map(({ action, region }) => `${action} ${region}`).toSorted()).toEqual([
    'GetTelemetryEvaluationStatus eu-north-1',
    'GetTelemetryEvaluationStatus us-east-1',
  ]);
});
