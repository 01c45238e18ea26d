/** Metric filters and subscription filters of log groups. */
import type { JsonObject } from '../../../src/core/event.ts';
import { isObject, listAt, numberAt, textAt } from '../../../src/core/fields.ts';
import { pageOf } from '../pages.ts';
import { AwsFault, type JsonActions } from '../service.ts';
import type { FilterKind, Group } from './group.ts';
import { matcherOf } from './match.ts';

type Find = (input: JsonObject, region: string) => Group;

const PAGE = 50;

export function filterActions(find: Find, all: (region: string) => readonly Group[], now: () => number): JsonActions {
  const put = (input: JsonObject, group: Group): readonly [string, JsonObject] => {
    const name = textAt(input, 'filterName') ?? '';
    matcherOf(textAt(input, 'filterPattern') ?? '');
    return [name, { ...input, logGroupName: group.name, creationTime: now() }];
  };
  const remove = (kind: FilterKind) => (input: JsonObject, region: string) => {
    if (!find(input, region)[kind].delete(textAt(input, 'filterName') ?? ''))
      throw new AwsFault('ResourceNotFoundException', 'The specified filter does not exist.');
    return undefined;
  };
  const list = (kind: FilterKind) => (input: JsonObject, region: string) => {
    const groups = input['logGroupName'] === undefined ? all(region) : [find(input, region)];
    const prefix = textAt(input, 'filterNamePrefix') ?? '';
    const metric = [textAt(input, 'metricNamespace'), textAt(input, 'metricName')] as const;
    const found = groups
      .flatMap((group) => [...group[kind].values()])
      .filter((filter) => (textAt(filter, 'filterName') ?? '').startsWith(prefix) && feeds(filter, metric));
    const { items, next } = pageOf(found, numberAt(input, 'limit') ?? PAGE, textAt(input, 'nextToken'), [
      prefix,
      metric,
    ]);
    return { [kind]: items, nextToken: next };
  };
  return {
    PutMetricFilter(input, region) {
      const group = find(input, region);
      group.putFilter('metricFilters', ...put(input, group));
      return undefined;
    },
    PutSubscriptionFilter(input, region) {
      const group = find(input, region);
      group.putFilter('subscriptionFilters', ...put({ distribution: 'ByLogStream', ...input }, group));
      return undefined;
    },
    DescribeMetricFilters: list('metricFilters'),
    DescribeSubscriptionFilters: list('subscriptionFilters'),
    DeleteMetricFilter: remove('metricFilters'),
    DeleteSubscriptionFilter: remove('subscriptionFilters'),
  };
}

/** Undefined matches any. */
function feeds(filter: JsonObject, [space, name]: readonly [string | undefined, string | undefined]): boolean {
  if (space === undefined && name === undefined) return true;
  return listAt(filter, 'metricTransformations')
    .filter(isObject)
    .some(
      (metric) =>
        (space === undefined || metric['metricNamespace'] === space) &&
        (name === undefined || metric['metricName'] === name),
    );
}
