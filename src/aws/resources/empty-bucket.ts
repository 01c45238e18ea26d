/** Empties a bucket, or deletes one: all versions of all objects, and the delete markers. */
import type {
  _Error,
  DeleteMarkerEntry,
  ListObjectVersionsOutput,
  ObjectIdentifier,
  S3Client,
} from '@aws-sdk/client-s3';
import { visible } from '../../core/text.ts';
import type { UserError } from '../../core/user-error.ts';
import type { Aws } from '../clients.ts';
import { refused as stackRefused } from '../cloudformation/refused.ts';
import { explainAws } from '../errors.ts';
import { readError } from '../fault.ts';

export interface OwnBucket {
  readonly name: string;
  /** The expected owner: names are global, and another account may have this one. */
  readonly account: string;
}

export interface EmptyOptions {
  readonly signal: AbortSignal;
  /** Gets the number of versions and markers removed so far. */
  readonly onRemoved?: (count: number) => void;
}

/** Throws a `UserError` if unknown. */
export async function bucketExists({ name, account }: OwnBucket, aws: Aws, signal: AbortSignal): Promise<boolean> {
  const { ListObjectVersionsCommand } = await import('@aws-sdk/client-s3');
  const input = { Bucket: name, ExpectedBucketOwner: account, MaxKeys: 1 };
  try {
    await (await aws.s3()).send(new ListObjectVersionsCommand(input), { abortSignal: signal });
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw await explained(error, 's3:ListBucketVersions', aws);
  }
}

/** Does nothing if there is no such bucket. Throws a `UserError` if an object in it can't be deleted. */
export async function emptyBucket(bucket: OwnBucket, aws: Aws, { signal, onRemoved }: EmptyOptions): Promise<void> {
  const { ListObjectVersionsCommand } = await import('@aws-sdk/client-s3');
  const client = await aws.s3();
  const refused: _Error[] = [];
  let removed = 0;
  let place: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (place !== undefined) {
    const input: ConstructorParameters<typeof ListObjectVersionsCommand>[0] = { ...ownerOf(bucket), ...place };
    const page = await client.send(new ListObjectVersionsCommand(input), { abortSignal: signal }).catch(noBucket);
    if (page === undefined) return;
    if (page instanceof Error) throw await explained(page, 's3:ListBucketVersions', aws);
    const versions = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].flatMap(identifierOf);
    const errors = await deleteAll(bucket, versions, client, signal).catch((error: unknown) => error);
    if (!Array.isArray(errors)) throw await explained(errors, 's3:DeleteObjectVersion', aws);
    refused.push(...errors);
    removed += versions.length - errors.length;
    onRemoved?.(removed);
    place = page.IsTruncated === true && page.NextKeyMarker !== undefined ? next(page) : undefined;
  }
  if (refused.length > 0) throw notEmptied(bucket, refused);
}

/** Deletes the bucket with its content. Does nothing if there is none. */
export async function deleteBucket(bucket: OwnBucket, aws: Aws, options: EmptyOptions): Promise<void> {
  const { DeleteBucketCommand } = await import('@aws-sdk/client-s3');
  const client = await aws.s3();
  // Files on their way when the trail was deleted may still arrive.
  for (let left = ATTEMPTS; ; left -= 1) {
    await emptyBucket(bucket, aws, options);
    try {
      await client.send(new DeleteBucketCommand(ownerOf(bucket)), { abortSignal: options.signal });
      return;
    } catch (error) {
      if (isMissing(error)) return;
      if (left > 1 && readError(error).name === 'BucketNotEmpty') continue;
      throw await explained(error, 's3:DeleteBucket', aws);
    }
  }
}

const ATTEMPTS = 3;
const ownerOf = ({ name, account }: OwnBucket) => ({ Bucket: name, ExpectedBucketOwner: account });
const isMissing = (error: unknown) => /^NoSuchBucket$|^NotFound$/.test(readError(error).name);

/** Undefined if it is gone; any other error as it is. */
function noBucket(error: unknown): Error | undefined {
  if (isMissing(error)) return undefined;
  return error instanceof Error ? error : new Error(String(error));
}

/** A key without version would only hide the object. */
function identifierOf({ Key, VersionId }: DeleteMarkerEntry): ObjectIdentifier[] {
  return Key === undefined ? [] : [{ Key, VersionId: VersionId ?? 'null' }];
}

function next({ NextKeyMarker, NextVersionIdMarker }: ListObjectVersionsOutput) {
  return {
    ...(NextKeyMarker === undefined ? {} : { KeyMarker: NextKeyMarker }),
    ...(NextVersionIdMarker === undefined ? {} : { VersionIdMarker: NextVersionIdMarker }),
  };
}

/** A page is at most what one request deletes: 1,000. */
async function deleteAll(
  bucket: OwnBucket,
  versions: ObjectIdentifier[],
  client: S3Client,
  abortSignal: AbortSignal,
): Promise<readonly _Error[]> {
  if (versions.length === 0) return [];
  const { DeleteObjectsCommand } = await import('@aws-sdk/client-s3');
  const Delete = { Objects: versions, Quiet: true };
  const { Errors = [] } = await client.send(new DeleteObjectsCommand({ ...ownerOf(bucket), Delete }), { abortSignal });
  return Errors;
}

/** Object Lock, a policy that denies: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html */
function notEmptied({ name }: OwnBucket, refused: readonly _Error[]): UserError {
  const [first] = refused;
  const why = [first?.Code, first?.Message].filter((text) => text !== undefined && text !== '').join(': ');
  return stackRefused((words) => words.bucketNotEmptied(name, refused.length, visible(`${first?.Key} (${why})`)));
}

async function explained(error: unknown, action: string, aws: Aws): Promise<UserError> {
  return explainAws(error, { action, region: await aws.homeRegion(), profile: aws.profile, command: 'destroy' });
}
