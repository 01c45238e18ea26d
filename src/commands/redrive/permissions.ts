/** The IAM policy of `redrive`. */
import { namesOf } from '../../core/names.ts';
import { INVOKE, NOTIFIER } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

const DEAD_QUEUES: Permission = {
  sid: 'EmptyDeadLetterQueues',
  actions: ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage'],
  resources: ({ name }) => [`arn:aws:sqs:*:*:${namesOf(name).outboxDead}`, `arn:aws:sqs:*:*:${namesOf(name).dead}`],
};
const OUTBOX: Permission = {
  sid: 'SendAgain',
  actions: ['sqs:SendMessage', 'sqs:GetQueueAttributes'],
  resources: ({ name }) => [`arn:aws:sqs:*:*:${namesOf(name).outbox}`],
};

export const REDRIVE: readonly Permission[] = [NOTIFIER, DEAD_QUEUES, OUTBOX, INVOKE];
