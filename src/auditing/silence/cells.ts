/** Each call against each resource on the ways: who may make it, and would somebody be alerted to it? */
import { readPolicy } from '../../core/access/policy.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { isOpen } from '../checks/leading.ts';
import { follow, type Ground } from '../follow.ts';
import type { Answer } from '../lets.ts';
import type { Link } from '../link.ts';
import type { Found, Snapshot } from '../snapshot.ts';
import type { OwnCall } from './conditions.ts';
import { cut, cutSubscribers } from './cut.ts';
import type { SilencingDeed } from './deeds.ts';
import { deedsOn } from './links.ts';
import { allowsByName, both, hasAllowance, isUnread, type May, may, type ResourcePolicy } from './may.ts';
import type { Principal } from './principal.ts';
import { decisionOn } from './simulated.ts';
import { strangersIn } from './strangers.ts';

/** A principal, or a caller from outside, that may make the call. */
export interface Silencer extends May {
  /** Undefined for a caller from outside. */
  readonly principal: Principal | undefined;
  /** `dev-1`; an ARN, an account number or `*` for a caller from outside. */
  readonly name: string;
  /** As the resource's policy names a caller from outside. */
  readonly caller?: string;
}

export interface Cell {
  readonly link: Link;
  readonly deed: SilencingDeed;
  readonly told: Answer;
  /** If `told` is unclear. */
  readonly breaks: readonly Break[];
  readonly silencers: readonly Silencer[];
}

export function cellsOf(link: Link, principals: readonly Principal[], ground: Ground): readonly Cell[] {
  const policy = policyOf(link, ground.snapshot);
  // The notifier's own schedule mutes its alarms by design.
  const others = principals.filter(
    ({ kind, name }) => kind !== 'role' || ground.own?.hoursRoles.includes(name) !== true,
  );
  return deedsOn(link, ground.snapshot).map((deed) => {
    const left = () => (deed.isOfSubscriber ? cutSubscribers(ground.snapshot, link) : [cut(ground.snapshot, link)]);
    return {
      ...{ link, deed },
      ...toldOf(link, deed, left, ground),
      silencers: silencersOf(link, deed, {
        policy,
        principals: others,
        snapshot: ground.snapshot,
        own: ground.own?.name,
      }),
    };
  });
}

/** The record goes by what the call leaves of the account; the worst of several. */
function toldOf(link: Link, { sample }: SilencingDeed, left: () => readonly Snapshot[], ground: Ground): Hearing {
  const key = JSON.stringify([link, sample.name, ground.own?.name]);
  const all = known.get(ground.snapshot.regions) ?? new Map<string, Hearing>();
  known.set(ground.snapshot.regions, all);
  const found = all.get(key) ?? follows(link, sample, left(), ground);
  all.set(key, found);
  return found;
}

type Hearing = Pick<Cell, 'told' | 'breaks'>;

/** The verdicts follow what the simulations have followed before. */
const known = new WeakMap<Snapshot['regions'], Map<string, Hearing>>();

function follows(link: Link, sample: SilencingDeed['sample'], left: readonly Snapshot[], ground: Ground): Hearing {
  const record = sample.record({ account: ground.snapshot.account, region: link.region });
  const followed = left.map((snapshot) => follow(record, link.region, { ...ground, snapshot }));
  const breaks = followed.flatMap((one) => (one.ways.length === 0 ? one.breaks : []));
  const answers = followed.map((one): Answer => {
    if (one.ways.length > 0) return 'yes';
    return isOpen(one) ? 'unclear' : 'no';
  });
  const told: Answer = answers.includes('no') ? 'no' : answers.includes('unclear') ? 'unclear' : 'yes';
  return { told, breaks };
}

interface Callers {
  readonly policy: ResourcePolicy | undefined;
  readonly principals: readonly Principal[];
  readonly snapshot: Snapshot;
  /** Name of our notifier, without whose roles `principals` are. */
  readonly own: string | undefined;
}

