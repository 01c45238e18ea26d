/** The IAM policy of `status`: only reads. */
import { namesOf, STACKS as PARTS } from '../../core/names.ts';
import { trailBucketOf } from '../../core/settings.ts';
import { NAME_ACCOUNTS } from '../shared/permissions/common.ts';
import type { Permission } from '../shared/permissions/permission.ts';

/** These actions know no narrower resources: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const EVERYTHING = () => ['*'];

/** All stacks, in all regions. */
const STACKS: Permission = {
  sid: 'LookAtStacks',
  actions: [
    'cloudformation:DescribeStacks',
    // For --drift. What the stacks hold is read in the caller's name, which takes more: ReadOnlyAccess has it.
    'cloudformation:DescribeStackResourceDrifts',
    'cloudformation:DetectStackDrift',
    'cloudformation:DetectStackResourceDrift',
  ],
  resources: ({ name }) => PARTS.map((part) => `arn:aws:cloudformation:*:*:stack/${namesOf(name).stack(part)}/*`),
};
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html */
const DRIFT: Permission = {
  sid: 'LookAtDrift',
  actions: ['cloudformation:BatchDescribeTypeConfigurations', 'cloudformation:DescribeStackDriftDetectionStatus'],
  resources: EVERYTHING,
};
const LIST_TRAILS: Permission = { sid: 'ListTrails', actions: ['cloudtrail:DescribeTrails'], resources: EVERYTHING };
/** Any trail may feed the notifier. */
const TRAILS: Permission = {
  sid: 'LookAtTrails',
  actions: ['cloudtrail:GetEventSelectors', 'cloudtrail:GetTrailStatus'],
  resources: () => ['arn:aws:cloudtrail:*:*:trail/*'],
};
const NUMBERS: Permission = { sid: 'ReadMetrics', actions: ['cloudwatch:GetMetricData'], resources: EVERYTHING };
const FUNCTION: Permission = {
  sid: 'LookAtFunction',
  actions: ['lambda:GetFunction'],
  resources: ({ name, health }) =>
    [namesOf(name).notifier, ...(health?.channel === undefined ? [] : [namesOf(name).health.function])].map(
      (one) => `arn:aws:lambda:*:*:function:${one}`,
    ),
};
const EVENT_SOURCES: Permission = {
  sid: 'ListEventSources',
  actions: ['lambda:ListEventSourceMappings'],
  resources: EVERYTHING,
};
const QUEUES: Permission = {
  sid: 'CountMessages',
  actions: ['sqs:GetQueueAttributes'],
  resources: ({ name, health: settings }) => {
    const { outbox, outboxDead, dead, health } = namesOf(name);
    const second = settings?.channel === undefined ? [] : [health.waiting, health.dead];
    return [outbox, outboxDead, dead, ...second].map((queue) => `arn:aws:sqs:*:*:${queue}`);
  },
};
const SUBSCRIBERS: Permission = {
  sid: 'ListSubscribers',
  actions: ['sns:ListSubscriptionsByTopic'],
  resources: ({ name }) =>
    [namesOf(name).mailTopic(1), namesOf(name).mailTopic('*')].map((topic) => `arn:aws:sns:*:*:${topic}`),
};
/** A trail that exists may write to a log group and a bucket of any name. */
const FILTERS: Permission = {
  sid: 'ListSubscriptionFilters',
  actions: ['logs:DescribeSubscriptionFilters'],
  resources: ({ name, pipelines, trail }) =>
    pipelines.includes('logs')
      ? (trail.use === 'new' ? [namesOf(name).trailLog, `${namesOf(name).trailLog}:*`] : ['*']).map(
          (group) => `arn:aws:logs:*:*:log-group:${group}`,
        )
      : [],
};
const NOTIFICATIONS: Permission = {
  sid: 'LookAtTrailBucket',
  actions: ['s3:GetBucketNotification'],
  resources: ({ name, pipelines, trail }) =>
    pipelines.includes('s3')
      ? [
          `arn:aws:s3:::${trail.use === 'new' ? `${namesOf(name).trailBucket('')}*` : (trailBucketOf({ trail })?.bucket ?? '*')}`,
        ]
      : [],
};
/** A bucket of another account: as far as its owner lets it be seen. */
const FILES_ELSEWHERE: readonly Permission[] = [
  {
    sid: 'ListTrailFiles',
    actions: ['s3:ListBucket'],
    resources: (settings) => {
      const from = trailBucketOf(settings);
      return from === undefined ? [] : [`arn:aws:s3:::${from.bucket}`];
    },
  },
  {
    sid: 'ReadTrailFile',
    actions: ['s3:GetObject'],
    resources: (settings) => {
      const from = trailBucketOf(settings);
      return from === undefined
        ? []
        : ['', '*/'].map((prefix) => `arn:aws:s3:::${from.bucket}/${prefix}AWSLogs/*/CloudTrail/*`);
    },
  },
  {
    sid: 'LookAtFilesBus',
    actions: ['events:DescribeEventBus', 'events:ListTagsForResource'],
    resources: (settings) => {
      const from = trailBucketOf(settings);
      const isByBus = from !== undefined && from.topic === undefined;
      return isByBus ? [`arn:aws:events:*:*:event-bus/${namesOf(settings.name).filesBus}`] : [];
    },
  },
  {
    sid: 'ListSubscriptions',
    actions: ['sns:ListSubscriptions'],
    resources: (settings) => (trailBucketOf(settings)?.topic === undefined ? [] : EVERYTHING()),
  },
];
const REGIONS: Permission = {
  sid: 'ListEnabledRegions',
  actions: ['account:ListRegions'],
  resources: ({ pipelines }) => (pipelines.includes('events') ? EVERYTHING() : []),
};

export const STATUS: readonly Permission[] = [
  STACKS,
  DRIFT,
  REGIONS,
  LIST_TRAILS,
  TRAILS,
  FUNCTION,
  EVENT_SOURCES,
  FILTERS,
  NOTIFICATIONS,
  ...FILES_ELSEWHERE,
  NUMBERS,
  QUEUES,
  SUBSCRIBERS,
  NAME_ACCOUNTS,
];
