/** Whose names are these? Nothing of other people's is taken over, and nothing of theirs is found in the way half-way. */
import type { Aws } from '../aws/clients.ts';
import type { PlannedChange, StackPlan, StackState } from '../aws/cloudformation/stacks.ts';
import { mapConcurrent } from '../aws/map-concurrent.ts';
import { isLeftBehind } from '../aws/resources/left-behind.ts';
import { isNameTaken, type Named } from '../aws/resources/name-taken.ts';
import { EXIT } from '../core/exit.ts';
import { visible } from '../core/text.ts';
import type { UserError } from '../core/user-error.ts';
import { valuesOf } from '../template/values.ts';
import { refusal } from './refusal.ts';
import type { Survey } from './survey.ts';

const AT_ONCE = 6;

/** Throws a `UserError` if something of that name doesn't have the tag of `owner`, the settings' name. */
export async function checkNames(plan: StackPlan, survey: Survey, owner: string, aws: Aws): Promise<void> {
  const { identity } = survey;
  const change = (action: PlannedChange['action']) => namesOf(plan, action, survey);
  const taken = await mapConcurrent(change('add'), AT_ONCE, async (named) =>
    (await isTaken(named, survey, aws)) ? [named] : [],
  );
  const foreign = await mapConcurrent(change('import'), AT_ONCE, async (named) =>
    (await isLeftBehind(named, owner, aws, identity)) === false ? [named] : [],
  );
  const others = [...taken, ...foreign].flat();
  if (others.length === 0) return;
  const shown = others.map((other) => ({ ...other, name: visible(other.name) }));
  throw refusal((words) => words.namesTaken(plan.spec.name, shown), EXIT.refused);
}

async function isTaken(named: Named, { trails, identity }: Survey, aws: Aws): Promise<boolean> {
  if (named.type !== 'AWS::CloudTrail::Trail') return isNameTaken(named, aws, identity);
  return trails.some(({ name, homeRegion, owner }) => {
    return name === named.name && homeRegion === named.region && owner === identity.account;
  });
}

function namesOf(
  { spec, changes }: StackPlan,
  action: PlannedChange['action'],
  { identity }: Survey,
): readonly Named[] {
  const wanted = changes.filter((change) => change.action === action);
  if (wanted.length === 0) return [];
  const { nameOf } = valuesOf(spec, identity);
  return wanted.flatMap(({ logicalId, type }) => {
    const name = nameOf(logicalId);
    return name === undefined ? [] : [{ type, name, region: spec.region }];
  });
}

/** A stack of that name that isn't ours stays as it is. Ours has our tag, or was made by hand of our template. */
export function refuseForeign(owner: string, home: string) {
  return (state: StackState): UserError | undefined => {
    const { name, region, status, tags, parameters, description = '' } = state;
    const isOurs =
      tags['login-watch'] === owner || (parameters['Name'] === owner && /^login-watch\b/.test(description));
    // No owner: a change set that was never executed.
    if (status === 'REVIEW_IN_PROGRESS') return undefined;
    if (!isOurs) return refusal((words) => words.foreignStack(name, region), EXIT.refused);
    const elsewhere = parameters['HomeRegion'] ?? home;
    if (elsewhere === home) return undefined;
    return refusal((words) => words.foreignForwarder(name, region, visible(elsewhere)), EXIT.refused);
  };
}
