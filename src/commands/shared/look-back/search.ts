/** `--user`, `--account`, `--ip`, `--event` and `--trusted`: alike in every command that looks back. */
import type { TrailEvent } from '../../../core/event.ts';
import type { Context } from '../../../core/inspection/context.ts';
import { isSearching, type Search, searchedIn, searchFor } from '../../../core/inspection/search.ts';
import { coversTooMuch, isNetwork } from '../../../core/network.ts';
import type { Finding } from '../../../core/rule.ts';
import type { Settings } from '../../../core/settings.ts';
import { visible } from '../../../core/text.ts';
import { UserError } from '../../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../../core/words.ts';
import { SEARCH_WORDS, type SearchWords } from '../../../messages/look-back/search.ts';
import type { NotCovered } from '../../../render/replay/report.ts';

export interface SearchOptions extends Omit<Search, 'client'> {
  /** Addresses and CIDR blocks that are trusted in this run, besides those of the settings. */
  readonly trusted: readonly string[];
}

/** Throws a `UserError` for an address that is none. */
function checkAddress(option: string, text: string | undefined): void {
  if (text !== undefined && !isNetwork(text)) throw refusal((words) => words.notAddress(option, JSON.stringify(text)));
}

/** The settings with the networks of `--trusted`. Throws a `UserError` for an option that holds no address. */
export function withTrusted(settings: Settings, { trusted, ip }: SearchOptions): Settings {
  checkAddress('--ip', ip);
  for (const text of trusted) {
    checkAddress('--trusted', text);
    if (coversTooMuch([text])) throw refusal((words) => words.tooWide(JSON.stringify(text)));
  }
  return { ...settings, trusted: [...settings.trusted, ...trusted.map((cidr) => ({ cidr }))] };
}

/** Findings of which an event is meant; a burst counts for each of its people. */
export function searchFindings(
  findings: readonly Finding[],
  options: SearchOptions,
  { accountName }: Pick<Context, 'accountName'>,
): readonly Finding[] {
  const isMeant = conditionOf(options);
  if (isMeant === undefined) return findings;
  return findings.filter(({ event, events }) =>
    [event, ...events].some((one) => isMeant(searchedIn(one, accountName(one.account)))),
  );
}

interface Met {
  /** The events that are meant. */
  readonly events: readonly TrailEvent[];
  /** The gap of a search that no event met: finding nothing is no news then. */
  readonly gaps: readonly NotCovered[];
}

export function searchEvents(
  events: readonly TrailEvent[],
  options: SearchOptions,
  context: Pick<Context, 'accountName'>,
): Met {
  const isMeant = conditionOf(options);
  if (isMeant === undefined) return { events, gaps: [] };
  const meant = events.filter((one) => isMeant(searchedIn(one, context.accountName(one.account))));
  return {
    events: meant,
    gaps: meant.length > 0 || events.length === 0 ? [] : [nothingMeant(events, options, context)],
  };
}

function conditionOf({ user, account, ip, event }: SearchOptions) {
  const search: Search = { user, account, ip, event, client: undefined };
  return isSearching(search) ? searchFor(search) : undefined;
}

const MOST_NAMED = 5;

function nothingMeant(
  events: readonly TrailEvent[],
  options: SearchOptions,
  context: Pick<Context, 'accountName'>,
): NotCovered {
  const { user, account, ip } = options;
  const found = mostFrequent(
    events.map((one) => {
      if (user !== undefined) return one.actor.name;
      if (account !== undefined) return context.accountName(one.account) ?? one.account;
      return ip === undefined ? one.name : one.origin.text;
    }),
  );
  const reason = wordsFrom(SEARCH_WORDS, (words) => words.none(events.length, askedOf(options) ?? '', found));
  return { region: null, reason };
}

/** `--user carol --ip 203.0.113.0/24`; undefined if all are meant. */
export function askedOf({ user, account, ip, event }: SearchOptions): string | undefined {
  const asked = Object.entries({ user, account, ip, event }).flatMap(([option, text]) =>
    text === undefined ? [] : [`--${option} ${visible(text)}`],
  );
  return asked.length === 0 ? undefined : asked.join(' ');
}

function mostFrequent(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a).map(([text]) => visible(text));
  return sorted.length > MOST_NAMED ? [...sorted.slice(0, MOST_NAMED), '…'] : sorted;
}

function refusal(pick: (words: SearchWords) => { readonly message: string; readonly hint: string }): UserError {
  const { message, hint } = refusalFrom(SEARCH_WORDS, pick);
  return new UserError(message, { hint });
}
