/** Events built from the fields that matter; all else is an ordinary console sign-in of alice's. */
import type { Actor, TrailEvent } from '../../../src/core/event.ts';

const ALICE: Actor = {
  kind: 'iam-user',
  name: 'alice',
  arn: 'arn:aws:iam::111122223333:user/alice',
  account: '111122223333',
  principalId: 'AIDAEXAMPLEALICE00001',
  role: undefined,
  session: undefined,
  accessKeyId: undefined,
  invokedBy: undefined,
  hidden: false,
  identityCenterUserId: undefined,
  person: undefined,
};

type Parts = Omit<Partial<TrailEvent>, 'actor' | 'epoch'> & {
  readonly actor?: Partial<Actor>;
  readonly address?: string;
  /** Minutes after 2026-11-19T09:00:00Z. */
  readonly minute?: number;
};

export function event({ actor, address = '198.51.100.7', minute = 0, ...parts }: Parts = {}): TrailEvent {
  const epoch = Date.UTC(2026, 10, 19, 9, minute);
  const person = actor?.name ?? ALICE.name;
  const who = { ...ALICE, arn: `arn:aws:iam::111122223333:user/${person}`, ...actor };
  const name = parts.name ?? 'ConsoleLogin';
  const outcome = parts.outcome ?? 'success';
  const source = parts.source ?? 'signin.amazonaws.com';
  const id = parts.id ?? `event-${minute}-${who.name}-${address}-${name}`;
  return {
    id,
    eventId: id,
    time: `${new Date(epoch).toISOString().slice(0, 19)}Z`,
    epoch,
    account: '111122223333',
    region: 'us-east-1',
    type: 'AwsConsoleSignIn',
    origin: { kind: 'address', text: address, address },
    userAgent: 'Mozilla/5.0',
    error: undefined,
    mfa: 'not-used',
    readOnly: false,
    signIn: undefined,
    detailType: undefined,
    ...parts,
    source,
    name,
    outcome,
    actor: who,
    record: parts.record ?? {
      eventSource: source,
      eventName: name,
      userIdentity: { type: 'IAMUser', userName: who.name },
      responseElements: { [name]: outcome === 'success' ? 'Success' : 'Failure' },
      ...(parts.error?.code === undefined ? {} : { errorCode: parts.error.code }),
    },
  };
}
