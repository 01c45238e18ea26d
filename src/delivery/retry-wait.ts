/** How long the sender waits before it tries again: its own backoff, or the vendor's wish (`channels/retry-after.ts`). */

/** Milliseconds; Slack takes about one message a second and hook, and the others are not quicker. https://docs.slack.dev/apis/web-api/rate-limits */
export const PACE = 1_000;
const LONGEST_WAIT = 15_000;
/** Milliseconds; after that the queue or the waiting person decides. */
export const BUDGET = 45_000;

/** Milliseconds. Doubles each time, with jitter, and never falls below the vendor's own request. */
export function waitBefore(attempts: number, asked: number | undefined, { random }: { readonly random: () => number }) {
  const backoff = Math.min(PACE * 2 ** (attempts - 1), LONGEST_WAIT);
  return Math.max(asked ?? 0, Math.round(backoff * (1 + random() / 2)));
}
