/** Checks the caller's permissions for each command. A permission that can't be determined never counts as fine. */
import type { Caller } from '../../aws/access/caller.ts';
import { type Decision, isUnknownPrincipal, principalArn, simulate } from '../../aws/access/simulate.ts';
import { tryOut } from '../../aws/access/try-out.ts';
import { faultOf } from '../../aws/fault.ts';
import type { Words } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import type { CheckResult } from '../../render/checks.ts';
import { PERMISSIONS } from '../permissions.ts';
import type { Permission } from '../shared/permissions/permission.ts';
import { type Check, type DoctorFacts, say } from './check.ts';

const check = 'permissions';

export const PERMITTED: Check = {
  name: check,
  run: async (facts) => {
    const loaded = await facts.settings().catch(() => undefined);
    const caller = await facts.caller().catch(() => undefined);
    const commands = facts.options.for ?? Object.keys(PERMISSIONS).filter((name) => !['demo', 'doctor'].includes(name));
    if (loaded === undefined) return [unknown(say((words) => words.permissions.noSettings))];
    if (caller === undefined) return [unknown(say((words) => words.permissions.noCaller))];
    const needs = new Map<string, readonly Need[]>();
    for (const name of commands)
      needs.set(name, needsOf(permissionsOf(name), loaded.settings, caller, await facts.aws.homeRegion()));
    const decide = await decider([...needs.values()].flat(), caller, facts);
    return Promise.all([...needs].map(async ([name, list]) => resultOf(name, await Promise.all(list.map(decide)))));
  },
};

const unknown = (said: Words): CheckResult => ({ check, state: 'not checked', said });

/** The denied ones of a command's permissions; undetermined ones are left to the call itself. */
export async function deniedTo(
  caller: Caller,
  { permissions, settings }: { readonly permissions: readonly Permission[]; readonly settings: Settings },
  asking: Asking,
): Promise<readonly Pick<Need, 'action' | 'resource'>[]> {
  const needs = needsOf(permissions, settings, caller, await asking.aws.homeRegion());
  const decide = await decider(needs, caller, asking);
  const decisions = await Promise.all(needs.map(decide));
  return decisions.filter(({ decision }) => decision === 'denied');
}

type Asking = Pick<DoctorFacts, 'aws' | 'signal'>;

interface Need {
  readonly action: string;
  readonly resource: string;
  /** The resource as people read it: stars stand for names that are not known yet. */
  readonly shown: string;
  /** Values that meet the permission's condition. */
  readonly context: Readonly<Record<string, string>>;
}

/** Throws a `UserError` for a command that has no policy. */
export function permissionsOf(command: string): readonly Permission[] {
  const permissions = PERMISSIONS[command];
  if (permissions !== undefined) return permissions;
  throw new UserError(
    say((words) => words.permissions.unknownCommand(command)),
    { hint: say((words) => words.permissions.knownCommands(Object.keys(PERMISSIONS))) },
  );
}

function needsOf(
  permissions: readonly Permission[],
  settings: Settings,
  caller: Caller,
  region: string,
): readonly Need[] {
  const needs = permissions.flatMap(({ actions, resources, condition, isOptional = false }) => {
    if (isOptional) return [];
    const context = contextOf(condition?.(settings) ?? {}, caller, region);
    return actions.flatMap((action) =>
      resources(settings).map((arn) => {
        const shown = concrete(arn, caller, region, '*');
        return { action, resource: concrete(arn, caller, region, 'login-watch'), shown, context };
      }),
    );
  });
  return [...new Map(needs.map((need) => [keyOf(need), need])).values()];
}

/** A request that meets the condition: `{ StringEquals: { key: ['a', 'b'] } }` is met by `a`. */
function contextOf(condition: Readonly<Record<string, unknown>>, caller: Caller, region: string) {
  const asked = Object.values(condition).flatMap((keys) => Object.entries(Object(keys)));
  return Object.fromEntries(
    asked.map(([key, values]) => [key, concrete(String([values].flat()[0]), caller, region, 'login-watch')]),
  );
}

const keyOf = ({ action, resource }: Pick<Need, 'action' | 'resource'>) => `${action.toLowerCase()} ${resource}`;

