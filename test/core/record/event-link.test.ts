import { expect, test } from 'vitest';
import { eventLink } from '../../../src/core/record/event-link.ts';
import { event } from '../../helpers/records/events.ts';

const ID = '0a1b2c3d-0000-4000-8000-000000000001';

test.each([
  ['us-east-1', 'https://us-east-1.console.aws.amazon.com'],
  ['ap-northeast-1', 'https://ap-northeast-1.console.aws.amazon.com'],
  ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com'],
  ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn'],
])('an event of %s is found at %s', (region, host) => {
  expect(eventLink({ ...event(), eventId: ID, region })).toBe(
    `${host}/cloudtrailv2/home?region=${region}#/events/${ID}`,
  );
});

test.each([
  ['no real region', { region: 'evil.example/#' }],
  ['a region of a closed partition', { region: 'us-iso-east-1' }],
  ['an id of our own making', { eventId: 'content-0123' }],
  ['an id that leads elsewhere', { eventId: `${ID}|<!channel>` }],
  ['no CloudTrail record', { detailType: 'GuardDuty Finding' }],
])('no link for %s', (_, parts) => {
  expect(eventLink({ ...event(), eventId: ID, region: 'us-east-1', ...parts })).toBeUndefined();
});

test('a copy in another account is found by its own id, not by that of the deed', () => {
  const copy = { ...event(), id: 'shared', eventId: ID, region: 'us-east-1' };
  expect(eventLink(copy)).toContain(`#/events/${ID}`);
});
