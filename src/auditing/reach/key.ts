/** The key that encrypts a topic or a queue: is it there, is it on, and may the service that publishes or sends use it? */
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { lets } from '../lets.ts';
import { type Link, linkOf } from '../link.ts';
import { keyPlace, type Snapshot } from '../snapshot.ts';
import { unread, valueOr } from './ends.ts';

/** A key by the name that the topic or the queue has for it. */
interface Lock {
  readonly key: string;
  /** ARN of the topic or the queue. */
  readonly arn: string;
}

interface Caller {
  /** `role`: a role that may deliver; its rights to the key aren't read. */
  readonly service: string;
  /** ARN of what the service acts for. */
  readonly source: string;
  readonly snapshot: Snapshot;
}

/** The breaks of the topic or the queue. */
interface LockBreaks {
  readonly off: (state: string) => Break;
  readonly ofAws: Break;
  readonly shut: Break;
}

/**
 * Undefined if the service may encrypt:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html#compatibility-with-aws-services
 */
export function lockedBy(
  { key, arn }: Lock,
  { service, source, snapshot }: Caller,
  { off, ofAws, shut }: LockBreaks,
): Break | undefined {
  if (service === 'role') return { kind: 'not-evaluated', what: 'policy', name: key };
  const found = valueOr(snapshot.keys.get(keyPlace(key, arn)), key, off('NotFound'));
  if ('broken' in found) return found.broken;
  const { manager, state, policy } = found.value;
  if (manager === 'AWS') return ofAws;
  if (state !== 'Enabled') return off(state);
  if (policy.kind === 'refused') return unread(policy, key);
  const { account } = snapshot;
  const answers = ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) =>
    lets(policy.value, { service, action, resource: '*', account, source }),
  );
  if (answers.includes('no')) return shut;
  return answers.includes('unclear') ? { kind: 'not-evaluated', what: 'policy', name: key } : undefined;
}

/** Named as the topic or the queue names it. */
export function keyLink({ key, arn: holder }: Lock, { keys }: Snapshot): Link {
  const found = keys.get(keyPlace(key, holder));
  const [, partition = '', , region = '', account = ''] = holder.split(':');
  const id = found?.kind === 'read' ? (found.value?.id ?? key) : key;
  const arn = id.startsWith('arn:') ? id : `arn:${partition}:kms:${region}:${account}:key/${id}`;
  return linkOf('key', arn, key);
}
