/** Regions that can't be read: said when it begins, when it changes and when it is over. */
import type { Aws } from '../../aws/clients.ts';
import { explainAws } from '../../aws/errors.ts';
import { type Fault, faultOf } from '../../aws/fault.ts';
import { groupBy } from '../../core/group-by.ts';
import type { Language } from '../../core/language.ts';
import type { UserError } from '../../core/user-error.ts';
import { wordsFrom } from '../../core/words.ts';
import { WATCH_WORDS } from '../../messages/look-back/watch.ts';
import { LOOKUP_ACTION } from '../../sources/event-history/pace.ts';
import type { Polled } from '../../sources/event-history/region-watch.ts';

/** New credentials may help: the clients are made anew. */
export const OF_CREDENTIALS: ReadonlySet<Fault> = new Set(['no-credentials', 'mfa-code', 'expired', 'bad-credentials']);
/** Many accounts close the regions that they don't use. */
const CLOSED: ReadonlySet<Fault> = new Set(['denied', 'region-disabled']);

export class Troubles {
  readonly #language: Language;
  readonly #aws: () => Aws;
  /** The faults that were said, by region. */
  readonly #said = new Map<string, Fault>();

  constructor(language: Language, aws: () => Aws) {
    this.#language = language;
    this.#aws = aws;
  }

  /** One error for several regions, or for one. */
  explain(error: unknown, regions: readonly string[]): UserError {
    const [first = ''] = regions;
    const all = wordsFrom(WATCH_WORDS, ({ allRegions }) => allRegions(regions.length));
    const region = regions.length > 1 ? all : first;
    return explainAws(error, { action: LOOKUP_ACTION, region, profile: this.#aws().profile, command: 'watch' });
  }

  /** Lines about what changed. */
  lines(polled: readonly Polled[]): readonly string[] {
    const words = WATCH_WORDS[this.#language];
    const failed = polled.filter(({ error }) => error !== undefined);
    const changed = failed.filter(({ region, error }) => this.#said.get(region) !== faultOf(error));
    const recovered = polled.filter(({ region, error }) => error === undefined && this.#said.has(region));
    for (const { region } of recovered) this.#said.delete(region);
    for (const { region, error } of changed) this.#said.set(region, faultOf(error));
    const byFault = groupBy(changed, ({ error }) => faultOf(error));
    return [
      ...[...byFault.values()].map((alike) => {
        const regions = alike.map(({ region }) => region);
        const explained = this.explain(alike[0]?.error, regions);
        const names =
          regions.length === polled.length && regions.length > 1
            ? words.allRegions(regions.length)
            : regions.join(', ');
        const said = [explained.said(this.#language), explained.todo(this.#language)].filter(Boolean);
        return words.trouble(names, said.join(this.#language === 'ja' ? '。' : '. '));
      }),
      ...(recovered.length === 0 ? [] : [words.recovered(recovered.map(({ region }) => region).join(', '))]),
    ];
  }
}

/** Regions that refuse from the first time on, where nobody named them: nothing is missing there. */
export const closedIn = (polled: readonly Polled[], wasRead: (region: string) => boolean): readonly Polled[] =>
  polled.filter(({ region, error }) => error !== undefined && CLOSED.has(faultOf(error)) && !wasRead(region));
