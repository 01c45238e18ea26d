/** Many at a time, but not all: a file of a bad day has thousands. */
const AT_ONCE = 20;

/** In the order given. */
export async function inTurns<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  for (let start = 0; start < list.length; start += AT_ONCE) {
    done.push(...(await Promise.all(list.slice(start, start + AT_ONCE).map(work))));
  }
  return done;
}
