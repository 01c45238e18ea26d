/** The IAM policy of `destroy`. */
import { NAME_ACCOUNTS, REGIONS } from '../shared/permissions/common.ts';
import { TO_DESTROY } from '../shared/permissions/deploying.ts';
import type { Permission } from '../shared/permissions/permission.ts';

export const DESTROY: readonly Permission[] = [...TO_DESTROY, REGIONS, NAME_ACCOUNTS];
