/** Lines of a watch beside its findings, on standard error, each line with its time. */
import type { Words } from '../../core/language.ts';
import { visible } from '../../core/text.ts';
import { formatTime, isoTime, MINUTE, SECOND } from '../../core/time.ts';
import type { Host } from '../../host.ts';
import { WATCH_WORDS, type WatchWords } from '../../messages/look-back/watch.ts';
import type { PolledHere, Spots, Watched } from './spots.ts';
import type { WatchState } from './state.ts';
import type { Troubles } from './troubles.ts';
import type { Round } from './watcher.ts';

interface Begin {
  readonly accounts: number;
  readonly regions: number;
  /** ms since the epoch. */
  readonly from: number;
  /** No state was there. */
  readonly isNew: boolean;
  readonly state: string | undefined;
  readonly since: number | undefined;
  readonly once: boolean;
}

export class Status {
  readonly #host: Host;
  readonly #timezone: string;
  readonly #words: WatchWords;
  readonly #counts = { polls: 0, records: 0, findings: 0 };
  /** Gaps and failures that were said. */
  readonly #said = new Set<string>();

  constructor(host: Host, timezone: string) {
    this.#host = host;
    this.#timezone = timezone;
    this.#words = WATCH_WORDS[host.language ?? 'en'];
  }

  async #say(text: string): Promise<void> {
    const { stderr, now } = this.#host;
    await stderr.write(`${formatTime(now(), this.#timezone)}  ${visible(text)}\n`);
  }

  async #sayOnce(text: string): Promise<void> {
    if (this.#said.has(text)) return;
    this.#said.add(text);
    await this.#say(text);
  }

  async begin(known: WatchState, { accounts, regions, from, isNew, state, since, once }: Begin): Promise<void> {
    const words = this.#words;
    if (isNew) {
      if (!once) await this.#say(words.begins(accounts, regions, isoTime(from)));
      if (state === undefined) await this.#say(words.noState);
      return;
    }
    if (since !== undefined) await this.#say(words.sinceLeftOut);
    const marks = Object.values(known.accounts).flatMap((account) => Object.values(account.marks));
    const through = Math.min(...marks.map((mark) => mark.through));
    if (Number.isFinite(through) && !once) await this.#say(words.goesOn(isoTime(through)));
  }

  async round({ found, fresh, failures, notCovered }: Round): Promise<void> {
    const counts = this.#counts;
    counts.polls += 1;
    counts.records += fresh;
    counts.findings += found.length;
    const { language = 'en' } = this.#host;
    for (const { reason } of notCovered) await this.#sayOnce(this.#words.notCovered(reason[language]));
    for (const { rule, eventId, reason } of failures)
      await this.#sayOnce(this.#words.ruleFailed(rule, eventId, reason));
  }

  async closed(account: Watched, shut: readonly PolledHere[], troubles: Troubles): Promise<void> {
    const { language = 'en' } = this.#host;
    const regions = shut.map(({ region }) => region);
    const reason = troubles.explain(shut[0]?.error, regions, account).said(language);
    await this.#sayOnce(this.#words.closed(this.#placed(account, regions.join(', ')), reason));
  }

  /** An account that is watched from now on, with all since `from` (ms since the epoch). */
  async joined(account: Watched, from: number): Promise<void> {
    await this.#say(this.#placed(account, this.#words.joined(isoTime(from))));
  }

  /** An account that is no longer there. */
  async left(account: Pick<Watched, 'place'>): Promise<void> {
    await this.#say(this.#placed(account, this.#words.left));
  }

  async otherCaller(watched: string, asked: string): Promise<void> {
    await this.#sayOnce(this.#words.otherCaller(watched, asked));
  }

  async troubles(lines: readonly string[]): Promise<void> {
    for (const line of lines) await this.#say(line);
  }

  #placed({ place }: Pick<Watched, 'place'>, text: string): string {
    const { language = 'en' } = this.#host;
    return place === undefined ? text : this.#words.trouble(place[language], text);
  }

  /** Once an hour: that it is alive, and how far behind each region is. */
  async health(spots: Spots): Promise<void> {
    const counts = this.#counts;
    const now = this.#host.now();
    const { polls, records, findings } = counts;
    const all = this.#words.health(polls, records, findings);
    const byAccount = spots.accounts.map((account) => {
      const regions = spots.takeLags(account.id).map(({ region, mark, delay }) =>
        this.#words.regionHealth({
          region,
          ago: mark === undefined ? undefined : Math.round((now - mark.through) / SECOND),
          late: Math.round(delay / MINUTE),
        }),
      );
      return { account, regions: regions.length === 0 ? [this.#words.neverRead] : regions };
    });
    const [first] = byAccount;
    if (first?.account.place === undefined) await this.#say([all, ...(first?.regions ?? [])].join('; '));
    else {
      await this.#say(all);
      for (const { account, regions } of byAccount) await this.#say(this.#placed(account, regions.join('; ')));
    }
    Object.assign(counts, { polls: 0, records: 0, findings: 0 });
  }

  async again(seconds: number): Promise<void> {
    await this.#say(this.#words.again(seconds));
  }

  async slept(ms: number): Promise<void> {
    await this.#say(this.#words.slept(Math.round(ms / MINUTE)));
  }

  async notCovered(reason: Words, account: Pick<Watched, 'place'> = { place: undefined }): Promise<void> {
    const { language = 'en' } = this.#host;
    await this.#sayOnce(this.#words.notCovered(this.#placed(account, reason[language])));
  }

  async stopped(file: string | undefined): Promise<void> {
    await this.#say(this.#words.stopped(file));
  }
}
