/** Calls that make a metric filter and an alarm for a deed to which nothing listens. */
import type { JsonObject } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import { METRICS } from '../../core/names.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { CIS_CONTROLS } from '../../selection/cis.ts';
import type { Deed } from '../deeds/deed.ts';
import type { LogGroupPlace, Snapshot, TrailState } from '../snapshot.ts';
import { filtersIn, ONE_EVENT } from './alarms.ts';
import { receiversIn } from './people.ts';
import type { AwsCall } from './remedy.ts';

/** A metric filter on the log group of a trail, and an alarm on its metric. */
export function listenerFor(deed: Deed, snapshot: Snapshot): readonly AwsCall[] {
  const group = fedGroup(snapshot);
  if (group === undefined) return [];
  const { topic, calls } = receiversIn(group.region, 'cloudwatch.amazonaws.com', snapshot);
  const name = `login-watch-${deed.id}`;
  const metric = { metricNamespace: METRICS, metricName: deed.id };
  const alarm = { AlarmName: name, ...ONE_EVENT, Namespace: METRICS, MetricName: deed.id, AlarmActions: [topic] };
  return [
    ...calls,
    [
      'logs',
      'put-metric-filter',
      group.region,
      {
        logGroupName: group.name,
        filterName: name,
        filterPattern: patternOf(deed, group),
        metricTransformations: [{ ...metric, metricValue: '1' }],
      },
    ],
    ['cloudwatch', 'put-metric-alarm', group.region, alarm],
  ];
}

/** The log group of a trail of all regions that is logging. */
function fedGroup({ trails, account }: Snapshot): LogGroupPlace | undefined {
  const isWhole = ({ isMultiRegion, status, logGroup }: TrailState) =>
    isMultiRegion &&
    logGroup?.account === account &&
    status.kind === 'read' &&
    status.value.isLogging &&
    (status.value.logsError ?? '') === '';
  return trails.find(isWhole)?.logGroup;
}

/** Security Hub's own pattern for a control, else what the deed's sample records have in common. */
function patternOf({ id, samples }: Deed, place: LogGroupPlace): string {
  const control = CIS_CONTROLS.find((one) => one.id === id);
  if (control !== undefined) return control.pattern;
  const records = samples.map(({ record }) => record(place));
  const first = records[0] ?? {};
  const clauses = DISTINGUISHING.flatMap((path) => {
    const value = textAt(first, path);
    return value !== undefined && records.every((one) => textAt(one, path) === value)
      ? [`($.${path} = ${quoted(value)})`]
      : [];
  });
  const names = [...new Set(records.map((one) => textAt(one, 'eventName') ?? ''))].map(
    (name) => `($.eventName = ${quoted(name)})`,
  );
  return `{ ${[...clauses, names.length === 1 ? names[0] : `(${names.join(' || ')})`].join(' && ')} }`;
}

/** Fields whose value tells one kind of sign-in from another. */
const DISTINGUISHING = [
  'eventSource',
  'userIdentity.type',
  'additionalEventData.MFAUsed',
  'responseElements.ConsoleLogin',
  'requestParameters.grantType',
];

const quoted = (value: string) => JSON.stringify(value);

/** The same metric filter on a log group that a trail feeds. */
export function groupNotFed(
  { filter: name, group: unfed }: Break<'group-not-fed'>,
  snapshot: Snapshot,
): readonly AwsCall[] {
  const group = fedGroup(snapshot);
  if (group === undefined) return [];
  const found = filtersIn(snapshot).find(({ filter }) => filter.name === name && filter.group === unfed);
  if (found === undefined || found.region !== group.region) return [];
  const { pattern, transformations } = found.filter;
  const isTaken = filtersIn(snapshot).some(({ filter }) => filter.name === name && filter.group === group.name);
  return [
    [
      'logs',
      'put-metric-filter',
      group.region,
      {
        logGroupName: group.name,
        filterName: isTaken ? `login-watch-${name}` : name,
        filterPattern: pattern,
        metricTransformations: transformations as readonly JsonObject[],
      },
    ],
  ];
}
