/** The IAM policy of `replay`. */
import { READ_EVENTS } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

export const REPLAY: readonly Permission[] = READ_EVENTS;
