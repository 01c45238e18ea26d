/** A function that an AWS service invokes: does it exist, run, and let that service in? */
import { lets } from '../lets.ts';
import { linkOf } from '../link.ts';
import { regionIn, stoppedAt } from '../path.ts';
import type { Snapshot } from '../snapshot.ts';
import { abroad, breaksAt, endsAt, nameOf, passing, type Reach, valueOr } from './ends.ts';

/** `service` invokes in the name of `source`, an ARN. A `role` that may do so needs no policy of the function's. */
export const reachFunction = (arn: string, service: string, source: string, snapshot: Snapshot): Reach =>
  stoppedAt(
    { kind: 'function', name: nameOf(withoutQualifier(arn)), region: regionIn(arn) },
    invoked(arn, service, source, snapshot),
  );

function invoked(arn: string, service: string, source: string, snapshot: Snapshot): Reach {
  const away = abroad(arn, source, snapshot.account);
  if (away !== undefined) return breaksAt(away);
  const unqualified = withoutQualifier(arn);
  const name = nameOf(unqualified);
  const found = valueOr(snapshot.functions.get(unqualified), name, { kind: 'function-gone', name });
  if ('broken' in found) return breaksAt(found.broken);
  const { state, reserved, policy } = found.value;
  if (state !== '' && state !== 'Active' && state !== 'Inactive')
    return breaksAt({ kind: 'function-inactive', name, state });
  if (reserved === 0) return breaksAt({ kind: 'function-off', name });
  const reached = passing(endsAt({ kind: 'function', name }, regionIn(arn)), linkOf('function', unqualified, name));
  if (service === 'role') return reached;
  const allowed = valueOr(policy, name, { kind: 'function-shut', name, service });
  if ('broken' in allowed) return breaksAt(allowed.broken);
  const call = { service, action: 'lambda:InvokeFunction', resource: unqualified, account: snapshot.account, source };
  const qualified = { ...call, resource: arn };
  const answers = [lets(allowed.value, call), lets(allowed.value, qualified)];
  if (answers.includes('yes')) return reached;
  if (answers.includes('unclear')) return breaksAt({ kind: 'not-evaluated', what: 'policy', name });
  return breaksAt({ kind: 'function-shut', name, service });
}

/** `arn:aws:lambda:us-east-1:111122223333:function:alerts:live` -> without `:live` */
export const withoutQualifier = (arn: string): string => arn.split(':').slice(0, 7).join(':');
