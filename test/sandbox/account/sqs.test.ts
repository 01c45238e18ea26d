import { createHash } from 'node:crypto';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { md5OfAttributes } from '../../../sandbox/account/sqs/message.ts';
import { testAccount } from '../../helpers/records/account.ts';

const FIFO = { FifoQueue: 'true', VisibilityTimeout: '30' };

/** A queue on a clock that only the test moves. */
async function queue(name: string, settings: Readonly<Record<string, string>> = {}) {
  let now = Date.UTC(2026, 10, 19);
  const account = await testAccount({ now: () => now });
  const QueueUrl = account.sqs.create(name, settings);
  const client = new SQSClient(account.client());
  const send = (MessageBody: string, MessageGroupId?: string, MessageDeduplicationId?: string) =>
    client.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId, MessageDeduplicationId }));
  const receive = async (MaxNumberOfMessages = 10, more = {}) => {
    const { Messages } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
        ...more,
      }),
    );
    return Messages ?? [];
  };
  const bodies = async (most?: number) => (await receive(most)).map(({ Body }) => Body);
  const remove = (ReceiptHandle: string | undefined) =>
    client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  const counts = async () => {
    const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    return ['', 'NotVisible', 'Delayed'].map((what) =>
      Number((Attributes as Record<string, string>)[`ApproximateNumberOfMessages${what}`]),
    );
  };
  const pass = (seconds: number) => {
    now += seconds * 1_000;
  };
  return { account, client, QueueUrl, send, receive, bodies, remove, counts, pass };
}

const fault = (name: string, text: string | RegExp = '') => ({
  name,
  message: typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text),
});

