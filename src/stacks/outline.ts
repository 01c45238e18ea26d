/** What a new stack would hold, read off its template: for the one case in which no change set can be made yet. */
import { isMap } from 'yaml';
import type { PlannedChange, StackPlan, StackSpec } from '../aws/stacks/stacks.ts';
import { parseTemplate } from './document.ts';

/** A template too long for a request needs the artifacts bucket, and that is about to be made. */
export function outlinePlan(spec: StackSpec): StackPlan {
  const resources = parseTemplate(spec.template).get('Resources');
  const items = isMap(resources) ? resources.items : [];
  const changes = items.map(
    ({ key, value }): PlannedChange => ({
      action: 'add',
      logicalId: String(key),
      type: isMap(value) ? String(value.get('Type')) : '',
      replacement: 'no',
      details: [],
    }),
  );
  return { spec, kind: 'create', changes, changeSet: undefined, before: undefined };
}

export const isOutline = ({ kind, changeSet }: StackPlan): boolean => kind === 'create' && changeSet === undefined;
