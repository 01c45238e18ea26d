/** CloudTrail's LookupEvents as a source, of one account or of several: which regions, which questions, and a line that says how far it is. */
import type { Aws } from '../../../aws/clients.ts';
import { enabledRegions } from '../../../aws/regions.ts';
import type { Rule } from '../../../core/rule.ts';
import type { Settings } from '../../../core/settings.ts';
import type { Verification } from '../../../core/verification.ts';
import { wordsFrom } from '../../../core/words.ts';
import type { Host } from '../../../host.ts';
import { ACCOUNTS_WORDS } from '../../../messages/look-back/accounts.ts';
import { EVENT_HISTORY_WORDS } from '../../../messages/look-back/event-history.ts';
import type { NotCovered } from '../../../render/replay/report.ts';
import { type LookupQuery, notInLookup, planLookup } from '../../../selection/lookup-plan.ts';
import { lookupEvents } from '../../../sources/event-history/lookup-events.ts';
import { type LookupProgress, ProgressOfAll } from '../../../sources/event-history/lookup-progress.ts';
import { lacking, severalAccounts } from '../../../sources/event-history/several-accounts.ts';
import type { Source } from '../../../sources/source.ts';
import { explain, type GlobalOptions } from '../command.ts';
import { startProgress } from '../progress.ts';
import { findAccounts } from './find-accounts.ts';
import type { Several } from './several.ts';

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
  /** Gaps that are known once all was read. */
  readonly lateNotes?: readonly NotCovered[];
  /** Counts of `--verify`, once all was read. */
  readonly verification?: Verification;
  /** Clients that are asked for the names that records lack; undefined: the caller’s. */
  readonly namers?: readonly Aws[];
  /** Names of accounts by id, as AWS has told them already. */
  readonly accountNames?: ReadonlyMap<string, string>;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Makes the source; nothing but the list of regions is asked yet. `from` and `to` in ms since the epoch. */
export async function openTrail(
  aws: Aws,
  options: TrailOptions,
  host: Host,
  span: Span,
  rules: readonly Rule[],
): Promise<Opened> {
  const queries = planLookup(rules);
  const asked = await regionsOf(aws, options, host);
  await explainQueries(queries, options, host);
  const { update, stop } = await startProgress(host, options.language);
  const source = historyOf(aws, asked.regions, { options, host, span, queries, onProgress: update });
  return { source, finish: stop, notes: [...asked.notes, ...neverIn(rules)] };
}

/** The same for several accounts. Throws a `UserError` if none can be read, and for an organization that can't be listed. */
export async function openAccounts(
  aws: Aws,
  several: Several,
  options: TrailOptions,
  settings: Settings,
  host: Host,
  span: Span,
  rules: readonly Rule[],
): Promise<Opened> {
  const { readable, notRead, namers, names } = await findAccounts(several, aws, options, settings, host);
  const queries = planLookup(rules);
  await explainQueries(queries, options, host);
  const places = readable.map(({ place }) => place[host.language ?? 'en']);
  await explain(options, host, ACCOUNTS_WORDS[host.language ?? 'en'].reading(places));
  const notes: NotCovered[] = [];
  const { update, stop } = await startProgress(host, options.language);
  const sum = new ProgressOfAll(readable.length, update);
  const source = severalAccounts({
    notRead,
    onDone: (done) => sum.done(done),
    accounts: readable.map((account) => ({
      ...account,
      open: async () => {
        await account.check();
        const asked = await regionsOf(account.aws, options, host);
        notes.push(...asked.notes.map(({ reason }) => lacking(account, reason)));
        const onProgress = (progress: LookupProgress) => sum.take(account.id, progress);
        return historyOf(account.aws, asked.regions, { options, host, span, queries, onProgress });
      },
    })),
  });
  return { source, finish: stop, notes: neverIn(rules), lateNotes: notes, namers, accountNames: names };
}

interface Asked {
  readonly options: TrailOptions;
  readonly host: Host;
  readonly span: Span;
  readonly queries: readonly LookupQuery[];
  readonly onProgress: (progress: LookupProgress) => void;
}

const historyOf = (aws: Aws, regions: readonly string[], { options, host, span, queries, onProgress }: Asked): Source =>
  lookupEvents({
    aws,
    regions,
    areNamed: options.regions !== undefined,
    queries,
    ...span,
    clock: { now: host.now, sleep: host.sleep },
    onProgress,
  });

async function regionsOf(aws: Aws, options: TrailOptions, host: Host) {
  const { regions, notCovered } =
    options.regions === undefined
      ? await enabledRegions(aws, host.signal)
      : { regions: [...new Set(options.regions)], notCovered: undefined };
  await explain(options, host, EVENT_HISTORY_WORDS[host.language ?? 'en'].regions(regions.join(', ')));
  return { regions, notes: notCovered === undefined ? [] : [{ region: null, reason: notCovered }] };
}

async function explainQueries(queries: readonly LookupQuery[], options: TrailOptions, host: Host): Promise<void> {
  const words = EVENT_HISTORY_WORDS[host.language ?? 'en'];
  await explain(options, host, words.queries(queries.map(({ attribute }) => attribute?.value)));
}

const neverIn = (rules: readonly Rule[]): readonly NotCovered[] =>
  notInLookup(rules).map(({ id }) => ({
    region: null,
    reason: wordsFrom(EVENT_HISTORY_WORDS, ({ notInHistory }) => notInHistory(id)),
  }));
