/** Lists: without repeats, and in slices. */

/** Each member once, in the order in which it first occurs; objects by what they are, not by what they hold. */
export const distinct = <One>(list: readonly One[]): One[] => [...new Set(list)];

/** The same of plain data, by what it holds. */
export const distinctValues = <One>(list: readonly One[]): One[] => [
  ...new Map(list.map((one) => [JSON.stringify(one), one])).values(),
];

/** Parts of a list, in order, each of at most `most` members. */
export function slicesOf<One>(list: readonly One[], most: number): readonly (readonly One[])[] {
  const count = Math.ceil(list.length / most);
  return Array.from({ length: count }, (_, index) => list.slice(index * most, (index + 1) * most));
}
