/** A bucket's events to EventBridge: whether they are on, and switching them on beside other targets. */
import { EXIT } from '../../core/exit.ts';
import { UserError } from '../../core/user-error.ts';
import { wordsFrom } from '../../core/words.ts';
import { CLOUDFORMATION_WORDS } from '../../messages/aws/cloudformation.ts';
import type { Identity } from '../access/caller.ts';
import type { Aws } from '../clients.ts';
import { refused } from '../cloudformation/refused.ts';
import { explainAws } from '../errors.ts';
import { faultOf, readError } from '../fault.ts';

type Place = Pick<Identity, 'region' | 'account'>;

/**
 * S3 returns it even in a refusal: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html. Undefined if
 * not.
 */
export async function regionOfBucket(bucket: string, aws: Aws, region: string): Promise<string | undefined> {
  const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
  const client = await aws.s3(region);
  return client.send(new HeadBucketCommand({ Bucket: bucket })).then(({ BucketRegion }) => BucketRegion, regionIn);
}

function regionIn(error: unknown): string | undefined {
  const response: unknown = error instanceof Error ? Reflect.get(error, '$response') : undefined;
  const headers: unknown = Object(response).headers;
  const region: unknown = Object(headers)['x-amz-bucket-region'];
  return typeof region === 'string' ? region : undefined;
}

/** `owned`: by that account. `closed`: neither its owner nor anything else is told to this caller. */
export type BucketLook = {
  readonly state: 'owned' | 'of another' | 'missing' | 'closed';
  readonly region: string | undefined;
};

/**
 * The state of another account's bucket, as far as it is seen from here. S3 answers a wrong owner as it answers a missing
 * permission: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html. Throws a `UserError` if
 * AWS can't be asked.
 */
export async function lookAtBucket(
  bucket: string,
  owner: string,
  { aws, region, command }: { readonly aws: Aws; readonly region: string; readonly command: string },
): Promise<BucketLook> {
  const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
  const client = await aws.s3(region);
  const head = (ExpectedBucketOwner?: string) =>
    client.send(new HeadBucketCommand({ Bucket: bucket, ...(ExpectedBucketOwner && { ExpectedBucketOwner }) })).then(
      ({ BucketRegion }) => ({ isOpen: true, isMissing: false, region: BucketRegion }),
      (error: unknown) => {
        // An answer to HEAD has no body, and so no name of an error.
        const { status } = readError(error);
        const isMissing = status === 404;
        if (!isMissing && status !== 403 && regionIn(error) === undefined)
          throw explainAws(error, { action: 's3:ListBucket', region, profile: aws.profile, command });
        return { isOpen: false, isMissing, region: regionIn(error) };
      },
    );
  const asOwners = await head(owner);
  if (asOwners.isMissing) return { state: 'missing', region: undefined };
  if (asOwners.isOpen) return { state: 'owned', region: asOwners.region };
  const { isOpen, region: found } = await head();
  return { state: isOpen ? 'of another' : 'closed', region: found ?? asOwners.region };
}

export async function tellsEventBridge(bucket: string, aws: Aws, place: Place): Promise<boolean> {
  const { GetBucketNotificationConfigurationCommand } = await import('@aws-sdk/client-s3');
  const client = await aws.s3(place.region);
  try {
    const found = await client.send(new GetBucketNotificationConfigurationCommand(ownerOf(bucket, place)));
    return found.EventBridgeConfiguration !== undefined;
  } catch (error) {
    throw explained(error, 's3:GetBucketNotification', bucket, aws, place);
  }
}

/** Reads the whole configuration and writes it back with one addition: AWS replaces missing parts. */
export async function tellEventBridge(bucket: string, aws: Aws, place: Place): Promise<void> {
  const { GetBucketNotificationConfigurationCommand, PutBucketNotificationConfigurationCommand } = await import(
    '@aws-sdk/client-s3'
  );
  const client = await aws.s3(place.region);
  try {
    const { $metadata: _, ...found } = await client.send(
      new GetBucketNotificationConfigurationCommand(ownerOf(bucket, place)),
    );
    await client.send(
      new PutBucketNotificationConfigurationCommand({
        ...ownerOf(bucket, place),
        NotificationConfiguration: { ...found, EventBridgeConfiguration: {} },
        // Others' destinations stay as they are, even those that S3 would refuse today.
        SkipDestinationValidation: true,
      }),
    );
  } catch (error) {
    throw explained(error, 's3:PutBucketNotification', bucket, aws, place);
  }
}

/** Another account's bucket would send events to that account's EventBridge, where none of ours listens. */
const ownerOf = (Bucket: string, { account }: Place) => ({ Bucket, ExpectedBucketOwner: account });

function explained(error: unknown, action: string, bucket: string, aws: Aws, { region, account }: Place): UserError {
  const told = explainAws(error, { action, region, profile: aws.profile, command: 'deploy' });
  if (readError(error).name === 'NoSuchBucket')
    return refused((words) => words.noTrailBucket(bucket), { cause: error });
  if (faultOf(error) !== 'denied') return told;
  // S3's answer is the same for both.
  const said = wordsFrom(CLOUDFORMATION_WORDS, (words, language) =>
    words.bucketDenied(told.said(language), bucket, account),
  );
  const hint = wordsFrom(CLOUDFORMATION_WORDS, (words, language) => words.bucketElsewhere(told.todo(language) ?? ''));
  return new UserError(said, { hint, exit: EXIT.refused, cause: error });
}
