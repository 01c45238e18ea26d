/** ARNs that a first look at the regions leads to, so that only these are read of a large account. */
import { once } from '../core/once.ts';
import { readLogsMessage } from '../core/patterns/logs-pattern.ts';
import { metricKey } from './alarms/lookup.ts';
import { parseWhateverRequest } from './bus-pattern.ts';
import { isNative } from './deeds/deed.ts';
import { samplesIn } from './deeds/index.ts';
import type { DeedNames } from './deeds/named.ts';
import { patterns } from './follow.ts';
import { envelopeOf } from './follow-bus.ts';
import { withoutQualifier } from './reach/function.ts';
import { anySilencing } from './silence/deeds.ts';
import type { Alarm, BusRule, RegionState, Snapshot } from './snapshot.ts';

/** True for an event pattern that takes a sample record of some deed or a call that silences an alert, in any of the regions, or can't be evaluated. */
export function takesSomeDeed(
  account: string,
  regions: readonly string[],
  names: DeedNames,
): (pattern: string) => boolean {
  const known = patterns();
  const events = samplesIn(account, regions, names).map(({ record, region }) => envelopeOf(record, region, account));
  const calls = once(() =>
    regions.flatMap((region) => anySilencing({ account, region }).map((record) => envelopeOf(record, region, account))),
  );
  const judged = new Map<string, boolean>();
  return (pattern) => {
    const matches = known.maybe(pattern);
    const takes =
      judged.get(pattern) ??
      (matches === undefined || events.some(matches) || calls().some(parseWhateverRequest(pattern)));
    judged.set(pattern, takes);
    return takes;
  };
}

/** ARNs of the own account's roles that targets act with, each once. */
export function rolesOf(regions: readonly RegionState[], account: string): readonly string[] {
  const targets = regions.flatMap(({ rules }) =>
    rules.kind === 'read'
      ? rules.value.flatMap((rule) => (rule.targets.kind === 'read' ? rule.targets.value : []))
      : [],
  );
  const roles = targets.flatMap(({ role }) => (role?.split(':')[4] === account ? [role] : []));
  return [...new Set(roles)];
}

/** ARNs, each once. */
export interface Leads {
  readonly topics: readonly string[];
  readonly functions: readonly string[];
  readonly queues: readonly string[];
}

/**
 * Actions of alarms on metrics of filters that may count a deed, and of composite alarms; targets of rules, destinations
 * of subscriptions.
 */
export function leadsOf(regions: ReadonlyMap<string, RegionState>, account: string): Leads {
  const arns = [...regions].flatMap(([name, region]) => [
    ...actionsIn(region, countsSomeDeed(account, name)),
    ...targetsIn(region),
    ...destinationsIn(region),
  ]);
  return sorted(arns, account);
}

/** True for a filter pattern that takes a sample record of some deed in the region, or can't be evaluated. */
function countsSomeDeed(account: string, region: string): (pattern: string) => boolean {
  const known = patterns();
  const messages = once(() =>
    samplesIn(account, [region]).flatMap(({ record }) =>
      isNative(record) ? [] : [readLogsMessage(JSON.stringify(record))],
    ),
  );
  const judged = new Map<string, boolean>();
  return (pattern) => {
    const matches = known.logs(pattern);
    const counts = judged.get(pattern) ?? (matches === undefined || messages().some(matches));
    judged.set(pattern, counts);
    return counts;
  };
}

/** Machines that subscribe to topics. */
export function leadsOfTopics(topics: Snapshot['topics'], account: string): Leads {
  const found = [...topics.values()].flatMap((topic) =>
    topic.kind === 'read' && topic.value !== null ? [topic.value] : [],
  );
  const subscribers = found.flatMap(({ subscriptions }) => (subscriptions.kind === 'read' ? subscriptions.value : []));
  const machines = subscribers.filter(({ protocol }) => /^(?:lambda|sqs)$/.test(protocol));
  return sorted(
    machines.map(({ endpoint }) => endpoint),
    account,
  );
}

/** Those of this account: another one's aren't read. */
function sorted(arns: readonly string[], account: string): Leads {
  const own = arns.map((arn) => [arn, arn.split(':')] as const).filter(([, parts]) => parts[4] === account);
  const of = (service: string) => [...new Set(own.filter(([, parts]) => parts[2] === service).map(([arn]) => arn))];
  return { topics: of('sns'), functions: [...new Set(of('lambda').map(withoutQualifier))], queues: of('sqs') };
}

/** Without alarms on metrics of applications: a log group of no trail matters only if its filter would count a deed. */
function actionsIn({ alarms, metricFilters, subscriptionFilters }: RegionState, counts: (pattern: string) => boolean) {
  if (alarms.kind === 'refused' || metricFilters.kind === 'refused') return [];
  const near = metricFilters.value.filter(({ group, pattern }) => subscriptionFilters.has(group) || counts(pattern));
  const metrics = new Set(near.flatMap((filter) => filter.metrics.map(metricKey)));
  return alarms.value.filter((alarm) => isOfInterest(alarm, metrics)).flatMap(({ actions }) => actions);
}

const isOfInterest = (alarm: Alarm, metrics: ReadonlySet<string>): boolean =>
  alarm.kind === 'composite' ||
  alarm.queries.some(({ metric }) => metric !== undefined && metrics.has(metricKey(metric)));

const targetsIn = ({ rules }: RegionState): readonly string[] =>
  rules.kind === 'refused' ? [] : rules.value.flatMap(targetsOf);

const targetsOf = ({ targets }: BusRule): readonly string[] =>
  targets.kind === 'refused' ? [] : targets.value.map(({ arn }) => arn);

const destinationsIn = ({ subscriptionFilters }: RegionState): readonly string[] =>
  [...subscriptionFilters.values()].flatMap((filters) =>
    filters.kind === 'read' ? (filters.value ?? []).map(({ destination }) => destination) : [],
  );
