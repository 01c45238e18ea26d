/** A session with stand-ins. Sentences are calls, and commands are left out: they would need the names. */
import type { StopKind } from '../../core/session/stop.ts';
import type { ToldAccount, ToldSession } from '../session/told-session.ts';
import { redactedCall, redactedEvent, redactedService } from './redact-event.ts';
import type { StandInKind, StandIns } from './stand-ins.ts';

/** The kind of what a command would stop. */
const STOPPED: Readonly<Record<StopKind, StandInKind>> = {
  'key-inactive': 'object',
  'password-off': 'person',
  'user-sessions-denied': 'person',
  'role-sessions-denied': 'role',
  'assignment-removed': 'person',
  'oauth-revoked': 'object',
  root: 'account',
  'service-linked': 'role',
};

export function redactedSession(session: ToldSession, standIns: StandIns): ToldSession {
  const account = ({ id }: ToldAccount): ToldAccount => ({ id: standIns.of('account', id), name: null });
  const calls = ({ service, name }: { readonly service: string; readonly name: string }) => ({
    service: redactedService(service, standIns),
    name: redactedCall(name, standIns),
  });
  return {
    ...session,
    eventId: standIns.of('event', session.eventId),
    who: redactedEvent(session.who, standIns),
    account: account(session.account),
    places: session.places.map((place) => standIns.of('address', place)),
    stops: session.stops.map((stop) => ({
      kind: stop.kind,
      of: standIns.of(STOPPED[stop.kind], stop.of),
      account: account(stop.account),
      command: undefined,
    })),
    reads: {
      ...session.reads,
      services: session.reads.services.map(({ service, count }) => ({
        service: redactedService(service, standIns),
        count,
      })),
    },
    changes: session.changes.map((change) => {
      const { service, name } = calls(change);
      return { ...change, service, name, text: { en: `${service} ${name}`, ja: `${service} ${name}` } };
    }),
    denied: session.denied.map((denied) => ({ ...denied, ...calls(denied) })),
    became: session.became.map(({ epoch, role, session: name, in: place }) => ({
      epoch,
      role: role === '-' ? role : standIns.of('role', role),
      session: name === null ? null : standIns.of('person', name),
      in: place === null ? null : { account: account(place.account), calls: place.calls },
    })),
    lives: session.lives.map(({ kind, of, used, account: other }) => ({
      kind,
      of: of.map((name) => standIns.of('object', name)),
      undo: undefined,
      used,
      account: other === null ? null : standIns.of('account', other),
    })),
    unfollowed: session.unfollowed.map((name) => redactedCall(name, standIns)),
  };
}
