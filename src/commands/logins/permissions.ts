/** The IAM policy of `logins`. */
import { LOGINS, NAME_ACCOUNTS, NAME_PEOPLE, NOTIFIER } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

export const LOGINS_POLICY: readonly Permission[] = [NOTIFIER, LOGINS, NAME_PEOPLE, NAME_ACCOUNTS];
