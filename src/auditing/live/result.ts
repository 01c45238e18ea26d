/** Sightings -> how far each record came, hop by hop. */
import type { Words } from '../../core/language.ts';
import { distinctValues } from '../../core/lists.ts';
import { asWords, wordsFrom } from '../../core/words.ts';
import { sentenceOf } from '../../messages/audit/breaks/breaks.ts';
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { LIVE_WORDS, type LiveWords } from '../../messages/audit/live/live.ts';
import type { Counted } from '../alarms/one-event.ts';
import { isUnknown, ranked } from '../checks/leading.ts';
import { nameOf, type Reach } from '../reach/ends.ts';
import { reachTopic } from '../reach/topic.ts';
import type { Alarm, MetricFilter, Snapshot, SubscriptionFilter } from '../snapshot.ts';
import type { Rung } from './choice.ts';
import { alarmsAt, countsOf, type Expected, forwardKey, metricKey } from './expected.ts';
import { alarmsAbove } from './receivers.ts';
import { actionKey, type Sightings, unreadKey, type Watch } from './sightings.ts';

export type Step =
  | 'record'
  | 'metric'
  | 'alarm'
  | 'action'
  | 'topic'
  | 'receivers'
  | 'forward'
  | 'bus'
  | 'rule'
  | 'target';

export interface LiveHop {
  readonly step: Step;
  /** The metric's, the alarm's, the topic's. */
  readonly name: string;
  /**
   * `seen`: by AWS's own answer. `missing`: not within the time. `unseen`: nobody could look. `listed`: known by reading
   * alone, because nobody can look into a mailbox.
   */
  readonly outcome: 'seen' | 'missing' | 'failed' | 'unseen' | 'listed';
  /** Milliseconds since the record was put. */
  readonly ms: number | undefined;
  readonly why: Words | undefined;
}

export interface LiveResult {
  readonly id: string;
  readonly deeds: readonly string[];
  readonly sample: string;
  readonly outcome: 'arrived' | 'stopped' | 'unknown';
  /** Milliseconds until the first topic or function had it. */
  readonly ms: number | undefined;
  readonly hops: readonly LiveHop[];
}

export interface ResultGround {
  readonly snapshot: Snapshot;
  readonly expected: Expected;
  readonly sightings: Sightings;
  /** Milliseconds since the epoch at which the records were put. */
  readonly put: number;
}

export function resultOf(one: Rung, ground: ResultGround): LiveResult {
  const { id, deeds, sample, group, filters, subscriptions } = one.ring;
  const ways = [
    ...filters.flatMap((filter) =>
      countsOf(filter, one).map((counted) => wayOf(filter, counted, group.region, ground)),
    ),
    ...subscriptions.map((filter) => [forwardHop(filter, one, ground)]),
  ];
  const record: LiveHop = { step: 'record', name: group.name, outcome: 'seen', ms: 0, why: undefined };
  return { ...{ id, deeds, sample }, ...resultIn(ways), hops: [record, ...distinctValues(ways.flat())] };
}

export function resultIn(ways: readonly (readonly LiveHop[])[]): Pick<LiveResult, 'outcome' | 'ms'> {
  const arrivals = ways.flatMap(arrivalIn);
  if (arrivals.length > 0) return { outcome: 'arrived', ms: Math.min(...arrivals) };
  const isOpen = ways.some((way) => way.some(({ outcome }) => outcome === 'unseen'));
  return { outcome: isOpen ? 'unknown' : 'stopped', ms: undefined };
}

/** A topic counts if somebody subscribes to it; a function, if AWS says that it was invoked. */
function arrivalIn(way: readonly LiveHop[]): readonly number[] {
  const namesAt = (wanted: Step, isWanted: (hop: LiveHop) => boolean = () => true) =>
    way.filter((hop) => hop.step === wanted && isWanted(hop)).map(({ name }) => name);
  const hears = namesAt('receivers', ({ outcome }) => outcome === 'listed');
  const topics = namesAt('topic');
  return way.flatMap(({ step, name, outcome, ms }) => {
    if (outcome !== 'seen' || ms === undefined) return [];
    const isLast = step === 'topic' || (step === 'action' && !topics.includes(name));
    return step === 'forward' || (isLast && hears.includes(name)) ? [ms] : [];
  });
}

const says = (pick: (words: LiveWords) => string): Words => wordsFrom(LIVE_WORDS, pick);

function wayOf(filter: MetricFilter, counted: Counted, region: string, ground: ResultGround): readonly LiveHop[] {
  const { snapshot, sightings } = ground;
  const name = `${counted.metric.namespace}/${counted.metric.name}`;
  const metric = seenAt(
    'metric',
    name,
    sightings.counted.get(metricKey(filter, counted, region)),
    region,
    'metrics',
    ground,
  );
  const alarms = alarmsAt(counted, region, snapshot);
  if (alarms.length === 0) {
    const none: Break = { kind: 'no-alarm', filter: filter.name, metric: name };
    return [metric, { step: 'alarm', name: '', outcome: 'missing', ms: undefined, why: sentenceOf(none) }];
  }
  const all = alarms.flatMap((alarm) => [alarm, ...alarmsAbove([alarm], alarmsIn(region, snapshot))]);
  return [metric, ...all.flatMap((alarm) => alarmHops(alarm, region, ground))];
}

