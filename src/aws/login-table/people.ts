/** Names of people between invocations: the record that holds one may come minutes before, or in another file. */
import type { TrailEvent } from '../../core/event.ts';
import { namelessSubjects } from '../../core/people/assigned.ts';
import { directoryKey, isNameless, keysOf, namelessUsers, type People } from '../../core/people/people.ts';
import { type AskingNames, askForNames } from './asked-names.ts';
import { expiryOf, KEPT, KEYS, ONLY } from './keys.ts';
import type { Table } from './table.ts';

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
  await recall(lacking.flatMap(keysOf), people, table);
}

/** Users and groups that calls are about, but for those that the table names. */
async function unknownSubjects(events: readonly TrailEvent[], people: People, table: Table) {
  await recall(namelessSubjects(events, people).map(directoryKey), people, table);
  return namelessSubjects(events, people);
}

async function recall(keys: readonly string[], people: People, table: Table): Promise<void> {
  const unique = [...new Set(keys)];
  if (unique.length === 0) return;
  const items = await table.getAll(unique.map((key) => ({ pk: KEYS.person(key), sk: ONLY })));
  const names = new Map(items.map(({ pk, name }) => [pk, name]));
  for (const key of unique) {
    const name = names.get(KEYS.person(key));
    if (typeof name === 'string') people.add(key, name);
  }
}
