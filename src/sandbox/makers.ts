/** What CloudFormation makes in the sandbox is really there: queues, topics, tables, functions, log groups, trails. */
import { CreateTableCommand, DeleteTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { JsonObject } from '../core/event.ts';
import { isObject, listAt, objectAt, textAt } from '../core/fields.ts';
import type { Account } from './account/account.ts';
import type { ResourceMaker } from './cloudformation.ts';

/** Where resources are made; the account is there only after CloudFormation is. */
export interface Ground {
  readonly account: () => Account;
  /** URL of a DynamoDB. */
  readonly dynamodb: string;
  /** A function came, or came anew: its code and environment. */
  readonly deploy: (name: string, zip: Uint8Array, environment: Readonly<Record<string, string>>) => Promise<void>;
}

export function makers(ground: Ground): Readonly<Record<string, ResourceMaker>> {
  return {
    'AWS::S3::Bucket': buckets(ground),
    'AWS::SQS::Queue': queues(ground),
    'AWS::SNS::Topic': topics(ground),
    'AWS::SNS::Subscription': subscriptions(ground),
    'AWS::DynamoDB::Table': tables(ground),
    'AWS::Lambda::Function': functions(ground),
    'AWS::Logs::LogGroup': logGroups(ground),
    'AWS::Logs::SubscriptionFilter': subscriptionFilters(ground),
    'AWS::CloudTrail::Trail': trails(ground),
  };
}

const named = (properties: JsonObject, key: string, otherwise: string) => textAt(properties, key) ?? otherwise;

function buckets({ account }: Ground): ResourceMaker {
  return {
    create(properties, { region }, made) {
      const name = named(properties, 'BucketName', made.physicalId);
      if (account().s3.buckets.has(name)) throw new Error(`${name} already exists`);
      account().s3.create(name, region);
      return { ...made, physicalId: name };
    },
    remove({ physicalId }) {
      if (account().s3.keys(physicalId).length > 0)
        throw new Error('The bucket you tried to delete is not empty (Service: S3, Status Code: 409)');
      account().s3.buckets.delete(physicalId);
    },
    find: (name) => (account().s3.buckets.has(name) ? { physicalId: name } : undefined),
  };
}

function queues({ account }: Ground): ResourceMaker {
  return {
    create(properties, { region, account: owner }, made) {
      const name = named(properties, 'QueueName', made.physicalId);
      const settings = Object.entries(properties).filter(([key]) => key !== 'QueueName' && key !== 'Tags');
      const text = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
      const url = account().sqs.create(
        name,
        Object.fromEntries(settings.map(([key, value]) => [key, text(value)])),
        region,
      );
      return { physicalId: url, attributes: { Arn: `arn:aws:sqs:${region}:${owner}:${name}`, QueueName: name } };
    },
  };
}

function topics({ account }: Ground): ResourceMaker {
  return {
    create(properties, { region }, made) {
      const arn = account().sns.create(named(properties, 'TopicName', made.physicalId), region);
      return { physicalId: arn, attributes: { TopicArn: arn, TopicName: arn.split(':').at(-1) ?? '' } };
    },
  };
}

function subscriptions({ account }: Ground): ResourceMaker {
  return {
    create(properties, _, made) {
      const [topic, protocol, endpoint] = ['TopicArn', 'Protocol', 'Endpoint'].map(
        (key) => textAt(properties, key) ?? '',
      );
      account().sns.subscribe(topic ?? '', protocol ?? '', endpoint ?? '');
      return made;
    },
  };
}

function tables({ dynamodb }: Ground): ResourceMaker {
  const client = (region: string) =>
    new DynamoDBClient({ endpoint: dynamodb, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const there = (name: string, region: string) =>
    client(region)
      .send(new DescribeTableCommand({ TableName: name }))
      .then(
        () => true,
        () => false,
      );
  const attributes = (name: string, region: string, account: string) => ({
    Arn: `arn:aws:dynamodb:${region}:${account}:table/${name}`,
  });
  return {
    async create(properties, { region, account }, made) {
      const name = named(properties, 'TableName', made.physicalId);
      if (await there(name, region)) throw new Error(`${name} already exists`);
      await client(region).send(
        new CreateTableCommand({
          TableName: name,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: ['pk', 'sk'].map((key) => ({ AttributeName: key, AttributeType: 'S' })),
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
        }),
      );
      return { physicalId: name, attributes: attributes(name, region, account) };
    },
    async remove({ physicalId }, { region }) {
      await client(region).send(new DeleteTableCommand({ TableName: physicalId }));
    },
    async find(name, { region, account }) {
      return (await there(name, region))
        ? { physicalId: name, attributes: attributes(name, region, account) }
        : undefined;
    },
  };
}

function functions({ account, deploy }: Ground): ResourceMaker {
  const put = async (properties: JsonObject, name: string) => {
    const [bucket, key] = [textAt(properties, 'Code.S3Bucket') ?? '', textAt(properties, 'Code.S3Key') ?? ''];
    const zip = account().s3.get(bucket, key);
    if (zip === undefined)
      throw new Error(`Error occurred while GetObject. S3 Error Code: NoSuchKey. (Service: Lambda, Status Code: 400)`);
    const { createHash } = await import('node:crypto');
    account().lambda.create(name, {
      Timeout: Number(textAt(properties, 'Timeout') ?? 180),
      CodeSha256: createHash('sha256').update(zip).digest('base64'),
      CodeSize: zip.length,
    });
    const variables = objectAt(properties, 'Environment.Variables') ?? {};
    await deploy(name, zip, Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)])));
  };
  return {
    async create(properties, { region, account: owner }, made) {
      const name = named(properties, 'FunctionName', made.physicalId);
      await put(properties, name);
      return { physicalId: name, attributes: { Arn: `arn:aws:lambda:${region}:${owner}:function:${name}` } };
    },
    async update(properties, _, earlier) {
      await put(properties, earlier.physicalId);
      return { physicalId: earlier.physicalId, attributes: earlier.attributes };
    },
    remove({ physicalId }) {
      account().lambda.delete(physicalId);
    },
  };
}

