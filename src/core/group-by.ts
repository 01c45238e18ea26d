/** Items by a key, each group in the order of the items. */
export function groupBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The same by two keys, in the order of the first of each group: a text of both would be one more for each item. */
export function groupByTwo<Item, First, Second>(
  items: readonly Item[],
  firstOf: (item: Item) => First,
  secondOf: (item: Item) => Second,
): readonly (readonly Item[])[] {
  const groups: Item[][] = [];
  const byFirst = new Map<First, Map<Second, Item[]>>();
  for (const item of items) {
    const [first, second] = [firstOf(item), secondOf(item)];
    const bySecond = byFirst.get(first) ?? new Map<Second, Item[]>();
    const group = bySecond.get(second);
    if (group !== undefined) {
      group.push(item);
      continue;
    }
    const begun = [item];
    groups.push(begun);
    bySecond.set(second, begun);
    byFirst.set(first, bySecond);
  }
  return groups;
}
