/** The calls that silence an alert, by the resource that it passes: permission, and sample record. */
import { queueUrlOf } from '../../core/arn.ts';
import type { JsonObject } from '../../core/event.ts';
import type { Recorded, Sample } from '../deeds/deed.ts';
import { call } from '../deeds/records.ts';
import type { Link, LinkKind } from '../link.ts';

export interface SilencingDeed {
  /** `DeleteAlarms` */
  readonly name: string;
  /** `cloudwatch:DeleteAlarms` */
  readonly action: string;
  /** The forms in which policies may name the resource. */
  readonly resources: readonly string[];
  /** Another resource that the caller needs the permission for. */
  readonly also: readonly string[];
  readonly sample: Sample;
  /** Members of the request that name the resource; a list with one value may hold others beside it. */
  readonly names: JsonObject;
  /** A topic's subscriber that it concerns, not the whole topic. */
  readonly isOfSubscriber: boolean;
}

/** By IAM's name of a call: its request as CloudTrail writes it, and its name there if that is another. */
interface Call {
  /** Members that name the resource. */
  readonly names: (link: Link) => JsonObject;
  readonly others?: JsonObject;
  readonly recorded?: string;
}

interface Service {
  /** In IAM and in records, without `.amazonaws.com`. */
  readonly prefix: string;
  readonly source: string;
  readonly calls: Readonly<Record<string, Call>>;
}

const byName = (key: string): Call => ({ names: ({ name }) => ({ [key]: name }) });
const byArn = (key: string): Call => ({ names: ({ arn }) => ({ [key]: arn }) });
const also = (call: Call, others: JsonObject): Call => ({ ...call, others });
/** Lambda's event names have the version of its API. */
const version = (recorded: string): Call => ({ ...byName('functionName'), recorded });

const groupOf = ({ arn }: Link) => arn.split(':').slice(6).join(':');
const filter: Call = { names: (link) => ({ logGroupName: groupOf(link), filterName: link.name }) };
const alarms: Call = { names: ({ name }) => ({ alarmNames: [name] }) };
const queue: Call = {
  names: ({ arn }) => ({ queueUrl: queueUrlOf(arn) }),
};
const subscription: Call = {
  names: ({ arn }) => ({ subscriptionArn: `${arn}:5a3f1d1e-0000-4000-8000-000000000000` }),
};

const logs = (calls: Service['calls']): Service => ({ prefix: 'logs', source: 'logs', calls });

