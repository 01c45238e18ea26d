/** Calls that mend the keys that encrypt topics and queues. */
import { lets } from '../lets.ts';
import { type KeyState, keyPlace, type Snapshot } from '../snapshot.ts';
import { publishersOf } from './leads-to.ts';
import { sidOf, widened } from './people.ts';
import type { AwsCall } from './remedy.ts';

/** A topic or a queue. */
export interface Holder {
  readonly arn: string;
  readonly key: string | undefined;
  /** Sets another key. */
  readonly encryptWith: (key: string) => AwsCall;
}

const regionOf = (arn: string) => arn.split(':')[3] ?? '';

function keyOf({ key, arn }: Holder, { keys }: Snapshot): KeyState | undefined {
  const found = key === undefined ? undefined : keys.get(keyPlace(key, arn));
  return found?.kind === 'read' ? (found.value ?? undefined) : undefined;
}

/** The statement that AWS shows has no condition: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
export function keyShut(holders: readonly Holder[], service: string, snapshot: Snapshot): readonly AwsCall[] {
  const { account } = snapshot;
  return holders.flatMap((holder): readonly AwsCall[] => {
    const found = keyOf(holder, snapshot);
    if (found === undefined || found.policy.kind === 'refused') return [];
    const { id, policy } = found;
    const call = { service, resource: '*', account, source: publishersOf(holder.arn, snapshot).get(service) ?? '' };
    const actions = ['kms:GenerateDataKey', 'kms:Decrypt'];
    if (actions.every((action) => lets(policy.value, { ...call, action }) === 'yes')) return [];
    const statement = {
      Sid: sidOf(service),
      Effect: 'Allow',
      Principal: { Service: service },
      Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
      Resource: '*',
    };
    const wider = widened(policy.value, statement, call, actions);
    if (wider === undefined) return [];
    return [['kms', 'put-key-policy', regionOf(holder.arn), { KeyId: id, PolicyName: 'default', Policy: wider }]];
  });
}

/** `state`: AWS's word for what is wrong. */
export function keyOff(holders: readonly Holder[], state: string, snapshot: Snapshot): readonly AwsCall[] {
  if (state !== 'Disabled' && state !== 'PendingDeletion') return ownKey(holders, snapshot);
  return holders.flatMap((holder): readonly AwsCall[] => {
    const found = keyOf(holder, snapshot);
    if (found?.state !== state) return [];
    const KeyId = { KeyId: found.id };
    const region = regionOf(holder.arn);
    // A key whose deletion is cancelled is disabled.
    const cancel: AwsCall = ['kms', 'cancel-key-deletion', region, KeyId];
    return [...(state === 'PendingDeletion' ? [cancel] : []), ['kms', 'enable-key', region, KeyId]];
  });
}

const STACK = 'login-watch-alert-key';
const ALIAS = 'alias/login-watch-alerts';

/** A key of one's own, as a stack, with an alias that the topic or the queue then names. */
export function ownKey(holders: readonly Holder[], snapshot: Snapshot): readonly AwsCall[] {
  const bad = holders.filter((holder) => !isUsable(holder, snapshot));
  const regions = [...new Set(bad.map(({ arn }) => regionOf(arn)))];
  return regions.flatMap((region): readonly AwsCall[] => [
    ['cloudformation', 'create-stack', region, { StackName: STACK, TemplateBody: JSON.stringify(KEY_TEMPLATE) }],
    ['cloudformation', 'wait stack-create-complete', region, { StackName: STACK }],
    ...bad.filter(({ arn }) => regionOf(arn) === region).map(({ encryptWith }) => encryptWith(ALIAS)),
  ]);
}

/** A key that couldn't be read counts as one that can be used. */
function isUsable({ key, arn }: Holder, { keys }: Snapshot): boolean {
  const found = key === undefined ? undefined : keys.get(keyPlace(key, arn));
  return found?.kind !== 'read' || (found.value?.manager !== 'AWS' && found.value?.state === 'Enabled');
}

const KEY_TEMPLATE = {
  Resources: {
    Key: {
      Type: 'AWS::KMS::Key',
      Properties: {
        Description: 'Encrypts topics and queues to which CloudWatch, EventBridge and SNS send',
        EnableKeyRotation: true,
        KeyPolicy: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root` } },
              Action: 'kms:*',
              Resource: '*',
            },
            {
              Effect: 'Allow',
              Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com', 'sns.amazonaws.com'] },
              Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
              Resource: '*',
            },
          ],
        },
      },
    },
    Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: ALIAS, TargetKeyId: { Ref: 'Key' } } },
  },
};
