/** Calls that give targets of EventBridge rules a role that may deliver. */
import { iamArn } from '../../core/arn.ts';
import type { JsonObject } from '../../core/event.ts';
import { distinct } from '../../core/lists.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { deliveryTo, deniedBy, stoppedByRole } from '../reach/role.ts';
import { type BusRule, type RuleTarget, read, type Snapshot } from '../snapshot.ts';
import { putTargets, roleCalls, rolePolicy, rulesNamed, withTarget } from './bus.ts';
import type { AwsCall } from './remedy.ts';

/** A target that delivers with the role. */
interface Delivering {
  readonly target: RuleTarget;
  readonly rule: BusRule;
  readonly region: string;
  /** ARN of the role. */
  readonly role: string;
  /** `sns:Publish` */
  readonly action: string;
}

interface RuleAndRole {
  readonly rule: string;
  /** Its name, as `rule` is. */
  readonly role: string;
}

/** In every region that has a rule of the name. */
function deliveringWith({ rule: name, role }: RuleAndRole, snapshot: Snapshot): readonly Delivering[] {
  return rulesNamed(name, snapshot).flatMap(({ rule, region }) =>
    (rule.targets.kind === 'read' ? rule.targets.value : []).flatMap((target): readonly Delivering[] => {
      const action = deliveryTo(target.arn);
      const isWith = target.role?.split('/').at(-1) === role;
      return isWith && action !== undefined ? [{ target, rule, region, role: target.role, action }] : [];
    }),
  );
}

const statementsFor = (all: readonly Delivering[]): readonly JsonObject[] =>
  [...new Set(all.map(({ action }) => action))].map((action) => ({
    Effect: 'Allow',
    Action: action,
    Resource: all.filter((one) => one.action === action).map(({ target }) => target.arn),
  }));

const SERVICE = 'events.amazonaws.com';

/** The role that the rule names, made anew. */
export function roleGone(facts: Break<'role-gone'>, snapshot: Snapshot): readonly AwsCall[] {
  const all = deliveringWith(facts, snapshot);
  const [first] = all;
  if (first === undefined) return [];
  const path = /:role(\/.*)$/.exec(first.role)?.[1]?.slice(0, -facts.role.length);
  return roleCalls({ name: facts.role, path }, SERVICE, statementsFor(all));
}

/** A right more for the role; none if a denial or a boundary keeps it from that all the same. */
export function roleLacks(facts: Break<'role-lacks'>, snapshot: Snapshot): readonly AwsCall[] {
  const all = deliveringWith(facts, snapshot);
  const allowed = statementsFor(all);
  const isEnough = all.every(({ role, target, rule, action }) => {
    const wider = withRights(role, allowed, snapshot);
    return stoppedByRole({ role, rule, action, resource: target.arn }, wider) === undefined;
  });
  return all.length > 0 && isEnough ? [rolePolicy(facts.role, allowed, nameFor(facts.rule))] : [];
}

function withRights(arn: string, allowed: readonly JsonObject[], snapshot: Snapshot): Snapshot {
  const found = snapshot.roles.get(arn);
  if (found?.kind !== 'read' || found.value === null || found.value.policies.kind === 'refused') return snapshot;
  const policies = read([...found.value.policies.value, JSON.stringify({ Statement: allowed })]);
  return { ...snapshot, roles: new Map([...snapshot.roles, [arn, read({ ...found.value, policies })]]) };
}

/** A new role for these targets alone: the old one is somebody's, and stays as it is. */
export function ownRole(facts: RuleAndRole, snapshot: Snapshot): readonly AwsCall[] {
  const name = nameFor(facts.rule);
  const all = deliveringWith(facts, snapshot);
  const [first] = all;
  if (first === undefined || name === facts.role) return [];
  const RoleArn = iamArn({ account: snapshot.account, region: first.region }, `role/${name}`);
  return [
    ...roleCalls({ name }, SERVICE, statementsFor(all)),
    ...all.map(({ target, rule, region }) => putTargets(rule.name, region, { ...target.definition, RoleArn })),
  ];
}

/** A role that isn't denied, or one more target where any role would be. */
export function roleDenied(facts: Break<'role-denied'>, snapshot: Snapshot): readonly AwsCall[] {
  const all = deliveringWith(facts, snapshot);
  const isLet = all.every(({ target, rule, region, action }) => {
    const role = iamArn({ account: snapshot.account, region }, `role/${nameFor(facts.rule)}`);
    return deniedBy({ role, rule, action, resource: target.arn }, snapshot) === undefined;
  });
  const own = isLet ? ownRole(facts, snapshot) : [];
  if (own.length > 0) return own;
  return distinct(all.map(({ region }) => region)).flatMap((region) => withTarget(facts.rule, region, snapshot));
}

/** Names of roles have 64 characters at most. */
const nameFor = (rule: string) => `login-watch-${rule}`.slice(0, 64);
