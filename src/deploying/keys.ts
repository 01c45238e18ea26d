/** Keys of one's own on what the function reads: permissions for them, and notes on what only a key's owner can allow. */
import type { Identity } from '../aws/access/caller.ts';
import type { Aws } from '../aws/clients.ts';
import type { StackSpec } from '../aws/cloudformation/stacks.ts';
import {
  isAlias,
  type KeyInUse,
  type KeysRead,
  ownerOf,
  readBucketKey,
  readSecretKeys,
} from '../aws/resources/secret-keys.ts';
import { allChannels, parametersOf } from '../channels/secrets-of.ts';
import type { ChannelSettings, Settings } from '../core/settings.ts';
import type { DeployNote } from '../messages/set-up/deploy.ts';
import type { TrailChoice } from './choose-trail.ts';
import type { TrailFiles } from './trail-files.ts';

export interface Keys {
  readonly secrets: KeysRead;
  /** The trail's key, else its bucket's, where the function reads files. */
  readonly files: KeysRead;
}

const NONE: KeysRead = { keys: [], refused: undefined };

/** `bucket`: the one that the function reads; a trail of ours has no key of its own. */
export async function readKeys(
  settings: Settings,
  trail: TrailChoice,
  bucket: TrailFiles | undefined,
  identity: Identity,
  aws: Aws,
): Promise<Keys> {
  const names = parametersOf(allChannels(settings));
  const secrets = names.length === 0 ? NONE : await readSecretKeys(names, aws, identity);
  if (trail.use === 'new' || bucket === undefined) return { secrets, files: NONE };
  // A trail with a key names it for each file.
  const keyArn = (trail.use === 'bucket' ? trail.from.key : undefined) ?? trail.trail?.keyArn;
  if (keyArn !== undefined)
    return { secrets, files: { keys: [{ arn: keyArn, of: [bucket.name] }], refused: undefined } };
  // Another account's bucket doesn't tell: its owner does, and the settings name it.
  if (bucket.owner !== identity.account) return { secrets, files: NONE };
  return { secrets, files: await readBucketKey(bucket.name, aws, identity) };
}

/** Parameters of the notifier's template. */
export const keyParameters = (keys: Keys, channels: readonly ChannelSettings[]): StackSpec['parameters'] => ({
  TrailKeyArn: keys.files.keys.map(({ arn }) => arn).find((arn) => !isAlias(arn)) ?? '',
  ...secretKeyParameters(keys, channels),
});

/** Parameters of a template whose function reads the secrets of these channels. */
export function secretKeyParameters({ secrets }: Keys, channels: readonly ChannelSettings[]): StackSpec['parameters'] {
  const names = parametersOf(channels);
  const used = secrets.keys.filter(({ of }) => of.some((name) => names.includes(name)));
  const arns = used.map(({ arn }) => arn).toSorted();
  const aliases = arns.filter(isAlias).map((arn) => arn.slice(arn.indexOf(':alias/') + 1));
  return {
    SecretKeyArns: arns.filter((arn) => !isAlias(arn)).join(','),
    SecretKeyAliases: aliases.join(','),
  };
}

/** Notes on keys: for the function, for a key's owner, and on keys that couldn't be read. */
export function keyNotes(
  { secrets, files }: Keys,
  identity: Pick<Identity, 'account' | 'partition' | 'region'>,
  bucket: TrailFiles | undefined,
): readonly DeployNote[] {
  const { account } = identity;
  // The part of another account's bucket's owner has the statement for its key.
  const isOwners = bucket !== undefined && bucket.owner !== account;
  const foreign = (keys: readonly KeyInUse[], service: string) =>
    keys.flatMap(({ arn }): readonly DeployNote[] =>
      ownerOf(arn) === account
        ? []
        : [{ code: 'key-of-account', key: arn, owner: ownerOf(arn), statement: statementFor(service, identity) }],
    );
  return [
    ...secrets.keys.map(({ arn, of }): DeployNote => ({ code: 'secret-key', key: arn, parameters: of })),
    ...files.keys.map(
      ({ arn, of }): DeployNote =>
        isAlias(arn) ? { code: 'files-key-alias', key: arn, bucket: of.join() } : { code: 'files-key', key: arn },
    ),
    ...foreign(secrets.keys, 'ssm'),
    ...foreign(isOwners ? [] : files.keys, 's3'),
    ...[secrets, files].flatMap(({ refused }): readonly DeployNote[] =>
      refused === undefined ? [] : [{ code: 'keys-unread', why: [refused] }],
    ),
  ];
}

/** For the key's policy. */
function statementFor(
  service: string,
  { account, partition, region }: Pick<Identity, 'account' | 'partition' | 'region'>,
) {
  return JSON.stringify({
    Effect: 'Allow',
    Principal: { AWS: `arn:${partition}:iam::${account}:root` },
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: { StringLike: { 'kms:ViaService': `${service}.${region}.amazonaws.com*` } },
  });
}
