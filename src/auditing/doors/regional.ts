/** Checks by region: Identity Center in one, GuardDuty in each. */
import { type AwsCall, byCalls } from '../remedies/remedy.ts';
import {
  type Check,
  controls,
  type DoorGround,
  type Finding,
  forEach,
  pass,
  refused,
  type Say,
  say,
  together,
} from './check.ts';
import type { DoorsState, IdentityCenter } from './state.ts';

export const REGIONAL_CHECKS: readonly Check[] = [
  { id: 'door.identity-center', severity: 'info', controls: controls([], []), judge: judgeCenter },
  {
    id: 'door.guardduty',
    severity: 'high',
    controls: controls(['GuardDuty.1'], [], ['guardduty-off']),
    judge: judgeGuardDuty,
  },
];

/** Instances that were seen, with their regions. */
export const centersOf = ({ identityCenters }: DoorsState): readonly (IdentityCenter & { readonly region: string })[] =>
  [...identityCenters].flatMap(([region, found]) =>
    found.kind === 'read' ? found.value.map((center) => ({ ...center, region })) : [],
  );

/** Whether it asks for MFA can't be asked; that stands among the limits. */
function judgeCenter({ doors }: DoorGround): Finding {
  const centers = centersOf(doors);
  if (centers.length > 0) return pass((words) => words.centers(centers));
  // One account has one instance at most: without it, every region must have answered.
  const failed = [...doors.identityCenters.values()].find(({ kind }) => kind === 'refused');
  return failed?.kind === 'refused' ? refused(failed) : pass((words) => words.noCenter);
}

function judgeGuardDuty({ doors: { guardDuty } }: DoorGround): Finding {
  const states = [...guardDuty].flatMap(([region, found]) => {
    if (found.kind === 'refused') return [];
    const [detector] = found.value;
    return [{ region, detector, isOn: detector?.isEnabled === true }];
  });
  const none = states.filter(({ detector }) => detector === undefined).map(({ region }) => region);
  const off = states.flatMap(({ region, detector, isOn }) =>
    detector === undefined || isOn ? [] : [{ region, id: detector.id }],
  );
  const offIn = off.map(({ region }) => region);
  const problems: readonly (readonly [readonly string[], Say, Say, readonly AwsCall[]])[] = [
    [
      none,
      (words) => words.noGuardDuty(none, guardDuty.size),
      (words) => words.guardDutyTodo(none),
      forEach(none, (region) => ['guardduty', 'create-detector', region, { Enable: true }]),
    ],
    [
      offIn,
      (words) => words.guardDutyOff(offIn),
      (words) => words.guardDutyOnTodo(offIn),
      off.map(({ region, id }) => ['guardduty', 'update-detector', region, { DetectorId: id, Enable: true }]),
    ],
  ];
  const found = problems.filter(([regions]) => regions.length > 0);
  if (found.length > 0)
    return {
      result: 'fail',
      said: together(found.map(([, said]) => say(said))),
      todo: found.map(([, , todo, calls]) => byCalls(say(todo), calls)),
    };
  const failed = [...guardDuty.values()].find(({ kind }) => kind === 'refused');
  return failed?.kind === 'refused' ? refused(failed) : pass((words) => words.guardDuty(guardDuty.size));
}
