/** Calls that make a trail record, deliver and write to a log group. */
import { arnIn, iamArn } from '../../core/arn.ts';
import type { JsonObject } from '../../core/event.ts';
import type { Selection, Snapshot, TrailState } from '../snapshot.ts';
import { BY_DEFAULT, groupOf } from '../telemetry.ts';
import { roleCalls, rolePolicy } from './bus.ts';
import type { AwsCall } from './remedy.ts';

/** A trail of another account is changed there. */
export const owned = (trail: TrailState, { account }: Snapshot, ...calls: readonly AwsCall[]): readonly AwsCall[] =>
  trail.owner === account ? calls : [];

export const startLogging = (trail: TrailState, snapshot: Snapshot): readonly AwsCall[] =>
  owned(trail, snapshot, ['cloudtrail', 'start-logging', trail.homeRegion, { Name: trail.arn }]);

const update = (trail: TrailState, changes: JsonObject): AwsCall => [
  'cloudtrail',
  'update-trail',
  trail.homeRegion,
  { Name: trail.arn, ...changes },
];

/** A trail of all regions must record global services: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html */
export const ofAllRegions = (trail: TrailState, snapshot: Snapshot): readonly AwsCall[] =>
  owned(trail, snapshot, update(trail, { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true }));

export const validating = (trail: TrailState, snapshot: Snapshot): readonly AwsCall[] =>
  owned(trail, snapshot, update(trail, { EnableLogFileValidation: true }));

/** All management events; what the trail selects besides stays. */
export function selectingAll(trail: TrailState, snapshot: Snapshot): readonly AwsCall[] {
  const { selection } = trail;
  if (selection.kind === 'refused') return [];
  const put = (selectors: JsonObject): AwsCall => [
    'cloudtrail',
    'put-event-selectors',
    trail.homeRegion,
    { TrailName: trail.arn, ...selectors },
  ];
  return owned(trail, snapshot, put(widerSelectors(selection.value)));
}

function widerSelectors({ selectors: { basic, advanced } }: Selection): JsonObject {
  if (advanced.length === 0) {
    const all = { ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: [] };
    // Data events of others keep their own kind of access, and management events stand in one selector only.
    const data = basic.filter(({ DataResources }) => Array.isArray(DataResources) && DataResources.length > 0);
    return {
      EventSelectors: [
        all,
        ...data.map((one) => ({ ...one, IncludeManagementEvents: false, ExcludeManagementEventSources: [] })),
      ],
    };
  }
  const isManagement = ({ FieldSelectors }: JsonObject) =>
    JSON.stringify(FieldSelectors).includes('"Equals":["Management"]');
  const all = {
    Name: 'All management events',
    FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }],
  };
  return { AdvancedEventSelectors: [all, ...advanced.filter((one) => !isManagement(one))] };
}

const ROLE = 'login-watch-trail-logs';

/** A log group: one with metric filters that no trail feeds, or else a new one. */
export function toLogGroup(trail: TrailState, snapshot: Snapshot): readonly AwsCall[] {
  const { account, regions, trails } = snapshot;
  const filters = regions.get(trail.homeRegion)?.metricFilters;
  const fed = trails.flatMap(({ logGroup }) => (logGroup === undefined ? [] : [logGroup.name]));
  const counts = new Map<string, number>();
  for (const { group } of filters?.kind === 'read' ? filters.value : [])
    if (!fed.includes(group) && !isOfTelemetry(group, trail.homeRegion, snapshot))
      counts.set(group, (counts.get(group) ?? 0) + 1);
  const [there] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  const group = there ?? `login-watch-${trail.name}`;
  const place = { account, region: trail.homeRegion };
  const arn = arnIn(place, 'logs', `log-group:${group}:*`);
  const role = iamArn(place, `role/${ROLE}`);
  const create: AwsCall = ['logs', 'create-log-group', trail.homeRegion, { logGroupName: group }];
  return owned(
    trail,
    snapshot,
    ...(there === undefined ? [create] : []),
    ...roleCalls({ name: ROLE }, 'cloudtrail.amazonaws.com', [mayWrite(arn)]),
    update(trail, { CloudWatchLogsLogGroupArn: arn, CloudWatchLogsRoleArn: role }),
  );
}

/** A group that telemetry rules feed would count each event twice. */
const isOfTelemetry = (group: string, region: string, { regions, account }: Snapshot): boolean => {
  const telemetry = regions.get(region)?.telemetry;
  const rules = telemetry?.kind === 'read' ? telemetry.value.rules : [];
  return group === BY_DEFAULT || rules.some((rule) => groupOf(rule, account) === group);
};

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html */
const mayWrite = (groupArn: string): JsonObject => ({
  Effect: 'Allow',
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: groupArn,
});

/** The group, if it is gone, and what its role needs to write there. */
export function lettingLogsIn(trail: TrailState, snapshot: Snapshot): readonly AwsCall[] {
  const { logGroup, logsRole, homeRegion } = trail;
  if (logGroup === undefined || logsRole === undefined || logGroup.account !== snapshot.account) return [];
  const arn = arnIn(logGroup, 'logs', `log-group:${logGroup.name}:*`);
  const there = snapshot.regions.get(logGroup.region)?.subscriptionFilters.get(logGroup.name);
  const create: AwsCall = ['logs', 'create-log-group', homeRegion, { logGroupName: logGroup.name }];
  return owned(
    trail,
    snapshot,
    ...(there?.kind === 'read' && there.value === null ? [create] : []),
    rolePolicy(logsRole.split('/').at(-1) ?? '', [mayWrite(arn)]),
  );
}
