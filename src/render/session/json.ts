/** `session --format json`: a contract, in English whatever the language. */
import type { TrailEvent } from '../../core/event.ts';
import { personOf } from '../../core/people/person.ts';
import type { Session } from '../../core/session/session.ts';
import { type Deed, serviceOf } from '../../core/session/story.ts';
import { escapeJson } from '../../core/text.ts';
import { isoTime } from '../../core/time.ts';
import { notCoveredJson } from '../replay/json.ts';
import { idOf, type SessionReport } from './report.ts';

/** Additions are allowed within a version, changes are not. */
export function sessionJson({ story, ...report }: SessionReport): string {
  const { root, tree, asked, signIn, reads, changes, tried, denied, became, remains, stops } = story;
  const whole = {
    version: 1,
    question: report.question,
    window: report.window,
    sources: report.sources,
    records: report.records,
    stop: stops,
    session: {
      ...sessionOf(root),
      signIn:
        signIn === undefined ? null : { ...eventOf(signIn), mfa: signIn.mfa, failuresBefore: story.failuresBefore },
      asked: asked.id,
      events: story.events,
      failed: story.failed,
      from: isoTime(story.from),
      to: isoTime(story.to),
      places: story.places,
    },
    sessions: tree.map(sessionOf),
    reads,
    changes: changes.map(deedOf),
    tried: tried.map(deedOf),
    denied: denied.map(({ service, name, events }) => ({
      service,
      name,
      count: events.length,
      first: firstOf(events),
    })),
    became: became.map(({ from, by, to }) => ({
      from: from.id,
      by: by === undefined ? null : eventOf(by),
      to: to?.id ?? null,
    })),
    made: {
      ended: remains.ended,
      unfollowed: remains.unfollowed,
      lives: remains.lives.map(({ kind, of, event, undo, used }) => ({
        kind,
        of,
        undo: undo ?? null,
        used,
        ...eventOf(event),
      })),
    },
    others: report.others.map(sessionOf),
    notCovered: report.notCovered.map(notCoveredJson),
    partial: report.partial,
  };
  const plain = (_: string, value: unknown) => (value === undefined ? null : value);
  return `${escapeJson(JSON.stringify(whole, plain, 2))}\n`;
}

const deedOf = ({ text, severity, rules, events, session }: Deed) => ({
  text: text.en,
  severity,
  rules,
  count: events.length,
  session: session.id,
  events: events.map(eventOf),
});

const sessionOf = (session: Session) => {
  const { actor } = session.who;
  return {
    id: session.id,
    kind: session.kind,
    actor: { kind: actor.kind, name: actor.name, arn: actor.arn ?? null, person: personOf(session.who) },
    account: actor.account ?? session.who.account,
    accessKeys: session.accessKeys,
    begun: isoTime(session.begun),
    calls: session.events.length,
    eventId: idOf(session),
  };
};

const eventOf = (event: TrailEvent) => ({
  eventId: event.eventId,
  time: event.time,
  account: event.account,
  region: event.region,
  service: serviceOf(event),
  name: event.name,
  sourceIp: event.origin.text,
});

const firstOf = ([event]: readonly TrailEvent[]) => (event === undefined ? null : eventOf(event));
