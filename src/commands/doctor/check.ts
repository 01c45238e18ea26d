/** What the checks of `doctor` have in common: their results, and what several of them need to know. */
import { setMaxListeners } from 'node:events';
import { askCaller, type Caller, findKeys } from '../../aws/access/caller.ts';
import { type Probe, probeEndpoints } from '../../aws/access/endpoints.ts';
import { type Aws, makeAws } from '../../aws/clients.ts';
import { once } from '../../core/once.ts';
import type { Host } from '../../host.ts';
import { type Loaded, loadSettings } from '../../settings/load.ts';
import type { Check as CheckOf } from '../shared/checks.ts';
import type { GlobalOptions } from '../shared/command.ts';

export interface CheckOptions extends GlobalOptions {
  /** The commands whose permissions are looked at; undefined means all. */
  readonly for: readonly string[] | undefined;
}

export type Check = CheckOf<Facts>;

/** Each is found out once, by the first check that asks. Those that can't be found out throw a `UserError`. */
export interface Facts {
  readonly options: CheckOptions;
  readonly host: Host;
  readonly aws: Aws;
  /** Aborted by Ctrl-C, and when patience ends. */
  readonly signal: AbortSignal;
  /** When the credentials end; undefined where they don't. */
  readonly end: () => Promise<Date | undefined>;
  readonly caller: () => Promise<Caller>;
  readonly probes: () => Promise<readonly Probe[]>;
  readonly settings: () => Promise<Loaded>;
  /** Nothing that is kept here is ever shown. */
  readonly keepSecret: (secret: string) => void;
}

export function factsOf(
  options: CheckOptions,
  host: Host,
  signal: AbortSignal,
  keepSecret: (secret: string) => void,
): Facts {
  const aws = makeAws(options);
  // One for each endpoint: more than Node.js takes for no mistake by itself.
  setMaxListeners(0, signal);
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
    caller: once(() => askCaller(aws, 'doctor', signal)),
    probes: once(() => probeEndpoints(options, host.now, signal)),
    settings: once(() => loadSettings({ cwd: host.cwd, config: options.config })),
    keepSecret,
  };
}
