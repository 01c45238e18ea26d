/** Lists divided: into groups, and into slices. */

/** Members by a key, in the order in which each key first occurs. */
export function groupedBy<One>(list: readonly One[], keyOf: (one: One) => string): ReadonlyMap<string, readonly One[]> {
  const groups = new Map<string, One[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    // Not by copies: a flood's groups have thousands.
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

/** Parts of a list, in order, each of at most `most` members. */
export function slicesOf<One>(list: readonly One[], most: number): readonly (readonly One[])[] {
  const count = Math.ceil(list.length / most);
  return Array.from({ length: count }, (_, index) => list.slice(index * most, (index + 1) * most));
}
