/** CloudTrail's next deliveries, to log groups and to buckets, by whom their policies let in now. */
import { numberAt, textAt } from '../src/core/fields.ts';
import type { Account } from './account/account.ts';
import { isAllowedBy } from './account/resource-policy.ts';
import { happenings } from './scripted/good.ts';
import { writeFile } from './trail-writer.ts';

/** A role's own policy names no principal. */
function forAnybody(policy: string): string {
  const { Statement = [] }: { readonly Statement?: readonly object[] } = JSON.parse(policy);
  return JSON.stringify({ Statement: Statement.map((one) => ({ Principal: '*', ...one })) });
}

/** Tries anew to write each trail's events to its log group, as CloudTrail does with every delivery. */
export function deliverToLogs({ cloudtrail, logs, identity }: Account): void {
  for (const { arn, about, status } of cloudtrail.trails) {
    const group = textAt(about, 'CloudWatchLogsLogGroupArn') ?? '';
    const [, , , region = '', , , name = ''] = group.split(':');
    if (name === '' || numberAt(status, 'StopLoggingTime') !== undefined) continue;
    const role = textAt(about, 'CloudWatchLogsRoleArn') ?? '';
    const policies = [...(identity.rolePolicies.get(role.split('/').at(-1) ?? '')?.values() ?? [])];
    const mayWrite = (policy: string) =>
      ['logs:CreateLogStream', 'logs:PutLogEvents'].every((action) =>
        isAllowedBy(forAnybody(policy), { principal: role, action, resource: group }),
      );
    const isFine = logs.groupsIn(region).has(name) && policies.some(mayWrite);
    cloudtrail.replace(arn, {
      status: { ...status, LatestCloudWatchLogsDeliveryError: isFine ? '' : 'Access denied. Check your role.' },
    });
  }
}

/** Tries anew to write a file for each trail that had trouble, or whose bucket is empty: an event that nobody looks for. */
export function deliverToFiles(account: Account): void {
  const { cloudtrail, s3 } = account;
  for (const { arn, about, status } of cloudtrail.trails) {
    const name = textAt(about, 'S3BucketName') ?? '';
    const bucket = s3.buckets.get(name);
    const isFine = (textAt(status, 'LatestDeliveryError') ?? '') === '' && (bucket?.objects.size ?? 0) > 0;
    if (isFine || status['IsLogging'] === false) continue;
    const LatestDeliveryError = cloudtrail.bucketFor(name, arn);
    if (LatestDeliveryError === '') {
      const [event = {}] = happenings(account);
      writeFile([{ ...event, eventID: '00000000-0000-4000-a000-000000000000' }], name, account);
    }
    const at = LatestDeliveryError === '' ? { LatestDeliveryTime: s3.world.now() / 1_000 } : {};
    cloudtrail.replace(arn, { status: { ...status, ...at, LatestDeliveryError } });
  }
}
