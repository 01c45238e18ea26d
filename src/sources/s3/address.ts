/** Addresses in S3, as users write them. */

export interface S3Address {
  readonly bucket: string;
  /** The beginning of keys; may be empty. */
  readonly prefix: string;
}

const ADDRESS = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/is;

export const isS3 = (path: string): boolean => /^s3:\/\//i.test(path);

/** Undefined if it names no bucket. */
export function parseS3(text: string): S3Address | undefined {
  const [, bucket, prefix = ''] = ADDRESS.exec(text) ?? [];
  return bucket === undefined ? undefined : { bucket: bucket.toLowerCase(), prefix: prefix.replace(/^\/+/, '') };
}

export const uriOf = (bucket: string, key: string): string => `s3://${bucket}/${key}`;
