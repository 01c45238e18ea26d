/** The IAM policies of `test` and `test-slack`. */
import { hasHealthTopic } from '../../core/mail-lists.ts';
import { namesOf } from '../../core/names.ts';
import { SECRETS, TO_TEST } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

/** `test --health`: publishes as an alarm does, and reads in the second channel's log what became of it. */
const HEALTH: readonly Permission[] = [
  {
    sid: 'TestHealth',
    actions: ['sns:Publish', 'sns:ListSubscriptionsByTopic'],
    resources: (settings) => {
      const { healthTopic } = namesOf(settings.name);
      return hasHealthTopic(settings) ? [`arn:aws:sns:*:*:${healthTopic}`] : [];
    },
  },
  {
    sid: 'ReadSecondChannel',
    actions: ['logs:FilterLogEvents'],
    resources: ({ name, health }) =>
      health?.channel === undefined
        ? []
        : ['', ':*'].map((end) => `arn:aws:logs:*:*:log-group:${namesOf(name).health.log}${end}`),
  },
];

export const TEST: readonly Permission[] = [...TO_TEST, ...HEALTH];
export const TEST_SLACK: readonly Permission[] = [SECRETS];
