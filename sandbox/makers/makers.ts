/**
 * CloudFormation's makers in the sandbox: the resources really exist, and go with their stack: queues, topics, tables,
 * functions.
 */
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  TagResourceCommand,
} from '@aws-sdk/client-dynamodb';
import { zipSync } from 'fflate';
import type { JsonObject } from '../../src/core/event.ts';
import { booleanAt, listAt, objectAt, textAt } from '../../src/core/fields.ts';
import type { Account } from '../account/account.ts';
import type { ResourceMaker } from '../cloudformation/cloudformation.ts';
import { makersOfPipelines } from './makers-pipelines.ts';
import { makersOfRecords } from './makers-records.ts';

/** The place of the resources; the account exists only after CloudFormation. */
export interface MakerOptions {
  readonly account: () => Account;
  /** URL of a DynamoDB. */
  readonly dynamodb: string;
  /** A function was created or changed: its code and environment. */
  readonly deploy: (name: string, zip: Uint8Array, environment: Readonly<Record<string, string>>) => Promise<void>;
  /** The function was deleted. */
  readonly stop: (name: string) => Promise<void>;
}

export function makers(ground: MakerOptions): Readonly<Record<string, ResourceMaker>> {
  return {
    'AWS::S3::Bucket': buckets(ground),
    'AWS::SQS::Queue': queues(ground),
    'AWS::SNS::Topic': topics(ground),
    'AWS::SNS::Subscription': subscriptions(ground),
    'AWS::SNS::TopicPolicy': topicPolicies(ground),
    'AWS::DynamoDB::Table': tables(ground),
    'AWS::Lambda::Function': functions(ground),
    'AWS::Lambda::EventSourceMapping': mappings(ground),
    ...makersOfRecords(ground),
    ...makersOfPipelines(ground.account),
  };
}

export const named = (properties: JsonObject, key: string, otherwise: string) => textAt(properties, key) ?? otherwise;

/** To CloudFormation `true` and 'true' are the same. */
const truthAt = (properties: JsonObject, path: string): boolean | undefined => {
  const text = textAt(properties, path);
  return text === undefined ? booleanAt(properties, path) : text === 'true';
};

export const tagsOf = (properties: JsonObject) =>
  listAt(properties, 'Tags').map((tag) => ({ Key: textAt(tag, 'Key') ?? '', Value: textAt(tag, 'Value') ?? '' }));

const TELLS_EVENTBRIDGE =
  '<NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><EventBridgeConfiguration/></NotificationConfiguration>';

function buckets({ account }: MakerOptions): ResourceMaker {
  return {
    create(properties, { region }, made) {
      const name = named(properties, 'BucketName', made.physicalId);
      if (account().s3.buckets.has(name)) throw new Error(`${name} already exists`);
      account().s3.create(name, region);
      const { configurations } = account().s3.bucket(name);
      const status = textAt(properties, 'VersioningConfiguration.Status');
      if (status !== undefined) configurations.set('versioning', `<Status>${status}</Status>`);
      if (booleanAt(properties, 'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled') === true)
        configurations.set('notification', TELLS_EVENTBRIDGE);
      const tags = tagsOf(properties).map(({ Key, Value }) => `<Tag><Key>${Key}</Key><Value>${Value}</Value></Tag>`);
      if (tags.length > 0) configurations.set('tagging', `<Tagging><TagSet>${tags.join('')}</TagSet></Tagging>`);
      return { ...made, physicalId: name };
    },
    remove({ physicalId }) {
      // It was emptied and deleted by hand.
      if (!account().s3.buckets.has(physicalId)) return;
      // Old versions count, too.
      if (account().s3.bucket(physicalId).objects.size > 0)
        throw new Error('The bucket you tried to delete is not empty (Service: S3, Status Code: 409)');
      account().s3.buckets.delete(physicalId);
    },
    find: (name) => (account().s3.buckets.has(name) ? { physicalId: name } : undefined),
  };
}

function queues({ account }: MakerOptions): ResourceMaker {
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
    remove({ physicalId }, { region }) {
      account().sqs.delete(physicalId.split('/').at(-1) ?? '', region);
    },
  };
}

function topics({ account }: MakerOptions): ResourceMaker {
  return {
    create(properties, { region }, made) {
      const arn = account().sns.create(named(properties, 'TopicName', made.physicalId), region);
      return { physicalId: arn, attributes: { TopicArn: arn, TopicName: arn.split(':').at(-1) ?? '' } };
    },
    // Subscriptions go with their topic.
    remove({ physicalId }, { region }) {
      account().sns.topicsIn(region).delete(physicalId);
    },
  };
}

