import { expect, test } from 'vitest';
import { mailTopics } from '../../src/aws/mail/mail.ts';
import { OWN_ALARMS } from '../../src/core/names.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { renderTemplate } from '../../src/template/render.ts';
import { readAs } from '../helpers/aws/template.ts';

const HEALTH: Settings = { ...DEFAULT_SETTINGS, health: { email: ['well@example.com', 'ops@example.com'] } };
const LISTS: Settings = {
  ...HEALTH,
  channels: [
    { kind: 'email', email: { to: ['ops@example.com'] } },
    { kind: 'email', email: { to: ['boss@example.com'] } },
  ],
};
const render = (settings: Settings) => readAs(renderTemplate('notifier', settings));
const actions = (settings: Settings) =>
  Object.values(render(settings).Resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::CloudWatch::Alarm'
      ? [JSON.stringify(Properties['AlarmActions'] ?? Properties['InsufficientDataActions'])]
      : [],
  );

test('without health alarms go to the first mail list, with it to a topic of their own', () => {
  expect(new Set(actions(DEFAULT_SETTINGS))).toEqual(new Set(['[{"Ref":"MailTopic1"}]']));
  expect(actions(LISTS)).toEqual(OWN_ALARMS.map(() => '[{"Ref":"HealthTopic"}]'));
});

test('its topic takes CloudWatch’s alarms, unencrypted, and asks each address once', () => {
  const { Resources, Outputs } = render(LISTS);
  expect(Resources['HealthTopic']?.Properties).toMatchObject({ TopicName: { 'Fn::Sub': `\${Name}-mail-health` } });
  expect(Resources['HealthTopic']?.Properties).not.toHaveProperty('KmsMasterKeyId');
  expect(JSON.stringify(Resources['HealthTopicPolicy'])).toContain('cloudwatch.amazonaws.com');
  expect(JSON.stringify(Resources['HealthTopicPolicy'])).not.toContain('MailTopic');
  const asked = Object.values(Resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::SNS::Subscription' && JSON.stringify(Properties['TopicArn']).includes('HealthTopic')
      ? [Properties['Endpoint']]
      : [],
  );
  expect(asked).toEqual(HEALTH.health?.email);
  expect(Outputs['TopicArn']).toMatchObject({ Value: { Ref: 'HealthTopic' } });
});

test('with it, no table, queue or topic that was there is another, and nobody confirms again', () => {
  const { health: _, ...before } = LISTS;
  const [old, now] = [render(before).Resources, render(LISTS).Resources];
  const kept = Object.entries(old).filter(([, { Type }]) => /::(?:Table|Queue|Topic|Subscription)$/.test(Type));
  expect(kept.length).toBeGreaterThan(6);
  for (const [id, resource] of kept) expect(now[id]).toEqual(resource);
});

test('the function finds each list’s topic by its place', () => {
  const arnsOf = (settings: Settings) =>
    JSON.stringify(render(settings).Outputs['MailTopicArns'])
      .match(/"Ref":"\w+"/g)
      ?.map((ref) => ref.slice(7, -1))
      .join(',') ?? '';
  expect(mailTopics(HEALTH, arnsOf(HEALTH)).map(({ arn }) => arn)).toEqual(['HealthTopic']);
  expect(mailTopics(LISTS, arnsOf(LISTS)).map(({ arn }) => arn)).toEqual(['MailTopic1', 'MailTopic2', 'HealthTopic']);
});