function logGroups({ account }: Ground): ResourceMaker {
  return {
    create(properties, { region, account: owner }, made) {
      const name = named(properties, 'LogGroupName', made.physicalId);
      account().logs.create(name, region);
      return { physicalId: name, attributes: { Arn: `arn:aws:logs:${region}:${owner}:log-group:${name}:*` } };
    },
    find: (name, { region }) => {
      try {
        account().logs.group(name, region);
        return { physicalId: name };
      } catch {
        return undefined;
      }
    },
  };
}

/** As PutSubscriptionFilter over the wire, so that the third is refused. */
function subscriptionFilters({ account }: Ground): ResourceMaker {
  return {
    async create(properties, { region }, made) {
      const { CloudWatchLogsClient, PutSubscriptionFilterCommand } = await import('@aws-sdk/client-cloudwatch-logs');
      const client = new CloudWatchLogsClient({
        endpoint: account().endpoint,
        region,
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      });
      const text = (key: string) => textAt(properties, key) ?? '';
      await client.send(
        new PutSubscriptionFilterCommand({
          logGroupName: text('LogGroupName'),
          filterName: text('FilterName') || made.physicalId,
          filterPattern: text('FilterPattern'),
          destinationArn: text('DestinationArn'),
        }),
      );
      return { ...made, physicalId: text('FilterName') || made.physicalId };
    },
  };
}

function trails({ account }: Ground): ResourceMaker {
  return {
    create(properties, { region }, made) {
      const name = named(properties, 'TrailName', made.physicalId);
      const selectors = listAt(properties, 'EventSelectors').filter(isObject);
      const arn = account().cloudtrail.add(
        {
          Name: name,
          S3BucketName: textAt(properties, 'S3BucketName') ?? '',
          IsMultiRegionTrail: true,
          CloudWatchLogsLogGroupArn: textAt(properties, 'CloudWatchLogsLogGroupArn') ?? '',
        },
        { region, selectors: { EventSelectors: selectors } },
      );
      return { physicalId: name, attributes: { Arn: arn } };
    },
  };
}
