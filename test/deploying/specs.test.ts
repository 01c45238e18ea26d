import { expect, test } from 'vitest';
import { makeContext } from '../../src/core/inspection/context.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { deployedSettings, stackSpecs } from '../../src/deploying/specs.ts';
import { templateOf } from '../../src/template/template.ts';
import { RICH } from '../helpers/aws/template.ts';

const REGIONS = ['us-east-1', 'eu-north-1', 'eu-west-1', 'ap-northeast-1'];
const SURVEY = {
  identity: { account: '111122223333', arn: 'arn:aws:iam::111122223333:user/a', partition: 'aws', region: 'us-east-1' },
  trail: { use: 'new' },
  trails: [],
  regions: { regions: REGIONS, notCovered: undefined },
  logGroup: 'Acme-trail',
  bucket: undefined,
  filtersUnread: undefined,
  keys: { secrets: { keys: [], refused: undefined }, files: { keys: [], refused: undefined } },
} as const;

test('the forwarders of all regions share one template, which is parsed once', () => {
  const { inOrder, forwarders } = stackSpecs(RICH, SURVEY, 'x.zip');
  expect(forwarders.map(({ region }) => region)).toEqual(['eu-north-1', 'eu-west-1', 'ap-northeast-1']);
  expect(new Set(forwarders.map(({ template }) => template)).size).toBe(1);
  expect(new Set([...inOrder, ...forwarders].map(({ template }) => template.document)).size).toBe(inOrder.length + 1);
});

test('what is kept has its name as plain text, so that a later stack can import it', () => {
  const { inOrder } = stackSpecs(RICH, SURVEY, 'x.zip');
  const names = inOrder.map(({ template: { text } }) =>
    [...text.matchAll(/^ +\w+Name: "(.*)"$/gm)].map(([, name]) => name),
  );
  expect(names).toEqual([[], ['acme-trail-111122223333', 'Acme-trail'], ['Acme-logins'], []]);
});

test('the notifier’s own parts and the channels’ secrets are watched without being named', () => {
  const slack = { kind: 'slack', slack: { webhook: 'ssm:/chat/alerts' } } as const;
  const { isWatched } = makeContext(deployedSettings({ ...DEFAULT_SETTINGS, name: 'acme', channels: [slack] }, SURVEY));
  const parts = [
    ...['acme-notifier', 'acme-logins', 'acme-mail', 'acme-events-1', 'acme-errors', 'acme-hours-end', 'acme-trail'],
    ...['/aws/lambda/acme-notifier', '/acme/slack-webhook', '/chat/alerts', 'acme-trail-111122223333'],
    'https://sqs.us-east-1.amazonaws.com/111122223333/acme-outbox.fifo',
    'arn:aws:cloudformation:us-east-1:111122223333:stack/acme-notifier/0a1b2c3d-0000-1111-2222-333344445555',
    'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/acme-notifier:*',
    'arn:aws:ssm:us-east-1:111122223333:parameter/chat/alerts',
    'arn:aws:sns:us-east-1:111122223333:acme-mail:5be8a3a4-0000-1111-2222-333344445555',
    'arn:aws:lambda:us-east-1:111122223333:function:acme-notifier:live',
    'arn:aws:scheduler:us-east-1:111122223333:schedule/default/acme-hours-end',
  ];
  expect(parts.filter((part) => !isWatched(part))).toEqual([]);

  const others = ['acmenotifier', '/aws/lambda/web', '/chat/other', 'arn:aws:cloudformation:x:1:stack/web/acme-1'];
  expect(others.filter(isWatched)).toEqual([]);
});

test('a stack whose files are its own account’s has nothing for those of another', () => {
  const parts = /FilesBus|FilesTopic|FilesSubscription|TopicOn|BusOn|FilesOn|TrailAccount|TrailTopicArn/;
  const notifier = (settings: Settings) =>
    stackSpecs(settings, SURVEY, 'x.zip').inOrder.find(({ name }) => name.endsWith('-notifier'));
  const own = notifier(RICH);
  expect(own?.template.text).not.toMatch(parts);
  expect(Object.keys(own?.parameters ?? {}).join()).not.toMatch(parts);
  expect(own?.template.text).toMatch(/FilesRule:\n +Type: AWS::Events::Rule\n +Condition: S3On/);
  const elsewhere = notifier({ ...RICH, trail: { use: 'existing', bucket: 'org-files', account: '444455556666' } });
  expect(elsewhere?.template.text).toMatch(parts);
  // The rest is the same.
  expect(templateOf(own?.template.text ?? '').document.errors).toEqual([]);
});
