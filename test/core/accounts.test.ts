import { expect, test } from 'vitest';
import { makeContext } from '../../src/core/inspection/context.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { event } from '../helpers/records/events.ts';

const [OURS, THEIRS] = ['444455556666', '999988887777'];

test('a list and names mean the same accounts', () => {
  const groundWith = (accounts: typeof DEFAULT_SETTINGS.accounts) =>
    makeContext({ ...DEFAULT_SETTINGS, accounts }).groundOf(event());
  expect(groundWith({ [OURS]: 'payments' })).toEqual(groundWith([OURS]));
});

test('a name of the settings wins, and one that was found in AWS makes no account ours', () => {
  const settings = { ...DEFAULT_SETTINGS, accounts: { [OURS]: 'payments' } };
  const found = new Map([
    [OURS, 'Payments Prod'],
    [THEIRS, 'vendor'],
  ]);
  const context = makeContext(settings, { accounts: found });
  expect([OURS, THEIRS, '111122223333'].map(context.accountName)).toEqual(['payments', 'vendor', null]);
  expect(context.groundOf(event()).accounts).toEqual([OURS]);
});
