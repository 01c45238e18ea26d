/** Lines of a watch beside its findings, on standard error, each line with its time. */
import type { Words } from '../../core/language.ts';
import { visible } from '../../core/text.ts';
import { formatTime, isoTime, MINUTE, SECOND } from '../../core/time.ts';
import type { Host } from '../../host.ts';
import { WATCH_WORDS, type WatchWords } from '../../messages/look-back/watch.ts';
import type { Polled } from '../../sources/event-history/region-watch.ts';
import type { WatchState } from './state.ts';
import type { Troubles } from './troubles.ts';
import type { Round, Watcher } from './watcher.ts';

interface Begin {
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

  async begin(regions: number, { marks, begun }: WatchState, { isNew, state, since, once }: Begin): Promise<void> {
    const words = this.#words;
    if (isNew) {
      if (!once) await this.#say(words.begins(regions, isoTime(begun)));
      if (state === undefined) await this.#say(words.noState);
      return;
    }
    if (since !== undefined) await this.#say(words.sinceLeftOut);
    const through = Math.min(...Object.values(marks).map((mark) => mark.through));
    if (Number.isFinite(through) && !once) await this.#say(words.goesOn(isoTime(through)));
  }

  async round({ found, fresh, failures, notCovered }: Round, troubles: readonly string[]): Promise<void> {
    const counts = this.#counts;
    counts.polls += 1;
    counts.records += fresh;
    counts.findings += found.length;
    const { language = 'en' } = this.#host;
    for (const { reason } of notCovered) await this.#sayOnce(this.#words.notCovered(reason[language]));
    for (const { rule, eventId, reason } of failures)
      await this.#sayOnce(this.#words.ruleFailed(rule, eventId, reason));
    for (const line of troubles) await this.#say(line);
  }

  async closed(shut: readonly Polled[], troubles: Troubles): Promise<void> {
    const { language = 'en' } = this.#host;
    const regions = shut.map(({ region }) => region);
    await this.#sayOnce(
      this.#words.closed(regions.join(', '), troubles.explain(shut[0]?.error, regions).said(language)),
    );
  }

  /** Once an hour: that it is alive, and how far behind each region is. */
  async health(watcher: Watcher): Promise<void> {
    const counts = this.#counts;
    const now = this.#host.now();
    const delays = watcher.takeDelays();
    const regions = watcher.regions.map(({ region, mark }) =>
      this.#words.regionHealth({
        region,
        ago: mark === undefined ? undefined : Math.round((now - mark.through) / SECOND),
        late: Math.round((delays.get(region) ?? 0) / MINUTE),
      }),
    );
    const { polls, records, findings } = counts;
    await this.#say([this.#words.health(polls, records, findings), ...regions].join('; '));
    Object.assign(counts, { polls: 0, records: 0, findings: 0 });
  }

  async again(seconds: number): Promise<void> {
    await this.#say(this.#words.again(seconds));
  }

  async slept(ms: number): Promise<void> {
    await this.#say(this.#words.slept(Math.round(ms / MINUTE)));
  }

  async notCovered(reason: Words): Promise<void> {
    await this.#say(this.#words.notCovered(reason[this.#host.language ?? 'en']));
  }

  async stopped(file: string | undefined): Promise<void> {
    await this.#say(this.#words.stopped(file));
  }
}
