/** Puts the daily heartbeat into the notifier's template: its schedule, and what the function may read for it. */
import type { Document } from 'yaml';
import { TEMPLATE_NAMES } from '../core/names.ts';
import type { Settings } from '../core/settings.ts';
import { copyResources } from './copies.ts';
import { call, json, keyOf, mapAt, quoted, replace } from './document.ts';
import { dailyAt } from './hours.ts';
import { addStatement } from './statements.ts';

/** `policy`: the path of the function's policy, below `Resources`. */
export function putHeartbeat(
  document: Document,
  { health, timezone }: Settings,
  policy: Parameters<typeof addStatement>[1],
): void {
  if (health?.heartbeat === undefined) return;
  const resources = mapAt(document, ['Resources']);
  const after = resources.items.findIndex((item) => keyOf(item) === 'Pulse');
  resources.items.splice(after + 1, 0, ...copyResources(document, { Pulse: 'Heartbeat' }));
  const properties = ['Resources', 'Heartbeat', 'Properties'];
  replace(document, [...properties, 'Name'], call('Sub', TEMPLATE_NAMES.heartbeat));
  replace(document, [...properties, 'Description'], "Those who hear of the notifier's health are told what it saw.");
  replace(document, [...properties, 'ScheduleExpression'], quoted(dailyAt(health.heartbeat)));
  mapAt(document, properties).set('ScheduleExpressionTimezone', quoted(timezone));
  const target = [...properties, 'Target'];
  // The scheduled time tells a retry from the next day's call.
  replace(document, [...target, 'Input'], quoted('{"loginWatch":"heartbeat","at":"<aws.scheduler.scheduled-time>"}'));
  replace(document, [...target, 'RetryPolicy'], json({ MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 21_600 }));
  mapAt(document, target).set('DeadLetterConfig', document.createNode({ Arn: call('GetAtt', 'Dead.Arn') }));
  const numbers = { Sid: 'ReadNumbers', Effect: 'Allow', Action: 'cloudwatch:GetMetricData', Resource: '*' };
  addStatement(document, policy, numbers, true);
  const { waiting, dead } = TEMPLATE_NAMES.health;
  const own = ['OutboxDead.Arn', 'Dead.Arn'].map((one) => call('GetAtt', one));
  const second = health.channel === undefined ? [] : [waiting, dead].map(queueArn);
  const queues = {
    Sid: 'CountMessages',
    Effect: 'Allow',
    Action: 'sqs:GetQueueAttributes',
    Resource: [...own, ...second],
  };
  addStatement(document, policy, queues, true);
}

const queueArn = (queue: string) =>
  call('Sub', `arn:\${AWS::Partition}:sqs:\${AWS::Region}:\${AWS::AccountId}:${queue}`);
