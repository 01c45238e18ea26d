/** A trail's bucket: whose it is, who gets in, who may delete, and when its files go. */
import type { LifecycleRule, PublicAccessBlockConfiguration, S3Client } from '@aws-sdk/client-s3';
import {
  type BucketPlace,
  type Expiration,
  type Lifecycle,
  NO_BLOCK,
  type ObjectLock,
  type PublicBlock,
  type Versioning,
} from '../../auditing/bucket-state.ts';
import type { Reading } from '../../auditing/snapshot.ts';
import { readError } from '../fault.ts';
import { attempt, type Reader } from './attempt.ts';
import { plain } from './plain.ts';

export interface BucketsPlace {
  readonly account: string;
  readonly names: readonly string[];
}

/** By name. One after another: an account has one trail, or a few. */
export async function readBuckets(
  { account, names }: BucketsPlace,
  reader: Reader,
): Promise<ReadonlyMap<string, Reading<BucketPlace>>> {
  const found = new Map<string, Reading<BucketPlace>>();
  if (names.length === 0) return found;
  const accountBlock = await readAccountBlock(account, reader);
  for (const name of names) found.set(name, await readBucket(name, accountBlock, reader));
  return found;
}

async function readBucket(
  name: string,
  accountBlock: Reading<PublicBlock>,
  reader: Reader,
): Promise<Reading<BucketPlace>> {
  const region = await findOwn(name, reader);
  if (region.kind === 'refused') return region;
  if (region.value === undefined) return { kind: 'read', value: (await exists(name, reader)) ? 'other' : 'gone' };
  const asker: Asker = { name, region: region.value, client: await reader.aws.s3(region.value), reader };
  const [block, hasPublicPolicy, hasPublicAcl, policy, versioning, lock, lifecycle] = await Promise.all([
    readBlock(asker),
    readPolicyStatus(asker),
    readAcl(asker),
    readPolicy(asker),
    readVersioning(asker),
    readLock(asker),
    readLifecycle(asker),
  ]);
  const state = { region: region.value, block, accountBlock, hasPublicPolicy, hasPublicAcl, policy, versioning };
  return { kind: 'read', value: { ...state, lock, lifecycle } };
}

/** The region of one's own bucket; undefined if the account has none of this name. */
async function findOwn(name: string, reader: Reader): Promise<Reading<string | undefined>> {
  const { ListBucketsCommand } = await import('@aws-sdk/client-s3');
  const home = await reader.aws.homeRegion();
  return attempt('s3:ListAllMyBuckets', home, reader, async () => {
    const client = await reader.aws.s3(home);
    const { Buckets = [] } = await client.send(new ListBucketsCommand({ Prefix: name }), options(reader));
    const own = Buckets.find(({ Name }) => Name === name);
    return own === undefined ? undefined : (own.BucketRegion ?? home);
  });
}

/** Whether a bucket that isn't one's own is somebody else's. S3 answers 403 or a redirect for these. */
async function exists(name: string, reader: Reader): Promise<boolean> {
  const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
  const client = await reader.aws.s3();
  try {
    await client.send(new HeadBucketCommand({ Bucket: name }), options(reader));
    return true;
  } catch (error) {
    return readError(error).status !== 404;
  }
}

interface Asker {
  readonly name: string;
  readonly region: string;
  readonly client: S3Client;
  readonly reader: Reader;
}

const options = ({ signal }: Reader) => ({ abortSignal: signal });

