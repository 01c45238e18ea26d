/** The IAM policy of `deploy`. */
import { HOSTS, NAME_ACCOUNTS, REGIONS } from '../shared/permissions/common.ts';
import { TO_DEPLOY } from '../shared/permissions/deploying.ts';
import type { Permission } from '../shared/permissions/permission.ts';

export const DEPLOY: readonly Permission[] = [...TO_DEPLOY, REGIONS, HOSTS, NAME_ACCOUNTS];
