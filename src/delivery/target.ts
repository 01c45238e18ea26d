/** Is this a URL that a message may be sent to? The answer never holds the URL. */
import { UserError } from '../core/user-error.ts';

/** The hosts of each vendor; undefined for a kind that may have any. */
const HOSTS: Readonly<Record<string, RegExp>> = {
  slack: /^hooks\.slack(?:-gov)?\.com$/,
  chatwork: /^api\.chatwork\.com$/,
  teams: /(?:^|\.)(?:logic\.azure\.com|api\.powerplatform\.com|webhook\.office\.com)$/,
  discord: /^(?:\w+\.)?discord(?:app)?\.com$/,
};
const PATHS: Readonly<Record<string, RegExp>> = {
  slack: /^\/(?:services|workflows|triggers)\/\S+\/\S+/,
  discord: /^\/api\/(?:v\d+\/)?webhooks\/\d+\/\S+/,
};

const isLoopback = (host: string) => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

/** Throws a `UserError` that says what is wrong with the URL and never shows it. Loopback is for the sandbox and tests. */
export function checkTarget(channel: string, text: string): URL {
  const hint = `Copy the whole URL from ${channel === 'slack' ? 'your Slack app’s “Incoming Webhooks” page' : 'where the webhook was made'}, without spaces or quotes.`;
  if (!URL.canParse(text)) throw new UserError(`the ${channel} URL is not a URL`, { hint });
  const url = new URL(text);
  if (isLoopback(url.hostname) && /^https?:$/.test(url.protocol)) return url;
  if (url.protocol !== 'https:') throw new UserError(`the ${channel} URL does not begin with https://`, { hint });
  if (url.username !== '' || url.password !== '')
    throw new UserError(`the ${channel} URL holds a user name or password`, { hint });
  const host = HOSTS[channel];
  if (host !== undefined && !host.test(url.hostname)) {
    throw new UserError(`the ${channel} URL leads to ${url.hostname}, which is not ${channel}’s`, { hint });
  }
  if (PATHS[channel]?.test(url.pathname) === false) throw new UserError(`the ${channel} URL is not complete`, { hint });
  return url;
}
