/** Names of people between invocations: the record that holds one may come minutes before, or in another file. */

import { namelessSubjects } from '../../core/assigned.ts';
import type { TrailEvent } from '../../core/event.ts';
import { directoryKey, isNameless, keysOf, namelessUsers, type People } from '../../core/people.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { type AskingNames, askForNames } from './asked-names.ts';
import { expiryOf, KEPT, KEYS, ONLY } from './keys.ts';
import { AT_ONCE, type Table } from './table.ts';

/** Keeps the names that the input's records hold, and adds those of the table, else of AWS, that its events lack. */
export async function rememberPeople(
  events: readonly TrailEvent[],
  people: People,
  table: Table,
  now: () => number,
  asking: AskingNames | undefined,
): Promise<void> {
  const expiresAt = expiryOf(now(), KEPT.person);
  await table.putAll([...people.learned].map(([key, name]) => ({ pk: KEYS.person(key), sk: ONLY, name, expiresAt })));
  await recallPeople(events, people, table);
  const asked = [...namelessUsers(events.map(people.named)), ...(await unknownSubjects(events, people, table))];
  if (asking !== undefined) await askForNames(asked, people, table, asking);
}

/** Adds the names of the table that the events lack. */
export async function recallPeople(events: readonly TrailEvent[], people: People, table: Table): Promise<void> {
  const lacking = events.map(people.named).filter(({ actor }) => isNameless(actor));
  await mapConcurrent([...new Set(lacking.flatMap(keysOf))], AT_ONCE, (key) => recall(key, people, table));
}

/** Users and groups that calls are about, but for those that the table names. */
async function unknownSubjects(events: readonly TrailEvent[], people: People, table: Table) {
  await mapConcurrent(namelessSubjects(events, people), AT_ONCE, (one) => recall(directoryKey(one), people, table));
  return namelessSubjects(events, people);
}

async function recall(key: string, people: People, table: Table): Promise<void> {
  const name = (await table.get(KEYS.person(key), ONLY))?.['name'];
  if (typeof name === 'string') people.add(key, name);
}
