/** Callers of IAM, and the users and policies that they name. */
import type { TrailEvent } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import type { Words } from '../../core/rule.ts';
import { shown } from '../../core/say.ts';

// IAM writes root so, or omits the user, if root works on itself.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
const ROOT_USER_NAME = 'AWS ROOT USER';

/** The user that the call is about, as the caller wrote it. Undefined: the caller itself. */
export function targetUser({ record }: TrailEvent): string | undefined {
  const user = textAt(record, 'requestParameters.userName');
  return user === ROOT_USER_NAME ? undefined : user;
}

/** True if the caller works on its own user. IAM's user names are distinct without regard to case. */
export function isOnItself(event: TrailEvent): boolean {
  const target = targetUser(event);
  if (target === undefined) return true;
  return event.actor.kind === 'iam-user' && event.actor.name.toLowerCase() === target.toLowerCase();
}

/** The policy's name, from its ARN if the call has one: `arn:aws:iam::aws:policy/job-function/Billing` -> `Billing`. */
export function policyOf({ record }: TrailEvent): string {
  const arn = textAt(record, 'requestParameters.policyArn');
  return shown(arn?.split('/').at(-1) ?? textAt(record, 'requestParameters.policyName'));
}

/** `role Admin`: the policy's bearer. */
export function bearerOf({ record }: TrailEvent): Words {
  const of = (field: string) => textAt(record, `requestParameters.${field}`);
  const [user, role] = [of('userName'), of('roleName')];
  if (user !== undefined) return { en: `user ${shown(user)}`, ja: `ユーザー ${shown(user)}` };
  if (role !== undefined) return { en: `role ${shown(role)}`, ja: `ロール ${shown(role)}` };
  return { en: `group ${shown(of('groupName'))}`, ja: `グループ ${shown(of('groupName'))}` };
}
