/** Is this a URL that a message may be sent to? The answer never holds the URL. */
import { factsOf } from '../channels/kinds.ts';
import { UserError } from '../core/user-error.ts';

/** This machine, in the ways in which a URL names it. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

/** Throws a `UserError` that says what is wrong with the URL and shows no part of it. Loopback is for the sandbox and tests. */
export function checkTarget(channel: string, text: string): URL {
  const { target } = factsOf(channel);
  if (target === undefined) throw new RangeError(`${channel} is not sent to a URL`);
  const { hosts, path, unfit, whereFrom: hint } = target;
  const refuse = (problem: string): never => {
    throw new UserError(`the ${channel} URL ${problem}`, { hint });
  };
  if (!URL.canParse(text)) return refuse('is not a URL');
  const url = new URL(text);
  if (isLoopback(url.hostname) && /^https?:$/.test(url.protocol)) return url;
  if (url.protocol !== 'https:') return refuse('does not begin with https://');
  if (url.username !== '' || url.password !== '') return refuse('holds a user name or password');
  if (hosts?.test(url.hostname) === false) return refuse(`does not lead to ${channel}`);
  if (unfit?.path.test(url.pathname)) return refuse(unfit.problem);
  if (path?.test(url.pathname) === false) return refuse('is not complete');
  return url;
}
