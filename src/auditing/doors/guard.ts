/** The sign-in guard: is there one, and does it let in the networks that the settings trust? */
import { uncoveredBy } from '../../core/network.ts';
import type { GuardFacts } from '../../messages/audit/doors/doors.words.ts';
import { GLOBAL_REGION } from '../deeds/deed.ts';
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
import { fenceOf } from './fence.ts';
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
  if (isOn.value !== true) return statements.length === 0 ? noGuard(ground) : idle();
  const fence = fenceOf(statements, ground.account);
  switch (fence.kind) {
    case 'none':
      return unclear((words) => words.guardEmpty);
    case 'unclear':
      return unclear((words) => words.guardUnclear(fence.condition));
    case 'half':
      return fail(
        (words) => words.guardHalf(fence.open),
        (words) => words.guardHalfTodo,
      );
    case 'whole':
      return judgeFence(fence, ground);
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

/** The portal of Identity Center doesn't work with one, so there it isn't missed. */
function noGuard({ trusted, doors }: DoorGround): Finding | undefined {
  if (centersOf(doors).length > 0) return undefined;
  const [network, ...others] = trusted;
  // How statements for several networks combine isn't documented.
  const only = others.length === 0 ? network : undefined;
  return {
    ...fail(
      (words) => words.noGuard,
      (words) => words.noGuardTodo(only),
    ),
    severity: 'low',
  };
}

const idle = (): Finding =>
  fail(
    (words) => words.guardIdle,
    (words) => words.guardIdleTodo,
    [['signin', 'put-console-authorization-configuration', GLOBAL_REGION, {}]],
  );

function judgeFence(facts: GuardFacts, { trusted, doors }: DoorGround): Finding {
  const wider = trusted.length === 0 ? [] : uncoveredBy(trusted, facts.networks);
  const narrower = uncoveredBy(facts.networks, trusted);
  const problems: readonly (readonly [boolean, Say, Say])[] = [
    [centersOf(doors).length > 0, (words) => words.guardPortal, (words) => words.guardPortalTodo],
    [wider.length > 0, (words) => words.guardWider(wider), (words) => words.guardTodo],
    [narrower.length > 0, (words) => words.guardNarrower(narrower), (words) => words.guardTodo],
  ];
  const found = problems.filter(([is]) => is);
  if (found.length === 0)
    return pass((words) => (trusted.length === 0 ? words.guardAlone(facts) : words.guardAgrees(facts)));
  const todo = found.map(([, , remedy]) => say(remedy));
  return {
    result: 'fail',
    said: together(found.map(([, said]) => say(said))),
    todo: [...new Map(todo.map((one) => [one.en, one])).values()],
  };
}
