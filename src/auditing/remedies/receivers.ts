/** Calls that let services into functions and queues, or alert people beside them. */
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { lets } from '../lets.ts';
import { nameOf } from '../reach/ends.ts';
import { withoutQualifier } from '../reach/function.ts';
import type { Snapshot } from '../snapshot.ts';
import { withAction } from './alarms.ts';
import { withTarget } from './bus.ts';
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
      Principal: service,
      SourceArn: source.arn,
    };
    return [['lambda', 'add-permission', resource.split(':')[3], permission]];
  });
}

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
    const { policy, readers } = found.value;
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
    const isRead = readers.kind === 'read' && readers.value.length > 0;
    return [setPolicy(source.to, wider), ...(isRead ? [] : besideOf(source, snapshot))];
  });
  return calls;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
function setPolicy(arn: string, Policy: string): AwsCall {
  const [, , , region = '', account = '', name = ''] = arn.split(':');
  const QueueUrl = `https://sqs.${region}.amazonaws.com/${account}/${name}`;
  return ['sqs', 'set-queue-attributes', region, { QueueUrl, Attributes: { Policy } }];
}
