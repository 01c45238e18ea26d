/** What the checks of `doctor` have in common: their results, and what several of them need to know. */
import { setMaxListeners } from 'node:events';
import { askCaller, type Caller, findKeys } from '../../aws/caller.ts';
import { type Aws, makeAws } from '../../aws/clients.ts';
import { type Probe, probeEndpoints } from '../../aws/endpoints.ts';
import { UserError } from '../../core/user-error.ts';
import type { Host } from '../../host.ts';
import type { CheckResult } from '../../render/doctor.ts';
import { type Loaded, loadSettings } from '../../settings/load.ts';
import type { DoctorOptions } from '../doctor.ts';

export interface Check {
  readonly name: string;
  readonly run: (facts: Facts) => Promise<readonly CheckResult[]>;
}

/** Each is found out once, by the first check that asks. Those that can't be found out throw a `UserError`. */
export interface Facts {
  readonly options: DoctorOptions;
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
  options: DoctorOptions,
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

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** An error that a person can mend, as a result. Anything else is a mistake of ours. */
export function failedWith(check: string, error: unknown): CheckResult {
  if (!(error instanceof UserError)) throw error;
  return { check, state: 'failed', said: error.message, todo: error.hint };
}

/** `8 h 5 min`, `12 min`, `40 s` */
export function lasting(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  if (hours > 0) return `${hours} h${minutes > 0 ? ` ${minutes} min` : ''}`;
  return minutes > 0 ? `${minutes} min${seconds % 60 > 0 && minutes < 10 ? ` ${seconds % 60} s` : ''}` : `${seconds} s`;
}
