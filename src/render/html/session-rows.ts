/** Sessions -> rows of the page. Text from events is made visible and cut, and drives no shell beside a command. */
import { accountText } from '../../core/accounts.ts';
import { whom } from '../../core/say.ts';
import { inertText } from '../../core/shell.ts';
import { clip, visible } from '../../core/text.ts';
import { mapWords } from '../../core/words.ts';
import type { ToldAccount, ToldBecame, ToldMade, ToldSession } from '../session/told-session.ts';
import { told } from './rows.ts';
import type { SessionRow } from './session-model.ts';

const LONGEST_NAME = 120;

const seconds = (epoch: number): number => Math.floor(epoch / 1_000);
const shown = (text: string): string => clip(visible(text), LONGEST_NAME);
const inert = (text: string): string => inertText(shown(text));
const accountOf = ({ id, name }: ToldAccount): string => accountText(shown(id), name === null ? null : inert(name));

export const sessionRow = ({ who, reads, from, to, ...session }: ToldSession): SessionRow => ({
  eventId: told(session.eventId),
  kind: session.kind,
  who: { en: told(whom.en(who)), ja: told(whom.ja(who)) },
  mfa: session.mfa,
  failuresBefore: session.failuresBefore,
  account: accountOf(session.account),
  calls: session.calls,
  sessions: session.sessions,
  failed: session.failed,
  from: seconds(from),
  to: seconds(to),
  places: session.places.map(shown),
  placeCount: session.placeCount,
  stops: session.stops.map(({ kind, of, account, command }) => ({
    kind,
    of: inert(of),
    account: accountOf(account),
    command: command ?? null,
  })),
  stopCount: session.stopCount,
  reads: { ...reads, services: reads.services.map(({ service, count }) => ({ service: shown(service), count })) },
  changes: session.changes.map(({ epoch, severity, text, count, alike }) => ({
    time: seconds(epoch),
    severity,
    text: mapWords(text, told),
    count,
    alike,
  })),
  moreChanges: session.moreChanges,
  denied: session.denied.map(({ service, name, count, epoch }) => ({
    call: `${shown(service)} ${shown(name)}`,
    count,
    time: seconds(epoch),
  })),
  deniedCalls: session.deniedCalls,
  deniedCount: session.deniedCount,
  became: session.became.map(becameRow),
  becameCount: session.becameCount,
  lives: session.lives.map(madeRow),
  livesCount: session.livesCount,
  made: session.made,
  unfollowed: session.unfollowed.map(shown),
  unfollowedCount: session.unfollowedCount,
});

const becameRow = ({ epoch, role, session, in: place }: ToldBecame) => ({
  time: seconds(epoch),
  role: shown(session === null ? role : `${role} (${session})`),
  account: place === null ? null : accountOf(place.account),
  calls: place?.calls ?? 0,
});

const madeRow = ({ kind, of, undo, used, account }: ToldMade) => ({
  kind,
  name: [...of, ...(account === null ? [] : [account])].map(inert).join(', '),
  undo: undo ?? null,
  used,
});