/** A policy allows any account, region and name; a question must name one. `any` replaces the stars in names. */
function concrete(arn: string, { partition, account }: Caller, region: string, any: string): string {
  const [first, , service, ofRegion, ofAccount, ...rest] = arn.split(':');
  if (first !== 'arn' || rest.length === 0) return arn;
  const name = rest.join(':').replaceAll('*', any);
  return [
    'arn',
    partition,
    service,
    ofRegion === '*' ? region : ofRegion,
    ofAccount === '*' ? account : ofAccount,
    name,
  ].join(':');
}

type Decided = Need & Pick<Decision, 'decision'>;
type Decide = (need: Need) => Promise<Decided>;

/** Simulates if that is allowed, else tries out calls that do no harm. */
async function decider(needs: readonly Need[], caller: Caller, facts: Asking): Promise<Decide> {
  const simulated = await simulateAll(needs, caller, facts);
  return async (need) => {
    const decision = simulated?.get(keyOf(need));
    if (decision !== undefined) return { ...need, decision: decision.decision };
    if (simulated !== undefined) return { ...need, decision: 'unknown' };
    return { ...need, decision: await tryOut(need.action, need.resource, facts.aws, facts.signal) };
  };
}

/** Undefined if IAM does not answer such questions of this caller. One refused question leaves its actions unknown. */
async function simulateAll(needs: readonly Need[], caller: Caller, { aws, signal }: Asking) {
  const principal = await principalArn(caller, aws, signal);
  if (principal === undefined) return undefined;
  const decisions = new Map<string, Decision>();
  // One after another: IAM's own limits are low, and there are few different resources.
  for (const [resource, list] of byResource(needs)) {
    const actions = [...new Set(list.map(({ action }) => action))];
    const context = Object.assign({}, ...list.map((need) => need.context));
    try {
      for (const decision of await simulate(principal, { actions, resources: [resource], context }, aws, signal)) {
        decisions.set(keyOf({ action: decision.action, resource }), decision);
      }
    } catch (error) {
      if (faultOf(error) === 'denied' || isUnknownPrincipal(error)) return undefined;
    }
  }
  return decisions.size === 0 ? undefined : decisions;
}

function byResource(needs: readonly Need[]): ReadonlyMap<string, readonly Need[]> {
  const found = new Map<string, Need[]>();
  for (const need of needs) found.set(need.resource, [...(found.get(need.resource) ?? []), need]);
  return found;
}

function resultOf(of: string, decisions: readonly Decided[]): CheckResult {
  const denied = decisions.filter(({ decision }) => decision === 'denied');
  const open = decisions.filter(({ decision }) => decision === 'unknown');
  if (denied.length > 0) {
    const todo = say((words) => words.permissions.deniedTodo(of));
    return { check, of, state: 'failed', said: listed(denied, 'denied'), todo };
  }
  if (open.length > 0) {
    const todo = say((words) => words.permissions.openTodo(of));
    return { check, of, state: 'not checked', said: listed(open, 'open'), todo };
  }
  if (decisions.length === 0) return { check, of, state: 'ok', said: say((words) => words.permissions.none) };
  return { check, of, state: 'ok', said: listed(decisions, 'allowed') };
}

const MOST_SHOWN = 4;

function listed(decisions: readonly Decided[], as: 'allowed' | 'denied' | 'open'): Words {
  return say(({ permissions: words }) => {
    const texts = decisions.map(({ action, shown }) => (shown === '*' ? action : words.on(action, shown)));
    const all = [...new Set(texts)];
    return words[as](all.slice(0, MOST_SHOWN), Math.max(0, all.length - MOST_SHOWN));
  });
}

/** One line for all commands that may do everything they need. */
export function summarised(results: readonly CheckResult[]): readonly CheckResult[] {
  const all = results.filter((result) => result.check === check && result.of !== undefined);
  const allowed = all.filter(({ state }) => state === 'ok');
  const [first] = allowed;
  if (first === undefined || allowed.length === 1) return results;
  const said = say((words) => words.permissions.summary(allowed.length, all.length));
  return results.flatMap((result) => {
    if (result === first) return [{ check, state: 'ok', said } as const];
    return allowed.includes(result) ? [] : [result];
  });
}
