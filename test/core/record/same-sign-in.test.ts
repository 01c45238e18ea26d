import { expect, test } from 'vitest';
import type { TrailEvent } from '../../../src/core/event.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import { isSameSignIn } from '../../../src/core/record/same-sign-in.ts';
import { federatedUser, identityCenter, OFFICE, permissionSet, signIn } from '../../helpers/records/records.ts';

function eventOf(record: object): TrailEvent {
  const reading = normalise(record);
  if (reading.kind !== 'event') throw new RangeError('no event');
  return reading.event;
}

const bob = { CredentialType: 'EXTERNAL_IDP', UserName: 'bob@example.com' };
const portal = eventOf(identityCenter({ from: OFFICE, additional: bob }));
const login = (parts: Parameters<typeof signIn>[0]) =>
  eventOf(signIn({ by: permissionSet('Admin', 'Bob@example.com'), from: '2001:db8::7', minute: 1, ...parts }));

test('the portal by IPv4 and the console by IPv6 are one sign-in, if the browser and the user are the same', () => {
  expect(isSameSignIn(portal, login({}))).toBe(true);
  expect(isSameSignIn(portal, login({ also: { userAgent: 'Mozilla/5.0 Firefox/140.0' } }))).toBe(false);
  expect(isSameSignIn(portal, login({ by: permissionSet('Admin', 'carol@example.com') }))).toBe(false);
  expect(isSameSignIn(portal, login({ from: '203.0.113.99' }))).toBe(false);
  expect(isSameSignIn(portal, login({ minute: 16 }))).toBe(false);
  expect(isSameSignIn(eventOf(identityCenter({ from: OFFICE })), login({}))).toBe(false);
});

test('a sign-in token and the console that it opens are one sign-in, from whatever address', () => {
  const token = eventOf(signIn({ name: 'GetSigninToken', by: federatedUser('consoler', 'alice') }));
  const opened = (name: string, minute: number) => login({ by: federatedUser(name, 'alice'), minute });

  expect(isSameSignIn(token, opened('consoler', 1))).toBe(true);
  expect(isSameSignIn(token, opened('other', 1))).toBe(false);
  expect(isSameSignIn(token, opened('consoler', 16))).toBe(false);
});
