import { expect, test } from 'vitest';
import type { HttpDelivery } from '../../src/channels/channel.ts';
import { composeFor, judge } from '../../src/channels/compose.ts';
import { readdressed } from '../../src/channels/readdress.ts';
import { CHANNEL_KINDS, type ChannelSettings, DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { noticeDigest } from '../../src/core/stories/digest.ts';

const words = (en: string, ja: string) => ({ en, ja });
const NOTICE = {
  title: words('Alerts don’t reach slack', 'slackに届きません'),
  lines: [words('Last answer: 404.', '最後の応答：404')],
  about: 'x',
  isGood: false,
};
const CHANNELS: readonly ChannelSettings[] = [
  { kind: 'slack', slack: { webhook: 'ssm:/a/slack' } },
  { kind: 'chatwork', chatwork: { room: 1, token: 'ssm:/a/chatwork' } },
  { kind: 'teams', teams: { webhook: 'ssm:/a/teams' } },
  { kind: 'discord', discord: { webhook: 'ssm:/a/discord' } },
  { kind: 'pagerduty', pagerduty: { key: 'ssm:/a/pagerduty' } },
  { kind: 'webhook', webhook: { url: 'ssm:/a/webhook' } },
  { kind: 'email', email: { to: ['ops@example.com'] } },
];
const settingsOf = (...channels: readonly ChannelSettings[]): Settings => ({ ...DEFAULT_SETTINGS, channels });
const bodyOf = ({ body }: { readonly body: string }) =>
  body.startsWith('body=') ? new URLSearchParams(body).get('body') : body;

test('every kind of channel is tried', () => {
  expect(CHANNELS.map(({ kind }) => kind).toSorted()).toEqual([...CHANNEL_KINDS].toSorted());
});

test.each(CHANNELS)('$kind carries a notice in one message, in its language, whatever findings it takes', (channel) => {
  for (const language of ['en', 'ja'] as const) {
    const settings = { ...settingsOf(channel), language };
    const [delivery, ...others] = composeFor(channel, noticeDigest(NOTICE), settings);
    expect(others).toEqual([]);
    const said = bodyOf({ body: delivery?.body ?? '' });
    expect(said).toContain(NOTICE.title[language]);
    expect(said?.replaceAll('：', ':')).toContain(NOTICE.lines[0]?.[language].replaceAll('：', ':'));
    if (delivery?.kind === 'sns') expect(delivery.subject).toContain(NOTICE.title[language]);
  }
});

test('the end of a trouble closes the incident that its beginning has opened', () => {
  const channel = CHANNELS.find(({ kind }) => kind === 'pagerduty') ?? CHANNELS[0];
  if (channel === undefined) throw new Error('no channel');
  const [opened, closed] = [false, true].map((isGood) =>
    JSON.parse(composeFor(channel, noticeDigest({ ...NOTICE, isGood }), settingsOf(channel))[0]?.body ?? ''),
  );
  expect([opened.event_action, closed.event_action]).toEqual(['trigger', 'resolve']);
  expect(closed.dedup_key).toBe(opened.dedup_key);
});

const deliveryOf = (channel: ChannelSettings) => {
  const [delivery] = composeFor(channel, noticeDigest(NOTICE), settingsOf(channel));
  if (delivery === undefined) throw new Error('no delivery');
  return { ...delivery, body: 'what waited' };
};
const room = (number: number, name?: string): ChannelSettings => ({
  kind: 'chatwork',
  chatwork: { room: number, token: 'ssm:/a/chatwork', ...(name === undefined ? {} : { name }) },
});
const mail = (...to: readonly string[]): ChannelSettings => ({ kind: 'email', email: { to } });

test('what waited goes to where its channel is now: by its target, by its name, or as the only one of its kind', () => {
  const urlOf = (waited: ChannelSettings, ...now: readonly ChannelSettings[]) =>
    (readdressed(deliveryOf(waited), settingsOf(...now)) as HttpDelivery).url.replace(/\D+(?=\d+\/)/, '');
  expect(urlOf(room(11), room(11), room(22))).toContain('11');
  expect(urlOf(room(11), room(22))).toContain('22');
  expect(urlOf(room(11, 'a'), room(22, 'a'), room(33, 'b'))).toContain('22');
  expect(urlOf(room(11), room(22, 'a'), room(33, 'b'))).toContain('11');
  expect(urlOf(room(11), mail('ops@example.com'))).toContain('11');
  expect(readdressed(deliveryOf(room(11)), settingsOf(room(22))).body).toBe('what waited');
  const lists = (waited: ChannelSettings, ...now: readonly ChannelSettings[]) => {
    const delivery = readdressed(deliveryOf(waited), settingsOf(...now));
    return delivery.kind === 'sns' ? delivery.recipients : undefined;
  };
  expect(lists(mail('a@example.com'), mail('a@example.com', 'b@example.com'))).toEqual([
    'a@example.com',
    'b@example.com',
  ]);
  expect(lists(mail('a@example.com'), mail('b@example.com'), mail('c@example.com'))).toEqual(['a@example.com']);
});

test.each(CHANNEL_KINDS.filter((kind) => kind !== 'email'))('%s: which answers are final', (kind) => {
  const finalOf = (status: number, body = '') => {
    const verdict = judge(kind, { status, headers: {}, body });
    return verdict.kind === 'refused' ? (verdict.final ?? false) : verdict.kind;
  };
  expect(finalOf(413)).toBe(true);
  for (const status of [401, 403, 404, 405, 409, 410, 415, 301])
    expect([status, finalOf(status)]).toEqual([status, false]);
  for (const status of [408, 421, 425, 429, 500, 503]) expect([status, finalOf(status)]).toEqual([status, 'later']);
  expect(finalOf(200, '<!doctype html><html></html>')).toBe(false);
});
