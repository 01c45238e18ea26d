/** Inventory of a deployment: stacks in all regions, leftovers of earlier ones, waiting messages. Changes nothing. */
import { askCaller } from '../../aws/access/caller.ts';
import type { Aws } from '../../aws/clients.ts';
import { describeStack, type StackState } from '../../aws/cloudformation/stacks.ts';
import { type Asker, isGone } from '../../aws/health/asking.ts';
import { queueDepth } from '../../aws/health/queue-depth.ts';
import { mapConcurrent } from '../../aws/map-concurrent.ts';
import { nameOwnAccount } from '../../aws/names/accounts.ts';
import { enabledRegions } from '../../aws/regions.ts';
import { bucketExists, type OwnBucket } from '../../aws/resources/empty-bucket.ts';
import { findTable, type LeftTable, logGroupExists } from '../../aws/resources/leftovers.ts';
import { readTrails, type TrailFacts } from '../../aws/trails.ts';
import { namesOf, type StackPart } from '../../core/names.ts';
import type { Language } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import type { WaitingFor } from '../../messages/set-up/destroy.ts';

export interface Inventory {
  readonly account: string;
  /** Null if the account has none. */
  readonly accountName: string | null;
  /** The home region. */
  readonly region: string;
  readonly artifacts: StackState | undefined;
  readonly notifier: StackState | undefined;
  readonly alarms: StackState | undefined;
  /** The second channel of the notifier's health. */
  readonly health: StackState | undefined;
  readonly trail: StackState | undefined;
  readonly forwarders: readonly StackState[];
  /** Forwarders of another home region's notifier. */
  readonly foreign: readonly StackState[];
  /** The existing table, which stays when its stack is deleted. */
  readonly table: LeftTable | undefined;
  readonly bucket: OwnBucket | undefined;
  readonly logGroup: string | undefined;
  /** Trails that are not of our stack; undefined where AWS doesn't tell. */
  readonly otherTrails: readonly TrailFacts[] | undefined;
  readonly waiting: readonly Waiting[];
  /** Sentences about what could not be looked at. */
  readonly unseen: readonly string[];
}

export interface Waiting {
  readonly what: WaitingFor;
  readonly count: number;
}

export interface LookOptions {
  /** Undefined: all that are enabled. */
  readonly regions: readonly string[] | undefined;
  readonly signal: AbortSignal;
  readonly language: Language;
}

/** Regions that are asked at the same time. */
export const AT_ONCE = 6;

/** Throws a `UserError` where the home region can't be looked at. */
export async function takeInventory({ name, accounts }: Settings, aws: Aws, options: LookOptions): Promise<Inventory> {
  const { signal, language } = options;
  const { account } = await askCaller(aws, 'destroy', signal);
  const accountName = await nameOwnAccount(account, accounts, aws, { signal, command: 'destroy' });
  const region = await aws.homeRegion();
  const names = namesOf(name);
  const unseen: string[] = [];
  /** Forbidden resources are reported, and left alone. */
  const look = async <T>(work: Promise<T>): Promise<T | undefined> =>
    work.catch((error: unknown) => {
      if (!(error instanceof UserError) || signal.aborted) throw error;
      unseen.push(error.said(language));
      return undefined;
    });
  const stack = (part: StackPart, where = region) => describeStack(names.stack(part), where, aws);
  // One after another: with credentials that are no good, one sentence is enough.
  const notifier = await stack('notifier');
  const parts = ['artifacts', 'alarms', 'health', 'trail'] as const;
  const [artifacts, alarms, health, trail] = await Promise.all(parts.map((part) => stack(part)));
  const { regions, notCovered } =
    options.regions === undefined
      ? await enabledRegions(aws, signal)
      : { regions: options.regions, notCovered: undefined };
  if (notCovered !== undefined) unseen.push(notCovered[language]);
  const found = await mapConcurrent(regions, AT_ONCE, (where) => look(stack('forwarder', where)));
  const forwarders = found.flatMap((state) => (state === undefined ? [] : [state]));
  const isForeign = ({ parameters }: StackState) => ![undefined, '', region].includes(parameters['HomeRegion']);
  const own = { name: names.trailBucket(account), account };
  const { trailLog: logGroup, table } = names;
  return {
    ...{ account, accountName, region, artifacts, notifier, alarms, health, trail },
    forwarders: forwarders.filter((one) => !isForeign(one)),
    foreign: forwarders.filter(isForeign),
    table: await look(findTable(table, aws, signal)),
    bucket: (await look(bucketExists(own, aws, signal))) === true ? own : undefined,
    logGroup: (await look(logGroupExists(logGroup, aws, signal))) === true ? logGroup : undefined,
    otherTrails: (await look(readTrails(aws, region)))?.filter(
      (one) => trail === undefined || one.name !== names.trail,
    ),
    waiting: await waitingIn(notifier, aws, signal, look),
    unseen,
  };
}

/** A queue that somebody deleted has none. */
async function depthOf(url: string, asker: Asker): Promise<number> {
  return queueDepth(url, asker).catch((error: unknown) => {
    if (isGone(error)) return 0;
    throw error;
  });
}

/** By the outputs of the notifier's stack. */
const QUEUES = [
  ['OutboxUrl', 'channels'],
  ['OutboxDeadUrl', 'noChannel'],
  ['DeadUrl', 'handling'],
] as const;

async function waitingIn(
  notifier: StackState | undefined,
  aws: Aws,
  signal: AbortSignal,
  look: (work: Promise<number>) => Promise<number | undefined>,
): Promise<readonly Waiting[]> {
  const counted: Waiting[] = [];
  for (const [output, what] of QUEUES) {
    const url = notifier?.outputs[output];
    const count = url === undefined ? 0 : ((await look(depthOf(url, { aws, signal, command: 'destroy' }))) ?? 0);
    if (count > 0) counted.push({ what, count });
  }
  return counted;
}
