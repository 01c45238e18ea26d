/** Sightings -> how far the event of a temporary rule came, hop by hop. */
import { groupBy } from '../../../core/group-by.ts';
import type { Words } from '../../../core/language.ts';
import { distinctValues } from '../../../core/lists.ts';
import { wordsFrom } from '../../../core/words.ts';
import { sentenceOf } from '../../../messages/audit/breaks/breaks.ts';
import { LIVE_WORDS, type LiveWords } from '../../../messages/audit/live/live.ts';
import { isUnknown, ranked } from '../../checks/leading.ts';
import { reachTarget } from '../../follow-bus.ts';
import { nameOf } from '../../reach/ends.ts';
import { reachTopic } from '../../reach/topic.ts';
import type { RuleTarget, Snapshot } from '../../snapshot.ts';
import {
  type LiveHop,
  type LiveResult,
  othersTopicHop,
  patternSaid,
  type ResultGround,
  resultIn,
  subscribersHop,
} from '../result.ts';
import { actionKey, patternKey, unreadKey } from '../sightings.ts';
import type { BusRung } from './receivers.ts';
import type { BusRing } from './rings.ts';
import type { TakingRule } from './taking.ts';

type BusGround = Omit<ResultGround, 'put'>;

const says = (pick: (words: LiveWords) => string): Words => wordsFrom(LIVE_WORDS, pick);

/** One for all deeds of which AWS says the same about the rule's pattern. */
export function busResultsOf({ ring }: BusRung, ground: BusGround): readonly LiveResult[] {
  const { patterns } = ground.sightings;
  const byAnswer = groupBy(ring.takes, (taking) => patternSaid(patterns.get(patternKey(taking))).en);
  return [...byAnswer.values()].map((takes) => resultFor(takes, ring, ground));
}

function resultFor(takes: readonly TakingRule[], ring: BusRing, ground: BusGround): LiveResult {
  const { id, sample, rule, targets, leftOut } = ring;
  const [first] = takes;
  const answer = first === undefined ? undefined : ground.sightings.patterns.get(patternKey(first));
  const pattern: LiveHop = {
    ...{ step: 'rule', name: rule.name, ms: undefined, why: patternSaid(answer) },
    outcome: answer === true ? 'seen' : answer === false ? 'missing' : 'unseen',
  };
  const bus = busHop(ring, ground);
  const isOpen = answer !== false;
  const isKnown = answer === true && bus.outcome === 'seen';
  const ways = [
    [bus, pattern],
    ...(isOpen && bus.outcome === 'seen' ? targets.map((target) => topicHops(target, ring, ground)) : []),
    ...(isOpen ? leftOut.map(({ arn, why }) => [leftOutHop(arn, why)]) : []),
  ];
  const found = resultIn(ways);
  const isUnsure = found.outcome === 'arrived' && !isKnown;
  return {
    ...{ id, deeds: [...new Set(takes.map(({ deed }) => deed))], sample },
    ...(isUnsure ? { outcome: 'unknown' as const, ms: undefined } : found),
    hops: distinctValues(ways.flat()),
  };
}

const leftOutHop = (arn: string, why: Words): LiveHop => ({
  ...{ step: 'target', name: nameOf(arn), outcome: 'unseen', ms: undefined, why },
});

function busHop({ id, region }: BusRing, { sightings }: BusGround): LiveHop {
  const unrung = sightings.unrung.get(id);
  const hop = { step: 'bus', name: region } as const;
  if (unrung !== undefined) {
    const why = unrung.isDenied ? says(({ denied }) => denied(unrung.action)) : unrung.why;
    return { ...hop, outcome: 'unseen', ms: undefined, why };
  }
  if (!sightings.events.has(id))
    return { ...hop, outcome: 'unseen', ms: undefined, why: says(({ bus }) => bus.notPut) };
  return { ...hop, outcome: 'seen', ms: 0, why: says(({ bus }) => bus.ownEvent) };
}

function topicHops(
  target: RuleTarget,
  ring: BusRing,
  { sightings, snapshot, expected }: BusGround,
): readonly LiveHop[] {
  const { id, region } = ring;
  const { arn } = target;
  const name = nameOf(arn);
  const topic = { step: 'topic', name } as const;
  if (arn.split(':')[4] !== snapshot.account) return [othersTopicHop(name)];
  const open = subscribersOf(arn, snapshot);
  const at = sightings.arrived.get(actionKey(id, arn));
  if (at !== undefined) {
    const puts = sightings.events.get(id) ?? [];
    const put = puts.findLast((one) => one <= at) ?? puts[0] ?? at;
    return [{ ...topic, outcome: 'seen', ms: Math.max(0, at - put), why: undefined }, subscribersHop(open, name)];
  }
  const unread = sightings.unread.get(unreadKey(region, 'queue'));
  if (unread !== undefined)
    return [{ ...topic, outcome: 'unseen', ms: undefined, why: says(({ denied }) => denied(unread.action)) }];
  const known = new Set(open.breaks.map((one) => JSON.stringify(one)));
  const breaks = reachTarget(target, ring.rule, snapshot).breaks.filter((one) => !known.has(JSON.stringify(one)));
  const [why] = ranked(breaks);
  if (why === undefined)
    return [
      { ...topic, outcome: 'missing', ms: undefined, why: says(({ notWithin }) => notWithin(expected.patience)) },
    ];
  return [{ ...topic, outcome: isUnknown(why) ? 'unseen' : 'missing', ms: undefined, why: sentenceOf(why) }];
}

/** Behind the topic, whoever may publish to it. */
function subscribersOf(arn: string, snapshot: Snapshot) {
  const topics = [...snapshot.topics].map(([one, state]) =>
    one === arn && state.kind === 'read' && state.value !== null
      ? ([one, { ...state, value: { ...state.value, key: undefined } }] as const)
      : ([one, state] as const),
  );
  return reachTopic(arn, 'role', arn, { ...snapshot, topics: new Map(topics) });
}