/** Calls by kind of resource. */
const SERVICES: Readonly<Record<LinkKind, Service>> = {
  trail: {
    ...{ prefix: 'cloudtrail', source: 'cloudtrail' },
    calls: {
      StopLogging: byArn('name'),
      DeleteTrail: byArn('name'),
      UpdateTrail: also(byArn('name'), { isMultiRegionTrail: false }),
      PutEventSelectors: also(byArn('trailName'), {
        eventSelectors: [{ readWriteType: 'All', includeManagementEvents: false, dataResources: [] }],
      }),
    },
  },
  'log-group': logs({ DeleteLogGroup: byName('logGroupName') }),
  'metric-filter': logs({
    DeleteMetricFilter: filter,
    PutMetricFilter: also(filter, { filterPattern: '{ $.eventName = Nothing }' }),
  }),
  'subscription-filter': logs({
    DeleteSubscriptionFilter: filter,
    PutSubscriptionFilter: also(filter, { filterPattern: '{ $.eventName = Nothing }' }),
  }),
  alarm: {
    ...{ prefix: 'cloudwatch', source: 'monitoring' },
    calls: {
      DeleteAlarms: alarms,
      DisableAlarmActions: alarms,
      PutMetricAlarm: also(byName('alarmName'), { actionsEnabled: false }),
      PutCompositeAlarm: also(byName('alarmName'), { actionsEnabled: false }),
      SetAlarmState: also(byName('alarmName'), { stateValue: 'OK', stateReason: 'test' }),
      PutAlarmMuteRule: also({ names: ({ name }) => ({ muteTargets: { alarmNames: [name] } }) }, { name: 'quiet' }),
    },
  },
  rule: {
    ...{ prefix: 'events', source: 'events' },
    calls: {
      DisableRule: byName('name'),
      DeleteRule: byName('name'),
      PutRule: also(byName('name'), { state: 'DISABLED' }),
      RemoveTargets: also(byName('rule'), { ids: ['1'] }),
      PutTargets: also(byName('rule'), { targets: [] }),
    },
  },
  topic: {
    ...{ prefix: 'sns', source: 'sns' },
    calls: {
      DeleteTopic: byArn('topicArn'),
      SetTopicAttributes: also(byArn('topicArn'), { attributeName: 'Policy', attributeValue: '{}' }),
      RemovePermission: also(byArn('topicArn'), { label: 'alarms' }),
      Unsubscribe: subscription,
      SetSubscriptionAttributes: also(subscription, { attributeName: 'FilterPolicy', attributeValue: '{}' }),
    },
  },
  key: {
    ...{ prefix: 'kms', source: 'kms' },
    calls: {
      DisableKey: byArn('keyId'),
      ScheduleKeyDeletion: also(byArn('keyId'), { pendingWindowInDays: 7 }),
      PutKeyPolicy: also(byArn('keyId'), { policyName: 'default', policy: '{}' }),
    },
  },
  function: {
    ...{ prefix: 'lambda', source: 'lambda' },
    calls: {
      DeleteFunction: version('DeleteFunction20150331'),
      PutFunctionConcurrency: version('PutFunctionConcurrency20171031'),
      UpdateFunctionCode: version('UpdateFunctionCode20150331v2'),
      UpdateFunctionConfiguration: version('UpdateFunctionConfiguration20150331v2'),
      RemovePermission: version('RemovePermission20150331v2'),
    },
  },
  queue: {
    ...{ prefix: 'sqs', source: 'sqs' },
    calls: { DeleteQueue: queue, SetQueueAttributes: also(queue, { attributes: {} }), PurgeQueue: queue },
  },
};

const OF_SUBSCRIBER = new Set(['Unsubscribe', 'SetSubscriptionAttributes']);

/** IAM's names of all these calls. */
export const SILENCING_ACTIONS: readonly string[] = [
  ...new Set(
    Object.values(SERVICES).flatMap(({ prefix, calls }) => Object.keys(calls).map((name) => `${prefix}:${name}`)),
  ),
];

/** `isComposite`: of a composite alarm, which has a call of its own. */
export function deedsAgainst(link: Link, isComposite = false): readonly SilencingDeed[] {
  const { prefix, source, calls } = SERVICES[link.kind];
  const other = isComposite ? 'PutMetricAlarm' : 'PutCompositeAlarm';
  return Object.entries(calls)
    .filter(([name]) => name !== other)
    .map(([name, { names, others, recorded = name }]) => ({
      name,
      action: `${prefix}:${name}`,
      resources: resourcesOf(link),
      also: name === 'PutAlarmMuteRule' ? [muteRuleIn(link)] : [],
      // In the link's own region: every service here is regional.
      sample: { ...call(source, recorded, { request: { ...names(link), ...others } }), name },
      names: names(link),
      isOfSubscriber: OF_SUBSCRIBER.has(name),
    }));
}

/** A record of each of these calls, about no resource in particular. */
export const anySilencing = (place: Recorded): readonly JsonObject[] =>
  Object.values(SERVICES).flatMap(({ source, calls }) =>
    Object.entries(calls).map(([name, { recorded = name }]) => call(source, recorded).record(place)),
  );

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html: log groups in two forms. */
const resourcesOf = ({ kind, arn }: Link): readonly string[] =>
  kind === 'log-group' || /-filter$/.test(kind) ? [arn, `${arn}:*`] : [arn];

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutAlarmMuteRule.html */
function muteRuleIn({ arn }: Link): string {
  const [partition, , region, account] = arn.split(':').slice(1);
  return `arn:${partition}:cloudwatch:${region}:${account}:alarm-mute-rule:quiet`;
}
