/** Messages of the second channel: from what SNS hands over to what each vendor gets. */
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { HEALTH_ALARM, OWN_ALARMS } from '../../src/core/names.ts';
import { reportOf } from '../../src/health/report.ts';
import { isAllowed, isTaken, requestsFor, type Way } from '../../src/health/requests.ts';
import { HEALTH_WORDS } from '../../src/messages/sending/health.ts';

const NAMING = { name: 'acme', language: 'en' } as const;
const alarm = (name: string, state = 'ALARM') =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: 'm-1',
    Subject: `${state}: "${name}" in US East (N. Virginia)`,
    Message: JSON.stringify({
      AlarmName: name,
      AlarmDescription: 'Described <by> hand.',
      AWSAccountId: '111122223333',
      NewStateValue: state,
      StateChangeTime: '2026-11-20T09:13:00.000+0000',
      Region: 'US East (N. Virginia)',
      AlarmArn: `arn:aws:cloudwatch:us-east-1:111122223333:alarm:${name}`,
    }),
  });
const notice = (kind: string, text = 'Alerts don’t reach slack\nLast answer: <@U1> 404 at https://example.com/[x].') =>
  JSON.stringify({
    MessageId: 'm-2',
    Subject: 'Alerts don’t reach slack',
    Message: text,
    MessageAttributes: { kind: { Type: 'String', Value: kind }, about: { Type: 'String', Value: 'slack since noon' } },
  });
const way = (kind: string): Way => ({ kind, room: '123', pagerdutyRegion: 'eu', host: 'relay.example.com:8443' });
const SECRETS = { main: 'https://example.com/secret', sign: '' };
const sent = (kind: string, body: string, secrets = SECRETS) =>
  requestsFor(reportOf(body, NAMING), way(kind), secrets, 1_000);
const bodyOf = (kind: string, body: string) => JSON.parse(sent(kind, body)[0]?.body ?? '');

test.each(['en', 'ja'] as const)('each alarm of the notifier has its sentence (%s)', (language) => {
  for (const name of [...OWN_ALARMS, HEALTH_ALARM] as const) {
    const { text, kind, about } = reportOf(alarm(`acme-${name}`), { name: 'acme', language });
    expect(text.split('\n')[0]).toBe(HEALTH_WORDS[language].unwell('acme', HEALTH_WORDS[language].alarm[name]));
    expect(text).toContain('2026-11-20 09:13 UTC');
    expect(text).toContain('111122223333 us-east-1');
    expect([kind, about]).toEqual(['trouble', `alarm acme-${name}`]);
  }
});

test('somebody hears of whatever comes', () => {
  expect(reportOf(alarm('other-alarm'), NAMING).text).toContain('Described <by> hand.');
  expect(reportOf(alarm('acme-errors', 'OK'), NAMING)).toMatchObject({ kind: 'good', about: 'alarm acme-errors' });
  expect(reportOf('no JSON at all', NAMING)).toMatchObject({ text: 'no JSON at all', kind: 'trouble' });
  expect(reportOf('[1]', NAMING).text).toBe('[1]');
  expect(reportOf(JSON.stringify({ Message: 'by hand' }), NAMING)).toMatchObject({ text: 'by hand', kind: 'trouble' });
  expect([...reportOf(JSON.stringify({ Message: '🔴'.repeat(5_000) }), NAMING).text]).toHaveLength(1_800);
  expect(reportOf(notice('good', 'Other words'), NAMING).text).toBe('Alerts don’t reach slack\nOther words');
});

