/** The event histories that `session` asks: the caller's own, or those of several accounts. */
import type { Aws } from '../../aws/clients.ts';
import { enabledRegions } from '../../aws/regions.ts';
import { once } from '../../core/once.ts';
import { UserError } from '../../core/user-error.ts';
import type { NotCovered } from '../../render/replay/report.ts';
import type { LookupQuery } from '../../selection/lookup-plan.ts';
import { lookupEvents } from '../../sources/event-history/lookup-events.ts';
import { type LookupProgress, ProgressOfAll } from '../../sources/event-history/lookup-progress.ts';
import { lacking, severalAccounts } from '../../sources/event-history/several-accounts.ts';
import type { Reading, Source } from '../../sources/source.ts';
import { findAccounts } from '../shared/look-back/find-accounts.ts';
import type { Reader } from './reading.ts';

/** Milliseconds since the epoch, both inclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Asked {
  /** By the account's id. */
  readonly queries: ReadonlyMap<string, readonly LookupQuery[]>;
  readonly span: Span;
}

export interface Histories {
  /** Accounts that can be asked, by id; the only one has no name, because it needs none. */
  readonly ids: readonly string[];
  /** Clients that are asked for names. */
  readonly namers: readonly Aws[];
  /** Names of accounts that AWS has told already. */
  readonly names: ReadonlyMap<string, string>;
  /** Gaps that are known after the readings. */
  readonly notes: readonly NotCovered[];
  /** Asks each account its own queries. The first reading names the accounts that can't be asked. */
  source(asked: Asked, isFirst: boolean, onProgress: (progress: LookupProgress) => void): Source;
}

export const ALONE = '';

/** Throws a `UserError` for an organization that can't be listed. */
export async function openHistories(reader: Reader, aws: Aws): Promise<Histories> {
  const { options, settings, host } = reader;
  if (options.several === undefined) return openOne(reader, aws);
  const found = await findAccounts(options.several, aws, options, settings, host);
  const notes: NotCovered[] = [];
  const accounts = found.readable.map((account) => ({
    ...account,
    regions: once(async () => {
      await account.check();
      const { regions, note } = await regionsOf(reader, account.aws);
      if (note !== undefined) notes.push(lacking(account, note.reason));
      return regions;
    }),
  }));
  return {
    ids: accounts.map(({ id }) => id),
    namers: found.namers,
    names: found.names,
    notes,
    source({ queries, span }, isFirst, onProgress) {
      const asked = accounts.filter(({ id }) => queries.has(id));
      const sum = new ProgressOfAll(asked.length, onProgress);
      const source = severalAccounts({
        notRead: isFirst ? found.notRead : [],
        onDone: (done) => sum.done(done),
        accounts: asked.map(({ id, place, aws: own, regions }) => ({
          ...{ id, place },
          open: async () =>
            lookup(reader, own, await regions(), queries.get(id) ?? [], span, (progress) => sum.take(id, progress)),
        })),
      });
      return isFirst ? source : { ...source, read: (signal) => gapsAlone(source.read(signal)) };
    },
  };
}

/** Once something was read, accounts that can't be read any more are gaps and no failure. */
async function* gapsAlone(readings: AsyncIterable<Reading>): AsyncGenerator<Reading> {
  try {
    yield* readings;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

async function openOne(reader: Reader, aws: Aws): Promise<Histories> {
  const { regions, note } = await regionsOf(reader, aws);
  return {
    ids: [ALONE],
    namers: [aws],
    names: new Map(),
    notes: note === undefined ? [] : [note],
    source: ({ queries, span }, _, onProgress) =>
      lookup(reader, aws, regions, queries.get(ALONE) ?? [], span, onProgress),
  };
}

async function regionsOf(
  { options, host }: Reader,
  aws: Aws,
): Promise<{ readonly regions: readonly string[]; readonly note: NotCovered | undefined }> {
  if (options.regions !== undefined) return { regions: [...new Set(options.regions)], note: undefined };
  const { regions, notCovered } = await enabledRegions(aws, host.signal);
  return { regions, note: notCovered === undefined ? undefined : { region: null, reason: notCovered } };
}

const lookup = (
  { options, host }: Reader,
  aws: Aws,
  regions: readonly string[],
  queries: readonly LookupQuery[],
  span: Span,
  onProgress: (progress: LookupProgress) => void,
): Source =>
  lookupEvents({
    ...{ aws, regions, queries, ...span, onProgress },
    areNamed: options.regions !== undefined,
    clock: { now: host.now, sleep: host.sleep },
  });
