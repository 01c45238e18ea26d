/** Uploads to the artifacts bucket: the function's zip, and templates too long for a request. */
import { createHash } from 'node:crypto';
import type { Aws } from '../aws/clients.ts';
import { refused } from '../aws/cloudformation/refused.ts';
import type { StackSpec } from '../aws/cloudformation/stacks.ts';
import { explainAws } from '../aws/errors.ts';
import { readError } from '../aws/fault.ts';
import type { FunctionZip } from '../aws/function-zip.ts';
import { dnsSuffixOf } from '../core/regions.ts';
import type { UserError } from '../core/user-error.ts';
import type { Template } from '../template/template.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const TEMPLATE_BODY_BYTES = 51_200;
export const TEMPLATE_BYTES = 1_048_576;

export const isTooLong = ({ text }: Template): boolean => Buffer.byteLength(text) > TEMPLATE_BODY_BYTES;

interface Upload {
  readonly bucket: string;
  /** Whose the bucket must be: names are the world's, and what lies in it decides what the notifier is. */
  readonly account: string;
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** Throws a `UserError`. */
export async function upload({ bytes, key }: FunctionZip, bucket: string, account: string, aws: Aws): Promise<void> {
  await putOnce({ bucket, account, key, bytes, type: 'application/zip' }, aws);
}

/** The same stack, its template in the bucket. Throws a `UserError`. */
export async function uploadTemplate(spec: StackSpec, bucket: string, account: string, aws: Aws): Promise<StackSpec> {
  const { text } = spec.template;
  const key = `templates/${createHash('sha256').update(text).digest('hex').slice(0, 40)}.yaml`;
  await putOnce({ bucket, account, key, bytes: Buffer.from(text), type: 'application/yaml' }, aws);
  return { ...spec, templateUrl: `https://${bucket}.s3.${await aws.homeRegion()}.${dnsSuffixOf(spec.region)}/${key}` };
}

async function putOnce({ bucket, account, key, bytes, type }: Upload, aws: Aws): Promise<void> {
  const { HeadObjectCommand, PutObjectCommand } = await import('@aws-sdk/client-s3');
  const client = await aws.s3();
  const where = { Bucket: bucket, Key: key, ExpectedBucketOwner: account };
  // The key is made of the content, so what is there is right.
  const isThere = await client.send(new HeadObjectCommand(where)).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  try {
    await client.send(new PutObjectCommand({ ...where, Body: bytes, ContentType: type }));
  } catch (error) {
    if (readError(error).name === 'NoSuchBucket') throw gone(bucket, error);
    const region = await aws.homeRegion();
    throw explainAws(error, { action: 's3:PutObject', region, profile: aws.profile, command: 'deploy' });
  }
}

function gone(bucket: string, cause: unknown): UserError {
  const stack = bucket.replace(/-\d{12}$/, '');
  return refused((words) => words.bucketGone(bucket, stack), { cause });
}
