/** Makers for stores of records: log groups and their filters, trails. */
import { randomUUID } from 'node:crypto';
import { booleanAt, isObject, listAt, objectAt, textAt } from '../../src/core/fields.ts';
import type { ResourceMaker } from '../cloudformation/cloudformation.ts';
import { type MakerOptions, named, tagsOf } from './makers.ts';

export function makersOfRecords(ground: MakerOptions): Readonly<Record<string, ResourceMaker>> {
  return {
    'AWS::Logs::LogGroup': logGroups(ground),
    'AWS::Logs::SubscriptionFilter': subscriptionFilters(ground),
    'AWS::CloudTrail::Trail': trails(ground),
    'AWS::KMS::Key': keys(ground),
    'AWS::KMS::Alias': aliases(ground),
  };
}

function logGroups({ account }: MakerOptions): ResourceMaker {
  return {
    create(properties, { region, account: owner }, made) {
      const name = named(properties, 'LogGroupName', made.physicalId);
      const { tags } = account().logs.create(name, region);
      for (const { Key, Value } of tagsOf(properties)) tags.set(Key, Value);
      return { physicalId: name, attributes: { Arn: `arn:aws:logs:${region}:${owner}:log-group:${name}:*` } };
    },
    remove: ({ physicalId }, { region }) => void account().logs.groupsIn(region).delete(physicalId),
    find: (name, { region }) => (account().logs.groupsIn(region).has(name) ? { physicalId: name } : undefined),
  };
}

/** As PutSubscriptionFilter over the wire, so that the third is refused. */
function subscriptionFilters({ account }: MakerOptions): ResourceMaker {
  return {
    async create(properties, { region }, made) {
      const { CloudWatchLogsClient, PutSubscriptionFilterCommand } = await import('@aws-sdk/client-cloudwatch-logs');
      const client = new CloudWatchLogsClient({
        endpoint: account().endpoint,
        region,
        credentials: { accessKeyId: 'cloudformation', secretAccessKey: 'test' },
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
    remove({ physicalId, properties }, { region }) {
      const group = textAt(properties, 'LogGroupName') ?? '';
      account().logs.groupsIn(region).get(group)?.subscriptionFilters.delete(physicalId);
    },
  };
}

function keys({ account }: MakerOptions): ResourceMaker {
  return {
    create(properties, { region }, made) {
      const id = randomUUID();
      const arn = account().kms.create(id, objectAt(properties, 'KeyPolicy') ?? {}, {}, region);
      return { ...made, physicalId: id, attributes: { Arn: arn, KeyId: id } };
    },
    remove: ({ physicalId }, { region }) => void account().kms.keysIn(region).delete(physicalId),
  };
}

function aliases({ account }: MakerOptions): ResourceMaker {
  return {
    create(properties, { region }) {
      const alias = textAt(properties, 'AliasName') ?? '';
      const [id, key] = account().kms.find(textAt(properties, 'TargetKeyId') ?? '', region);
      account()
        .kms.keysIn(region)
        .set(id, { ...key, alias });
      return { physicalId: alias };
    },
    remove() {},
  };
}

function trails({ account }: MakerOptions): ResourceMaker {
  return {
    create(properties, { region }, made) {
      const name = named(properties, 'TrailName', made.physicalId);
      const selectors = listAt(properties, 'EventSelectors').filter(isObject);
      const isLogging = booleanAt(properties, 'IsLogging') ?? false;
      const started = { StartLoggingTime: account().cloudtrail.world.now() / 1_000 };
      const arn = account().cloudtrail.add(
        {
          Name: name,
          S3BucketName: textAt(properties, 'S3BucketName') ?? '',
          IsMultiRegionTrail: true,
          LogFileValidationEnabled: booleanAt(properties, 'EnableLogFileValidation') ?? false,
          CloudWatchLogsLogGroupArn: textAt(properties, 'CloudWatchLogsLogGroupArn') ?? '',
        },
        {
          region,
          selectors: { EventSelectors: selectors },
          status: { IsLogging: isLogging, ...(isLogging ? started : {}) },
        },
      );
      return { physicalId: name, attributes: { Arn: arn } };
    },
    remove: ({ physicalId }, { region }) => account().cloudtrail.remove(account().cloudtrail.arnOf(physicalId, region)),
  };
}
