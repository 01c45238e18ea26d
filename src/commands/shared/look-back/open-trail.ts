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
import { type LookupPlan, notInLookup, planLookup, queriesOf } from '../../../selection/lookup-plan.ts';
import type { Choice } from '../../../sources/event-history/choice.ts';
import { lookupEvents } from '../../../sources/event-history/lookup-events.ts';
import { type LookupProgress, ProgressOfAll } from '../../../sources/event-history/lookup-progress.ts';
import { lacking, severalAccounts } from '../../../sources/event-history/several-accounts.ts';
import type { Batch, Reading, Source } from '../../../sources/source.ts';
import { explain, type GlobalOptions } from '../command.ts';
import { startProgress } from '../progress.ts';
import { findAccounts } from './find-accounts.ts';
import type { Several } from './several.ts';

export interface TrailOptions extends GlobalOptions {
  /** Undefined means: every enabled region. */
  readonly regions: readonly string[] | undefined;
}

export interface Opened {
  readonly source: Source<Reading | Batch>;
  /** Takes the progress line away. */
  readonly finish: () => void;
  /** Events that this way of reading never shows. */
  readonly notes: readonly NotCovered[];
  /** Gaps that are known once all was read. */
  readonly lateNotes?: readonly NotCovered[];
  /** True if it is known beforehand that there is nothing to read. */
  readonly isEmpty?: boolean;
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
  const plan = planLookup(rules);
  const asked = await regionsOf(aws, options, host);
  await explainPlan(plan, options, host);
  const { update, note, stop } = await startProgress(host, options.language);
  const onChoice = teller(plan, options, host, note);
  const source = historyOf(aws, asked.regions, { options, host, span, plan, onProgress: update, onChoice });
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
  const plan = planLookup(rules);
  await explainPlan(plan, options, host);
  const places = readable.map(({ place }) => place[host.language ?? 'en']);
  await explain(options, host, ACCOUNTS_WORDS[host.language ?? 'en'].reading(places));
  const notes: NotCovered[] = [];
  const { update, note, stop } = await startProgress(host, options.language);
  const tell = teller(plan, options, host, note);
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
        const onChoice = (choice: Choice) => tell(choice, account.id);
        return historyOf(account.aws, asked.regions, { options, host, span, plan, onProgress, onChoice });
      },
    })),
  });
  return { source, finish: stop, notes: neverIn(rules), lateNotes: notes, namers, accountNames: names };
}

interface Asked {
  readonly options: TrailOptions;
  readonly host: Host;
  readonly span: Span;
  readonly plan: LookupPlan;
  readonly onChoice: (choice: Choice) => void;
  readonly onProgress: (progress: LookupProgress) => void;
}

const historyOf = (aws: Aws, regions: readonly string[], { options, host, span, plan, ...told }: Asked): Source =>
  lookupEvents({
    aws,
    regions,
    areNamed: options.regions !== undefined,
    queries: queriesOf(plan),
    isProbed: true,
    ...span,
    clock: { now: host.now, sleep: host.sleep },
    ...told,
  });

async function regionsOf(aws: Aws, options: TrailOptions, host: Host) {
  const { regions, notCovered } =
    options.regions === undefined
      ? await enabledRegions(aws, host.signal)
      : { regions: [...new Set(options.regions)], notCovered: undefined };
  await explain(options, host, EVENT_HISTORY_WORDS[host.language ?? 'en'].regions(regions.join(', ')));
  return { regions, notes: notCovered === undefined ? [] : [{ region: null, reason: notCovered }] };
}

async function explainPlan({ named, sweepers }: LookupPlan, options: TrailOptions, host: Host): Promise<void> {
  const words = EVENT_HISTORY_WORDS[host.language ?? 'en'];
  const values = named.flatMap(({ attribute }) => attribute?.value ?? []);
  await explain(options, host, sweepers.length > 0 ? words.everything(sweepers, values) : words.queries(values));
}

/** Requests of one region, two a second, beyond which a rule's cost is said unasked. */
const COSTLY = 120;

/** Says what each region is asked for, with `--verbose`; and once, what the rules cost that need everything. */
function teller(
  { named, sweepers }: LookupPlan,
  { verbose }: TrailOptions,
  host: Host,
  note: (text: string) => void,
): (choice: Choice, account?: string) => void {
  const words = EVENT_HISTORY_WORDS[host.language ?? 'en'];
  let isSaid = false;
  return ({ region, isSweep, requests }, account) => {
    const place = account === undefined ? region : `${account} ${region}`;
    if (verbose) note(words.choice(place, isSweep, requests, named.length));
    if (isSaid || sweepers.length === 0 || requests < COSTLY) return;
    isSaid = true;
    note(words.costly(sweepers, place, requests, named.length));
  };
}

const neverIn = (rules: readonly Rule[]): readonly NotCovered[] =>
  notInLookup(rules).map(({ id }) => ({
    region: null,
    reason: wordsFrom(EVENT_HISTORY_WORDS, ({ notInHistory }) => notInHistory(id)),
  }));
