/** The event of AWS Sign-In that is in no trail: neither trails nor filters matter to it. */
import { expect, test } from 'vitest';
import { GROUP, putFilter, REGIONS } from '../../../sandbox/scripted/good.ts';
import { RULE_BREAKS, SOURCE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import { audited } from '../../helpers/audit/audited.ts';

const verdictOf = async (change: Change) => (await (await audited(change)).verdicts()).get('signin-anomaly');

test.each(['no trail', 'trail stopped', 'trail of writes only', 'trail without a log group'])('%s', async (name) => {
  const change = SOURCE_BREAKS[name];
  if (change === undefined) throw new Error(name);
  expect(await verdictOf(change)).toMatchObject({
    result: 'pass',
    said: {
      en: 'EventBridge rule sign-in-anomalies alerts 2 people within about 1 minute; nobody by an alarm.',
      ja: 'EventBridgeルール sign-in-anomalies により、約1分以内に2人に通知されます。アラーム経由では誰にも通知されません。',
    },
  });
});

test('a filter that takes everything never sees it', async () => {
  const verdict = await verdictOf((account, topic) => {
    RULE_BREAKS['no EventBridge rule on sign-in anomalies']?.(account, topic);
    for (const name of account.logs.group(GROUP).metricFilters.keys()) putFilter(account, name, { pattern: '' });
  });
  expect(verdict?.result).toBe('fail');
});

test('a doubtful rule is no news where another one alerts, and nothing where it reaches nobody', async () => {
  const content = { source: ['aws.signin'], detail: { severity: ['HIGH'] } };
  const beside = await verdictOf((account) => {
    for (const region of REGIONS) account.events.putRule('doubtful', { EventPattern: content, Targets: [] }, region);
  });
  expect(beside?.evidence.map(({ en }) => en)).toEqual(
    ['us-east-1', 'eu-north-1'].map(
      (region) => `${region}: EventBridge rule sign-in-anomalies alerts 2 people within about 1 minute.`,
    ),
  );
  const alone = await verdictOf((account, topic) => {
    RULE_BREAKS['no EventBridge rule on sign-in anomalies']?.(account, topic);
    for (const region of REGIONS) account.events.putRule('doubtful', { EventPattern: content, Targets: [] }, region);
  });
  expect(alone?.said.en).toBe('Nobody is alerted. No EventBridge rule matches the event, and it is in no trail.');
});
