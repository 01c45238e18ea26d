/** The mark of a test: `login-watch test --deployed` puts it beside a pipeline's envelope. */

/** The test's id, under which its results are kept; undefined for everything that is meant. */
export function testOf(input: unknown): string | undefined {
  const id: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'loginWatchTest') : undefined;
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}