function topicPolicies({ account }: MakerOptions): ResourceMaker {
  return {
    create(properties, _, made) {
      const policy = JSON.stringify(objectAt(properties, 'PolicyDocument'));
      for (const arn of listAt(properties, 'Topics')) account().sns.topic(String(arn)).attributes.set('Policy', policy);
      return made;
    },
    // The topic goes too, or gets another one.
    remove() {},
  };
}

function subscriptions({ account }: MakerOptions): ResourceMaker {
  return {
    create(properties) {
      const [topic = '', protocol = '', endpoint = ''] = ['TopicArn', 'Protocol', 'Endpoint'].map(
        (key) => textAt(properties, key) ?? '',
      );
      const { arn } = account().sns.subscribe(topic, protocol, endpoint);
      return { physicalId: arn };
    },
    remove({ physicalId, properties }, { region }) {
      const owner = account().sns.ownerOf(textAt(properties, 'TopicArn') ?? '');
      for (const { subscriptions } of owner.topicsIn(region).values()) {
        const at = subscriptions.findIndex(({ arn }) => arn === physicalId);
        if (at >= 0) subscriptions.splice(at, 1);
      }
    },
  };
}

function tables({ account: here, dynamodb }: MakerOptions): ResourceMaker {
  const client = (region: string) =>
    new DynamoDBClient({
      endpoint: dynamodb,
      region,
      credentials: { accessKeyId: 'cloudformation', secretAccessKey: 'test' },
    });
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
  // An absent property is as AWS has it by default, and isn't touched by an update.
  const guard = (name: string, properties: JsonObject, region: string) => {
    const isProtected = truthAt(properties, 'DeletionProtectionEnabled');
    const isRecoverable = truthAt(properties, 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled');
    if (isProtected !== undefined) here().guards.protect(name, region, isProtected);
    if (isRecoverable !== undefined) here().guards.recover(name, region, isRecoverable);
  };
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
      const { Arn: ResourceArn } = attributes(name, region, account);
      const Tags = tagsOf(properties);
      if (Tags.length > 0) await client(region).send(new TagResourceCommand({ ResourceArn, Tags }));
      guard(name, properties, region);
      return { physicalId: name, attributes: attributes(name, region, account) };
    },
    update(properties, { region }, { physicalId }) {
      guard(physicalId, properties, region);
      return { physicalId };
    },
    async remove({ physicalId }, { region }) {
      here().guards.checkDeletion(physicalId, region);
      await client(region).send(new DeleteTableCommand({ TableName: physicalId }));
    },
    async find(name, { region, account }) {
      return (await there(name, region))
        ? { physicalId: name, attributes: attributes(name, region, account) }
        : undefined;
    },
  };
}

function functions({ account, deploy, stop }: MakerOptions): ResourceMaker {
  const put = async (properties: JsonObject, name: string) => {
    const [bucket, key] = [textAt(properties, 'Code.S3Bucket') ?? '', textAt(properties, 'Code.S3Key') ?? ''];
    const inline = textAt(properties, 'Code.ZipFile');
    // CloudFormation puts text into a file named index.js.
    const zip = inline === undefined ? account().s3.get(bucket, key) : zipSync({ 'index.js': Buffer.from(inline) });
    if (zip === undefined)
      throw new Error(`Error occurred while GetObject. S3 Error Code: NoSuchKey. (Service: Lambda, Status Code: 400)`);
    const { createHash } = await import('node:crypto');
    account().lambda.create(name, {
      Timeout: Number(textAt(properties, 'Timeout') ?? 180),
      Role: textAt(properties, 'Role') ?? '',
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
    async remove({ physicalId }) {
      account().lambda.delete(physicalId);
      await stop(physicalId);
    },
  };
}

function mappings({ account }: MakerOptions): ResourceMaker {
  return {
    create(properties, { region, account: owner }) {
      const { lambda } = account();
      const name = textAt(properties, 'FunctionName') ?? '';
      const id = lambda.map(lambda.arnOf(name, region), textAt(properties, 'EventSourceArn') ?? '', region);
      const arn = `arn:aws:lambda:${region}:${owner}:event-source-mapping:${id}`;
      return { physicalId: id, attributes: { Id: id, EventSourceMappingArn: arn } };
    },
    remove: ({ physicalId }, { region }) => void account().lambda.mappingsIn(region).delete(physicalId),
  };
}