describe('what each vendor gets', () => {
  test('Slack: escaped text, no links', () => {
    expect(bodyOf('slack', notice('trouble'))).toEqual({
      text: 'Alerts don’t reach slack\nLast answer: &lt;@U1&gt; 404 at https:／／example.com/[x].',
    });
  });

  test('Chatwork: a form for the room, tags broken', () => {
    const [request] = sent('chatwork', notice('trouble'), { main: 'token', sign: '' });
    expect(request).toMatchObject({
      url: 'https://api.chatwork.com/v2/rooms/123/messages',
      headers: { 'x-chatworktoken': 'token' },
    });
    expect(new URLSearchParams(request?.body).get('body')).toBe(
      '[info]Alerts don’t reach slack\nLast answer: ‹@U1› 404 at https:／／example.com/［x］.[/info]',
    );
  });

  test('Teams: a card; Discord: text that mentions nobody', () => {
    const { summary, attachments } = bodyOf('teams', notice('trouble'));
    expect([summary, attachments[0].content.body.length]).toEqual(['Alerts don’t reach slack', 2]);
    expect(bodyOf('discord', notice('trouble'))).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(bodyOf('discord', notice('trouble')).content).toContain('404 at https:／／example.com');
  });

  test('PagerDuty: an incident of its own key, closed when it is over; none for a heartbeat', () => {
    const events = (kind: string) =>
      sent('pagerduty', notice(kind), { main: 'key', sign: '' }).map(({ url, body }) => {
        const { event_action, dedup_key, routing_key } = JSON.parse(body);
        expect([url, routing_key]).toEqual(['https://events.eu.pagerduty.com/v2/enqueue', 'key']);
        return `${event_action} ${dedup_key}`;
      });
    const key = 'login-watch-health-slack since noon';
    expect(events('trouble')).toEqual([`trigger ${key}`]);
    expect(events('good')).toEqual([`resolve ${key}`]);
    expect(events('test')).toEqual([`trigger ${key}`, `resolve ${key}`]);
    expect(events('heartbeat')).toEqual([]);
  });

  test('a webhook: the form of the others, signed', () => {
    const [request] = sent('webhook', notice('test'), { main: 'https://example.com/hook', sign: 'k' });
    expect(JSON.parse(request?.body ?? '')).toMatchObject({ version: 1, sample: true, items: [] });
    const mac = createHmac('sha256', 'k').update(`1.${request?.body}`).digest('hex');
    expect(request?.headers).toMatchObject({ 'x-login-watch-signature': `t=1,v1=${mac}` });
  });
});

test('the secret goes to the vendor’s hosts, to one’s own host, and nowhere else', () => {
  const slack = way('slack');
  const path = ['services', 'T0', 'B0', 'x'].join('/');
  expect(isAllowed(`https://hooks.slack.com/${path}`, slack)).toBe(true);
  expect(isAllowed(`https://relay.example.com:8443/${path}`, slack)).toBe(true);
  expect(isAllowed('http://127.0.0.1:9/x', slack)).toBe(true);
  for (const url of [
    `http://hooks.slack.com/${path}`,
    `https://hooks.slack.com.example.com/${path}`,
    'https://example.com',
    'x',
  ])
    expect([url, isAllowed(url, slack)]).toEqual([url, false]);
  expect(isAllowed('https://user:word@hooks.slack.com/x', slack)).toBe(false);
  expect(isAllowed('https://anything.example.com/x', way('webhook'))).toBe(true);
  expect(isAllowed('http://anything.example.com/x', way('webhook'))).toBe(false);
});

test.each([
  ['slack', 200, 'ok', true],
  ['slack', 200, '', false],
  ['slack', 200, '<!doctype html>', false],
  ['slack', 404, 'ok', false],
  ['chatwork', 200, '{"message_id":"1"}', true],
  ['chatwork', 200, '{}', false],
  ['teams', 202, '', true],
  ['teams', 200, '1', true],
  ['teams', 200, 'Webhook message delivery failed', false],
  ['discord', 204, '', true],
  ['discord', 200, '{"id":"1"}', true],
  ['discord', 200, '', false],
  ['pagerduty', 202, '{"status":"success"}', true],
  ['pagerduty', 200, '{"status":"success"}', false],
  ['webhook', 201, '', true],
  ['webhook', 302, '', false],
])('%s: status %i with %j is taken: %s', (kind, status, answer, expected) => {
  expect(isTaken(kind, status, answer)).toBe(expected);
});
