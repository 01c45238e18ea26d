/** The person behind an actor, and the way to it: person, then permission set or role, then session. */
import type { TrailEvent } from '../event.ts';
import { textAt } from '../fields.ts';
import { isByPerson } from './principal.ts';

export interface Step {
  readonly kind: 'permission-set' | 'role' | 'user' | 'session';
  readonly name: string;
}

/** The name of the human behind the event; null for machines, and where no record of the input holds it. */
export function personOf(event: TrailEvent): string | null {
  const { actor, signIn } = event;
  if (actor.person !== undefined) return actor.person;
  if (signIn?.switchedFrom !== undefined) return signIn.switchedFrom.split(/[:/]/).at(-1) ?? null;
  const isNamed = actor.kind === 'iam-user' || actor.kind === 'federated-user';
  return isNamed && !actor.hidden && isByPerson(event) ? actor.name : null;
}

/** Empty for an identity that acts as itself. */
export function viaOf({ actor, record, signIn }: TrailEvent): readonly Step[] {
  const { kind, role, session, name } = actor;
  const set = signIn?.permissionSet ?? /^AWSReservedSSO_(.+)_[0-9a-f]+$/.exec(role ?? '')?.[1];
  const issuer = textAt(record, 'userIdentity.sessionContext.sessionIssuer.userName');
  const steps: readonly (readonly [Step['kind'], string | undefined])[] =
    kind === 'federated-user'
      ? [
          ['user', issuer],
          ['session', name],
        ]
      : [
          ['permission-set', set],
          ['role', set === undefined ? role : undefined],
          ['session', session],
        ];
  return steps.flatMap(([step, of]) => (of === undefined ? [] : [{ kind: step, name: of }]));
}

/** `permission-set Admin > session taro` */
export const viaText = (steps: readonly Step[]): string => steps.map(({ kind, name }) => `${kind} ${name}`).join(' > ');
