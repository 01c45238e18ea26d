/**
 * Maps a list with at most `atOnce` calls at a time, so that AWS doesn't throttle; the results are in the list's order.
 * After a failure no further call begins; once the running calls are over, it throws the first failure.
 */
export async function mapConcurrent<T, R>(
  list: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  const waiting = [...list.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined && failures.length === 0; next = waiting.shift()) {
      const [position, one] = next;
      await work(one).then(
        (result) => {
          results[position] = result;
        },
        (error: unknown) => failures.push(error),
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
