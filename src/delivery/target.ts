/** The check of a URL that messages are sent to. No error holds a part of the URL. */
import { factsOf, kindCalled, type Problem } from '../channels/kinds.ts';
import type { Language } from '../core/rule.ts';
import { CHANNEL_KINDS, type ChannelKind } from '../core/settings.ts';
import { UserError } from '../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../core/words.ts';
import { TARGET_WORDS, type TargetWords } from '../messages/sending/targets.ts';

type Sentence = (words: TargetWords, language: Language) => string;

/** This machine, in the ways in which a URL names it. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

/**
 * Returns the URL, or throws a `UserError` with its problem. Loopback is for the sandbox and tests; `own` is the host
 * that the settings allow beside the vendor's.
 */
export function checkTarget(channel: string, text: string, own?: string): URL {
  const kind = kindCalled(channel);
  if (!URL.canParse(text)) throw refusal(kind, ({ notUrl }) => notUrl);
  const url = new URL(text);
  if (isLoopback(url.hostname) && /^https?:$/.test(url.protocol)) return url;
  const problem = problemOf(kind, url, own);
  if (problem !== undefined) throw refusal(kind, problem);
  return url;
}

function refusal(kind: ChannelKind, problem: Sentence): UserError {
  const hint = wordsFrom(TARGET_WORDS, ({ whereFrom }) => whereFrom[kind]);
  return new UserError(wordsFrom(TARGET_WORDS, problem), { hint });
}

function problemOf(kind: ChannelKind, url: URL, own: string | undefined): Sentence | undefined {
  const { target, label } = factsOf(kind);
  if (target === undefined) throw new RangeError(`${kind} is not sent to a URL`);
  const { hosts, path, workflow, example } = target;
  if (url.protocol !== 'https:') return ({ notHttps }) => notHttps;
  if (url.username !== '' || url.password !== '') return ({ userInfo }) => userInfo;
  if (own !== undefined && url.host === own.toLowerCase()) return undefined;
  if (hosts?.test(url.hostname) === false) {
    const other = vendorOf(url);
    if (other === undefined || example === undefined) return ({ elsewhere }, language) => elsewhere(label[language]);
    return ({ otherVendor }, language) => otherVendor(factsOf(other).label[language], label[language], example);
  }
  const chat = hosts === undefined ? vendorOf(url) : undefined;
  // Teams' workflows take whatever JSON their owner made them for.
  if (chat !== undefined && factsOf(chat).target?.path?.test(url.pathname))
    return (words, language) => words.chat(factsOf(chat).label[language], chat);
  if (workflow?.test(url.pathname)) return ({ workflowBuilder }) => workflowBuilder;
  if (path?.test(url.pathname) === false) return ({ incomplete }) => incomplete;
  return undefined;
}

/** The kind whose webhooks are at this host. */
export function vendorOf({ hostname }: URL): ChannelKind | undefined {
  return CHANNEL_KINDS.find((kind) => {
    const { target } = factsOf(kind);
    return target?.example !== undefined && target.hosts?.test(hostname);
  });
}

/** Warns about a URL that is still tried although its vendor has retired the host; undefined for all others. */
export function retirementOf(channel: string, url: URL): Problem | undefined {
  const kind = kindCalled(channel);
  if (factsOf(kind).target?.retired?.test(url.hostname) !== true) return undefined;
  return refusalFrom(TARGET_WORDS, ({ retired }) => retired);
}
