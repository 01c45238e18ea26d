/** Trails, their status now, and what they select. */
import type { AdvancedFieldSelector, CloudTrailClient, EventSelector, Trail } from '@aws-sdk/client-cloudtrail';
import type { BasicSelector, FieldSelector, Reading, TrailState, TrailStatus } from '../../auditing/snapshot.ts';
import { logGroupOf } from '../trails.ts';
import { attempt, type Reader } from './attempt.ts';
import { plain } from './plain.ts';

/** The trails that a region shows: its own, and those of all regions. */
export async function listTrails(region: string, reader: Reader): Promise<Reading<readonly Trail[]>> {
  const { DescribeTrailsCommand } = await import('@aws-sdk/client-cloudtrail');
  return attempt('cloudtrail:DescribeTrails', region, reader, async () => {
    const client = await reader.aws.cloudtrail(region);
    const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
    return trailList;
  });
}

/** `region`: one that shows the trail. */
export async function readTrail(trail: Trail, region: string, reader: Reader): Promise<TrailState> {
  const arn = trail.TrailARN ?? '';
  const home = trail.HomeRegion ?? region;
  const client = await reader.aws.cloudtrail(home);
  const [status, selection] = await Promise.all([
    readStatus(arn, home, client, reader),
    readSelection(arn, home, client, reader),
  ]);
  return {
    name: trail.Name ?? '',
    arn,
    homeRegion: home,
    owner: arn.split(':')[4] ?? '',
    isMultiRegion: trail.IsMultiRegionTrail === true,
    isOrganization: trail.IsOrganizationTrail === true,
    bucket: trail.S3BucketName ?? '',
    keyPrefix: keyPrefixOf(trail.S3KeyPrefix),
    isValidated: trail.LogFileValidationEnabled === true,
    logGroup: logGroupOf(trail.CloudWatchLogsLogGroupArn),
    logsRole: trail.CloudWatchLogsRoleArn,
    status,
    selection,
  };
}

const keyPrefixOf = (prefix = '') => (prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`);

async function readStatus(
  arn: string,
  region: string,
  client: CloudTrailClient,
  reader: Reader,
): Promise<Reading<TrailStatus>> {
  const { GetTrailStatusCommand } = await import('@aws-sdk/client-cloudtrail');
  return attempt('cloudtrail:GetTrailStatus', region, reader, async () => {
    const status = await client.send(new GetTrailStatusCommand({ Name: arn }));
    return {
      isLogging: status.IsLogging === true,
      started: status.StartLoggingTime?.getTime(),
      stopped: status.StopLoggingTime?.getTime(),
      lastFile: status.LatestDeliveryTime?.getTime(),
      fileError: status.LatestDeliveryError,
      lastLogs: status.LatestCloudWatchLogsDeliveryTime?.getTime(),
      logsError: status.LatestCloudWatchLogsDeliveryError,
    };
  });
}

async function readSelection(
  arn: string,
  region: string,
  client: CloudTrailClient,
  reader: Reader,
): Promise<TrailState['selection']> {
  const { GetEventSelectorsCommand } = await import('@aws-sdk/client-cloudtrail');
  return attempt('cloudtrail:GetEventSelectors', region, reader, async () => {
    const { EventSelectors = [], AdvancedEventSelectors = [] } = await client.send(
      new GetEventSelectorsCommand({ TrailName: arn }),
    );
    return {
      basic: EventSelectors.map(basicOf),
      advanced: AdvancedEventSelectors.map(({ FieldSelectors = [] }) => FieldSelectors.map(fieldOf)),
      selectors: { basic: EventSelectors.map(plain), advanced: AdvancedEventSelectors.map(plain) },
    };
  });
}

const basicOf = ({
  IncludeManagementEvents = true,
  ReadWriteType = 'All',
  ExcludeManagementEventSources = [],
}: EventSelector): BasicSelector => ({
  hasManagement: IncludeManagementEvents,
  kind: ReadWriteType,
  excluded: ExcludeManagementEventSources,
});

const fieldOf = (selector: AdvancedFieldSelector): FieldSelector => ({
  field: selector.Field ?? '',
  equals: selector.Equals ?? [],
  startsWith: selector.StartsWith ?? [],
  endsWith: selector.EndsWith ?? [],
  notEquals: selector.NotEquals ?? [],
  notStartsWith: selector.NotStartsWith ?? [],
  notEndsWith: selector.NotEndsWith ?? [],
});
