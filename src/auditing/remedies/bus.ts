/** Calls that mend rules of EventBridge. */
import { arnIn, iamArn } from '../../core/arn.ts';
import type { JsonObject } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import { distinct } from '../../core/lists.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import type { Deed } from '../deeds/deed.ts';
import type { BusRule, Snapshot } from '../snapshot.ts';
import { receiversIn } from './people.ts';
import type { AwsCall } from './remedy.ts';

const EVENTS = 'events.amazonaws.com';
const ALL_EVENTS = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

interface Placed {
  readonly rule: BusRule;
  readonly region: string;
}

export const rulesNamed = (name: string, { regions }: Snapshot): readonly Placed[] =>
  [...regions].flatMap(([region, { rules }]) =>
    (rules.kind === 'read' ? rules.value : []).filter((rule) => rule.name === name).map((rule) => ({ rule, region })),
  );

/** In every region where it is disabled. */
export function ruleOff({ rule: name }: Break<'rule-off'>, snapshot: Snapshot): readonly AwsCall[] {
  return rulesNamed(name, snapshot).flatMap(({ rule, region }): readonly AwsCall[] =>
    rule.state === 'DISABLED' ? [['events', 'enable-rule', region, { Name: name }]] : [],
  );
}

/** PutRule replaces the rule, so all that it had is given again; its targets stay. */
export function ruleSkipsReads({ rule: name }: Break<'rule-skips-reads'>, snapshot: Snapshot): readonly AwsCall[] {
  return rulesNamed(name, snapshot).flatMap(({ rule, region }): readonly AwsCall[] =>
    rule.state === 'ENABLED' ? [['events', 'put-rule', region, { ...rule.definition, State: ALL_EVENTS }]] : [],
  );
}

export function noTargets({ rule: name }: Break<'no-targets'>, snapshot: Snapshot): readonly AwsCall[] {
  return rulesNamed(name, snapshot).flatMap(({ rule, region }) =>
    rule.targets.kind === 'read' && rule.targets.value.length === 0 ? withTarget(name, region, snapshot) : [],
  );
}

/** The rule's targets and one more: a topic that reaches people. */
export function withTarget(name: string, region: string, snapshot: Snapshot): readonly AwsCall[] {
  const { topic, calls } = receiversIn(region, EVENTS, snapshot);
  return [...calls, putTargets(name, region, { Id: 'login-watch-people', Arn: topic })];
}

/** A rule for the events of a deed in every region; those of other regions go to the one with a topic. */
export function rulesFor({ id, samples }: Deed, snapshot: Snapshot): readonly AwsCall[] {
  const { account, regions } = snapshot;
  const topics = [...regions.keys()].map((region) => ({ region, ...receiversIn(region, EVENTS, snapshot) }));
  const home = topics.find(({ calls }) => calls.length === 0) ?? topics[0];
  if (home === undefined) return [];
  const events = samples.map(({ record }) => record({ account, region: home.region }));
  const valuesOf = (field: string) => distinct(events.flatMap((event) => textAt(event, field) ?? []));
  const EventPattern = JSON.stringify({ source: valuesOf('source'), 'detail-type': valuesOf('detail-type') });
  const Name = `login-watch-${id}`;
  const role = regions.size > 1 ? roleTo(home.region, snapshot) : undefined;
  return [
    ...home.calls,
    ...(role?.calls ?? []),
    ...topics.flatMap(({ region }): readonly AwsCall[] => [
      ['events', 'put-rule', region, { Name, EventPattern }],
      region === home.region || role === undefined
        ? putTargets(Name, region, { Id: 'login-watch-people', Arn: home.topic })
        : putTargets(Name, region, { Id: 'bus', Arn: role.bus, RoleArn: role.arn }),
    ]),
  ];
}

export const putTargets = (Rule: string, region: string, ...Targets: readonly JsonObject[]): AwsCall => [
  'events',
  'put-targets',
  region,
  { Rule, Targets },
];

/** A rule that forwards to the region where another one takes the event. */
export function ruleElsewhere({ rule: name, there, region }: Break<'rule-elsewhere'>, snapshot: Snapshot) {
  const found = rulesNamed(name, snapshot).find((one) => one.region === there);
  if (found === undefined) return [];
  const { pattern, state } = found.rule;
  const forward = `${name.slice(0, 50)}-to-${there}`;
  const role = roleTo(there, snapshot);
  return [
    ...role.calls,
    ['events', 'put-rule', region, { Name: forward, EventPattern: pattern, State: state }],
    putTargets(forward, region, { Id: 'bus', Arn: role.bus, RoleArn: role.arn }),
  ] satisfies readonly AwsCall[];
}

export function noBusRole({ rule: name, target }: Break<'no-bus-role'>, snapshot: Snapshot): readonly AwsCall[] {
  const role = roleTo(target, snapshot);
  const mended = rulesNamed(name, snapshot).flatMap(({ rule, region }) => {
    const targets = rule.targets.kind === 'read' ? rule.targets.value : [];
    return targets
      .filter((one) => one.arn === role.bus && one.role === undefined)
      .map((one) => putTargets(name, region, { ...one.definition, RoleArn: role.arn }));
  });
  return mended.length === 0 ? [] : [...role.calls, ...mended];
}

/** A role that may put events on the default bus of a region. */
function roleTo(region: string, { account }: Snapshot) {
  const RoleName = `login-watch-events-to-${region}`;
  const bus = arnIn({ account, region }, 'events', 'event-bus/default');
  const calls: readonly AwsCall[] = roleCalls({ name: RoleName }, EVENTS, [
    { Effect: 'Allow', Action: 'events:PutEvents', Resource: bus },
  ]);
  return { bus, arn: iamArn({ account, region }, `role/${RoleName}`), calls };
}

interface NewRole {
  readonly name: string;
  /** `/service-role/`; defaults to `/`. */
  readonly path?: string | undefined;
}

/** A role that a service takes on, with one policy. */
export function roleCalls({ name, path = '/' }: NewRole, service: string, allowed: readonly JsonObject[]) {
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  };
  const Path = path === '/' ? {} : { Path: path };
  return [
    ['iam', 'create-role', undefined, { ...Path, RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) }],
    rolePolicy(name, allowed),
  ] satisfies readonly AwsCall[];
}

/** An inline policy; one of the same name is replaced. */
export const rolePolicy = (RoleName: string, allowed: readonly JsonObject[], PolicyName = 'login-watch'): AwsCall => [
  'iam',
  'put-role-policy',
  undefined,
  { RoleName, PolicyName, PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: allowed }) },
];
