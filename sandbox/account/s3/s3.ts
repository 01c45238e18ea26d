/** S3: buckets with one name space for all, each of one region. https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html */

import { AwsFault, type Service } from '../service.ts';
import type { AccountContext } from '../world.ts';
import { Bucket } from './bucket.ts';
import { s3Service } from './service.ts';

/** Notifies EventBridge of a new object, if the bucket is set up for it. */
type Tell = (bucket: string, key: string, size: number, region: string) => void;

/** The fate of an object that is fetched: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export type ObjectTrouble =
  /** Deleted after it was listed. */
  | 'vanished'
  /** The connection ends before the object. */
  | 'cut'
  | 'forbidden'
  /** Encrypted under a key that the caller may not use. */
  | 'no-key'
  /** Milliseconds until the answer. */
  | { readonly slow: number };

export class S3 {
  readonly world: AccountContext;
  readonly tell: Tell;
  readonly service: Service;
  readonly buckets = new Map<string, Bucket>();
  /** Names of other accounts' buckets: they can't be made, and they answer 403. */
  readonly foreign = new Set<string>();
  /** Owners of other accounts' buckets that let this one in, by name. */
  readonly owners = new Map<string, string>();

  /** By the key of the object. */
  readonly troubles = new Map<string, ObjectTrouble>();
  /** Names of buckets whose readers pay. */
  readonly payers = new Set<string>();
  /** The most keys of one page of a list. */
  pageSize = 1_000;

  constructor(world: AccountContext, tell: Tell = () => undefined) {
    this.world = world;
    this.tell = tell;
    this.service = s3Service(this);
  }

  create(name: string, region = this.world.home): void {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
      throw new AwsFault('InvalidBucketName', 'The specified bucket is not valid.');
    if (this.foreign.has(name))
      throw new AwsFault('BucketAlreadyExists', 'The requested bucket name is not available.', { status: 409 });
    if (this.buckets.has(name) && region === 'us-east-1') return;
    if (this.buckets.has(name))
      throw new AwsFault('BucketAlreadyOwnedByYou', 'You already own this bucket.', { status: 409 });
    const bucket: Bucket = new Bucket(name, region, this.world.now(), ({ key, bytes }) => {
      if (bucket.tellsEventBridge) this.tell(name, key, bytes.length, region);
    });
    this.buckets.set(name, bucket);
  }

  /** The bucket, asked in `region`; a bucket of another region redirects there. */
  bucket(name: string, region = this.buckets.get(name)?.region): Bucket {
    if (this.foreign.has(name)) throw new AwsFault('AccessDenied', 'Access Denied', { status: 403 });
    const bucket = this.buckets.get(name);
    if (bucket === undefined)
      throw new AwsFault('NoSuchBucket', 'The specified bucket does not exist', { status: 404 });
    if (bucket.region !== region)
      throw new AwsFault('PermanentRedirect', `The bucket must be addressed in ${bucket.region}.`, {
        status: 301,
        headers: { 'x-amz-bucket-region': bucket.region },
      });
    return bucket;
  }

  put(bucket: string, key: string, bytes: string | Uint8Array): void {
    this.bucket(bucket).put(key, Buffer.from(bytes), {}, this.world.now());
  }

  /** Undefined if there is none. */
  get(bucket: string, key: string): Buffer | undefined {
    return this.bucket(bucket).get(key)?.bytes;
  }

  keys(bucket: string): readonly string[] {
    return this.bucket(bucket)
      .current()
      .map(({ key }) => key);
  }
}
