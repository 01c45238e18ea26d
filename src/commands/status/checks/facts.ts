/** Facts that several checks of `status` share: the stacks, read first, and others, read once on first use. */
import { setMaxListeners } from 'node:events';
import { askCaller, type Caller } from '../../../aws/access/caller.ts';
import { type Aws, makeAws } from '../../../aws/clients.ts';
import type { StackState } from '../../../aws/cloudformation/stacks.ts';
import { readTrails, type TrailFacts } from '../../../aws/trails.ts';
import { namesOf, type StackPart } from '../../../core/names.ts';
import { once } from '../../../core/once.ts';
import type { Settings } from '../../../core/settings.ts';
import { UserError } from '../../../core/user-error.ts';
import type { Host } from '../../../host.ts';
import { loadSettings } from '../../../settings/load.ts';
import { assumedRegion } from '../../shared/assumed-region.ts';
import type { GlobalOptions } from '../../shared/command.ts';
import { type Forwarders, type Found, find, findForwarders } from './find-stacks.ts';
import { type Numbers, readAll } from './numbers.ts';

/** The stacks of the home region. */
export const AT_HOME = ['artifacts', 'trail', 'notifier', 'health', 'alarms'] as const satisfies readonly StackPart[];
export type AtHome = (typeof AT_HOME)[number];

export interface FactOptions extends GlobalOptions {
  /** Also detect changes by hand: takes minutes. */
  readonly drift: boolean;
}

export interface Facts {
  readonly options: FactOptions;
  readonly host: Host;
  readonly aws: Aws;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly settings: Settings;
  /** Undefined if there is no settings file and the defaults hold. */
  readonly file: string | undefined;
  readonly region: string;
  readonly caller: Caller;
  readonly stacks: Readonly<Record<AtHome, Found>>;
  /** At least one stack exists, or may exist. */
  readonly isDeployed: boolean;
  readonly forwarders: () => Promise<Forwarders>;
  readonly trails: () => Promise<readonly TrailFacts[]>;
  readonly numbers: () => Promise<Numbers>;
}

/** Throws a `UserError` if the settings have mistakes or AWS can't be asked at all. */
export async function factsOf(options: FactOptions, host: Host): Promise<Facts> {
  const { settings, file } = await loadSettings({ cwd: host.cwd, config: options.config });
  const aws = makeAws({ profile: options.profile, region: options.region, ...assumedRegion(host) });
  const region = await aws.homeRegion();
  const { signal } = host;
  // One listener for each question is more than Node.js allows without a warning.
  setMaxListeners(0, signal);
  const caller = await askCaller(aws, 'status', signal);
  const found = await Promise.all(AT_HOME.map((name) => find(namesOf(settings.name).stack(name), region, aws)));
  const [artifacts, trail, notifier, health, alarms] = found;
  return {
    options,
    host,
    aws,
    signal,
    settings,
    file,
    region,
    caller,
    stacks: { artifacts, trail, notifier, health, alarms },
    isDeployed: found.some((stack) => stack !== undefined),
    forwarders: once(() => findForwarders(settings.name, region, aws, signal)),
    trails: once(() => readTrails(aws, region)),
    numbers: once(() => readAll(settings, host.now(), { aws, signal })),
  };
}

/** Undefined if there is no such stack, or it may not be read. */
export function stackAt({ stacks }: Facts, name: AtHome): StackState | undefined {
  const found = stacks[name];
  return found instanceof UserError ? undefined : found;
}
