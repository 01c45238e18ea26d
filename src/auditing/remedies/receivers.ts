/** Calls that let services into functions and queues, or alert people beside them. */
import { queueUrlOf } from '../../core/arn.ts';
import type { JsonObject } from '../../core/event.ts';
import { partitionOf } from '../../core/regions.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { lets } from '../lets.ts';
import { nameOf } from '../reach/ends.ts';
import { withoutQualifier } from '../reach/function.ts';
import type { QueueState, Snapshot } from '../snapshot.ts';
import { withAction } from './alarms.ts';
import { withTarget } from './bus.ts';
import { type Holder, keyOff, keyShut, ownKey } from './keys.ts';
import { type Source, sourcesOf } from './leads-to.ts';
import { sidOf, subscribe, widened } from './people.ts';
import type { AwsCall } from './remedy.ts';

/** People beside a machine that alerts nobody: by the topic, the alarm or the rule that leads to it. */
export function peopleBeside({ name }: { readonly name: string }, snapshot: Snapshot): readonly AwsCall[] {
  return sourcesOf(name, snapshot).flatMap((source) => besideOf(source, snapshot));
}

function besideOf({ kind, name, region, arn }: Source, snapshot: Snapshot): readonly AwsCall[] {
  if (kind === 'topic') return [subscribe(arn)];
  if (kind === 'alarm') return withAction(name, region, snapshot);
  return kind === 'rule' ? withTarget(name, region, snapshot) : [];
}

export function functionShut({ name, service }: Break<'function-shut'>, snapshot: Snapshot): readonly AwsCall[] {
  const { account, functions } = snapshot;
  return sourcesOf(name, snapshot).flatMap((source): readonly AwsCall[] => {
    const resource = withoutQualifier(source.to);
    const found = functions.get(resource);
    if (source.service !== service || found?.kind !== 'read' || found.value === null) return [];
    const { policy } = found.value;
    const call = { service, action: 'lambda:InvokeFunction', resource, account, source: source.arn };
    if (policy.kind === 'refused' || lets(policy.value ?? '', call) === 'yes') return [];
    const permission = {
      FunctionName: source.to,
      StatementId: `${sidOf(service)}-${source.name.replace(/[^\w-]/g, '-')}`.slice(0, 100),
      Action: 'lambda:InvokeFunction',
      Principal: principalIn(regionOf(resource), service),
      SourceArn: source.arn,
    };
    return [['lambda', 'add-permission', regionOf(resource), permission]];
  });
}

const regionOf = (arn: string) => arn.split(':')[3] ?? '';

/** Lambda refuses CloudWatch Logs by its other name in China: https://github.com/serverless/serverless/issues/12087 */
const principalIn = (region: string, service: string) =>
  partitionOf(region) === 'aws-cn' && service === 'logs.amazonaws.com' ? `${service}.cn` : service;

export function functionOff({ name }: Break<'function-off'>, { functions }: Snapshot): readonly AwsCall[] {
  return [...functions].flatMap(([arn, found]): readonly AwsCall[] =>
    nameOf(arn) === name && found.kind === 'read' && found.value?.reserved === 0
      ? [['lambda', 'delete-function-concurrency', arn.split(':')[3], { FunctionName: name }]]
      : [],
  );
}

/** A queue that no function reads leaves it open who is alerted, so people are alerted beside it. */
export function queueShut({ name, service }: Break<'queue-shut'>, snapshot: Snapshot): readonly AwsCall[] {
  const { account, queues } = snapshot;
  const calls = sourcesOf(name, snapshot).flatMap((source): readonly AwsCall[] => {
    const found = queues.get(source.to);
    if (source.service !== service || found?.kind !== 'read' || found.value === null) return [];
    const { policy } = found.value;
    const call = { service, resource: source.to, account, source: source.arn };
    const statement = {
      Sid: sidOf(service),
      Effect: 'Allow',
      Principal: { Service: service },
      Action: 'sqs:SendMessage',
      Resource: source.to,
      Condition: { ArnEquals: { 'aws:SourceArn': source.arn } },
    };
    const wider = widened(policy, statement, call, ['sqs:SendMessage']);
    if (wider === undefined) return [];
    return [setAttributes(source.to, { Policy: wider }), ...(isReadBy(found.value) ? [] : besideOf(source, snapshot))];
  });
  return calls;
}

/** As those whose keys are mended. */
const queueHolders = (name: string, { queues }: Snapshot): readonly Holder[] =>
  [...queues].flatMap(([arn, found]): readonly Holder[] =>
    nameOf(arn) === name && found.kind === 'read' && found.value !== null
      ? [{ arn, key: found.value.key, encryptWith: (key) => setAttributes(arn, { KmsMasterKeyId: key }) }]
      : [],
  );

export const queueKeyShut = ({ name, service }: Break<'queue-key-shut'>, snapshot: Snapshot): readonly AwsCall[] =>
  withReader(name, keyShut(queueHolders(name, snapshot), service, snapshot), snapshot);

export const queueKeyOfAws = ({ name }: Break<'queue-key-of-aws'>, snapshot: Snapshot): readonly AwsCall[] =>
  withReader(name, ownKey(queueHolders(name, snapshot), snapshot), snapshot);

export const queueKeyOff = ({ name, state }: Break<'queue-key-off'>, snapshot: Snapshot): readonly AwsCall[] =>
  withReader(name, keyOff(queueHolders(name, snapshot), state, snapshot), snapshot);

/** Calls that mend a queue close nothing unless something reads it. */
function withReader(name: string, calls: readonly AwsCall[], snapshot: Snapshot): readonly AwsCall[] {
  const isRead = [...snapshot.queues].some(
    ([arn, found]) => nameOf(arn) === name && found.kind === 'read' && found.value !== null && isReadBy(found.value),
  );
  return calls.length === 0 || isRead ? calls : [...calls, ...peopleBeside({ name }, snapshot)];
}

const isReadBy = ({ readers }: QueueState): boolean => readers.kind === 'read' && readers.value.length > 0;

const setAttributes = (arn: string, Attributes: JsonObject): AwsCall => [
  'sqs',
  'set-queue-attributes',
  regionOf(arn),
  { QueueUrl: queueUrlOf(arn), Attributes },
];
