/** The IAM policy of `watch`. */
import { READ_EVENTS } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

export const WATCH: readonly Permission[] = READ_EVENTS;