describe('a standard queue', () => {
  test('gives a message again after the visibility timeout, and counts how often', async () => {
    const { send, receive, remove, counts, pass } = await queue('plain');
    await send('one');
    expect(await counts()).toEqual([1, 0, 0]);
    const [first] = await receive();
    expect(first).toMatchObject({
      Body: 'one',
      Attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.UTC(2026, 10, 19)) },
    });
    expect(await counts()).toEqual([0, 1, 0]);
    pass(29);
    expect(await receive()).toEqual([]);
    pass(1);
    const [second] = await receive();
    expect(second?.Attributes?.['ApproximateReceiveCount']).toBe('2');
    await remove(first?.ReceiptHandle); // The handle is stale: nothing happens.
    expect(await counts()).toEqual([0, 1, 0]);
    await remove(second?.ReceiptHandle);
    expect(await counts()).toEqual([0, 0, 0]);
    await expect(remove('nonsense')).rejects.toMatchObject(fault('ReceiptHandleIsInvalid'));
  });

  test('keeps attributes and sums as the SDK checks them', async () => {
    const { client, QueueUrl, receive, account } = await queue('plain');
    const told = await client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: 'é 🟢 "quoted" \t\r\n',
        MessageAttributes: {
          RULE_ARN: { DataType: 'String', StringValue: 'arn:x' },
          bytes: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) },
        },
      }),
    );
    const [message] = await receive();
    expect(message).toMatchObject({
      Body: 'é 🟢 "quoted" \t\r\n',
      MessageId: told.MessageId,
      MD5OfMessageAttributes: told.MD5OfMessageAttributes,
    });
    expect(message?.MessageAttributes?.['bytes']?.BinaryValue).toEqual(new Uint8Array([0, 255]));
    expect(account.sqs.messages('plain')).toHaveLength(1);
  });

  test('delays, purges, forgets what is too old, and refuses what AWS refuses', async () => {
    const { client, QueueUrl, send, bodies, counts, pass } = await queue('plain', {
      MessageRetentionPeriod: '60',
      MaximumMessageSize: '1024',
    });
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'late', DelaySeconds: 10 }));
    expect(await counts()).toEqual([0, 0, 1]);
    expect(await bodies()).toEqual([]);
    pass(10);
    expect(await bodies()).toEqual(['late']);
    pass(49);
    expect(await counts()).toEqual([1, 0, 0]);
    pass(1);
    expect(await counts()).toEqual([0, 0, 0]);
    await send('a');
    await client.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await bodies()).toEqual([]);
    await send('x'.repeat(1_024));
    await expect(send('x'.repeat(1_025))).rejects.toMatchObject(
      fault('InvalidParameterValue', 'shorter than 1024 bytes'),
    );
    await expect(send('bell \u0007')).rejects.toMatchObject(fault('InvalidMessageContents'));
    await expect(send('x', undefined, 'id')).rejects.toMatchObject(
      fault('InvalidParameterValue', 'MessageDeduplicationId'),
    );
    await expect(client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 11 }))).rejects.toMatchObject(
      fault('InvalidParameterValue', 'between 1 and 10'),
    );
  });

  test('moves to the dead-letter queue what was received too often', async () => {
    const { account, client, QueueUrl: dead, receive, pass } = await queue('dead');
    const { QueueUrl } = await client.send(
      new CreateQueueCommand({
        QueueName: 'work',
        Attributes: {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: 'arn:aws:sqs:us-east-1:111122223333:dead',
            maxReceiveCount: 2,
          }),
        },
      }),
    );
    account.sqs.send('work', { body: 'poison' });
    const take = () => client.send(new ReceiveMessageCommand({ QueueUrl }));
    for (const _ of [1, 2]) {
      expect((await take()).Messages).toHaveLength(1);
      pass(30);
    }
    expect(account.sqs.messages('dead')).toEqual([]);
    expect((await take()).Messages).toBeUndefined();
    expect(dead).toBe(`${account.endpoint}/111122223333/dead`);
    const [message] = await receive();
    expect(message).toMatchObject({
      Body: 'poison',
      Attributes: { ApproximateReceiveCount: '1', DeadLetterQueueSourceArn: expect.stringMatching(/:work$/) },
    });
  });

  test('keeps what was received too often where the dead-letter queue is gone', async () => {
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:111122223333:gone',
      maxReceiveCount: 1,
    });
    const { send, bodies, pass } = await queue('work', { RedrivePolicy });
    await send('x');
    for (const _ of [1, 2, 3]) {
      expect(await bodies()).toEqual(['x']);
      pass(30);
    }
  });

  test('takes batches entry by entry', async () => {
    const { client, QueueUrl, receive, counts } = await queue('plain');
    const entry = (Id: string, MessageBody = Id) => ({ Id, MessageBody });
    const sent = await client.send(
      new SendMessageBatchCommand({ QueueUrl, Entries: [entry('a'), entry('b', '\u0001'), entry('c')] }),
    );
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a', 'c']);
    expect(sent.Failed).toMatchObject([{ Id: 'b', Code: 'InvalidMessageContents', SenderFault: true }]);
    const entries = (await receive()).map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: entries }));
    expect(await counts()).toEqual([0, 0, 0]);
    const batch = (ids: readonly string[]) =>
      client.send(new SendMessageBatchCommand({ QueueUrl, Entries: ids.map((id) => entry(id)) }));
    await expect(batch([])).rejects.toMatchObject(fault('EmptyBatchRequest'));
    await expect(batch(['a', 'a'])).rejects.toMatchObject(fault('BatchEntryIdsNotDistinct'));
    await expect(batch('abcdefghijk'.split(''))).rejects.toMatchObject(fault('TooManyEntriesInBatchRequest'));
  });
});

test('the sum over attributes is the one that AWS documents', () => {
  // The order of names, not the one in which they were given; lengths in four bytes; 1 for text, 2 for bytes.
  const bytes = '00000001' + '61' + '00000006' + '42696e617279' + '02' + '00000002' + '00ff';
  const text = '00000001' + '62' + '00000006' + '537472696e67' + '01' + '00000003' + 'e38182';
  const expected = createHash('md5')
    .update(Buffer.from(bytes + text, 'hex'))
    .digest('hex');
  const attributes = { b: { DataType: 'String', StringValue: 'あ' }, a: { DataType: 'Binary', BinaryValue: 'AP8=' } };
  expect(md5OfAttributes(attributes)).toBe(expected);
  const timestamp = { DataType: 'Number', StringValue: '1493147359900' };
  expect(md5OfAttributes({ timestamp })).toBe('235c5c510d26fb653d073faed50ae77c');
});

