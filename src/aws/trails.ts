/** The account's trails, with all facts that decide whether one can be used. */
import type { CloudTrailClient, EventSelector, Trail } from '@aws-sdk/client-cloudtrail';
import type { Aws } from './clients.ts';
import { explainAws } from './errors.ts';

export interface TrailFacts {
  readonly name: string;
  readonly arn: string;
  readonly homeRegion: string;
  /** The account that owns it: for an organization's trail the management account or a delegated administrator. */
  readonly owner: string;
  readonly isMultiRegion: boolean;
  readonly isOrganization: boolean;
  readonly bucket: string;
  readonly keyArn: string | undefined;
  readonly logGroup: { readonly name: string; readonly account: string; readonly region: string } | undefined;
  readonly isLogging: boolean;
  /** ISO time of the last start of its logging. */
  readonly started: string | undefined;
  /** Includes read-only management events: `aws login` and federated sign-ins are such. Undefined if unknown. */
  readonly hasReads: boolean | undefined;
  /** ISO times, and AWS's message about the last attempt if it failed. */
  readonly lastFile: string | undefined;
  readonly fileError: string | undefined;
  readonly lastLogs: string | undefined;
  readonly logsError: string | undefined;
}

/** All trails that record this region, the organization's among them. */
export async function readTrails(aws: Aws, region: string): Promise<readonly TrailFacts[]> {
  const { DescribeTrailsCommand } = await import('@aws-sdk/client-cloudtrail');
  const client = await aws.cloudtrail(region);
  try {
    const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
    return await Promise.all(trailList.map((trail) => factsOf(trail, client)));
  } catch (error) {
    throw explainAws(error, { action: 'cloudtrail:DescribeTrails', region, profile: aws.profile, command: 'deploy' });
  }
}

async function factsOf(trail: Trail, client: CloudTrailClient): Promise<TrailFacts> {
  const { GetTrailStatusCommand, GetEventSelectorsCommand } = await import('@aws-sdk/client-cloudtrail');
  const arn = trail.TrailARN ?? '';
  const status = await client.send(new GetTrailStatusCommand({ Name: arn }));
  // Another account's trail doesn't show its selectors.
  const selectors = await client.send(new GetEventSelectorsCommand({ TrailName: arn })).catch(() => undefined);
  return {
    name: trail.Name ?? '',
    arn,
    homeRegion: trail.HomeRegion ?? '',
    owner: arn.split(':')[4] ?? '',
    isMultiRegion: trail.IsMultiRegionTrail === true,
    isOrganization: trail.IsOrganizationTrail === true,
    bucket: trail.S3BucketName ?? '',
    keyArn: trail.KmsKeyId,
    logGroup: logGroupOf(trail.CloudWatchLogsLogGroupArn),
    isLogging: status.IsLogging === true,
    started: status.StartLoggingTime?.toISOString(),
    hasReads: hasReads(selectors?.EventSelectors, selectors?.AdvancedEventSelectors !== undefined),
    lastFile: status.LatestDeliveryTime?.toISOString(),
    fileError: status.LatestDeliveryError,
    lastLogs: status.LatestCloudWatchLogsDeliveryTime?.toISOString(),
    logsError: status.LatestCloudWatchLogsDeliveryError,
  };
}

/** `arn:aws:logs:us-east-1:111122223333:log-group:trail:*` */
export function logGroupOf(arn: string | undefined): TrailFacts['logGroup'] {
  const [, , , region, account, , name] = (arn ?? '').split(':');
  return region === undefined || account === undefined || name === undefined ? undefined : { name, account, region };
}

function hasReads(selectors: readonly EventSelector[] | undefined, isAdvanced: boolean): boolean | undefined {
  if (selectors === undefined || (selectors.length === 0 && isAdvanced)) return undefined;
  return selectors.some(
    ({ IncludeManagementEvents = true, ReadWriteType = 'All' }) =>
      IncludeManagementEvents && ReadWriteType !== 'WriteOnly',
  );
}
