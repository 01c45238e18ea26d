/** Accounts and regions that can't be read: said when it begins, when it changes and when it is over. */
import { explainAws } from '../../aws/errors.ts';
import { type Fault, faultOf } from '../../aws/fault.ts';
import { groupBy } from '../../core/group-by.ts';
import type { Language, Words } from '../../core/language.ts';
import type { UserError } from '../../core/user-error.ts';
import { wordsFrom } from '../../core/words.ts';
import { WATCH_WORDS } from '../../messages/look-back/watch.ts';
import { LOOKUP_ACTION } from '../../sources/event-history/pace.ts';
import type { Polled } from '../../sources/event-history/region-watch.ts';
import type { PolledHere, Watched } from './spots.ts';

/** New credentials may help: the clients are made anew. */
export const OF_CREDENTIALS: ReadonlySet<Fault> = new Set(['no-credentials', 'mfa-code', 'expired', 'bad-credentials']);
/** Many accounts close the regions that they don't use. */
const CLOSED: ReadonlySet<Fault> = new Set(['denied', 'region-disabled']);

/** An account of which nothing can be read. */
export interface AccountTrouble {
  readonly place: Words;
  readonly reason: Words;
  readonly hint: Words | undefined;
}

export class Troubles {
  readonly #language: Language;
  /** The faults that were said, by account and region. */
  readonly #said = new Map<string, Fault>();
  /** The reasons that were said, by the account's place. */
  #accounts: ReadonlyMap<string, string> = new Map();

  constructor(language: Language) {
    this.#language = language;
  }

  /** One error for several regions of an account, or for one. */
  explain(error: unknown, regions: readonly string[], { aws }: Watched): UserError {
    const [first = ''] = regions;
    const all = wordsFrom(WATCH_WORDS, ({ allRegions }) => allRegions(regions.length));
    const region = regions.length > 1 ? all : first;
    return explainAws(error, { action: LOOKUP_ACTION, region, profile: aws.profile, command: 'watch' });
  }

  /** Lines about what changed in the regions of one account. */
  lines(account: Watched, polled: readonly PolledHere[]): readonly string[] {
    const words = WATCH_WORDS[this.#language];
    const keyOf = ({ region }: Polled) => `${account.id} ${region}`;
    const failed = polled.filter(({ error }) => error !== undefined);
    const changed = failed.filter((one) => this.#said.get(keyOf(one)) !== faultOf(one.error));
    const recovered = polled.filter((one) => one.error === undefined && this.#said.has(keyOf(one)));
    for (const one of recovered) this.#said.delete(keyOf(one));
    for (const one of changed) this.#said.set(keyOf(one), faultOf(one.error));
    const byFault = groupBy(changed, ({ error }) => faultOf(error));
    return [
      ...[...byFault.values()].map((alike) => {
        const regions = alike.map(({ region }) => region);
        const { words: reason, nextStep } = this.explain(alike[0]?.error, regions, account);
        const names =
          regions.length === polled.length && regions.length > 1
            ? words.allRegions(regions.length)
            : regions.join(', ');
        return words.trouble(names, this.#sentences(reason, nextStep));
      }),
      ...(recovered.length === 0 ? [] : [words.recovered(recovered.map(({ region }) => region).join(', '))]),
    ].map((line) => (account.place === undefined ? line : words.trouble(account.place[this.#language], line)));
  }

  /** Lines about accounts that can't be read since, or for another reason; alike ones are one line. */
  accountLines(troubles: readonly AccountTrouble[]): readonly string[] {
    const said = (one: AccountTrouble) => this.#sentences(one.reason, one.hint);
    const placed = troubles.map((one) => ({ place: one.place[this.#language], text: said(one) }));
    const changed = placed.filter(({ place, text }) => this.#accounts.get(place) !== text);
    this.#accounts = new Map(placed.map(({ place, text }) => [place, text]));
    const words = WATCH_WORDS[this.#language];
    return [...groupBy(changed, ({ text }) => text)].map(([text, alike]) =>
      words.trouble(words.accounts(alike.map(({ place }) => place)), text),
    );
  }

  #sentences(reason: Words, hint: Words | undefined): string {
    const parts = [reason, hint].flatMap((part) => part?.[this.#language] || []);
    return parts.join(this.#language === 'ja' ? '。' : '. ');
  }
}

/** Regions that refuse from the first time on, where nobody named them: nothing is missing there. */
export const closedIn = (polled: readonly PolledHere[], wasRead: (region: string) => boolean): readonly PolledHere[] =>
  polled.filter(({ region, error }) => error !== undefined && CLOSED.has(faultOf(error)) && !wasRead(region));
