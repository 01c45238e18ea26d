/** The resources of each way, from the trail to the ends. */
import { expect, test } from 'vitest';
import type { Change } from '../../../sandbox/scripted/steps.ts';
import { composite } from '../../../sandbox/scripted/steps.ts';
import { VARIANTS } from '../../../sandbox/scripted/variants.ts';
import { DEEDS } from '../../../src/auditing/deeds/index.ts';
import { follow, patterns } from '../../../src/auditing/follow.ts';
import { audited } from '../../helpers/audit/audited.ts';

/** The links of the first record of a deed in a region. */
async function linksOf(change: Change | undefined, id: string, region = 'us-east-1') {
  const { snapshot } = await audited(change);
  const ground = { snapshot: await snapshot(), known: patterns(), own: undefined };
  const sample = DEEDS.find((deed) => deed.id === id)?.samples[0];
  const { ways } = follow(sample?.record({ account: '111122223333', region }) ?? {}, region, ground);
  return ways.map(({ links }) => links.map(({ kind, name }) => `${kind} ${name}`));
}

const TRAIL = ['trail main', 'log-group trail-logs'];

test('trail, log group, filter, alarm, topic', async () => {
  expect(await linksOf(undefined, 'CloudWatch.3')).toEqual([
    [...TRAIL, 'metric-filter CloudWatch.3', 'alarm CloudWatch.3', 'topic alerts'],
  ]);
});

test('a composite alarm, and the alarm that raises it', async () => {
  const change: Change = (account, topic) => composite(account, topic, { AlarmRule: 'ALARM("CloudWatch.3")' });
  expect(await linksOf(change, 'CloudWatch.3')).toEqual([
    [...TRAIL, 'metric-filter CloudWatch.3', 'alarm CloudWatch.3', 'alarm sign-in-trouble', 'topic alerts'],
  ]);
});

test.each<[string, string, string, readonly string[]]>([
  ['encrypted topic that lets CloudWatch in', 'CloudWatch.3', 'us-east-1', ['topic alerts', 'key alias/alerts']],
  ['function that may be invoked', 'CloudWatch.3', 'us-east-1', ['topic to-function', 'function pager']],
  ['queue with a reader', 'CloudWatch.3', 'us-east-1', ['topic to-queue', 'queue pager-queue']],
  [
    'EventBridge rule that is forwarded',
    'CloudWatch.9',
    'eu-north-1',
    ['trail main', 'rule forward', 'rule config-changes', 'topic rule-alerts'],
  ],
  [
    'EventBridge rule on sign-in anomalies that is forwarded',
    'signin-anomaly',
    'eu-north-1',
    ['rule sign-in-anomalies', 'rule sign-in-anomalies', 'topic sign-in-anomalies'],
  ],
  [
    'subscription filter to a function',
    'CloudWatch.9',
    'us-east-1',
    [...TRAIL, 'subscription-filter to-pager', 'function pager'],
  ],
])('%s', async (name, id, region, last) => {
  const [links = []] = await linksOf(VARIANTS[name], id, region);
  expect(links.slice(-last.length)).toEqual(last);
});
