/** A session's story -> as much of it as a report shows. */
import type { TrailEvent } from '../../core/event.ts';
import { type Became, type Deed, type SessionStory, serviceOf } from '../../core/session/story.ts';
import { changeRows } from './changes.ts';
import { askedRole, idOf } from './report.ts';
import type { ToldAccount, ToldBecame, ToldSession } from './told-session.ts';

const MOST = { places: 3, services: 8, stops: 20, denied: 10, became: 20, lives: 40, calls: 8 } as const;

type NameOf = (account: string) => string | null;

export function toldSession(story: SessionStory, nameOf: NameOf): ToldSession {
  const { root, signIn, places, stops, reads, denied, became, remains, tree } = story;
  const accountOf = (id: string): ToldAccount => ({ id, name: nameOf(id) });
  // Sentences about attempts say that they failed.
  const { rows, more } = changeRows([...story.changes, ...story.tried].sort(byFirst));
  return {
    eventId: idOf(story.asked),
    kind: root.kind,
    who: signIn ?? root.who,
    mfa: signIn?.mfa ?? null,
    failuresBefore: story.failuresBefore,
    account: accountOf(root.who.actor.account ?? root.who.account),
    calls: story.events,
    sessions: tree.length,
    failed: story.failed,
    from: story.from,
    to: story.to,
    places: places.slice(0, MOST.places),
    placeCount: places.length,
    stops: stops.slice(0, MOST.stops).map(({ account, ...stop }) => ({ ...stop, account: accountOf(account) })),
    stopCount: stops.length,
    reads: { ...reads, services: reads.services.slice(0, MOST.services), serviceCount: reads.services.length },
    changes: rows.flatMap(({ deed: { severity, text, events }, alike }) =>
      events[0] === undefined
        ? []
        : { ...callOf(events[0]), epoch: events[0].epoch, severity, text, count: events.length, alike },
    ),
    moreChanges: more,
    denied: denied.slice(0, MOST.denied).map(({ service, name, events }) => ({
      service,
      name,
      count: events.length,
      epoch: events[0]?.epoch ?? story.from,
    })),
    deniedCalls: denied.reduce((sum, { events }) => sum + events.length, 0),
    deniedCount: denied.length,
    became: became.slice(0, MOST.became).map((one) => toldBecame(one, accountOf)),
    becameCount: became.length,
    lives: remains.lives.slice(0, MOST.lives).map(({ kind, of, undo, used, event }) => ({
      ...{ kind, of, undo, used },
      account: event.account === root.who.account ? null : event.account,
    })),
    livesCount: remains.lives.length,
    made: remains.lives.length + remains.ended,
    unfollowed: remains.unfollowed.slice(0, MOST.calls),
    unfollowedCount: remains.unfollowed.length,
  };
}

const byFirst = ({ events: [a] }: Deed, { events: [b] }: Deed) => (a?.epoch ?? 0) - (b?.epoch ?? 0);

const callOf = (event: TrailEvent) => ({ service: serviceOf(event), name: event.name });

function toldBecame({ by, to, from }: Became, accountOf: (id: string) => ToldAccount): ToldBecame {
  const { epoch } = by ?? to?.who ?? from.who;
  if (to === undefined) return { epoch, role: by === undefined ? '-' : askedRole(by), session: null, in: null };
  const { actor, account } = to.who;
  return {
    epoch,
    role: actor.role ?? actor.name,
    session: actor.role === undefined ? null : (actor.session ?? actor.name),
    in: { account: accountOf(actor.account ?? account), calls: to.events.length },
  };
}
