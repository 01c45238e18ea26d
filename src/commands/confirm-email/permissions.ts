/** The IAM policy of `confirm-email`. */
import { namesOf } from '../../core/names.ts';
import { NOTIFIER } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

const CONFIRM_MAIL: Permission = {
  sid: 'ConfirmMailSubscriptions',
  actions: ['sns:ListSubscriptionsByTopic', 'sns:ConfirmSubscription', 'sns:GetSubscriptionAttributes'],
  resources: ({ name }) => [`arn:aws:sns:*:*:${namesOf(name).every}`],
};

export const CONFIRM_EMAIL: readonly Permission[] = [NOTIFIER, CONFIRM_MAIL];
