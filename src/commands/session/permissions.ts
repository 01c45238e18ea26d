/** The IAM policy of `session`. */
import { READ_EVENTS } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

export const SESSION: readonly Permission[] = READ_EVENTS;
