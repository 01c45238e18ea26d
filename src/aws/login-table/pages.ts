/** Items that many invocations change: read, changed, and written if nobody else wrote one meanwhile. */
import { groupBy } from '../../core/group-by.ts';
import { mapConcurrent } from '../map-concurrent.ts';
import { bucketOf, ONLY } from './keys.ts';
import { AT_ONCE, type Item, type ItemKey, type Table } from './table.ts';

/** Tries to write a page; one fails if another invocation wrote it at the same moment. */
const MOST_TRIES = 50;

export interface Changed<Result> {
  /** Attributes of the page from now on; undefined leaves it as it is. */
  readonly page?: Readonly<Record<string, string | number | Uint8Array>> | undefined;
  readonly result: Result;
}

/** May be called several times for a page. `others` are further items that were read with it, by their `pk`. */
export type Change<Result> = (pk: string, page: Item | undefined, others: ReadonlyMap<string, Item>) => Changed<Result>;

/** Changes each page, and returns the results by `pk`. Pages are read together, and are no transaction. */
export async function changePages<Result>(
  table: Table,
  pks: readonly string[],
  change: Change<Result>,
  others: readonly ItemKey[] = [],
): Promise<ReadonlyMap<string, Result>> {
  const results = new Map<string, Result>();
  let open = pks;
  for (let tries = 0; tries < MOST_TRIES && open.length > 0; tries += 1) {
    const items = await table.getAll([...open.map((pk) => ({ pk, sk: ONLY })), ...others]);
    const known = new Map(items.map((item) => [item.pk, item]));
    const left = await mapConcurrent(open, AT_ONCE, async (pk) => {
      const standing = known.get(pk);
      const { page, result } = change(pk, standing, known);
      results.set(pk, result);
      if (page === undefined) return [];
      const version = Number(standing?.['version'] ?? 0);
      const isOurs = await table.put(
        { ...page, pk, sk: ONLY, version: version + 1 },
        standing === undefined ? [] : [[{ attribute: 'version', is: '=', value: version }]],
      );
      return isOurs ? [] : [pk];
    });
    open = left.flat();
  }
  if (open.length > 0) throw new Error('too many invocations write one page');
  return results;
}

/** Members grouped by the page that their id belongs to. */
export const byPage = <Member>(
  members: readonly Member[],
  idOf: (member: Member) => string,
  keyOf: (page: string) => string,
): ReadonlyMap<string, readonly Member[]> => groupBy(members, (member) => keyOf(bucketOf(idOf(member))));
