/** Sessions of public records: every event is of one, or of none for a reason; an attack reads as it was run. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TrailEvent } from '../../../src/core/event.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import { remainsOf } from '../../../src/core/session/made.ts';
import { withinReach } from '../../../src/core/session/reach.ts';
import { rootOf, treeOf } from '../../../src/core/session/session.ts';
import { sessionsOf } from '../../../src/core/session/sessions.ts';
import { DATA, publicRecords, recordsOf } from '../../helpers/shared.ts';

const eventsOf = (records: readonly unknown[]): readonly TrailEvent[] =>
  records.flatMap((record) => {
    const result = normalise(record);
    return result.kind === 'event' ? [result.event] : [];
  });

test('each public record is of exactly one session, or of none for a reason, in any order', () => {
  const events = eventsOf(publicRecords());
  const { all, without } = sessionsOf(events);
  const found = [...all.flatMap((session) => session.events), ...without.map(({ event }) => event)];
  expect(new Set(found).size).toBe(events.length);
  expect(found).toHaveLength(events.length);
  const ids = (sessions: typeof all) => sessions.map(({ id, events: some }) => `${id} ${some.length}`);
  expect(ids(sessionsOf(events.toReversed()).all)).toEqual(ids(all));
});

test('what is within reach of a public record tells its session as all records do', () => {
  const events = eventsOf(recordsOf(join(DATA, 'invictus/events.ndjson')));
  const whole = sessionsOf(events);
  const calls = ({ id, events: some }: (typeof whole.all)[number]) => `${id} ${some.length}`;
  for (const session of whole.all.filter((_, at) => at % 7 === 0)) {
    const seed = session.events.at(-1);
    const near = sessionsOf(withinReach(events, seed === undefined ? [] : [seed]));
    const again = near.all.find(({ id }) => id === session.id);
    expect(again).toBeDefined();
    const tree = again === undefined ? [] : treeOf(rootOf(again, near), near);
    expect(tree.map(calls)).toEqual(treeOf(rootOf(session, whole), whole).map(calls));
  }
});

test('attack techniques that were run with one key are one session, with the roles they became, and were cleaned up', () => {
  const events = eventsOf(recordsOf(join(DATA, 'invictus/events.ndjson')));
  if (events.length === 0) return;
  const sessions = sessionsOf(events);
  const attack = sessions.all.toSorted((a, b) => b.events.length - a.events.length)[0];
  if (attack === undefined) throw new Error('no session');
  expect([attack.kind, attack.who.actor.name]).toEqual(['key', 'bert-jan']);
  const tree = treeOf(attack, sessions);
  expect(tree.map(({ who }) => who.actor.role ?? who.actor.name).toSorted()).toEqual([
    'bert-jan',
    'stratus-red-team-ec2-get-password-data-role',
    'stratus-red-team-ec2lui-role-pcccexdthk',
    'stratus-red-team-ec2lui-role-wuzemnoeqa',
    'stratus-red-team-get-usr-data-role',
    'stratus-red-team-leave-org-role',
  ]);
  const done = tree.flatMap((session) => session.events);
  expect(remainsOf(done, events).lives).toEqual([]);
  // The console of the same user, opened later, is another session.
  const logins = sessions.all.filter(({ events: some }) => some.some(({ name }) => name === 'ConsoleLogin'));
  expect(logins.map(({ events: some, who }) => [who.actor.name, some.length])).toEqual([
    ['stratus-red-team-nmfalu-gfjyeaypjt', 1],
    ['bert-jan', 219],
  ]);
});
