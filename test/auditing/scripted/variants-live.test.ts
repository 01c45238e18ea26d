import { expect, test } from 'vitest';
import { VARIANTS } from '../../../sandbox/scripted/variants.ts';
import { audited } from '../../helpers/audit/audited.ts';

test('the good account passes every check, with who, how fast and by what', async () => {
  const { verdicts } = await audited();
  const all = await verdicts();
  expect([...all.values()].filter(({ result }) => result !== 'pass')).toEqual([]);
  expect(all.get('CloudWatch.3')).toMatchObject({
    severity: 'high',
    said: {
      en: 'Alarm CloudWatch.3 alerts 2 people within about 13 minutes; nobody by EventBridge.',
      ja: 'アラーム CloudWatch.3 により、約13分以内に2人に通知されます。EventBridge経由では誰にも通知されません。',
    },
    controls: { cis: ['3.0:4.2', '5.0:4.2', '6.0:5.2'], securityHub: ['CloudWatch.3'], rules: ['signin-no-mfa'] },
    todo: [],
    missing: [],
  });
});

test.each(Object.entries(VARIANTS))('%s: as good', async (_, change) => {
  const { verdicts } = await audited(change);
  expect([...(await verdicts()).values()].filter(({ result }) => result !== 'pass')).toEqual([]);
});

test('an alarm that is muted at other hours alerts people, and the evidence says when it does not', async () => {
  const { verdicts } = await audited(VARIANTS['alarm that is muted at other hours']);
  const { evidence = [] } = (await verdicts()).get('CloudWatch.3') ?? {};
  expect(evidence).toContainEqual({
    en: 'Mute rule quiet mutes the actions of alarm CloudWatch.3 at cron(0 18 * * MON-SAT) (UTC) for PT8H.',
    ja: 'ミュートルール quiet が、cron(0 18 * * MON-SAT)（UTC）から PT8H の間、アラーム CloudWatch.3 のアクションをミュートします。',
  });
});

test('a subscription that was never confirmed is told beside those who are alerted', async () => {
  const { verdicts } = await audited(VARIANTS['a pending subscription beside two people']);
  const { evidence = [] } = (await verdicts()).get('CloudWatch.3') ?? {};
  expect(evidence.map(({ en }) => en)).toContain('One subscription of SNS topic alerts was never confirmed.');
});
