/** The mark of a test: `login-watch test --deployed` puts it beside a pipeline's envelope. */

/** Returns the test's id, under which its results are kept, or undefined for real input. */
export function testOf(input: unknown): string | undefined {
  const id: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, 'loginWatchTest') : undefined;
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}
