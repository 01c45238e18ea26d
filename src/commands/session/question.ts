/** Which session is meant: by an event, an access key, a user or person, or the last sign-in. */
import type { TrailEvent } from '../../core/event.ts';
import { searchedIn, searchFor } from '../../core/inspection/search.ts';
import { isSuccessfulSignIn } from '../../core/record/sign-in-events.ts';
import { type Handle, isNamedBy, readHandle } from '../../core/session/handle.ts';
import type { NoSession } from '../../core/session/keys.ts';
import { rootOf, type Session, type Sessions } from '../../core/session/session.ts';
import { visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import { SESSION_WORDS } from '../../messages/session/session.ts';
import type { SessionWords } from '../../messages/session/session.words.ts';

export type Question =
  | { readonly kind: 'latest' }
  | { readonly kind: 'event'; readonly id: string }
  /** An event by its short name; nobody is called so, unless no event is. */
  | { readonly kind: 'handle'; readonly text: string; readonly handle: Handle }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'person'; readonly name: string };

export type HandleQuestion = Extract<Question, { readonly kind: 'handle' }>;

/** Ids of AWS's, and those that this program makes for records without one. */
const EVENT_ID = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32})$/i;
const ACCESS_KEY = /^(?:AKIA|ASIA)[A-Z0-9]{8,}$/;

export function questionOf(text: string): Question {
  if (text === 'latest') return { kind: 'latest' };
  if (EVENT_ID.test(text)) return { kind: 'event', id: text.toLowerCase() };
  const handle = readHandle(text);
  if (handle !== undefined) return { kind: 'handle', text, handle };
  return ACCESS_KEY.test(text) ? { kind: 'key', key: text } : { kind: 'person', name: text };
}

export interface Answer {
  readonly session: Session;
  /** Sign-ins of others that fit, the latest first. */
  readonly others: readonly Session[];
}

/** Throws a `UserError` if no session fits. */
export function answerTo(question: Question, sessions: Sessions, records: number): Answer {
  switch (question.kind) {
    case 'latest': {
      const [session] = newestFirst(sessions.all.filter(({ events }) => events.some(isSuccessfulSignIn)));
      // The other sign-ins are no answers to this question.
      return { session: session ?? fail((words) => words.noSignIn(records)), others: [] };
    }
    case 'event':
      return byEvent(question.id, sessions, records);
    case 'handle': {
      const meant = meaningOf(question, sessions);
      return meant.kind === 'handle'
        ? fail((words) => words.noEvent(question.text, records))
        : answerTo(meant, sessions, records);
    }
    case 'key': {
      const fits = sessions.all.filter(({ accessKeys }) => accessKeys.includes(question.key));
      return first(fits, question.key, sessions, records);
    }
    case 'person': {
      const fits = sessions.all.filter(isOf(question.name));
      return first(fits, question.name, sessions, records);
    }
  }
}

/** The event that a handle names, or else the person; the handle itself if nothing has that name. */
export function meaningOf(question: HandleQuestion, sessions: Sessions): Question {
  const { text, handle } = question;
  const events = [...sessions.all.flatMap((session) => session.events), ...sessions.without.map(({ event }) => event)];
  const named = events.filter(({ eventId, epoch }) => isNamedBy(handle, eventId, epoch));
  const [id, ...others] = new Set(named.map(({ eventId }) => eventId.toLowerCase()));
  if (id !== undefined)
    return others.length === 0 ? { kind: 'event', id } : fail((words) => words.severalEvents(text, [id, ...others]));
  return sessions.all.some(isOf(text)) ? { kind: 'person', name: text } : question;
}

function isOf(name: string): (session: Session) => boolean {
  const isMeant = searchFor({ ...ANY, user: name });
  return ({ events }) =>
    events.some((event) => event.actor.invokedBy === undefined && isMeant(searchedIn(event, null)));
}

const ANY = { user: undefined, account: undefined, ip: undefined, event: undefined, client: undefined };

const isEvent = ({ id, eventId }: TrailEvent, asked: string) =>
  id.toLowerCase() === asked || eventId.toLowerCase() === asked;

function byEvent(id: string, { all, without }: Sessions, records: number): Answer {
  const session = all.find(({ events }) => events.some((event) => isEvent(event, id)));
  const none = without.find(({ event }) => isEvent(event, id));
  if (session !== undefined) return { session, others: [] };
  return none === undefined ? fail((words) => words.noEvent(id, records)) : failFor(id, none.why);
}

const failFor = (id: string, why: NoSession): never => fail((words) => words.noSession(id, why));

function first(fits: readonly Session[], name: string, sessions: Sessions, records: number): Answer {
  const [session, ...others] = newestFirst(fits);
  if (session === undefined) return fail((words) => words.noPerson(visible(name), records));
  const roots = new Set(others.map((other) => rootOf(other, sessions)));
  roots.delete(rootOf(session, sessions));
  return { session, others: [...roots] };
}

/** Sessions with a sign-in come before those without, such as what AWS did for somebody. */
const newestFirst = (sessions: readonly Session[]): readonly Session[] =>
  sessions.toSorted((a, b) => signInOf(b) - signInOf(a) || b.begun - a.begun || (a.id < b.id ? -1 : 1));

const signInOf = ({ events }: Session) => Math.max(0, ...events.filter(isSuccessfulSignIn).map(({ epoch }) => epoch));

function fail(pick: (words: SessionWords) => { readonly message: string; readonly hint: string }): never {
  const { message, hint } = refusalFrom(SESSION_WORDS, pick);
  throw new UserError(message, { hint });
}