/** S3 has an error for each part that a bucket lacks: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const ABSENT = new Set([
  'NoSuchPublicAccessBlockConfiguration',
  'NoSuchBucketPolicy',
  'ObjectLockConfigurationNotFoundError',
  'NoSuchLifecycleConfiguration',
]);

function part<T>(action: string, { region, reader }: Asker, without: T, ask: () => Promise<T>): Promise<Reading<T>> {
  return attempt(action, region, reader, () => orAbsent(without, ask));
}

async function orAbsent<T>(without: T, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (ABSENT.has(readError(error).name)) return without;
    throw error;
  }
}

async function readAccountBlock(account: string, reader: Reader): Promise<Reading<PublicBlock>> {
  const { GetPublicAccessBlockCommand } = await import('@aws-sdk/client-s3-control');
  const home = await reader.aws.homeRegion();
  return attempt('s3:GetAccountPublicAccessBlock', home, reader, () =>
    orAbsent(NO_BLOCK, async () => {
      const client = await reader.aws.s3Control(home);
      const command = new GetPublicAccessBlockCommand({ AccountId: account });
      return blockOf((await client.send(command, options(reader))).PublicAccessBlockConfiguration);
    }),
  );
}

async function readBlock(asker: Asker): Promise<Reading<PublicBlock>> {
  const { GetPublicAccessBlockCommand } = await import('@aws-sdk/client-s3');
  return part('s3:GetBucketPublicAccessBlock', asker, NO_BLOCK, async () => {
    const command = new GetPublicAccessBlockCommand({ Bucket: asker.name });
    return blockOf((await asker.client.send(command, options(asker.reader))).PublicAccessBlockConfiguration);
  });
}

const blockOf = ({
  BlockPublicAcls,
  IgnorePublicAcls,
  BlockPublicPolicy,
  RestrictPublicBuckets,
}: PublicAccessBlockConfiguration = {}): PublicBlock => ({
  blocksAcls: BlockPublicAcls === true,
  ignoresAcls: IgnorePublicAcls === true,
  blocksPolicies: BlockPublicPolicy === true,
  restrictsPolicies: RestrictPublicBuckets === true,
});

async function readPolicyStatus(asker: Asker): Promise<Reading<boolean>> {
  const { GetBucketPolicyStatusCommand } = await import('@aws-sdk/client-s3');
  return part('s3:GetBucketPolicyStatus', asker, false, async () => {
    const command = new GetBucketPolicyStatusCommand({ Bucket: asker.name });
    const { PolicyStatus } = await asker.client.send(command, options(asker.reader));
    return PolicyStatus?.IsPublic === true;
  });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const EVERYBODY = /\/groups\/global\/(?:AllUsers|AuthenticatedUsers)$/;

async function readAcl(asker: Asker): Promise<Reading<boolean>> {
  const { GetBucketAclCommand } = await import('@aws-sdk/client-s3');
  return attempt('s3:GetBucketAcl', asker.region, asker.reader, async () => {
    const { Grants = [] } = await asker.client.send(
      new GetBucketAclCommand({ Bucket: asker.name }),
      options(asker.reader),
    );
    return Grants.some(({ Grantee }) => EVERYBODY.test(Grantee?.URI ?? ''));
  });
}

async function readPolicy(asker: Asker): Promise<Reading<string>> {
  const { GetBucketPolicyCommand } = await import('@aws-sdk/client-s3');
  return part('s3:GetBucketPolicy', asker, '', async () => {
    const command = new GetBucketPolicyCommand({ Bucket: asker.name });
    return (await asker.client.send(command, options(asker.reader))).Policy ?? '';
  });
}

async function readVersioning(asker: Asker): Promise<Reading<Versioning>> {
  const { GetBucketVersioningCommand } = await import('@aws-sdk/client-s3');
  return attempt('s3:GetBucketVersioning', asker.region, asker.reader, async () => {
    const command = new GetBucketVersioningCommand({ Bucket: asker.name });
    const { Status, MFADelete } = await asker.client.send(command, options(asker.reader));
    return { isOn: Status === 'Enabled', hasMfaDelete: MFADelete === 'Enabled' };
  });
}

async function readLock(asker: Asker): Promise<Reading<ObjectLock | undefined>> {
  const { GetObjectLockConfigurationCommand } = await import('@aws-sdk/client-s3');
  return part<ObjectLock | undefined>('s3:GetBucketObjectLockConfiguration', asker, undefined, async () => {
    const command = new GetObjectLockConfigurationCommand({ Bucket: asker.name });
    const { ObjectLockConfiguration } = await asker.client.send(command, options(asker.reader));
    if (ObjectLockConfiguration?.ObjectLockEnabled !== 'Enabled') return undefined;
    return { mode: ObjectLockConfiguration.Rule?.DefaultRetention?.Mode };
  });
}

async function readLifecycle(asker: Asker): Promise<Reading<Lifecycle>> {
  const { GetBucketLifecycleConfigurationCommand } = await import('@aws-sdk/client-s3');
  const without: Lifecycle = { expirations: [], definition: {} };
  return part('s3:GetLifecycleConfiguration', asker, without, async () => {
    const command = new GetBucketLifecycleConfigurationCommand({ Bucket: asker.name });
    const { Rules = [], TransitionDefaultMinimumObjectSize } = await asker.client.send(command, options(asker.reader));
    const definition = plain({ LifecycleConfiguration: { Rules }, TransitionDefaultMinimumObjectSize });
    return { expirations: Rules.flatMap(expirationOf), definition };
  });
}

/** A rule has its prefix in one of three places: https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html */
function expirationOf({ ID, Status, Prefix, Filter, Expiration }: LifecycleRule, at: number): readonly Expiration[] {
  const { Days, Date: date } = Expiration ?? {};
  if (Status !== 'Enabled' || (Days === undefined && date === undefined)) return [];
  const prefix = Filter?.Prefix ?? Filter?.And?.Prefix ?? Prefix ?? '';
  const hasTags = Filter?.Tag !== undefined || (Filter?.And?.Tags ?? []).length > 0;
  return [{ at, id: ID ?? '', prefix, hasTags, days: Days, date: date?.getTime() }];
}
