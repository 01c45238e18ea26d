/** May the caller do what each command asks AWS for? What can't be found out is never told as fine. */
import type { Caller } from '../../aws/access/caller.ts';
import { type Decision, isUnknownPrincipal, principalArn, simulate } from '../../aws/access/simulate.ts';
import { tryOut } from '../../aws/access/try-out.ts';
import { faultOf } from '../../aws/fault.ts';
import type { Settings } from '../../core/settings.ts';
import { UserError } from '../../core/user-error.ts';
import type { CheckResult } from '../../render/checks.ts';
import { PERMISSIONS } from '../permissions.ts';
import type { Permission } from '../shared/permissions/permission.ts';
import type { Check, Facts } from './check.ts';

const check = 'permissions';

export const PERMITTED: Check = {
  name: check,
  run: async (facts) => {
    const loaded = await facts.settings().catch(() => undefined);
    const caller = await facts.caller().catch(() => undefined);
    const commands = facts.options.for ?? Object.keys(PERMISSIONS).filter((name) => !['demo', 'doctor'].includes(name));
    if (loaded === undefined) return [unknown('which ones are needed, only settings without mistakes can tell')];
    if (caller === undefined) return [unknown('nobody knows whose they would be, without credentials that AWS takes')];
    const needs = new Map<string, readonly Need[]>();
    for (const name of commands)
      needs.set(name, needsOf(permissionsOf(name), loaded.settings, caller, await facts.aws.homeRegion()));
    const decide = await decider([...needs.values()].flat(), caller, facts);
    return Promise.all([...needs].map(async ([name, list]) => resultOf(name, await Promise.all(list.map(decide)))));
  },
};

const unknown = (said: string): CheckResult => ({ check, state: 'not checked', said });

/** What the caller may not do of what a command needs; what can't be found out is left to the call itself. */
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

type Asking = Pick<Facts, 'aws' | 'signal'>;

interface Need {
  readonly action: string;
  readonly resource: string;
  /** What the permission's condition asks for. */
  readonly context: Readonly<Record<string, string>>;
}

/** Throws a `UserError` for a command that has no policy. */
export function permissionsOf(command: string): readonly Permission[] {
  const permissions = PERMISSIONS[command];
  if (permissions === undefined) {
    throw new UserError(`${command} is no command that needs permissions`, {
      hint: `Those are: ${Object.keys(PERMISSIONS).join(', ')}.`,
    });
  }
  return permissions;
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
      resources(settings).map((arn) => ({ action, resource: concrete(arn, caller, region), context })),
    );
  });
  return [...new Map(needs.map((need) => [keyOf(need), need])).values()];
}

/** A request that meets the condition: `{ StringEquals: { key: ['a', 'b'] } }` is met by `a`. */
function contextOf(condition: Readonly<Record<string, unknown>>, caller: Caller, region: string) {
  const asked = Object.values(condition).flatMap((keys) => Object.entries(Object(keys)));
  return Object.fromEntries(asked.map(([key, values]) => [key, concrete(String([values].flat()[0]), caller, region)]));
}

const keyOf = ({ action, resource }: Pick<Need, 'action' | 'resource'>) => `${action.toLowerCase()} ${resource}`;

/** A policy says "any account, any region, any name like this"; a question must name one. */
function concrete(arn: string, { partition, account }: Caller, region: string): string {
  const [first, , service, ofRegion, ofAccount, ...rest] = arn.split(':');
  if (first !== 'arn' || rest.length === 0) return arn;
  const name = rest.join(':').replaceAll('*', 'login-watch');
  return [
    'arn',
    partition,
    service,
    ofRegion === '*' ? region : ofRegion,
    ofAccount === '*' ? account : ofAccount,
    name,
  ].join(':');
}

type Decide = (need: Need) => Promise<Decision>;

/** Simulated where that is allowed, else tried out where that does no harm. */
async function decider(needs: readonly Need[], caller: Caller, facts: Asking): Promise<Decide> {
  const simulated = await simulateAll(needs, caller, facts);
  return async (need) => {
    const decision = simulated?.get(keyOf(need));
    if (decision !== undefined) return { ...need, decision: decision.decision };
    if (simulated !== undefined) return { ...need, decision: 'unknown' };
    return { ...need, decision: await tryOut(need.action, need.resource, facts.aws, facts.signal) };
  };
}

/** Undefined where IAM does not answer such questions of this caller. What one question fails to tell stays unknown. */
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

function resultOf(of: string, decisions: readonly Decision[]): CheckResult {
  const denied = decisions.filter(({ decision }) => decision === 'denied');
  const open = decisions.filter(({ decision }) => decision === 'unknown');
  const todo = `Attach what \`login-watch policy ${of}\` prints, or use a profile that has it.`;
  if (denied.length > 0) return { check, of, state: 'failed', said: `not allowed: ${told(denied)}`, todo };
  if (open.length > 0) {
    const said = `could not be found out: ${told(open)}`;
    return { check, of, state: 'not checked', said, todo: `Compare with what \`login-watch policy ${of}\` prints.` };
  }
  if (decisions.length === 0) return { check, of, state: 'ok', said: 'with these settings it needs none' };
  return { check, of, state: 'ok', said: `allowed: ${told(decisions)}` };
}

const MOST_TOLD = 4;

function told(decisions: readonly Decision[]): string {
  const texts = [
    ...new Set(decisions.map(({ action, resource }) => (resource === '*' ? action : `${action} on ${resource}`))),
  ];
  const rest = texts.length - MOST_TOLD;
  return [...texts.slice(0, MOST_TOLD), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
}
