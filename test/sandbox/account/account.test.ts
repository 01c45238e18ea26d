import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, onTestFinished, test } from 'vitest';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { startDynamo } from '../../helpers/aws/dynamodb.ts';
import { testAccount } from '../../helpers/records/account.ts';

test('trouble comes when it is told to, in the words of each service, and all that is asked is written down', async () => {
  const account = await testAccount({
    trouble(service, action, count) {
      if (service === 'ssm' && action === 'GetParameter' && count === 2)
        return new AwsFault('ThrottlingException', 'Rate exceeded');
      if (service === 'sns') return new AwsFault('AuthorizationError', 'not authorized', { status: 403 });
      if (service === 's3') return { status: 500, body: '' };
      return undefined;
    },
  });
  account.ssm.put('/a', 'x');
  const get = () => new SSMClient(account.client()).send(new GetParameterCommand({ Name: '/a', WithDecryption: true }));
  await get();
  await expect(get()).rejects.toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
  await get();
  const publish = new SNSClient(account.client()).send(new PublishCommand({ TopicArn: 'arn', Message: 'm' }));
  await expect(publish).rejects.toMatchObject({ name: 'AuthorizationErrorException', message: 'not authorized' });
  const object = new S3Client(account.client()).send(new GetObjectCommand({ Bucket: 'b', Key: 'k/l' }));
  await expect(object).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
  expect(account.calls.map(({ service, action }) => `${service}:${action}`)).toEqual([
    'ssm:GetParameter',
    'ssm:GetParameter',
    'ssm:GetParameter',
    'sns:Publish',
    's3:GetObject',
  ]);
  expect(account.calls.at(-1)).toMatchObject({ region: 'us-east-1', input: { Bucket: 'b', Key: 'k/l' } });
});

test('DynamoDB is asked through the same endpoint', async () => {
  const dynamo = await startDynamo();
  onTestFinished(() => dynamo.close());
  await dynamo.createTable('acme-logins');
  const account = await testAccount({
    dynamodb: dynamo.url,
    trouble: (_, action, count) =>
      action === 'PutItem' && count === 1 ? new AwsFault('ThrottlingException', 'slow down') : undefined,
  });
  const client = new DynamoDBClient(account.client());
  const key = { pk: { S: 'login#2026-11' }, sk: { S: 'é 🟢' } };
  const put = () =>
    client.send(
      new PutItemCommand({ TableName: 'acme-logins', Item: key, ConditionExpression: 'attribute_not_exists(pk)' }),
    );
  await expect(put()).rejects.toMatchObject({ name: 'ThrottlingException' });
  await put();
  await expect(put()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  expect((await client.send(new GetItemCommand({ TableName: 'acme-logins', Key: key }))).Item).toEqual(key);
  const nothing = client.send(new GetItemCommand({ TableName: 'nothing', Key: key }));
  await expect(nothing).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('refuses who does not sign, and what it has no service for', async () => {
  const account = await testAccount();
  expect((await fetch(account.endpoint, { method: 'POST', body: '{}' })).status).toBe(403);
  const dynamo = new DynamoDBClient(account.client()).send(new GetItemCommand({ TableName: 't', Key: {} }));
  await expect(dynamo).rejects.toMatchObject({ message: 'The account has no service dynamodb' });
});
