/** The IAM policy of `forecast`. */
import { READ_EVENTS } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

export const FORECAST: readonly Permission[] = READ_EVENTS;
