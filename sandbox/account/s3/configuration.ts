/** Buckets' settings, kept as they were put: notifications, versions, policy, encryption. */
import { judgeAccess } from '../../../src/core/access/access.ts';
import type { HttpAnswer } from '../../../src/demo/http.ts';
import { LIMITS } from '../../limits.ts';
import { AwsFault } from '../service.ts';
import { SUB_RESOURCES } from './action.ts';
import { readUpload } from './body.ts';
import type { Bucket } from './bucket.ts';
import type { ObjectRequest } from './object.ts';

/** Canonical id of the owner, to whom an ACL gives everything at first. */
const OWNER = '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be';

/** Answers without a configuration: empty, or an error. */
const EMPTY: Readonly<Record<string, string>> = {
  notification: '<NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>',
  versioning: '<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>',
  acl: `<AccessControlPolicy><Owner><ID>${OWNER}</ID></Owner><AccessControlList>${grantTo(OWNER)}</AccessControlList></AccessControlPolicy>`,
};
const ABSENT: Readonly<Record<string, string>> = {
  policy: 'NoSuchBucketPolicy',
  encryption: 'ServerSideEncryptionConfigurationNotFoundError',
  publicAccessBlock: 'NoSuchPublicAccessBlockConfiguration',
  lifecycle: 'NoSuchLifecycleConfiguration',
  tagging: 'NoSuchTagSet',
  policyStatus: 'NoSuchBucketPolicy',
  'object-lock': 'ObjectLockConfigurationNotFoundError',
};

/** Undefined for other actions. */
export function configure(action: string, { bucket, place, asked }: ObjectRequest): HttpAnswer | undefined {
  const name = Object.keys(SUB_RESOURCES).find(
    (one) => place.query.has(one) && action.endsWith(SUB_RESOURCES[one] ?? ''),
  );
  if (name === undefined) return undefined;
  if (asked.method === 'PUT') {
    const text = readUpload(asked).bytes.toString('utf8');
    // Whether a function, topic or queue still lets S3 in isn't modelled: as if none of them did.
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
    if (
      name === 'notification' &&
      /<(?:Queue|Topic|CloudFunction)>/.test(text) &&
      asked.headers[LIMITS.otherDestinations] !== 'true'
    )
      throw new AwsFault('InvalidArgument', 'Unable to validate the following destination configurations');
    bucket.configurations.set(name, text);
    return { status: 200, body: '' };
  }
  if (asked.method === 'DELETE') {
    bucket.configurations.delete(name);
    return { status: 204, body: '' };
  }
  const body = name === 'policyStatus' ? statusOf(bucket) : (bucket.configurations.get(name) ?? EMPTY[name]);
  if (body === undefined)
    throw new AwsFault(ABSENT[name] ?? 'NoSuchConfiguration', `There is no ${name}`, { status: 404 });
  return { status: 200, headers: { 'content-type': name === 'policy' ? 'application/json' : 'application/xml' }, body };
}

function grantTo(id: string): string {
  const grantee = `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>${id}</ID></Grantee>`;
  return `<Grant>${grantee}<Permission>FULL_CONTROL</Permission></Grant>`;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status */
function statusOf({ configurations, owner }: Bucket): string | undefined {
  const policy = configurations.get('policy');
  if (policy === undefined) return undefined;
  const { who } = judgeAccess({ account: owner, accounts: [] }, policy);
  return `<PolicyStatus><IsPublic>${who === 'anybody'}</IsPublic></PolicyStatus>`;
}
