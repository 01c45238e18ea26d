/** The command that shows the session of an event. */
import type { TrailEvent } from '../event.ts';

type Asked = Pick<TrailEvent, 'eventId' | 'detailType' | 'signIn' | 'outcome' | 'actor'> & { readonly id?: string };

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Undefined for events of no session: they aren't CloudTrail's, nobody got in, nobody is named, or a service did it by itself. */
export function sessionCommand({ eventId, id = '', detailType, signIn, outcome, actor }: Asked): string | undefined {
  // Events that an older version kept have no `eventId`.
  const asked = eventId ?? id;
  const isFailure = signIn !== undefined && outcome === 'failure';
  const isNobody = actor.kind === 'service' || (actor.kind === 'account' && !/^\d{12}$/.test(actor.account ?? ''));
  if (detailType !== undefined || isFailure || isNobody || !ID.test(asked)) return undefined;
  return `login-watch session ${asked.toLowerCase()}`;
}
