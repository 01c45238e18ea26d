/** Calls that mend a trail's bucket: closed, kept from others, with files that stay, and open for CloudTrail. */
import { bucketArn } from '../../core/arn.ts';
import type { JsonObject } from '../../core/event.ts';
import type { BucketState, Expiration } from '../bucket-state.ts';
import { OF_BUCKET, OF_OBJECTS } from '../checks/recording/destroyers.ts';
import { type Answer, lets } from '../lets.ts';
import type { Snapshot, TrailState } from '../snapshot.ts';
import { withStatement } from './people.ts';
import type { AwsCall } from './remedy.ts';
import { owned } from './trails.ts';

const EVERYTHING_BLOCKED = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** Block Public Access, all of it. */
export const closing = (Bucket: string, region: string): AwsCall => [
  's3api',
  'put-public-access-block',
  region,
  { Bucket, PublicAccessBlockConfiguration: EVERYTHING_BLOCKED },
];

export const putPolicy = (Bucket: string, region: string, Policy: string): AwsCall => [
  's3api',
  'put-bucket-policy',
  region,
  { Bucket, Policy },
];

/** The bucket's policy with a denial of all that destroys log files, for everybody but these accounts. */
export const shutForOthers = (
  policy: string,
  { bucket, homeRegion }: TrailState,
  accounts: readonly string[],
): string =>
  withStatement(policy, {
    Sid: 'LoginWatchKeepsLogFiles',
    Effect: 'Deny',
    Principal: '*',
    Action: [...OF_OBJECTS, ...OF_BUCKET],
    Resource: [bucketArn(homeRegion, bucket), bucketArn(homeRegion, `${bucket}/*`)],
    // Callers without an account have no such key, and a negated test holds for them.
    Condition: { StringNotEquals: { 'aws:PrincipalAccount': accounts } },
  });

/** Standards such as PCI DSS ask for a year. */
const DAYS = 365;

/** The lifecycle with a year for these rules; all others as they are. */
export function lasting(
  { region, lifecycle }: BucketState,
  Bucket: string,
  tooShort: readonly Expiration[],
): readonly AwsCall[] {
  if (lifecycle.kind === 'refused') return [];
  const { definition } = lifecycle.value;
  const { Rules = [] } = (definition['LifecycleConfiguration'] ?? {}) as { readonly Rules?: readonly JsonObject[] };
  const changed = Rules.map((rule, at) => (tooShort.some((one) => one.at === at) ? withYear(rule) : rule));
  const all = { Bucket, ...definition, LifecycleConfiguration: { Rules: changed } };
  return [['s3api', 'put-bucket-lifecycle-configuration', region, all]];
}

/** S3 refuses days beside dates of transitions, so there nothing expires. */
function withYear(rule: JsonObject): JsonObject {
  const { Expiration: _, ...rest } = rule;
  const transitions = (rule['Transitions'] ?? []) as readonly JsonObject[];
  return transitions.some(({ Date: date }) => date !== undefined) ? rest : { ...rest, Expiration: { Days: DAYS } };
}

/** A bucket of the name that is gone, before a stranger takes it. */
export function newBucket(trail: TrailState, snapshot: Snapshot): readonly AwsCall[] {
  const { bucket: Bucket, homeRegion: region } = trail;
  const place = region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region } };
  return owned(
    trail,
    snapshot,
    ['s3api', 'create-bucket', region, { Bucket, ...place }],
    closing(Bucket, region),
    ['s3api', 'put-bucket-versioning', region, { Bucket, VersioningConfiguration: { Status: 'Enabled' } }],
    putPolicy(Bucket, region, lettingIn('', trail)),
  );
}

/** All that CloudTrail lacks to write files; nothing if the bucket is another account's, or isn't what stops it. */
export function lettingFilesIn(trail: TrailState, snapshot: Snapshot): readonly AwsCall[] {
  const place = snapshot.buckets.get(trail.bucket);
  if (place?.kind !== 'read' || place.value === 'other') return [];
  if (place.value === 'gone') return newBucket(trail, snapshot);
  const { policy, region } = place.value;
  if (policy.kind === 'refused' || !answersOf(policy.value, trail, snapshot).includes('no')) return [];
  const wider = lettingIn(policy.value, trail);
  // A statement that denies can't be outdone by one that allows.
  return answersOf(wider, trail, snapshot).includes('no') ? [] : [putPolicy(trail.bucket, region, wider)];
}

const SERVICE = 'cloudtrail.amazonaws.com';

/** True if the bucket is there, and its policy is known to let CloudTrail write. */
export function letsFilesIn(trail: TrailState, snapshot: Snapshot): boolean {
  const place = snapshot.buckets.get(trail.bucket);
  if (place?.kind !== 'read' || typeof place.value === 'string' || place.value.policy.kind === 'refused') return false;
  return !answersOf(place.value.policy.value, trail, snapshot).includes('no');
}

/** May CloudTrail look at the ACL, and may it write? */
function answersOf(
  policy: string,
  { arn, bucket, keyPrefix, homeRegion }: TrailState,
  { account }: Snapshot,
): readonly Answer[] {
  const place = bucketArn(homeRegion, bucket);
  const ask = (action: string, resource: string) =>
    lets(policy, { service: SERVICE, action, resource, account, source: arn });
  return [
    ask('s3:GetBucketAcl', place),
    ask('s3:PutObject', `${place}/${keyPrefix}AWSLogs/${account}/CloudTrail/file`),
  ];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html; with an organization's folder. */
function lettingIn(policy: string, { arn, bucket, keyPrefix, homeRegion }: TrailState): string {
  const place = bucketArn(homeRegion, bucket);
  const about = { Effect: 'Allow', Principal: { Service: SERVICE } };
  const isTrail = { 'aws:SourceArn': arn };
  const withRead = withStatement(policy, {
    Sid: 'LoginWatchTrailLooks',
    ...about,
    Action: 's3:GetBucketAcl',
    Resource: place,
    Condition: { StringEquals: isTrail },
  });
  return withStatement(withRead, {
    Sid: 'LoginWatchTrailWrites',
    ...about,
    Action: 's3:PutObject',
    Resource: `${place}/${keyPrefix}AWSLogs/*`,
    Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', ...isTrail } },
  });
}
