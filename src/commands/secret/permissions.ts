/** The IAM policy of `secret`. */
import { namesOf } from '../../core/names.ts';
import type { Permission } from '../shared/permissions/permission.ts';

const STORE_SECRETS: Permission = {
  sid: 'StoreChannelSecrets',
  actions: ['ssm:PutParameter'],
  resources: ({ name }) => [`arn:aws:ssm:*:*:parameter${namesOf(name).parameters}/*`],
};

export const SECRET: readonly Permission[] = [STORE_SECRETS];
