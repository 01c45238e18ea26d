/** The accounts of a watch: found at the start, again every hour, and again while credentials are refused. */
import { askCaller } from '../../aws/access/caller.ts';
import { type Aws, makeAws } from '../../aws/clients.ts';
import { explainAws } from '../../aws/errors.ts';
import { mapConcurrent } from '../../aws/map-concurrent.ts';
import { type EnabledRegions, enabledRegions } from '../../aws/regions.ts';
import { EXIT } from '../../core/exit.ts';
import type { Words } from '../../core/language.ts';
import type { Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { mapWords, wordsFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { ACCOUNTS_WORDS } from '../../messages/look-back/accounts.ts';
import { WATCH_WORDS } from '../../messages/look-back/watch.ts';
import type { NotRead } from '../../sources/event-history/several-accounts.ts';
import { findAccounts } from '../shared/look-back/find-accounts.ts';
import type { WatchOptions } from './options.ts';
import type { Watched } from './spots.ts';
import type { AccountTrouble } from './troubles.ts';

/** Accounts whose regions are listed at a time. */
const AT_ONCE = 4;

interface Account extends Watched {
  /** Throws a `UserError` if its credentials can't be had. */
  readonly check: () => Promise<void>;
}

interface Found {
  readonly accounts: readonly Account[];
  readonly notRead: readonly NotRead[];
  readonly namers: readonly Aws[];
  readonly names: ReadonlyMap<string, string>;
}

export interface Listed {
  readonly account: Watched;
  readonly regions: EnabledRegions;
}

export class Fleet {
  readonly #options: WatchOptions;
  readonly #settings: Settings;
  readonly #host: Host;
  #found: Found = { accounts: [], notRead: [], namers: [], names: new Map() };
  /** Accounts whose regions aren't known yet, and why. */
  readonly #unready = new Map<string, AccountTrouble>();
  /** Accounts whose regions were listed once: they say by themselves what is wrong. */
  readonly #ready = new Set<string>();
  #listRefused: AccountTrouble | undefined;

  constructor(options: WatchOptions, settings: Settings, host: Host) {
    this.#options = options;
    this.#settings = settings;
    this.#host = host;
  }

  get accounts(): readonly Watched[] {
    return this.#found.accounts;
  }

  get namers(): readonly Aws[] {
    return this.#found.namers;
  }

  get names(): ReadonlyMap<string, string> {
    return this.#found.names;
  }

  /** Accounts that are left out and of which nothing is missing: suspended ones, two profiles of one account. */
  get leftOut(): readonly NotRead[] {
    return this.#found.notRead.filter(({ hint }) => hint === undefined);
  }

  /** Accounts whose regions aren't known yet. */
  get unready(): readonly Watched[] {
    return this.#found.accounts.filter(({ id }) => this.#unready.has(id));
  }

  /** False while there may be accounts that aren't known. */
  get isComplete(): boolean {
    return this.#listRefused === undefined && this.#lacking().length === 0;
  }

  get troubles(): readonly AccountTrouble[] {
    const listing = this.#listRefused === undefined ? [] : [this.#listRefused];
    // The regions of an account that was read before say by themselves what is wrong.
    const lacking = this.#lacking().filter(({ account = '' }) => !this.#isKept(account));
    return [
      ...listing,
      ...lacking.map(({ from, reason, hint }) => ({ place: from, reason: withoutPlace(reason, from), hint })),
      ...this.#unready.values(),
    ];
  }

  /** Throws a `UserError` if no account can be asked. */
  async find(): Promise<void> {
    const found = await findAll(this.#options, this.#settings, this.#host);
    if (found.accounts.length === 0) throw noneFound(found.notRead);
    this.#found = found;
  }

  /** The same while it is watched: a refusal changes nothing, and an account whose profile fails now is kept. */
  async findAgain(): Promise<void> {
    const { several } = this.#options;
    try {
      const found = await findAll(this.#options, this.#settings, this.#host);
      this.#listRefused = undefined;
      const kept = several?.kind === 'profiles' ? this.#keptOf(found) : [];
      this.#found = { ...found, accounts: [...found.accounts, ...kept] };
      const ids = new Set(this.#found.accounts.map(({ id }) => id));
      for (const id of this.#unready.keys()) if (!ids.has(id)) this.#unready.delete(id);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // The regions of an account alone say by themselves what is wrong.
      if (several === undefined) return;
      const place = wordsFrom(WATCH_WORDS, ({ accountList }) => accountList);
      this.#listRefused = { place, reason: error.words, hint: error.nextStep };
    }
  }

  /** The regions of those accounts. In a watch of one account alone its refusal is thrown; else it is a trouble. */
  async regionsOf(accounts: readonly Watched[]): Promise<readonly Listed[]> {
    const { several, regions } = this.#options;
    const ids = new Set(accounts.map(({ id }) => id));
    const asked = this.#found.accounts.filter(({ id }) => ids.has(id));
    const listed = await mapConcurrent(asked, AT_ONCE, async (account): Promise<readonly Listed[]> => {
      try {
        await account.check();
        const named = regions === undefined ? undefined : { regions: [...new Set(regions)], notCovered: undefined };
        const all = named ?? (await enabledRegions(account.aws, this.#host.signal));
        this.#unready.delete(account.id);
        this.#ready.add(account.id);
        return [{ account, regions: all }];
      } catch (error) {
        if (several === undefined || account.place === undefined) throw error;
        if (this.#ready.has(account.id)) return [];
        const { profile } = account.aws;
        const said = explainAws(error, {
          action: 'sts:GetCallerIdentity',
          region: await account.aws.homeRegion(),
          profile,
        });
        this.#unready.set(account.id, { place: account.place, reason: said.words, hint: said.nextStep });
        return [];
      }
    });
    return listed.flat();
  }

  #lacking(): readonly NotRead[] {
    return this.#found.notRead.filter(({ hint }) => hint !== undefined);
  }

  #isKept(profile: string): boolean {
    return (
      this.#options.several?.kind === 'profiles' && this.#found.accounts.some(({ aws }) => aws.profile === profile)
    );
  }

  #keptOf(found: Found): readonly Account[] {
    const failed = new Set(found.notRead.flatMap(({ account, hint }) => (hint === undefined ? [] : [account])));
    const ids = new Set(found.accounts.map(({ id }) => id));
    return this.#found.accounts.filter(({ id, aws }) => !ids.has(id) && failed.has(aws.profile));
  }
}

async function findAll(options: WatchOptions, settings: Settings, host: Host): Promise<Found> {
  const caller = makeAws(options);
  if (options.several !== undefined) {
    const { readable, ...found } = await findAccounts(options.several, caller, options, settings, host);
    return { ...found, accounts: readable };
  }
  const { account: id } = await askCaller(caller, 'watch', host.signal);
  const only = { id, place: undefined, aws: caller, check: async () => {} };
  return { accounts: [only], notRead: [], namers: [caller], names: new Map() };
}

/** A reason begins with its place, which stands in front of several alike here. */
const withoutPlace = (reason: Words, place: Words): Words =>
  mapWords(reason, (text, language) => text.replace(place[language], '').replace(/^[：:]\s*/, ''));

function noneFound(notRead: readonly NotRead[]): UserError {
  const reasons = notRead.map(({ reason }) => reason);
  const hint = notRead.find((one) => one.hint !== undefined)?.hint;
  return new UserError(
    wordsFrom(ACCOUNTS_WORDS, ({ noneRead }, language) =>
      noneRead(reasons.length, [...new Set(reasons.map((reason) => reason[language]))]),
    ),
    { exit: EXIT.refused, ...(hint === undefined ? {} : { hint }) },
  );
}
