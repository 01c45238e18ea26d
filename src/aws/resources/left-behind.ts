/** Whether a resource that a stack is about to import by name is an earlier notifier's leftover. */
import type { Identity } from '../access/caller.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { faultOf, readError } from '../fault.ts';
import type { Named } from './name-taken.ts';

/** On every resource that our templates keep. */
const TAG = 'login-watch';

type Tags = Readonly<Record<string, string>>;
type ReadTags = (named: Named, aws: Aws, identity: Identity) => Promise<Tags>;

const READERS: Readonly<Record<string, ReadTags>> = {
  async 'AWS::DynamoDB::Table'({ name, region }, aws, { partition, account }) {
    const { ListTagsOfResourceCommand } = await import('@aws-sdk/client-dynamodb');
    const ResourceArn = `arn:${partition}:dynamodb:${region}:${account}:table/${name}`;
    const { Tags = [] } = await (await aws.dynamodb(region)).send(new ListTagsOfResourceCommand({ ResourceArn }));
    return fromPairs(Tags);
  },
  async 'AWS::Logs::LogGroup'({ name, region }, aws, { partition, account }) {
    const { ListTagsForResourceCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const resourceArn = `arn:${partition}:logs:${region}:${account}:log-group:${name}`;
    const { tags = {} } = await (await aws.logs(region)).send(new ListTagsForResourceCommand({ resourceArn }));
    return tags;
  },
  async 'AWS::S3::Bucket'({ name, region }, aws, { account }) {
    const { GetBucketTaggingCommand } = await import('@aws-sdk/client-s3');
    const client = await aws.s3(region);
    try {
      const { TagSet = [] } = await client.send(
        new GetBucketTaggingCommand({ Bucket: name, ExpectedBucketOwner: account }),
      );
      return fromPairs(TagSet);
    } catch (error) {
      // S3's answer for a bucket without tags.
      if (readError(error).name === 'NoSuchTagSet') return {};
      throw error;
    }
  },
};

/** Undefined if unknown. Throws a `UserError` if AWS can't be asked at all. */
export async function isLeftBehind(
  named: Named,
  owner: string,
  aws: Aws,
  identity: Identity,
): Promise<boolean | undefined> {
  const read = READERS[named.type];
  if (read === undefined) return undefined;
  try {
    return (await read(named, aws, identity))[TAG] === owner;
  } catch (error) {
    if (faultOf(error) === 'denied') return undefined;
    const action = `${named.type.split('::')[1]?.toLowerCase()}:List*Tags*`;
    throw explainAws(error, { action, region: named.region, profile: aws.profile, command: 'deploy' });
  }
}

function fromPairs(pairs: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]): Tags {
  return Object.fromEntries(pairs.map(({ Key = '', Value = '' }) => [Key, Value]));
}
