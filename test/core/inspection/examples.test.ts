import { expect, test } from 'vitest';
import { checkExamples } from '../../../src/core/inspection/examples.ts';
import { ownRules } from '../../../src/core/inspection/own-rule.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { apiCall, identityCenter } from '../../helpers/records/records.ts';
import { rule } from '../../helpers/records/rule.ts';

const [shared] = ownRules([
  {
    id: 'snapshot-shared',
    title: 'Snapshot shared',
    severity: 'high',
    when: { eventSource: ['rds.amazonaws.com'], eventName: ['ModifyDBSnapshotAttribute'] },
    say: '{requestParameters.dBSnapshotIdentifier} was shared',
  },
]);
const share = apiCall('rds', 'ModifyDBSnapshotAttribute', { request: { dBSnapshotIdentifier: 'orders' } });
const other = apiCall('rds', 'DeleteDBSnapshot');

async function problemsOf(fires: readonly unknown[], quiet: readonly unknown[], tried = shared ?? rule()) {
  const outcomes = await checkExamples(tried, { fires, quiet }, DEFAULT_SETTINGS);
  return outcomes.map(({ place, problem }) => [place, problem?.en]);
}

test('a rule of one’s own does what its examples say', async () => {
  expect(await problemsOf([share, [other, share]], [other, []])).toEqual([
    ['fires[0]', undefined],
    ['fires[1]', undefined],
    ['quiet[0]', undefined],
    ['quiet[1]', undefined],
  ]);
});

test('or it doesn’t, and each example that is wrong says how', async () => {
  expect(await problemsOf([other, 'no record', [share, 7]], [share])).toEqual([
    ['fires[0]', 'the rule did not fire'],
    ['fires[1]', expect.stringMatching(/^record 1: ./)],
    ['fires[2]', expect.stringMatching(/^record 2: ./)],
    ['quiet[0]', 'the rule fired: orders was shared'],
  ]);
});

test('examples don’t share a memory, and a rule that is off is tried all the same', async () => {
  const counting = rule({
    byDefault: 'off',
    when: { eventName: ['CredentialVerification'] },
    window: { by: ['account'], minutes: 10, count: 2 },
  });
  const [first, second] = [0, 1].map((minute) => identityCenter({ name: 'CredentialVerification', minute }));
  expect(await problemsOf([[first, second]], [first, second], counting)).toEqual([
    ['fires[0]', undefined],
    ['quiet[0]', undefined],
    ['quiet[1]', undefined],
  ]);
});

test('a rule that throws is no quiet rule', async () => {
  const broken = rule({
    when: { eventName: ['DeleteDBSnapshot'] },
    check: () => {
      throw new TypeError('no such field');
    },
  });
  expect(await problemsOf([], [other], broken)).toEqual([['quiet[0]', 'the rule failed: no such field']]);
});
