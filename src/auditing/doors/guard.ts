/** The sign-in guard: is there one, and does it let in the networks that the settings trust? */
import { iamArn } from '../../core/arn.ts';
import { coversTooMuch, uncoveredBy } from '../../core/network.ts';
import type { ByHand } from '../../messages/audit/by-hand.ts';
import type { GuardFacts } from '../../messages/audit/doors/doors.words.ts';
import { type AwsCall, byCalls, byHand, type Remedy } from '../remedies/remedy.ts';
import {
  type Check,
  controls,
  type DoorGround,
  type Finding,
  fail,
  pass,
  refused,
  type Say,
  say,
  together,
} from './check.ts';
import { type Fence, fenceOf } from './fence.ts';
import { centersOf } from './regional.ts';

export const GUARD_CHECK: Check = {
  id: 'door.sign-in-guard',
  severity: 'medium',
  controls: controls([], [], ['signin-guard-changed']),
  judge: judgeGuard,
};

function judgeGuard(ground: DoorGround): Finding | undefined {
  const { guard } = ground.doors;
  if (guard === undefined) return undefined;
  const { isOn, policy } = guard;
  if (isOn.kind === 'refused') return refused(isOn);
  if (policy.kind === 'refused') return refused(policy);
  const statements = policy.value ?? [];
  if (isOn.value !== true && statements.length === 0) return noGuard(ground);
  const judged = judgeFence(fenceOf(statements, ground.account), ground);
  return isOn.value === true ? judged : idle(judged);
}

function judgeFence(fence: Fence, ground: DoorGround): Finding {
  switch (fence.kind) {
    case 'none':
      return unclear((words) => words.guardEmpty);
    case 'unclear':
      return unclear((words) => words.guardUnclear(fence.condition));
    case 'half':
      return fail(
        (words) => words.guardHalf(fence.open),
        (words) => words.guardHalfTodo,
        otherHalf(fence),
      );
    case 'whole':
      return judgeWhole(fence, ground);
    default: {
      const unknown: never = fence;
      return unknown;
    }
  }
}

const unclear = (said: Say): Finding => ({
  result: 'unknown',
  said: say(said),
  todo: [say((words) => words.guardLookTodo)],
});

/** The guard is in the `aws` partition alone, and set up in this region. */
const GUARD_REGION = 'us-east-1';

/** Where a placeholder stands, that the reader replaces. */
const excludedIn = (account: string) => iamArn({ account, region: GUARD_REGION }, 'user/you');

/** The portal of Identity Center doesn't work with one, so there it isn't missed. */
function noGuard({ trusted, doors, account }: DoorGround): Finding | undefined {
  if (centersOf(doors).length > 0) return undefined;
  const [network, ...others] = trusted;
  const todo = say((words) => words.noGuardTodo);
  // A call takes one network, and how statements for several combine isn't documented.
  const remedy =
    network === undefined || others.length > 0
      ? byHand(todo, 'who-may-sign-in')
      : byCalls(
          todo,
          [statementFor(network, excludedIn(account)), TURN_ON],
          say((words) => words.noGuardAfterwards),
        );
  return { result: 'fail', said: say((words) => words.noGuard), todo: [remedy], severity: 'low' };
}

/** https://docs.aws.amazon.com/signin/latest/APIReference/API_PutResourcePermissionStatement.html: for both phases. */
const statementFor = (sourceIp: string, excludedPrincipal: string | undefined): AwsCall => [
  ...(['signin', 'put-resource-permission-statement', GUARD_REGION] as const),
  { sourceIp, ...(excludedPrincipal === undefined ? {} : { excludedPrincipal }) },
];

const TURN_ON: AwsCall = ['signin', 'put-console-authorization-configuration', GUARD_REGION, {}];

/** Statements for both phases, of what the one phase has. */
function otherHalf({ networks, excluded, vpcs }: GuardFacts): readonly AwsCall[] | ByHand {
  const [network, ...others] = networks;
  const isOne = others.length === 0 && excluded.length < 2 && vpcs.length === 0;
  return network === undefined || !isOne ? 'who-may-sign-in' : [statementFor(network, excluded[0])];
}

/** `judged`: what the statements would be worth. Turning them on closes the finding if that is nothing bad. */
function idle(judged: Finding): Finding {
  const todo = say((words) => words.guardIdleTodo);
  if (judged.result === 'pass') return fail(guardIdle, (words) => words.guardIdleTodo, [TURN_ON]);
  const [said, remedies] = judged.result === 'fail' ? [[judged.said], judged.todo ?? []] : [[], []];
  return {
    result: 'fail',
    said: together([say(guardIdle), ...said]),
    todo: [byHand(todo, 'who-may-sign-in'), ...remedies],
  };
}

const guardIdle: Say = (words) => words.guardIdle;

function judgeWhole(facts: GuardFacts, { trusted, doors }: DoorGround): Finding {
  const isAtPortal = centersOf(doors).length > 0;
  const wider = trusted.length === 0 ? [] : uncoveredBy(trusted, facts.networks);
  const narrower = uncoveredBy(facts.networks, trusted);
  const problems: readonly (readonly [boolean, Say])[] = [
    [isAtPortal, (words) => words.guardPortal],
    [wider.length > 0, (words) => words.guardWider(wider)],
    [narrower.length > 0, (words) => words.guardNarrower(narrower)],
  ];
  const found = problems.filter(([is]) => is);
  if (found.length === 0)
    return pass((words) => (trusted.length === 0 ? words.guardAlone(facts) : words.guardAgrees(facts)));
  const differs = wider.length + narrower.length > 0;
  return {
    result: 'fail',
    said: together(found.map(([, said]) => say(said))),
    todo: [
      ...(isAtPortal
        ? [
            byHand(
              say((words) => words.guardPortalTodo),
              'who-may-sign-in',
            ),
          ]
        : []),
      ...(differs ? agreeing(facts) : []),
    ],
  };
}

/** Either may be the one that is right. */
function agreeing({ networks }: GuardFacts): readonly Remedy[] {
  const bySettings: Remedy = {
    ...say((words) => words.guardTrustedTodo),
    fix: { kind: 'settings', settings: `trusted:\n${networks.map((cidr) => `  - cidr: ${cidr}\n`).join('')}` },
  };
  const byStatements = byHand(
    say((words) => words.guardTodo),
    'who-may-sign-in',
  );
  return networks.length === 0 || coversTooMuch(networks) ? [byStatements] : [bySettings, byStatements];
}