describe('a FIFO queue', () => {
  test('holds a group back while one of its messages is in flight, and no other group', async () => {
    const { send, receive, bodies, remove, pass } = await queue('q.fifo', FIFO);
    for (const [body, group] of [
      ['a1', 'a'],
      ['a2', 'a'],
      ['b1', 'b'],
      ['a3', 'a'],
    ] as const)
      await send(body, group, body);
    const [first] = await receive(1);
    expect(first).toMatchObject({
      Body: 'a1',
      Attributes: {
        MessageGroupId: 'a',
        MessageDeduplicationId: 'a1',
        SequenceNumber: expect.stringMatching(/^\d{20}$/),
      },
    });
    expect(await bodies()).toEqual(['b1']);
    expect(await bodies()).toEqual([]);
    await remove(first?.ReceiptHandle);
    expect(await bodies()).toEqual(['a2', 'a3']);
    pass(30);
    expect(await bodies()).toEqual(['a2', 'b1', 'a3']);
  });

  test('gives a group back in order when its first message becomes visible', async () => {
    const { client, QueueUrl, send, receive, bodies } = await queue('q.fifo', FIFO);
    for (const body of ['1', '2', '3']) await send(body, 'g', body);
    const [first] = await receive(1);
    expect(await bodies()).toEqual([]);
    await client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 }),
    );
    expect(await bodies()).toEqual(['1', '2', '3']);
  });

  test('drops duplicates for five minutes, even of what was deleted', async () => {
    const { send, receive, remove, bodies, pass, counts } = await queue('q.fifo', FIFO);
    const first = await send('one', 'g', 'id');
    const again = await send('another body', 'g', 'id');
    expect([again.MessageId, again.SequenceNumber]).toEqual([first.MessageId, first.SequenceNumber]);
    const [message] = await receive();
    await remove(message?.ReceiptHandle);
    pass(299);
    await send('one', 'g', 'id');
    expect(await counts()).toEqual([0, 0, 0]);
    pass(1);
    await send('one', 'g', 'id');
    expect(await bodies()).toEqual(['one']);
  });

  test('a delayed message holds its group back, even where the queue delays no more', async () => {
    const { client, QueueUrl, send, bodies, pass } = await queue('q.fifo', { ...FIFO, DelaySeconds: '10' });
    await send('1', 'g', '1');
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { DelaySeconds: '0' } }));
    await send('2', 'g', '2');
    expect(await bodies()).toEqual([]);
    pass(10);
    expect(await bodies()).toEqual(['1', '2']);
  });

  test('deduplicates by content only where it is told to', async () => {
    const plain = await queue('q.fifo', FIFO);
    await expect(plain.send('x', 'g')).rejects.toMatchObject(
      fault('InvalidParameterValue', 'ContentBasedDeduplication'),
    );
    await expect(plain.send('x')).rejects.toMatchObject(fault('MissingParameter', 'MessageGroupId'));
    const byContent = await queue('q.fifo', { ...FIFO, ContentBasedDeduplication: 'true' });
    for (const body of ['x', 'x', 'y']) await byContent.send(body, 'g');
    expect(await byContent.bodies()).toEqual(['x', 'y']);
  });

  test('refuses a delay of one message, and a handle whose time is over', async () => {
    const { client, QueueUrl, send, receive, remove, pass, counts } = await queue('q.fifo', FIFO);
    const delayed = new SendMessageCommand({
      QueueUrl,
      MessageBody: 'x',
      MessageGroupId: 'g',
      MessageDeduplicationId: 'x',
      DelaySeconds: 5,
    });
    await expect(client.send(delayed)).rejects.toMatchObject(fault('InvalidParameterValue', 'DelaySeconds'));
    await send('x', 'g', 'x');
    const [message] = await receive();
    pass(31);
    await expect(remove(message?.ReceiptHandle)).rejects.toMatchObject(fault('InvalidParameterValue', 'expired'));
    const change = new ChangeMessageVisibilityCommand({
      QueueUrl,
      ReceiptHandle: message?.ReceiptHandle,
      VisibilityTimeout: 5,
    });
    await expect(client.send(change)).rejects.toMatchObject(fault('MessageNotInflight'));
    expect(await counts()).toEqual([1, 0, 0]);
  });
});

test('a queue that is not there, and one of another region', async () => {
  const { account, client, QueueUrl } = await queue('plain');
  const url = (region: string, QueueName: string) =>
    new SQSClient(account.client(region)).send(new GetQueueUrlCommand({ QueueName }));
  expect(await url('us-east-1', 'plain')).toMatchObject({ QueueUrl });
  await expect(url('eu-north-1', 'plain')).rejects.toMatchObject(fault('QueueDoesNotExist'));
  const Attributes = { RedrivePolicy: '{"maxReceiveCount":2}' };
  await expect(client.send(new CreateQueueCommand({ QueueName: 'x', Attributes }))).rejects.toMatchObject(
    fault('InvalidParameterValue', 'Redrive policy'),
  );
  await expect(client.send(new CreateQueueCommand({ QueueName: 'x.fifo' }))).rejects.toMatchObject(
    fault('InvalidParameterValue'),
  );
});
