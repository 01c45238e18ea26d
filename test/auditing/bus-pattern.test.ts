/** Event patterns over events of which AWS documents no more than who sent them and what they are. */
import { expect, test } from 'vitest';
import { ownFieldsIn, parseBusPattern, parseWhateverRequest } from '../../src/auditing/bus-pattern.ts';
import { call, native, signIn } from '../../src/auditing/deeds/records.ts';
import { envelopeOf } from '../../src/auditing/follow-bus.ts';

const PLACE = { account: '111122223333', region: 'us-east-1' };
const ALERT = native('aws.signin', 'Sign-in Anomaly Alert', 'somewhere').record(PLACE);
const FINDING = native('aws.guardduty', 'GuardDuty Finding', 'everywhere', { severity: 8 }).record(PLACE);
const SIGN_IN = envelopeOf(signIn('ConsoleLogin').record(PLACE), PLACE.region, PLACE.account);

const answer = (pattern: object, event = ALERT) => {
  const [sure, maybe] = [false, true].map((isMet) => parseBusPattern(JSON.stringify(pattern), isMet)(event));
  return sure ? 'yes' : maybe ? 'unsure' : 'no';
};

const SENT = { source: ['aws.signin'] };
const CONTENT = { severity: ['HIGH'] };

test.each<readonly ['yes' | 'no' | 'unsure', object]>([
  ['yes', SENT],
  ['yes', { ...SENT, 'detail-type': ['Sign-in Anomaly Alert'], region: [{ prefix: 'us-' }] }],
  ['yes', { $or: [{ ...SENT, detail: CONTENT }, SENT] }],
  ['no', { source: ['aws.guardduty'] }],
  ['no', { source: ['aws.guardduty'], detail: CONTENT }],
  ['no', { ...SENT, detail: CONTENT, 'detail-type': ['AWS API Call via CloudTrail'] }],
  ['unsure', { ...SENT, detail: CONTENT }],
  ['unsure', { ...SENT, detail: { severity: [{ exists: false }] } }],
  ['unsure', { ...SENT, detail: { severity: [{ 'anything-but': ['LOW'] }] } }],
  ['unsure', { ...SENT, 'detail.severity': ['HIGH'] }],
  ['unsure', { ...SENT, resources: [{ exists: false }] }],
  ['unsure', { $or: [{ ...SENT, detail: CONTENT }, { source: ['aws.guardduty'] }] }],
  ['unsure', { ...SENT, detail: { $or: [CONTENT, { user: ['root'] }] } }],
])('%s: %j', (expected, pattern) => {
  expect(answer(pattern)).toBe(expected);
});

test('content that is known is never unsure', () => {
  for (const [event, field] of [
    [FINDING, { severity: [{ numeric: ['>=', 7] }] }],
    [SIGN_IN, { eventName: ['ConsoleLogin'] }],
  ] as const) {
    expect(answer({ detail: field }, event)).toBe('yes');
    expect(answer({ detail: { ...field, other: ['x'] } }, event)).toBe('no');
  }
});

test('a pattern that AWS refuses is refused, whatever it asks for', () => {
  expect(() => parseBusPattern(JSON.stringify({ ...SENT, detail: { severity: 'HIGH' } }), true)).toThrow();
});

test('calls about any resource, whatever the pattern asks of the request', () => {
  const record = call('events', 'DisableRule').record(PLACE);
  const event = envelopeOf(record, PLACE.region, PLACE.account);
  const request = { requestParameters: { name: ['a'] } };
  const takes = (detail: object) => parseWhateverRequest(JSON.stringify({ source: ['aws.events'], detail }))(event);
  expect(takes({ eventName: ['DisableRule'], ...request })).toBe(true);
  expect(takes({ $or: [{ eventName: ['DisableRule'], ...request }, { eventName: ['DeleteRule'] }] })).toBe(true);
  expect(takes({ eventName: ['DisableRule'], 'requestParameters.name': ['a'] })).toBe(true);
  expect(takes({ eventName: ['DeleteRule'], ...request })).toBe(false);
});

test('the fields that are not documented, each once', () => {
  const pattern = { ...SENT, detail: { $or: [CONTENT, { user: { name: ['root'] } }] }, 'detail.severity': ['LOW'] };
  expect(ownFieldsIn(JSON.stringify(pattern))).toBe('detail.severity, detail.user.name');
  expect(ownFieldsIn(JSON.stringify(SENT))).toBe('');
});
