import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import type { AccountOptions } from '../../../sandbox/account/account.ts';
import { testAccount } from '../../helpers/records/account.ts';

async function topic(options: AccountOptions = {}) {
  const account = await testAccount(options);
  const client = new SNSClient(account.client());
  const { TopicArn = '' } = await client.send(new CreateTopicCommand({ Name: 'alerts' }));
  return { account, client, TopicArn };
}

test('mail is sent only to who confirmed, and by whom is told', async () => {
  const { account, client, TopicArn } = await topic();
  const Endpoint = 'security@example.com';
  const asked = await client.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint }));
  expect(asked.SubscriptionArn).toBe('pending confirmation');
  const list = async () => (await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions;
  expect(await list()).toMatchObject([{ SubscriptionArn: 'PendingConfirmation', Endpoint, Protocol: 'email' }]);
  await client.send(new PublishCommand({ TopicArn, Subject: 'early', Message: 'm' }));
  expect([account.sns.published.length, account.sns.mails.length]).toEqual([1, 0]);
  const counts = async () => (await client.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes;
  expect(await counts()).toMatchObject({ SubscriptionsConfirmed: '0', SubscriptionsPending: '1' });

  const wrong = new ConfirmSubscriptionCommand({ TopicArn, Token: 'guess' });
  await expect(client.send(wrong)).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'Invalid parameter: Token',
  });
  const [{ token: Token } = { token: '' }] = account.sns.subscriptions(TopicArn);
  const { SubscriptionArn } = await client.send(
    new ConfirmSubscriptionCommand({ TopicArn, Token, AuthenticateOnUnsubscribe: 'true' }),
  );
  expect(await list()).toMatchObject([{ SubscriptionArn }]);
  const { Attributes } = await client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  expect(Attributes).toMatchObject({ ConfirmationWasAuthenticated: 'true', PendingConfirmation: 'false' });
  await client.send(new PublishCommand({ TopicArn, Subject: 'late', Message: 'a <b> & "c"\n é' }));
  expect(account.sns.mails).toMatchObject([{ to: Endpoint, subject: 'late', message: 'a <b> & "c"\n é' }]);
  expect(await counts()).toMatchObject({ SubscriptionsConfirmed: '1', SubscriptionsPending: '0' });
});

test('who does not confirm in two days is forgotten', async () => {
  let now = Date.UTC(2026, 10, 19);
  const { account, client, TopicArn } = await topic({ now: () => now });
  await client.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'a@example.com' }));
  now += 2 * 86_400_000 - 1;
  expect(account.sns.subscriptions(TopicArn)).toHaveLength(1);
  now += 1;
  expect(account.sns.subscriptions(TopicArn)).toEqual([]);
});

test('functions and queues are confirmed at once, and get what is published', async () => {
  const invoked: [string, unknown][] = [];
  const { account, client, TopicArn } = await topic({
    invoke: async (name, payload) => {
      invoked.push([name, JSON.parse(payload)]);
      return { payload: 'null' };
    },
  });
  account.lambda.create('acme-notifier');
  account.lambda.permissions.push({ functionName: 'acme-notifier', sourceArn: TopicArn });
  const allow = { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage' };
  account.sqs.create('copy', { Policy: JSON.stringify({ Statement: [allow] }) });
  for (const [Protocol, Endpoint] of [
    ['lambda', 'arn:aws:lambda:us-east-1:111122223333:function:acme-notifier'],
    ['sqs', 'arn:aws:sqs:us-east-1:111122223333:copy'],
  ] as const) {
    const { SubscriptionArn } = await client.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }));
    expect(SubscriptionArn).toMatch(/^arn:aws:sns:us-east-1:111122223333:alerts:/);
  }
  await client.send(new PublishCommand({ TopicArn, Subject: 'ALARM', Message: '{"AlarmName":"x"}' }));
  await account.settled();
  expect(invoked).toMatchObject([
    [
      'acme-notifier',
      { Records: [{ EventSource: 'aws:sns', Sns: { TopicArn, Subject: 'ALARM', Message: '{"AlarmName":"x"}' } }] },
    ],
  ]);
  const [copy] = account.sqs.messages('copy');
  expect(JSON.parse(copy?.body ?? '')).toMatchObject({ Type: 'Notification', Message: '{"AlarmName":"x"}' });
});

test.each([
  ['empty', ''],
  ['of two lines', 'a\nb'],
  ['with a control character', 'a\u0007b'],
  ['too long', 'x'.repeat(100)],
])('refuses a subject that is %s', async (_, Subject) => {
  const { account, client, TopicArn } = await topic();
  const publish = client.send(new PublishCommand({ TopicArn, Message: 'm', Subject }));
  await expect(publish).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'Invalid parameter: Subject',
  });
  expect(account.sns.published).toEqual([]);
});

test('takes a subject of 99 characters and a message of 256 KiB, no more', async () => {
  const { account, client, TopicArn } = await topic();
  const publish = (Message: string, Subject?: string) =>
    client.send(new PublishCommand({ TopicArn, Message, Subject }));
  await publish('x'.repeat(262_144), 'x'.repeat(99));
  await expect(publish(`${'x'.repeat(262_143)}é`)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(publish('')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(client.send(new PublishCommand({ TopicArn: `${TopicArn}x`, Message: 'm' }))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
  const far = new SNSClient(account.client('eu-north-1')).send(new PublishCommand({ TopicArn, Message: 'm' }));
  await expect(far).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'Invalid parameter: TopicArn',
  });
});
