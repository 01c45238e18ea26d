/** Findings of a round: chosen, written down, shown, counted and sent, in the order that survives a stop at any moment. */
import type { Settings } from '../../core/settings.ts';
import { rank } from '../../core/stories/digest.ts';
import { type Group, groupsOf, joinGroups } from '../../core/stories/group.ts';
import type { Host } from '../../host.ts';
import { watchJson, watchLine } from '../../render/watch.ts';
import { watchGroupsJson, watchGroupsTable } from '../../render/watch-groups.ts';
import { searchFindings } from '../shared/look-back/search.ts';
import type { WatchOptions } from './options.ts';
import type { Sender } from './sender.ts';
import type { Found, Round, Watcher } from './watcher.ts';

interface TellerParts {
  readonly options: WatchOptions;
  readonly settings: Settings;
  readonly watcher: Watcher;
  /** Undefined without `--notify`. */
  readonly sender: Sender | undefined;
  /** Writes the state down; `doubtful` are ids of findings that are being shown. */
  readonly save: (doubtful?: readonly string[]) => Promise<void> | undefined;
  readonly host: Host;
  /** Earlier runs showed findings, which aren't counted here. */
  readonly hasEarlier: boolean;
}

export class Teller {
  readonly #parts: TellerParts;
  /** Milliseconds since the epoch. */
  readonly #started: number;
  #groups: readonly Group[] = [];
  #hasNew = false;

  constructor(parts: TellerParts) {
    this.#parts = parts;
    this.#started = parts.host.now();
  }

  /** Written down before (in doubt), shown, written down (told), sent, written down. A stop between repeats, and never skips. */
  async show(round: Round): Promise<void> {
    const { host, save, watcher, sender } = this.#parts;
    const shown = this.#chosen(round);
    if (shown.length > 0) await save(shown.map(({ finding }) => finding.id));
    for (const one of shown) await host.stdout.write(this.#lineOf(one));
    this.#count(shown);
    watcher.advance(round);
    sender?.add(
      shown.map(({ finding }) => finding),
      round.context.isBusinessHours(host.now()),
    );
    await save();
    if (sender === undefined || !sender.hasUnsent) return;
    await sender.send(round.context);
    await save();
  }

  /** The counts of `--group-by`, over all that this run has shown. Between, only where something came since the last ones. */
  async showGroups(when: 'between' | 'end'): Promise<void> {
    const { options, settings, host, hasEarlier } = this.#parts;
    const { groupBy: by, format } = options;
    if (by === undefined || (when === 'between' && !this.#hasNew)) return;
    this.#hasNew = false;
    const counted = { groups: this.#groups, by, from: this.#started, to: host.now(), hasEarlier };
    const { columns, colour, isTerminal } = host.stdout;
    const { language, timezone } = settings;
    const { isPlain } = host;
    const look = { language, timezone, columns, colour, isPlain, hasCharts: isTerminal && !isPlain };
    await host.stdout.write(format === 'ndjson' ? watchGroupsJson(counted) : watchGroupsTable(counted, look, when));
  }

  #count(shown: readonly Found[]): void {
    const { groupBy: by } = this.#parts.options;
    if (by === undefined || shown.length === 0) return;
    const findings = shown.map(({ finding }) => finding);
    this.#groups = joinGroups(this.#groups, groupsOf(findings, by), by);
    this.#hasNew = true;
  }

  #chosen({ found, context }: Round): readonly Found[] {
    const { options } = this.#parts;
    const grave = found.filter(({ finding }) => rank(finding.severity) <= rank(options.minSeverity));
    const fit = new Set(
      searchFindings(
        grave.map(({ finding }) => finding),
        options,
        context,
      ),
    );
    return grave.filter(({ finding }) => fit.has(finding));
  }

  #lineOf(one: Found): string {
    const { options, settings, host } = this.#parts;
    if (options.format === 'ndjson') return watchJson(one);
    const { language, timezone } = settings;
    const { columns, colour } = host.stdout;
    return watchLine(one, { language, timezone, columns, colour, isPlain: host.isPlain });
  }
}
