/** The pause that a vendor asks for, in each vendor's notation. */
import { MINUTE } from '../core/time.ts';

type Headers = Readonly<Record<string, string>>;

const LONGEST = 15 * MINUTE;

/**
 * Milliseconds: `Retry-After` in seconds (fractions too) or as a date, `retry_after` in a JSON body in seconds,
 * `x-ratelimit-reset` in seconds since the epoch. Moments are compared with the answer's own `Date`, so that neither
 * clock needs to be right.
 */
export function retryAfterOf(headers: Headers, body: string): { retryAfter?: number } {
  const wait =
    seconds(headers['retry-after']) ??
    until(Date.parse(headers['retry-after'] ?? ''), headers) ??
    seconds(/"retry_after"\s*:\s*([\d.]+)/.exec(body)?.[1]) ??
    until(seconds(headers['x-ratelimit-reset']) ?? Number.NaN, headers);
  return wait === undefined ? {} : { retryAfter: Math.min(Math.ceil(wait), LONGEST) };
}

function seconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) * 1000 : undefined;
}

function until(moment: number, headers: Headers): number | undefined {
  const wait = moment - Date.parse(headers['date'] ?? '');
  return wait >= 0 ? wait : undefined;
}
