/** Names of accounts in AWS, which a deploy leaves in the table for the function. */
import { clip } from '../../core/text.ts';
import { MINUTE } from '../../core/time.ts';
import { KEYS, ONLY } from './keys.ts';
import type { Table } from './table.ts';

/** By the account's id. */
export type AccountNames = ReadonlyMap<string, string>;

/** AWS's limits are 50 characters for a name and 63 for an alias. */
const LONGEST_NAME = 64;
/** Bytes of the names in one item, of the 400 KB that DynamoDB allows: some ten thousand accounts. */
const MOST_BYTES = 350_000;
/** Milliseconds after which the function reads the names again: a deploy may change them alone. */
const FRESH = 10 * MINUTE;

/** Empty if none were kept. Throws AWS's error. */
export async function readAccountNames(table: Pick<Table, 'get'>): Promise<AccountNames> {
  const text = (await table.get(KEYS.accountNames(), ONLY))?.['names'];
  return new Map(typeof text === 'string' ? entriesIn(text) : []);
}

/** Replaces the names that were kept. Throws AWS's error. */
export async function keepAccountNames(names: AccountNames, table: Pick<Table, 'put'>): Promise<void> {
  await table.put({ pk: KEYS.accountNames(), sk: ONLY, names: JSON.stringify(Object.fromEntries(names)) });
}

/** As many as an item holds, shortened, in order of the ids. */
export function keepable(names: AccountNames): AccountNames {
  const kept = new Map<string, string>();
  let bytes = 2;
  for (const [id, name] of [...names].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const short = clip(name, LONGEST_NAME);
    bytes += Buffer.byteLength(JSON.stringify({ [id]: short }));
    if (bytes > MOST_BYTES) break;
    kept.set(id, short);
  }
  return kept;
}

export interface KeptNames {
  readonly names: AccountNames;
  /** Reads them if they weren't read lately. Throws AWS's error. */
  refresh(): Promise<void>;
}

/** The names as the function has them from one invocation to the next. */
export function keptNames(table: Pick<Table, 'get'>, now: () => number): KeptNames {
  const names = new Map<string, string>();
  let readAt = Number.NEGATIVE_INFINITY;
  return {
    names,
    async refresh() {
      if (now() - readAt < FRESH) return;
      const found = await readAccountNames(table);
      readAt = now();
      names.clear();
      for (const [id, name] of found) names.set(id, name);
    },
  };
}

function entriesIn(text: string): readonly [string, string][] {
  const found: unknown = JSON.parse(text);
  return Object.entries(found ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}
