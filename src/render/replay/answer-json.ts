/** Stories and people as programs read them: a contract, in English whatever the language. */
import type { TrailEvent } from '../../core/event.ts';
import { personOf } from '../../core/people/person.ts';
import type { PersonAtPlace, Story } from '../../core/stories/answer.ts';
import type { Group } from '../../core/stories/group.ts';
import { isoTime } from '../../core/time.ts';
import { sessionOf, storyText } from './story-text.ts';

export const storyJson = (story: Story, args: readonly string[] | undefined) => ({
  severity: story.severity,
  text: storyText(story, 'en'),
  actor: actorJson(story.event),
  account: story.event.account,
  accountName: story.accountName,
  places: story.places,
  signIns: story.signIns,
  failuresBefore: story.failures.before,
  failuresAfter: story.failures.after,
  mfa: story.mfa,
  // Other deeds than sign-ins.
  deeds: story.deeds.length,
  from: isoTime(story.from),
  to: isoTime(story.to),
  // The command that shows the session.
  session: sessionOf(story, args),
  // Ids of the findings.
  findings: story.findings.map(({ id }) => id),
});

export const personJson = (row: PersonAtPlace) => ({
  severity: row.severity,
  actor: actorJson(row.event),
  account: row.event.account,
  accountName: row.accountName,
  sourceIp: row.place === '' ? null : row.place,
  network: { verdict: row.network.verdict, name: row.network.name },
  signIns: row.signIns,
  failures: row.failures,
  mfa: row.mfa,
  first: isoTime(row.first),
  last: isoTime(row.last),
});

export const groupJson = ({ key, name, count, severities, first, last }: Group) => ({
  key,
  name,
  findings: count,
  severities,
  first: isoTime(first),
  last: isoTime(last),
});

const actorJson = (event: TrailEvent) => ({
  kind: event.actor.kind,
  name: event.actor.name,
  arn: event.actor.arn ?? null,
  person: personOf(event),
});
