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
  slack: /^\/services\/[\w-]+\/[\w-]+\/[\w-]+\/?$/,
  discord: /^\/api\/(?:v\d+\/)?webhooks\/\d+\/\S+/,
};

/** This machine, in the ways in which a URL names it. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

const WHERE_FROM: Readonly<Record<string, string>> = {
  slack: 'Copy the whole URL from your Slack app’s “Incoming Webhooks” page: https://hooks.slack.com/services/T…/B…/…',
  teams: 'Copy the whole URL from your workflow “Post to a channel when a webhook request is received”.',
  discord: 'Copy the whole URL from the Discord channel’s settings: Integrations, Webhooks.',
};

/** Throws a `UserError` that says what is wrong with the URL and shows no part of it. Loopback is for the sandbox and tests. */
export function checkTarget(channel: string, text: string): URL {
  const hint = WHERE_FROM[channel] ?? 'Copy the whole URL, without spaces or quotes.';
  const refuse = (problem: string): never => {
    throw new UserError(`the ${channel} URL ${problem}`, { hint });
  };
  if (!URL.canParse(text)) return refuse('is not a URL');
  const url = new URL(text);
  if (isLoopback(url.hostname) && /^https?:$/.test(url.protocol)) return url;
  if (url.protocol !== 'https:') return refuse('does not begin with https://');
  if (url.username !== '' || url.password !== '') return refuse('holds a user name or password');
  if (HOSTS[channel]?.test(url.hostname) === false) return refuse(`does not lead to ${channel}`);
  if (channel === 'slack' && /^\/(?:triggers|workflows)\//.test(url.pathname))
    return refuse('is a Workflow Builder’s, which takes no messages');
  if (PATHS[channel]?.test(url.pathname) === false) return refuse('is not complete');
  return url;
}
