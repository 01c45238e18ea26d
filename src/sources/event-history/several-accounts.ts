/** The event histories of several accounts as one source: some accounts at a time, each with its own budget of requests. */
import { mapConcurrent } from '../../aws/map-concurrent.ts';
import type { Words } from '../../core/language.ts';
import { UserError } from '../../core/user-error.ts';
import { wordsFrom } from '../../core/words.ts';
import { ACCOUNTS_WORDS } from '../../messages/look-back/accounts.ts';
import { EVENT_HISTORY_WORDS } from '../../messages/look-back/event-history.ts';
import { FILE_WORDS } from '../../messages/look-back/files.ts';
import type { Reading, Source } from '../source.ts';
import { Outbox } from './merged.ts';

/** An account that can be asked. */
export interface AccountHistory {
  readonly id: string;
  /** In front of each reason: `account payments (444455556666)`. */
  readonly place: Words;
  /** Opens its event history; throws a `UserError` if it can't be read at all. */
  readonly open: () => Promise<Source>;
}

export type NotRead = Extract<Reading, { kind: 'not-covered' }>;

interface SeveralOptions {
  readonly accounts: readonly AccountHistory[];
  /** Accounts that can't be asked. */
  readonly notRead: readonly NotRead[];
  /** Called with the number of accounts done. */
  readonly onDone: (done: number) => void;
}

/** Each account reads all its regions side by side, so that more would open hundreds of connections. */
const AT_ONCE = 4;

/** Throws a `UserError` if no account could be read: a failure, not a report with gaps. */
export function severalAccounts(options: SeveralOptions): Source {
  return {
    names: options.accounts.map(({ id }) => `cloudtrail:${id}`).toSorted(),
    read: (signal) => readAll(options, signal),
  };
}

async function* readAll({ accounts, notRead, onDone }: SeveralOptions, signal: AbortSignal): AsyncGenerator<Reading> {
  yield* notRead;
  const readings = new Outbox<Reading>();
  const refused: UserError[] = [];
  let done = 0;
  let speaker: AccountHistory | undefined;
  // The first account that opens says alone, for all, which events its history never holds.
  const speaks = (account: AccountHistory) => {
    speaker ??= account;
    return speaker === account;
  };
  const read = async (account: AccountHistory) => {
    if (signal.aborted) readings.push(lacking(account, STOPPED));
    else refused.push(...(await readOne(account, speaks, readings, signal)));
    done += 1;
    onDone(done);
  };
  void mapConcurrent(accounts, AT_ONCE, read).then(
    () => readings.close(),
    (failure: unknown) => readings.close(failure),
  );
  yield* readings;
  const [first] = refused;
  if (refused.length < accounts.length || signal.aborted) return;
  const active = notRead.filter(({ hint }) => hint !== undefined);
  const reasons = [...active, ...refused.map(({ words: reason }) => ({ reason }))].map(({ reason }) => reason);
  const hint = first?.nextStep ?? active[0]?.hint;
  throw new UserError(
    wordsFrom(ACCOUNTS_WORDS, ({ noneRead }, of) =>
      noneRead(reasons.length, [...new Set(reasons.map((reason) => reason[of]))]),
    ),
    { exit: first?.exit ?? 3, ...(hint === undefined ? {} : { hint }) },
  );
}

const STOPPED = wordsFrom(EVENT_HISTORY_WORDS, ({ interrupted }) => interrupted);

/** The refusal, if the account could not be read. */
async function readOne(
  account: AccountHistory,
  speaks: (account: AccountHistory) => boolean,
  readings: Outbox<Reading>,
  signal: AbortSignal,
): Promise<readonly UserError[]> {
  const gaps: Reading[] = [];
  try {
    const source = await account.open();
    for await (const reading of source.read(signal)) {
      if (reading.kind !== 'not-covered') readings.push(reading);
      else if (reading.region !== null) gaps.push(lacking(account, reading.reason, reading));
      else if (speaks(account)) readings.push(reading);
    }
    for (const gap of gaps) readings.push(gap);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // One reason for the account stands for those of its regions.
    const refusal = lacking(account, error.words, { region: null, hint: error.nextStep });
    readings.push(refusal);
    return [new UserError(refusal.reason, { hint: error.nextStep, exit: error.exit, cause: error })];
  }
}

/** A gap of an account, in its name. */
export function lacking(
  { id, place }: Pick<AccountHistory, 'id' | 'place'>,
  reason: Words,
  { region = null, hint }: { readonly region?: string | null; readonly hint?: Words | undefined } = {},
): NotRead {
  const said = wordsFrom(FILE_WORDS, ({ item }, language) => item(place[language], reason[language]));
  return {
    kind: 'not-covered',
    region,
    account: id,
    from: place,
    reason: said,
    ...(hint === undefined ? {} : { hint }),
  };
}
