/** EventBridge's calls for events and rules of one's own, as AWS documents them. */
import {
  DeleteRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { expect, test } from 'vitest';
import { testAccount } from '../../helpers/records/account.ts';

const MINE = { Source: 'mine', DetailType: 'x', Detail: '{"who":"alice","n":1}' };

async function bus() {
  const account = await testAccount();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new EventBridgeClient({
    endpoint: account.endpoint,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  });
  const topic = account.sns.create('topic');
  const mayPublish = { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish' };
  account.sns.topic(topic).attributes.set('Policy', JSON.stringify({ Statement: [mayPublish] }));
  const rule = async (target: object = {}, EventPattern = '{"source":["mine"]}') => {
    await client.send(new PutRuleCommand({ Name: 'rule', EventPattern }));
    await client.send(new PutTargetsCommand({ Rule: 'rule', Targets: [{ Id: '1', Arn: topic, ...target }] }));
  };
  const put = async (...Entries: readonly object[]) => {
    const answer = await client.send(new PutEventsCommand({ Entries: [...Entries] }));
    await account.settled();
    return answer;
  };
  return { account, client, topic, rule, put, texts: () => account.sns.published.map(({ message }) => message) };
}

test('an event of one’s own goes to rules that take it, in its region', async () => {
  const { put, rule, texts } = await bus();
  await rule();
  expect(await put(MINE, { ...MINE, Source: 'other' })).toMatchObject({ FailedEntryCount: 0 });
  expect(texts().map((text) => JSON.parse(text))).toEqual([
    expect.objectContaining({
      ...{ source: 'mine', 'detail-type': 'x', account: '111122223333', region: 'us-east-1' },
      ...{ resources: [], detail: { who: 'alice', n: 1 } },
    }),
  ]);
});

test.each([
  ['NotAuthorizedForSourceException', { ...MINE, Source: 'aws.signin' }],
  ['InvalidArgument', { ...MINE, Source: undefined }],
  ['InvalidArgument', { ...MINE, DetailType: undefined }],
  ['MalformedDetail', { ...MINE, Detail: 'x' }],
])('AWS takes no event with %s, and the others', async (ErrorCode, entry) => {
  const { put, rule, texts } = await bus();
  await rule();
  const { FailedEntryCount, Entries } = await put(entry, MINE);
  expect(FailedEntryCount).toBe(1);
  expect(Entries?.map((one) => one.ErrorCode)).toEqual([ErrorCode, undefined]);
  expect(texts()).toHaveLength(1);
});

test.each<[string, object, string]>([
  ['a fixed text', { Input: '"all"' }, '"all"'],
  ['a part', { InputPath: '$.detail.who' }, '"alice"'],
  [
    'a text with parts',
    {
      InputTransformer: {
        InputPathsMap: { who: '$.detail.who', gone: '$.detail.gone' },
        InputTemplate: '"<who>, <gone>, by <aws.events.rule-name>"',
      },
    },
    '"alice, , by rule"',
  ],
])('a target gets %s', async (_, target, text) => {
  const { put, rule, texts } = await bus();
  await rule(target);
  await put(MINE);
  expect(texts()).toEqual([text]);
});

test('what a topic refuses goes to the queue for dead letters', async () => {
  const { account, put, rule, topic } = await bus();
  account.sqs.create('dead', {
    Policy: JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' }],
    }),
  });
  await rule({ DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:111122223333:dead' } });
  account.sns.topic(topic).attributes.set('Policy', '{}');
  await put(MINE);
  expect(account.sqs.queue('dead').messages).toHaveLength(1);
});

test('a rule has at most five targets, is deleted without any, and deleted again', async () => {
  const { client, rule, topic } = await bus();
  await rule();
  const Targets = ['1', '2', '3', '4', '5', '6'].map((Id) => ({ Id, Arn: topic }));
  await expect(client.send(new PutTargetsCommand({ Rule: 'rule', Targets }))).rejects.toThrow('exceeds the maximum');
  const Name = 'rule';
  await expect(client.send(new DeleteRuleCommand({ Name }))).rejects.toThrow('has targets');
  await client.send(new RemoveTargetsCommand({ Rule: Name, Ids: ['1'] }));
  await client.send(new DeleteRuleCommand({ Name }));
  await client.send(new DeleteRuleCommand({ Name }));
  expect((await client.send(new ListRulesCommand({ NamePrefix: 'ru' }))).Rules).toEqual([]);
  const long = new PutRuleCommand({ Name: 'x'.repeat(65), EventPattern: '{"source":["mine"]}' });
  await expect(client.send(long)).rejects.toThrow('constraint');
});

test('a rule takes events only after a while', async () => {
  let now = Date.UTC(2026, 10, 29);
  const account = await testAccount({ now: () => now });
  account.events.lag = 1_000;
  const topic = account.sns.create('topic');
  account.sns
    .topic(topic)
    .attributes.set('Policy', '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sns:*"}]}');
  account.events.putRule('rule', { EventPattern: { source: ['mine'] }, Targets: [{ Id: '1', Arn: topic }] });
  const event = { source: 'mine', 'detail-type': 'x', detail: {} };
  account.events.put(event);
  now += 1_000;
  account.events.put(event);
  expect(account.sns.published).toHaveLength(1);
});
