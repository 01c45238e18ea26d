/** The IAM policy of `session`. */
import { NAME_GROUPS, READ_EVENTS } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

/** Groups are named in findings alone. */
export const SESSION: readonly Permission[] = READ_EVENTS.filter((permission) => permission !== NAME_GROUPS);
