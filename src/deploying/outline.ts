/** An outline of a new stack, read from its template: for the one case in which no change set can be made yet. */
import { isMap } from 'yaml';
import type { Identity } from '../aws/access/caller.ts';
import type { PlannedChange, StackPlan, StackSpec } from '../aws/cloudformation/stacks.ts';
import { valuesOf } from '../template/values.ts';
import { isMade } from './permissions-in.ts';

/** A template too long for a request needs the artifacts bucket, and that is about to be made. */
export function outlinePlan(spec: StackSpec, identity: Identity): StackPlan {
  const values = valuesOf(spec, identity);
  const resources = spec.template.document.get('Resources');
  const items = isMap(resources) ? resources.items : [];
  const changes = items.flatMap(({ key, value }): readonly PlannedChange[] => {
    if (!isMap(value) || !isMade(value, values)) return [];
    return [{ action: 'add', logicalId: String(key), type: String(value.get('Type')), replacement: 'no', details: [] }];
  });
  return { spec, kind: 'create', changes, changeSet: undefined, before: undefined };
}

export const isOutline = ({ kind, changeSet }: StackPlan): boolean => kind === 'create' && changeSet === undefined;
