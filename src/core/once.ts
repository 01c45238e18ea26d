/** Makes a value at the first call, and returns the same one from then on. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The same by a key. From `most` keys on, a value for a further one is made at each call, so that memory stays bounded. */
export function onceForEach<Key, Made>(make: (key: Key) => Made, most: number): (key: Key) => Made {
  const made = new Map<Key, Made>();
  return (key) => {
    const before = made.get(key);
    if (before !== undefined) return before;
    const one = make(key);
    if (made.size < most) made.set(key, one);
    return one;
  };
}
