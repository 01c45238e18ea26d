/** Facts and words that the checks of `doctor` share. */
import { setMaxListeners } from 'node:events';
import { askCaller, type Caller, findKeys } from '../../aws/access/caller.ts';
import { type Probe, probeEndpoints } from '../../aws/access/endpoints.ts';
import { type Aws, makeAws } from '../../aws/clients.ts';
import { nameOwnAccount } from '../../aws/names/accounts.ts';
import { once } from '../../core/once.ts';
import type { Words } from '../../core/rule.ts';
import { wordsFrom } from '../../core/words.ts';
import type { Host } from '../../host.ts';
import { DOCTOR_WORDS } from '../../messages/operate/doctor.ts';
import type { DoctorWords } from '../../messages/operate/doctor.words.ts';
import { type Loaded, loadSettings } from '../../settings/load.ts';
import type { Check as CheckOf } from '../shared/checks.ts';
import type { GlobalOptions } from '../shared/command.ts';

export interface CheckOptions extends GlobalOptions {
  /** The commands whose permissions are checked; undefined means all. */
  readonly for: readonly string[] | undefined;
}

export type Check = CheckOf<DoctorFacts>;

/** A sentence of `doctor` in every language. */
export const say = (pick: (words: DoctorWords) => string): Words => wordsFrom(DOCTOR_WORDS, pick);

/** Each is read once, on first use. One that can't be read throws a `UserError`. */
export interface DoctorFacts {
  readonly options: CheckOptions;
  readonly host: Host;
  readonly aws: Aws;
  /** Aborted by Ctrl-C, and when patience ends. */
  readonly signal: AbortSignal;
  /** The end of the credentials; undefined if they are long-lived. */
  readonly end: () => Promise<Date | undefined>;
  readonly caller: () => Promise<Caller>;
  /** The name of the caller's account; null if it has none. */
  readonly accountName: () => Promise<string | null>;
  readonly probes: () => Promise<readonly Probe[]>;
  readonly settings: () => Promise<Loaded>;
  /** Redacts this text in everything that is printed. */
  readonly keepSecret: (secret: string) => void;
}

export function factsOf(
  options: CheckOptions,
  host: Host,
  signal: AbortSignal,
  keepSecret: (secret: string) => void,
): DoctorFacts {
  const aws = makeAws(options);
  // One listener for each endpoint is more than Node.js allows without a warning.
  setMaxListeners(0, signal);
  const caller = once(() => askCaller(aws, 'doctor', signal));
  const settings = once(() => loadSettings({ cwd: host.cwd, config: options.config }));
  return {
    options,
    host,
    aws,
    signal,
    end: once(async () => {
      const { secretAccessKey, sessionToken, expiration } = await findKeys(aws, 'doctor');
      keepSecret(secretAccessKey);
      if (sessionToken !== undefined) keepSecret(sessionToken);
      return expiration;
    }),
    caller,
    accountName: once(async () => {
      const { account } = await caller();
      const loaded = await settings().catch(() => undefined);
      return nameOwnAccount(account, loaded?.settings.accounts ?? [], aws, { signal, command: 'doctor' });
    }),
    probes: once(() => probeEndpoints(options, host.now, signal)),
    settings,
    keepSecret,
  };
}
