/** The IAM policy of `doctor`. */
import { FIND_ROLE, NAME_ACCOUNTS, SECRETS, SIMULATE } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

export const DOCTOR: readonly Permission[] = [SIMULATE, FIND_ROLE, SECRETS, NAME_ACCOUNTS];
