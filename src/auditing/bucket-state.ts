/** The bucket of a trail, as an audit reads it: plain data, in which each failed read stays visible. */
import type { JsonObject } from '../core/event.ts';
import type { Reading } from './reading.ts';

/** `other`: of another account, which isn't read. `gone`: there is no such bucket. */
export type BucketPlace = BucketState | 'other' | 'gone';

export interface BucketState {
  readonly region: string;
  /** Block Public Access of the bucket, and of the account. */
  readonly block: Reading<PublicBlock>;
  readonly accountBlock: Reading<PublicBlock>;
  /** AWS's own verdict on the policy: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html */
  readonly hasPublicPolicy: Reading<boolean>;
  /** The ACL has a grant to everybody, or to everybody with an AWS account. */
  readonly hasPublicAcl: Reading<boolean>;
  /** JSON text; empty without a policy. */
  readonly policy: Reading<string>;
  readonly versioning: Reading<Versioning>;
  /** Undefined without one. */
  readonly lock: Reading<ObjectLock | undefined>;
  readonly lifecycle: Reading<Lifecycle>;
}

export interface Lifecycle {
  readonly expirations: readonly Expiration[];
  /** As PutBucketLifecycleConfiguration takes it, which replaces all rules; empty without rules. */
  readonly definition: JsonObject;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
export interface PublicBlock {
  readonly blocksAcls: boolean;
  readonly ignoresAcls: boolean;
  readonly blocksPolicies: boolean;
  readonly restrictsPolicies: boolean;
}

export const NO_BLOCK: PublicBlock = {
  blocksAcls: false,
  ignoresAcls: false,
  blocksPolicies: false,
  restrictsPolicies: false,
};

export interface Versioning {
  readonly isOn: boolean;
  readonly hasMfaDelete: boolean;
}

export interface ObjectLock {
  /** The retention of new objects: `COMPLIANCE` or `GOVERNANCE`; undefined if each object has its own, or none. */
  readonly mode: string | undefined;
}

/** An enabled lifecycle rule that deletes objects. */
export interface Expiration {
  /** Its place among the rules, from 0. */
  readonly at: number;
  readonly id: string;
  readonly prefix: string;
  /** Only objects with these tags, which log files don't have. */
  readonly hasTags: boolean;
  readonly days: number | undefined;
  /** Milliseconds since the epoch: from this day on, instead of `days`. */
  readonly date: number | undefined;
}
