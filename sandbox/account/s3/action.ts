/** S3's action from method, path and query. */
import type { HttpRequest } from '../../../src/demo/http.ts';

/** S3 Control: https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html */
const isControl = ({ path }: HttpRequest) => path.startsWith('/v20180820/configuration/publicAccessBlock');

export interface S3Address {
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
}

export function addressOf({ path }: HttpRequest): S3Address {
  const [where = '', query = ''] = path.split('?', 2);
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(decodeURIComponent(where)) ?? [];
  return { bucket, key, query: new URLSearchParams(query) };
}

/** The parts of a bucket that are put and got as a whole, by their name in the query. */
export const SUB_RESOURCES: Readonly<Record<string, string>> = {
  notification: 'BucketNotificationConfiguration',
  versioning: 'BucketVersioning',
  policy: 'BucketPolicy',
  policyStatus: 'BucketPolicyStatus',
  acl: 'BucketAcl',
  'object-lock': 'ObjectLockConfiguration',
  encryption: 'BucketEncryption',
  publicAccessBlock: 'PublicAccessBlock',
  lifecycle: 'BucketLifecycleConfiguration',
  tagging: 'BucketTagging',
};

const VERBS: Readonly<Record<string, string>> = { GET: 'Get', PUT: 'Put', DELETE: 'Delete', HEAD: 'Head' };

export function actionOf(asked: HttpRequest): string {
  const { bucket, key, query } = addressOf(asked);
  const verb = VERBS[asked.method] ?? '';
  if (isControl(asked)) return `${verb}AccountPublicAccessBlock`;
  if (bucket === '') return 'ListBuckets';
  if (key !== '') return asked.method === 'POST' ? 'PostObject' : `${verb}Object`;
  if (query.has('delete')) return 'DeleteObjects';
  if (query.has('versions')) return 'ListObjectVersions';
  if (query.has('location')) return 'GetBucketLocation';
  for (const [name, resource] of Object.entries(SUB_RESOURCES)) if (query.has(name)) return `${verb}${resource}`;
  if (asked.method === 'GET') return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
  return asked.method === 'PUT' ? 'CreateBucket' : `${verb}Bucket`;
}
