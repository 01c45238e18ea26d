/** KMS keys that encrypt secrets and a trail's bucket: read, not used. A key of AWS's own needs no permission. */
import type { Words } from '../../core/rule.ts';
import { wordsIn } from '../../core/words.ts';
import type { Identity } from '../access/caller.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { readError } from '../fault.ts';

export interface KeyInUse {
  /** ARN of the key, or of its alias. */
  readonly arn: string;
  /** Names of parameters, or of the bucket. */
  readonly of: readonly string[];
}

export interface KeysRead {
  readonly keys: readonly KeyInUse[];
  /** AWS's refusal, a sentence without its end; undefined if all were read. */
  readonly refused: Words | undefined;
}

type Place = Pick<Identity, 'partition' | 'region' | 'account'>;

/** AWS's own keys, which every principal of the account may use through the service. */
const OF_AWS = /(?:^|:)alias\/aws\//;
/** Values of one filter: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html */
const MOST_NAMES = 50;

/** The keys of these parameters. One that isn't stored yet has none. */
export async function readSecretKeys(names: readonly string[], aws: Aws, place: Place): Promise<KeysRead> {
  const found = new Map<string, string[]>();
  try {
    for (let start = 0; start < names.length; start += MOST_NAMES) {
      for (const { name, key } of await keysOf(names.slice(start, start + MOST_NAMES), aws, place.region)) {
        if (OF_AWS.test(key)) continue;
        const arn = arnOf(key, place);
        found.set(arn, [...(found.get(arn) ?? []), name]);
      }
    }
  } catch (error) {
    return { keys: [], refused: refusal(error, 'ssm:DescribeParameters', aws, place) };
  }
  return { keys: [...found].map(([arn, of]) => ({ arn, of })), refused: undefined };
}

async function keysOf(names: readonly string[], aws: Aws, region: string) {
  const { DescribeParametersCommand } = await import('@aws-sdk/client-ssm');
  const client = await aws.ssm(region);
  const found: { readonly name: string; readonly key: string }[] = [];
  let NextToken: string | undefined;
  do {
    const filter = { Key: 'Name', Option: 'Equals', Values: [...names] };
    const page = await client.send(
      new DescribeParametersCommand({ ParameterFilters: [filter], ...(NextToken === undefined ? {} : { NextToken }) }),
    );
    for (const { Name, KeyId } of page.Parameters ?? []) {
      if (Name !== undefined && KeyId !== undefined) found.push({ name: Name, key: KeyId });
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

/** The key by which a bucket encrypts files that bring none of their own. */
export async function readBucketKey(bucket: string, aws: Aws, place: Place): Promise<KeysRead> {
  const { GetBucketEncryptionCommand } = await import('@aws-sdk/client-s3');
  const client = await aws.s3(place.region);
  try {
    const { ServerSideEncryptionConfiguration: encryption } = await client.send(
      new GetBucketEncryptionCommand({ Bucket: bucket }),
    );
    const key = encryption?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID;
    const isOurs = key !== undefined && key !== '' && !OF_AWS.test(key);
    return { keys: isOurs ? [{ arn: arnOf(key, place), of: [bucket] }] : [], refused: undefined };
  } catch (error) {
    if (readError(error).name === 'ServerSideEncryptionConfigurationNotFoundError')
      return { keys: [], refused: undefined };
    return { keys: [], refused: refusal(error, 's3:GetEncryptionConfiguration', aws, place) };
  }
}

/** Both services take a key's id, its ARN, an alias and an alias's ARN. */
function arnOf(key: string, { partition, region, account }: Place): string {
  if (key.startsWith('arn:')) return key;
  return `arn:${partition}:kms:${region}:${account}:${key.startsWith('alias/') ? key : `key/${key}`}`;
}

export const isAlias = (arn: string): boolean => arn.includes(':alias/');

/** The account that a key belongs to. */
export const ownerOf = (arn: string): string => arn.split(':')[4] ?? '';

function refusal(error: unknown, action: string, aws: Aws, { region }: Place): Words {
  const explained = explainAws(error, { action, region, profile: aws.profile, command: 'deploy' });
  return wordsIn((language) => explained.said(language));
}
