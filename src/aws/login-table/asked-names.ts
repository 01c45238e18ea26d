/** Names that AWS is asked for, each user by one invocation: the table remembers names, and refusals too. */
import { directoryKey, type NamelessUser, type People } from '../../core/people/people.ts';
import { DAY, MINUTE } from '../../core/time.ts';
import { readError } from '../fault.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { describeAction, USERS_AT_ONCE } from '../names/describe-user.ts';
import { placeOf } from '../names/people.ts';
import { expiryOf, KEPT, KEYS, ONLY } from './keys.ts';
import type { Table } from './table.ts';

/** Asks AWS for one user's name; undefined if it has none. Throws AWS's refusal. */
export type AskName = (user: NamelessUser) => Promise<string | undefined>;

export interface NameRefusal {
  /** As IAM writes it. */
  readonly permission: string;
  readonly store: string;
  readonly region: string;
  /** AWS's own words. */
  readonly reason: string;
}

export interface AskingNames {
  readonly ask: AskName;
  readonly onRefusal: (refusal: NameRefusal) => void;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Longer than an asking invocation lives. */
const ASKING = 5 * MINUTE;
/** After a refusal nobody asks the store again for so long, and after any other failure for a shorter time. */
const REFUSED = DAY;
const FAILED = 10 * MINUTE;
/** Waits for another invocation's answer, which comes within seconds. */
const WAITS = [100, 200, 400, 800, 1_600, 3_200];
const DENIED = /^AccessDenied/;

export async function askForNames(
  users: readonly NamelessUser[],
  people: People,
  table: Table,
  asking: AskingNames,
): Promise<void> {
  for (const place of new Set(users.map(placeOf))) {
    const [first, ...others] = users.filter((user) => placeOf(user) === place);
    const isOpen = async () => (await table.get(storeKey(place), ONLY)) === undefined;
    if (first === undefined || !(await isOpen())) continue;
    await askOnce(first, people, table, asking);
    // If AWS refuses the first, it would refuse the others too.
    if (others.length > 0 && (await isOpen()))
      await mapConcurrent(others, USERS_AT_ONCE, (user) => askOnce(user, people, table, asking));
  }
}

const storeKey = (place: string) => KEYS.person(`store ${place}`);

async function askOnce(user: NamelessUser, people: People, table: Table, asking: AskingNames): Promise<void> {
  const { now } = asking;
  const pk = KEYS.person(directoryKey(user));
  const keep = (item: Readonly<Record<string, string>>, kept: number) =>
    table.put({ pk, sk: ONLY, ...item, expiresAt: expiryOf(now(), kept) });
  const isOurs = await table.put({ pk, sk: ONLY, state: 'asking', expiresAt: expiryOf(now(), ASKING) }, []);
  if (!isOurs) {
    const name = await answerOfOther(pk, table, asking);
    if (name !== undefined) people.add(directoryKey(user), name);
    return;
  }
  try {
    const name = await asking.ask(user);
    if (name !== undefined) people.add(directoryKey(user), name);
    await keep(name === undefined ? { state: 'nameless' } : { name }, name === undefined ? DAY : KEPT.person);
  } catch (error) {
    const { name, message } = readError(error);
    const kept = DENIED.test(name) ? REFUSED : FAILED;
    await table.put({ pk: storeKey(placeOf(user)), sk: ONLY, state: 'refused', expiresAt: expiryOf(now(), kept) });
    await keep({ state: 'refused' }, kept);
    asking.onRefusal({
      permission: describeAction(user),
      store: user.store,
      region: user.region,
      reason: `${name}: ${firstLineOf(message)}`,
    });
  }
}

/** The SDK adds lines for its developers. */
const firstLineOf = (message: string) => message.split('\n', 1).join();

/** Undefined if the other has no name either, or doesn't answer. */
async function answerOfOther(pk: string, table: Table, { sleep }: AskingNames): Promise<string | undefined> {
  for (const wait of [0, ...WAITS]) {
    if (wait > 0) await sleep(wait);
    const item = await table.get(pk, ONLY);
    const name = item?.['name'];
    if (typeof name === 'string') return name;
    if (item?.['state'] !== 'asking') return undefined;
  }
  return undefined;
}
