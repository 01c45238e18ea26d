/** An account on loopback, read by real clients and judged. */
import { setMaxListeners } from 'node:events';
import type { AccountOptions } from '../../../sandbox/account/account.ts';
import { TRUSTED } from '../../../sandbox/scripted/doors.ts';
import { HOME, makeGood, REGIONS } from '../../../sandbox/scripted/good.ts';
import { audit } from '../../../src/auditing/audit.ts';
import { patterns } from '../../../src/auditing/follow.ts';
import type { Snapshot } from '../../../src/auditing/snapshot.ts';
import type { Verdict } from '../../../src/auditing/verdict.ts';
import { type AccountPlace, readAccount } from '../../../src/aws/audit/read-account.ts';
import { withSimulations } from '../../../src/aws/audit/simulations.ts';
import { makeAws } from '../../../src/aws/clients.ts';
import { inVirtualTime } from '../aws/virtual-time.ts';
import type { VirtualClock } from '../host/virtual-clock.ts';
import { type TestAccount, testAccount } from '../records/account.ts';

export const NOW = Date.UTC(2026, 10, 29, 12);

export interface AuditedOptions extends AccountOptions {
  readonly trusted?: readonly string[];
  readonly named?: Pick<AccountPlace, 'breakGlass' | 'notifier'>;
  /** Set to `NOW`. Without it each wait moves the time at once. */
  readonly clock?: VirtualClock;
}

export interface Audited {
  readonly account: TestAccount;
  readonly snapshot: () => Promise<Snapshot>;
  /** Milliseconds of each wait for AWS. */
  readonly waits: readonly number[];
  /** By id. */
  readonly verdicts: () => Promise<ReadonlyMap<string, Verdict>>;
}

/** The good account, then what `change` does to it. */
export async function audited(
  change: (account: TestAccount, topic: string) => void = () => undefined,
  options: AuditedOptions = {},
): Promise<Audited> {
  const { regions = REGIONS, trusted = TRUSTED, named = {}, clock } = options;
  let moved = NOW;
  const now = clock?.now ?? (() => moved);
  const account = await testAccount({ now, ...options, regions });
  const { topic } = makeGood(account);
  change(account, topic);
  const real = makeAws({
    endpoint: account.endpoint,
    region: HOME,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const aws = clock === undefined ? real : inVirtualTime(real, clock);
  const { caller } = account.identity;
  const place = {
    account: account.account,
    caller,
    regions,
    regionsGap: undefined,
    ...named,
    now: NOW,
    withDoors: true,
    withPrincipals: true,
  };
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const waits: number[] = [];
  const sleep = async (ms: number) => {
    waits.push(ms);
    if (clock === undefined) moved += ms;
    else await clock.sleep(ms);
  };
  const reader = { aws, signal, sleep };
  const snapshot = async () =>
    withSimulations({ snapshot: await readAccount(place, reader), known: patterns(), own: undefined }, reader);
  return {
    account,
    waits,
    snapshot,
    verdicts: async () =>
      new Map(audit(await snapshot(), { checks: [], trusted }).map((verdict) => [verdict.id, verdict])),
  };
}
