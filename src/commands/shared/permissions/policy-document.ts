/** Permissions and settings -> a policy document of IAM. */
import type { Settings } from '../../../core/settings.ts';
import type { Permission } from './permission.ts';

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, unknown>>;
}

export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

/** The policy that allows these actions among the permissions of a command. */
export function policyAllowing(
  actions: readonly string[],
  permissions: readonly Permission[],
  settings: Settings,
): string {
  const statements = [...new Set(permissions)].flatMap(({ written: _, ...permission }) => {
    const among = permission.actions.filter((action) => actions.includes(action));
    return among.length === 0 ? [] : statementOf({ ...permission, actions: among }, settings);
  });
  return JSON.stringify(policyOf(statements), null, 2);
}

export const policyOf = (statements: readonly PolicyStatement[]): Policy => ({
  Version: '2012-10-17',
  Statement: statements,
});

export function statementOf(
  { sid, actions, written, resources, condition }: Permission,
  settings: Settings,
): readonly PolicyStatement[] {
  const list = resources(settings);
  if (list.length === 0) return [];
  const when = condition === undefined ? {} : { Condition: condition(settings) };
  return [{ Sid: sid, Effect: 'Allow', Action: written ?? actions, Resource: list, ...when }];
}
