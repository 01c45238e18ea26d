/** The IAM policy of `init`. */
import { namesOf } from '../../core/names.ts';
import { FIND_ROLE, READ_EVENTS, SIMULATE, TO_TEST } from '../shared/permissions/common.ts';
import { TO_DEPLOY } from '../shared/permissions/deploying.ts';
import type { Permission } from '../shared/permissions/permission.ts';

const OWN_SECRETS: Permission = {
  sid: 'KeepChannelSecrets',
  actions: ['ssm:GetParameter', 'ssm:PutParameter'],
  resources: ({ name }) => [`arn:aws:ssm:*:*:parameter${namesOf(name).parameters}/*`],
};

const optional = (...permissions: readonly Permission[]) =>
  permissions.map((permission): Permission => ({ ...permission, isOptional: true }));

export const INIT: readonly Permission[] = [
  ...TO_DEPLOY,
  OWN_SECRETS,
  ...READ_EVENTS,
  ...TO_TEST,
  ...optional(SIMULATE, FIND_ROLE),
];
