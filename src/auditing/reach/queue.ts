/** A queue that an AWS service sends to: does it exist, let that service in, as its key does, and does something read it? */
import { lets } from '../lets.ts';
import { linkOf } from '../link.ts';
import { regionIn, stoppedAt } from '../path.ts';
import type { Snapshot } from '../snapshot.ts';
import { abroad, breaksAt, endsAt, nameOf, passing, type Reach, unread, valueOr } from './ends.ts';
import { keyLink, lockedBy } from './key.ts';

/** A `role` as service that may send needs no policy of the queue's. */
export const reachQueue = (arn: string, service: string, source: string, snapshot: Snapshot): Reach =>
  stoppedAt({ kind: 'queue', name: nameOf(arn), region: regionIn(arn) }, sentTo(arn, service, source, snapshot));

function sentTo(arn: string, service: string, source: string, snapshot: Snapshot): Reach {
  const away = abroad(arn, source, snapshot.account);
  if (away !== undefined) return breaksAt(away);
  const name = nameOf(arn);
  const found = valueOr(snapshot.queues.get(arn), name, { kind: 'queue-gone', name });
  if ('broken' in found) return breaksAt(found.broken);
  const { policy, key, readers } = found.value;
  const call = { service, action: 'sqs:SendMessage', resource: arn, account: snapshot.account, source };
  const answer = service === 'role' ? 'yes' : lets(policy, call);
  if (answer === 'unclear') return breaksAt({ kind: 'not-evaluated', what: 'policy', name });
  if (answer === 'no') return breaksAt({ kind: 'queue-shut', name, service });
  const locked =
    key === undefined
      ? undefined
      : lockedBy(
          { key, arn },
          { service, source, snapshot },
          {
            off: (state) => ({ kind: 'queue-key-off', name, key, state }),
            ofAws: { kind: 'queue-key-of-aws', name },
            shut: { kind: 'queue-key-shut', name, key, service },
          },
        );
  if (locked !== undefined) return breaksAt(locked);
  if (readers.kind === 'refused') return breaksAt(unread(readers, name));
  if (readers.value.length === 0) return breaksAt({ kind: 'queue-unread', name });
  const links = key === undefined ? [] : [keyLink({ key, arn }, snapshot)];
  return passing(endsAt({ kind: 'queue', name }, regionIn(arn)), ...links, linkOf('queue', arn, name));
}
