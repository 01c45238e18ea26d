/** The IAM policies of `test` and `test-slack`. */
import { SECRETS, TO_TEST } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

export const TEST: readonly Permission[] = TO_TEST;
export const TEST_SLACK: readonly Permission[] = [SECRETS];
