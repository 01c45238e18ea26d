import { expect, test } from 'vitest';
import { eventLink } from '../../src/channels/event-link.ts';
import { event } from '../helpers/records/events.ts';

const ID = '0a1b2c3d-0000-4000-8000-000000000001';

test.each([
  ['us-east-1', 'https://us-east-1.console.aws.amazon.com'],
  ['ap-northeast-1', 'https://ap-northeast-1.console.aws.amazon.com'],
  ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com'],
  ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn'],
])('an event of %s is found at %s', (region, host) => {
  expect(eventLink({ ...event(), id: ID, region })).toBe(`${host}/cloudtrailv2/home?region=${region}#/events/${ID}`);
});

test.each([
  ['no real region', { region: 'evil.example/#' }],
  ['a region of a closed partition', { region: 'us-iso-east-1' }],
  ['an id of our own making', { id: 'content-0123' }],
  ['an id that leads elsewhere', { id: `${ID}|<!channel>` }],
  ['no CloudTrail record', { detailType: 'GuardDuty Finding' }],
])('no link for %s', (_, parts) => {
  expect(eventLink({ ...event(), id: ID, region: 'us-east-1', ...parts })).toBeUndefined();
});
