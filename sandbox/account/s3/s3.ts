/** S3: buckets with one name space for all, each of one region. https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html */
import { AwsFault, type Service } from '../service.ts';
import type { AccountContext } from '../world.ts';
import { Bucket } from './bucket.ts';
import { s3Service } from './service.ts';

/** Recipients of notifications, and the buckets of other accounts. */
export interface S3Neighbours {
  /** Notifies EventBridge of a new object, if the bucket is set up for it. */
  readonly tell?: (bucket: string, key: string, size: number, region: string) => void;
  readonly publish?: (topicArn: string, message: string, bucketArn: string) => void;
  /** Buckets of other accounts. */
  readonly others?: () => readonly S3[];
  /** ARN of the principal whose access key this is. */
  readonly callerOf?: (accessKey: string) => string;
}

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
  readonly neighbours: S3Neighbours;
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
  /** Block Public Access of the account, as XML. */
  accountBlock: string | undefined;
  /** The most keys of one page of a list. */
  pageSize = 1_000;

  constructor(world: AccountContext, neighbours: S3Neighbours = {}) {
    this.world = world;
    this.neighbours = neighbours;
    this.service = s3Service(this);
  }

  create(name: string, region = this.world.home): void {
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name))
      throw new AwsFault('InvalidBucketName', 'The specified bucket is not valid.');
    if (this.foreign.has(name) || this.holderOf(name) !== this)
      throw new AwsFault('BucketAlreadyExists', 'The requested bucket name is not available.', { status: 409 });
    if (this.buckets.has(name) && region === 'us-east-1') return;
    if (this.buckets.has(name))
      throw new AwsFault('BucketAlreadyOwnedByYou', 'You already own this bucket.', { status: 409 });
    const { tell, publish } = this.neighbours;
    const about = { name, owner: this.world.account, region, created: this.world.now() };
    const bucket: Bucket = new Bucket(about, ({ key, bytes }) => {
      if (bucket.tellsEventBridge) tell?.(name, key, bytes.length, region);
      for (const topic of bucket.topics)
        publish?.(topic, JSON.stringify(notificationOf(name, key, bytes.length)), `arn:aws:s3:::${name}`);
    });
    this.buckets.set(name, bucket);
  }

  /** The account's S3 that has the bucket: names are of all accounts together. This one, where none has it. */
  holderOf(name: string): S3 {
    if (this.buckets.has(name)) return this;
    return this.neighbours.others?.().find(({ buckets }) => buckets.has(name)) ?? this;
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

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const notificationOf = (name: string, key: string, size: number) => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      eventName: 'ObjectCreated:Put',
      s3: { bucket: { name, arn: `arn:aws:s3:::${name}` }, object: { key: encodeURIComponent(key), size } },
    },
  ],
});
