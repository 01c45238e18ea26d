/** The IAM policy of `doctor`. */
import { FIND_ROLE, SECRETS, SIMULATE } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

export const DOCTOR: readonly Permission[] = [SIMULATE, FIND_ROLE, SECRETS];
