/** Loads the next items while one is worked on. */

/** Gives the items in order, each with what was loaded for it; at most `most` loads run or wait at a time. */
export async function* loadedAhead<Item, Loaded>(
  items: AsyncIterable<Item>,
  load: (item: Item) => Promise<Loaded>,
  most: number,
): AsyncGenerator<{ readonly item: Item; readonly loaded: Loaded }> {
  const waiting: { readonly item: Item; readonly loading: Promise<Loaded> }[] = [];
  for await (const item of items) {
    waiting.push({ item, loading: load(item) });
    const first = waiting.length > most ? waiting.shift() : undefined;
    if (first !== undefined) yield { item: first.item, loaded: await first.loading };
  }
  for (const { item, loading } of waiting) yield { item, loaded: await loading };
}
