/** What goes into the artifacts bucket: the function's zip, and templates that are too long for a request. */
import { createHash } from 'node:crypto';
import type { Aws } from '../aws/clients.ts';
import { explainAws } from '../aws/errors.ts';
import type { FunctionZip } from '../aws/function-zip.ts';
import type { StackSpec } from '../aws/stacks/stacks.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const TEMPLATE_BODY_BYTES = 51_200;

export const isTooLong = (template: string): boolean => Buffer.byteLength(template) > TEMPLATE_BODY_BYTES;

export async function upload({ bytes, key }: FunctionZip, bucket: string, aws: Aws): Promise<void> {
  const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
  const client = await aws.s3();
  // The key is made of the content, so what is there is right.
  const isThere = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  await put(bucket, key, bytes, 'application/zip', aws).catch(async (error: unknown) => {
    const region = await aws.homeRegion();
    throw explainAws(error, { action: 's3:PutObject', region, profile: aws.profile, command: 'deploy' });
  });
}

/** The same stack, its template in the bucket. Throws what S3 says. */
export async function uploadTemplate(spec: StackSpec, bucket: string, aws: Aws): Promise<StackSpec> {
  const key = `templates/${createHash('sha256').update(spec.template).digest('hex').slice(0, 40)}.yaml`;
  await put(bucket, key, Buffer.from(spec.template), 'application/yaml', aws);
  const domain = spec.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return { ...spec, templateUrl: `https://${bucket}.s3.${await aws.homeRegion()}.${domain}/${key}` };
}

async function put(bucket: string, key: string, bytes: Uint8Array, type: string, aws: Aws): Promise<void> {
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  const client = await aws.s3();
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: type }));
}
