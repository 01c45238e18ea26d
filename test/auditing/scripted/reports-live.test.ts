import { describe, expect, test } from 'vitest';
import { BAD_REPORTS, GOOD_REPORTS, UNKNOWN_REPORTS } from '../../../sandbox/scripted/reports.ts';
import { audited } from '../../helpers/audit/audited.ts';
import { testScripted } from '../../helpers/audit/scripted.ts';

describe('reported as failed, and good', () => {
  test.each(Object.entries(GOOD_REPORTS))('%s', async (_, change) => {
    const { verdicts } = await audited(change);
    expect([...(await verdicts()).values()].filter(({ result }) => result !== 'pass')).toEqual([]);
  });
});

const ELSEWHERE = {
  of: 'CloudWatch.3',
  en: "Can't tell whether anybody is alerted. Trail org writes to log group org-logs of account 444455556666, which this audit can't see.",
  ja: '通知されるかどうかを判断できません。証跡 org の出力先はアカウント 444455556666 のロググループ org-logs で、この監査からは見えません。',
};

describe('unknown', () => {
  testScripted(UNKNOWN_REPORTS, {
    "prowler#2438, #1427: a member account with the organization's trail alone": {
      changed: '69 of them',
      ...ELSEWHERE,
    },
    "prowler#383, with the member's own log group without filters": { changed: '65 of them', ...ELSEWHERE },
  });

  test('an organization alone records a member account', async () => {
    const { verdicts } = await audited(Object.values(UNKNOWN_REPORTS)[0]);
    const all = [...(await verdicts()).values()].filter(({ area }) => area === 'recording');
    expect(all.filter(({ result }) => result === 'pass').map(({ id }) => id)).toEqual([
      'recording.trail',
      'recording.delivery',
      'recording.reads',
      'recording.excluded',
      'recording.validation',
    ]);
    expect(all.filter(({ result }) => result === 'fail')).toEqual([]);
  });
});

describe('bad', () =>
  testScripted(BAD_REPORTS, {
    'modernisation-platform#12604: alarms of one region, for a trail of that region': {
      changed: '50 of them',
      of: 'CloudWatch.3',
      en: 'Alarm CloudWatch.3 alerts 2 people within about 13 minutes. Nobody is alerted in eu-north-1. No trail records these management events in eu-north-1 now.',
      ja: 'アラーム CloudWatch.3 により、約13分以内に2人に通知されます。eu-north-1 では誰にも通知されません。eu-north-1 のこの管理イベントを現在記録している証跡がありません。',
    },
    'cnspec#3675: filters on a log group that no trail writes to, and a topic without subscribers': {
      changed: '65 of them',
      of: 'CloudWatch.3',
      en: 'Nobody is alerted. Metric filter CloudWatch.3 matches, but no trail writes to its log group made-by-remediation now.',
      ja: '誰にも通知されません。メトリクスフィルター CloudWatch.3 は一致しますが、そのロググループ made-by-remediation に現在出力している証跡がありません。',
    },
  }));
