/** How long a vendor asks to wait, in whichever of their ways they say it. */

const LONGEST = 15 * 60_000;

/** In ms: `Retry-After` in seconds (fractions too), `retry_after` in a JSON body in seconds. */
export function retryAfterOf(headers: Readonly<Record<string, string>>, body: string): { retryAfter?: number } {
  const seconds = secondsIn(headers['retry-after']) ?? secondsIn(/"retry_after"\s*:\s*([\d.]+)/.exec(body)?.[1]);
  return seconds === undefined ? {} : { retryAfter: Math.min(Math.ceil(seconds * 1000), LONGEST) };
}

function secondsIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined;
}