function silencersOf(link: Link, deed: SilencingDeed, callers: Callers): readonly Silencer[] {
  const { policy, snapshot } = callers;
  const call: OwnCall = { ...deed, account: snapshot.account, region: link.region };
  const able = ableIn(call, deed, callers);
  const strangers = [...strangersIn(call, policy)].map(
    ([caller, judged]): Silencer => ({
      ...judged,
      by: undefined,
      principal: undefined,
      name: shownStranger(caller),
      caller,
    }),
  );
  return [...settled(able, deed, snapshot), ...strangers];
}

/** The verdicts ask what the simulations have asked before. By call and resources. */
const knownAble = new WeakMap<Snapshot['regions'], Map<string, readonly Silencer[]>>();

/** Users and roles that may make the call, as far as the policies say. */
function ableIn(
  call: OwnCall,
  deed: SilencingDeed,
  { policy, principals, snapshot, own }: Callers,
): readonly Silencer[] {
  const all = knownAble.get(snapshot.regions) ?? new Map<string, readonly Silencer[]>();
  knownAble.set(snapshot.regions, all);
  const key = [own, call.action, ...call.resources].join(' ');
  const found = all.get(key);
  if (found !== undefined) return found;
  const isForAll = policy !== undefined && allowsByName(policy, call);
  const able = principals.flatMap((principal): readonly Silencer[] => {
    if (!isForAll && !hasAllowance(principal, call.action)) return [];
    const said = mayAll(principal, call, deed, policy);
    return said.answer === 'no' ? [] : [{ ...said, principal, name: principal.name }];
  });
  all.set(key, able);
  return able;
}

/** `arn:aws:iam::444455556666:root` -> `444455556666` */
const shownStranger = (caller: string) => /^arn:[^:]*:iam::(\d+):root$/.exec(caller)?.[1] ?? caller;

/**
 * IAM's simulation wins over the policies: it knows those of Organizations. Where it denied the call to all whom it was
 * asked about, it is in doubt for the others.
 */
function settled(able: readonly Silencer[], { action, resources }: SilencingDeed, snapshot: Snapshot) {
  const decided = able.map((one) => ({
    one,
    decision:
      one.principal === undefined || one.by === undefined
        ? undefined
        : decisionOn(snapshot.simulated, one.principal.arn, action, resources),
  }));
  const has = (wanted: string) => decided.some(({ decision }) => decision === wanted);
  const isDoubtful = has('denied') && !has('allowed');
  return decided.flatMap(({ one, decision }): readonly Silencer[] => {
    if (decision === 'denied') return [];
    // A simulation knows all policies, and not what a condition asks of the request.
    if (decision === 'allowed' && one.keys.every(isUnread)) return [{ ...one, answer: 'yes', keys: [] }];
    if (decision === 'refused' || (decision === undefined && isDoubtful && one.by !== undefined))
      return [{ ...one, answer: 'unclear', keys: [...one.keys, 'Organizations'] }];
    return [one];
  });
}

function mayAll(principal: Principal, call: OwnCall, { also }: SilencingDeed, policy: ResourcePolicy | undefined): May {
  const first = may(principal, call, policy);
  if (first.answer === 'no' || also.length === 0) return first;
  const others = also.map((resource) => may(principal, { ...call, resources: [resource] }, undefined));
  return { ...both(first, ...others), by: first.by };
}

function policyOf({ kind, arn }: Link, snapshot: Snapshot): ResourcePolicy | undefined {
  const text = resourcePolicyOf({ kind, arn }, snapshot);
  return text === undefined ? undefined : { statements: readPolicy(text), isNeeded: kind === 'key' };
}

const valueIn = <T>(found: Found<T> | undefined): T | undefined =>
  found?.kind === 'read' ? (found.value ?? undefined) : undefined;

/** JSON text. All of these were read: else no way would pass them. */
export function resourcePolicyOf({ kind, arn }: Pick<Link, 'kind' | 'arn'>, snapshot: Snapshot): string | undefined {
  if (kind === 'topic') return valueIn(snapshot.topics.get(arn))?.policy;
  if (kind === 'queue') return valueIn(snapshot.queues.get(arn))?.policy;
  if (kind === 'function') return valueIn(valueIn(snapshot.functions.get(arn))?.policy);
  if (kind !== 'key') return undefined;
  const keys = [...snapshot.keys.values()].flatMap((found) => valueIn(found) ?? []);
  return valueIn(keys.find(({ id }) => id === arn.split('/').at(-1))?.policy);
}
