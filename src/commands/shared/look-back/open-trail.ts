/** CloudTrail's LookupEvents as a source: which regions, which questions, and a line that says how far it is. */
import type { Aws } from '../../../aws/clients.ts';
import { enabledRegions } from '../../../aws/regions.ts';
import type { Rule } from '../../../core/rule.ts';
import { wordsFrom } from '../../../core/words.ts';
import type { Host } from '../../../host.ts';
import { EVENT_HISTORY_WORDS } from '../../../messages/look-back/event-history.ts';
import type { NotCovered } from '../../../render/replay/report.ts';
import { notInLookup, planLookup } from '../../../selection/lookup-plan.ts';
import { lookupEvents } from '../../../sources/event-history/lookup-events.ts';
import type { Source } from '../../../sources/source.ts';
import { explain, type GlobalOptions } from '../command.ts';
import { startProgress } from '../progress.ts';

export interface TrailOptions extends GlobalOptions {
  /** Undefined means: every enabled region. */
  readonly regions: readonly string[] | undefined;
}

export interface Opened {
  readonly source: Source;
  /** Takes the progress line away. */
  readonly finish: () => void;
  /** Events that this way of reading never shows. */
  readonly notes: readonly NotCovered[];
}

/** Makes the source; nothing but the list of regions is asked yet. `from` and `to` in ms since the epoch. */
export async function openTrail(
  aws: Aws,
  options: TrailOptions,
  host: Host,
  { from, to }: { readonly from: number; readonly to: number },
  rules: readonly Rule[],
): Promise<Opened> {
  const { regions, notCovered } =
    options.regions === undefined
      ? await enabledRegions(aws, host.signal)
      : { regions: [...new Set(options.regions)], notCovered: undefined };
  const queries = planLookup(rules);
  const words = EVENT_HISTORY_WORDS[host.language ?? 'en'];
  await explain(options, host, words.regions(regions.join(', ')));
  await explain(options, host, words.queries(queries.map(({ attribute }) => attribute?.value)));
  const progress = await startProgress(host, options.language);
  const source = lookupEvents({
    aws,
    regions,
    areNamed: options.regions !== undefined,
    queries,
    from,
    to,
    clock: { now: host.now, sleep: host.sleep },
    onProgress: progress.update,
  });
  const unseen = notInLookup(rules).map(({ id }) => ({
    region: null,
    reason: wordsFrom(EVENT_HISTORY_WORDS, ({ notInHistory }) => notInHistory(id)),
  }));
  const notes = notCovered === undefined ? unseen : [{ region: null, reason: notCovered }, ...unseen];
  return { source, finish: progress.stop, notes };
}
