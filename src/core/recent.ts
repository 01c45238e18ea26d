/** Keeps the values that were made last, by their key: the same question gets the same value without making it again. */
export function recent<T>(most: number): (key: string, make: () => T) => T {
  const made = new Map<string, T>();
  return (key, make) => {
    const kept = made.get(key);
    if (kept !== undefined) return kept;
    const value = make();
    made.set(key, value);
    const [oldest] = made.keys();
    if (made.size > most && oldest !== undefined) made.delete(oldest);
    return value;
  };
}
