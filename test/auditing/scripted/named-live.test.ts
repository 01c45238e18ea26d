/** Deeds with the account's own names: emergency access, the trail's bucket, our own function. */
import { expect, test } from 'vitest';
import { type Change, replaceTrail, toFunction } from '../../../sandbox/scripted/steps.ts';
import { NAMED_IDS } from '../../../src/auditing/deeds/named.ts';
import { audited } from '../../helpers/audit/audited.ts';

type Named = NonNullable<Parameters<typeof audited>[1]>['named'];

async function judged(change?: Change, named: Named = {}) {
  const { verdicts } = await audited(change, { named });
  const all = await verdicts();
  return NAMED_IDS.flatMap((id) => (all.has(id) ? [[id, all.get(id)?.result, all.get(id)?.said.en]] : []));
}

const TOLD = 'alerts 2 people within about 13 minutes; nobody by EventBridge.';

test('without settings there is only the bucket of the trail', async () => {
  expect(await judged()).toEqual([['trail-bucket', 'pass', `Alarm CloudWatch.8 ${TOLD}`]]);
});

test("a filter of bucket policies alone doesn't take a lifecycle", async () => {
  const change: Change = (account) => account.logs.group('trail-logs').metricFilters.delete('CloudWatch.8');
  const [[, result] = []] = await judged(change);
  expect(result).toBe('fail');
});

test("another account's bucket has no deed here", async () => {
  const change: Change = (account) => replaceTrail(account, { S3BucketName: 'somebody-elses' });
  expect(await judged(change)).toEqual([]);
});

test('emergency access: a user who signs in is seen, a role that is taken on is not', async () => {
  const role = 'arn:aws:iam::111122223333:role/Emergency';
  expect(await judged(undefined, { breakGlass: ['emergency-*'] })).toEqual([
    ['signin-break-glass', 'pass', `Alarm sign-ins ${TOLD}`],
    ['trail-bucket', 'pass', `Alarm CloudWatch.8 ${TOLD}`],
  ]);
  const [[, result, said] = []] = await judged(undefined, { breakGlass: ['emergency-*', role] });
  expect(result).toBe('fail');
  expect(said).toContain(`Nobody is alerted to AssumeRole (${role})`);
});

test('our own function counts where something leads to it', async () => {
  expect((await judged(undefined, { notifier: 'pager' })).map(([id]) => id)).toEqual(['trail-bucket']);
  const found = await judged((account) => void toFunction(account), { notifier: 'pager' });
  expect(found.map(([id, result]) => [id, result])).toEqual([
    ['trail-bucket', 'pass'],
    ['notifier-changed', 'fail'],
  ]);
});