const alarmsIn = (region: string, { regions }: Snapshot): readonly Alarm[] => {
  const alarms = regions.get(region)?.alarms;
  return alarms?.kind === 'read' ? alarms.value : [];
};

/** Seen at a time, or not within the time, or nobody could look. */
function seenAt(
  step: Step,
  name: string,
  at: number | undefined,
  region: string,
  by: Watch,
  { sightings, put, expected }: ResultGround,
): LiveHop {
  if (at !== undefined) return { step, name, outcome: 'seen', ms: Math.max(0, at - put), why: undefined };
  const unread = sightings.unread.get(unreadKey(region, by));
  if (unread !== undefined)
    return { step, name, outcome: 'unseen', ms: undefined, why: says(({ denied }) => denied(unread.action)) };
  return { step, name, outcome: 'missing', ms: undefined, why: says(({ notWithin }) => notWithin(expected.patience)) };
}

function alarmHops(alarm: Alarm, region: string, ground: ResultGround): readonly LiveHop[] {
  const { sightings } = ground;
  const hop = seenAt('alarm', alarm.name, sightings.raised.get(alarm.arn), region, 'history', ground);
  if (hop.outcome !== 'seen') {
    if (alarm.state !== 'ALARM' || hop.outcome === 'unseen') return [hop];
    return [{ ...hop, outcome: 'unseen', why: says(({ wasAlarm }) => wasAlarm) }];
  }
  const stop = (kind: 'actions-off' | 'no-actions'): LiveHop => ({
    ...{ step: 'action', name: alarm.name, outcome: 'missing', ms: undefined },
    why: sentenceOf({ kind, alarm: alarm.name }),
  });
  if (alarm.actions.length === 0) return [hop, stop('no-actions')];
  if (!alarm.hasActions) return [hop, stop('actions-off')];
  return [hop, ...alarm.actions.flatMap((action) => actionHops(alarm, action, region, ground))];
}

function actionHops(alarm: Alarm, action: string, region: string, ground: ResultGround): readonly LiveHop[] {
  const { sightings, snapshot, put } = ground;
  const key = actionKey(alarm.arn, action);
  const name = nameOf(action);
  const acted = sightings.acted.get(key);
  const hop: LiveHop =
    acted?.error === undefined
      ? seenAt('action', name, acted?.at, region, 'history', ground)
      : { step: 'action', name, outcome: 'failed', ms: Math.max(0, acted.at - put), why: asWords(acted.error) };
  if (hop.outcome !== 'seen') return [hop];
  if (action.split(':')[2] !== 'sns')
    return [
      hop,
      receiversHop(
        name,
        says(({ machine }) => machine),
      ),
    ];
  if (action.split(':')[4] !== snapshot.account) return [hop, othersTopicHop(name)];
  const topic = seenAt('topic', name, sightings.arrived.get(key), region, 'queue', ground);
  if (topic.outcome !== 'seen') return [hop, topic];
  return [hop, topic, subscribersHop(reachTopic(action, 'cloudwatch.amazonaws.com', alarm.arn, snapshot), name)];
}

export const othersTopicHop = (name: string): LiveHop => ({
  ...{ step: 'topic', name, outcome: 'unseen', ms: undefined, why: says(({ othersTopic }) => othersTopic) },
});

const receiversHop = (name: string, why: Words): LiveHop => ({
  ...{ step: 'receivers', name, outcome: 'listed', ms: undefined, why },
});

/** `name`: of the topic. */
export function subscribersHop({ ends, breaks }: Reach, name: string): LiveHop {
  if (ends.length > 0)
    return receiversHop(
      name,
      says((words) => words.subscribed(ends.map((end) => end.name || end.kind))),
    );
  const why = ranked(breaks)[0];
  const outcome = why === undefined || isUnknown(why) ? 'unseen' : 'failed';
  return { ...receiversHop(name, why === undefined ? asWords('') : sentenceOf(why)), outcome };
}

function forwardHop(filter: SubscriptionFilter, { ring: { group } }: Rung, ground: ResultGround): LiveHop {
  const name = `${filter.name} > ${nameOf(filter.destination)}`;
  if ('except' in filter)
    return { step: 'forward', name, outcome: 'unseen', ms: undefined, why: says(({ accountFilter }) => accountFilter) };
  const key = forwardKey(group.region, group.name, filter.name, filter.destination);
  return seenAt('forward', name, ground.sightings.counted.get(key), group.region, 'metrics', ground);
}

/** AWS's own answer about the pattern of a rule, as a sentence. */
export function patternSaid(answer: boolean | { readonly action: string } | undefined): Words {
  if (answer === true) return says(({ patternTakes }) => patternTakes);
  if (answer === false) return says(({ patternLeaves }) => patternLeaves);
  return answer === undefined ? says(({ notAsked }) => notAsked) : says(({ denied }) => denied(answer.action));
}
