/** Rules of EventBridge that are rung: each by a temporary rule with the same topics, which takes one event of our own. */
import type { JsonObject } from '../../../core/event.ts';
import { objectAt, textAt } from '../../../core/fields.ts';
import { groupBy } from '../../../core/group-by.ts';
import type { Words } from '../../../core/language.ts';
import { LIVE_SOURCE } from '../../../core/live-mark.ts';
import { wordsFrom } from '../../../core/words.ts';
import { sentenceOf } from '../../../messages/audit/breaks/breaks.ts';
import { LIVE_WORDS, type LiveWords } from '../../../messages/audit/live/live.ts';
import { reachTarget } from '../../follow-bus.ts';
import { nameOf, unread } from '../../reach/ends.ts';
import type { BusRule, RuleTarget, Snapshot } from '../../snapshot.ts';
import { liveRecord } from '../record.ts';
import { showsMark } from './shows-mark.ts';
import { ruleKey, type TakingRule } from './taking.ts';

export interface BusRing {
  /** The mark of the run and a number: name of the temporary rule, and `eventID` of the record in its event. */
  readonly id: string;
  readonly region: string;
  /** The account's own. */
  readonly rule: BusRule;
  /** A record of each deed that the rule takes. */
  readonly takes: readonly TakingRule[];
  readonly sample: string;
  /** Those of its targets that the temporary rule has too. */
  readonly targets: readonly RuleTarget[];
  readonly leftOut: readonly LeftOut[];
  /** As the bus gives it to targets. */
  readonly event: JsonObject;
}

/** A target that is not rung. */
interface LeftOut {
  readonly arn: string;
  readonly why: Words;
}

export interface BusRings {
  readonly rings: readonly BusRing[];
  /** By `ruleKey`: why a rule isn't rung. */
  readonly not: ReadonlyMap<string, Words>;
}

interface BusGround {
  readonly snapshot: Snapshot;
  /** The mark of the run. */
  readonly mark: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export const busSays = (pick: (words: LiveWords['bus']) => string): Words =>
  wordsFrom(LIVE_WORDS, ({ bus }) => pick(bus));

/** Each rule once, whatever it takes. */
export function busRingsFor(taking: readonly TakingRule[], ground: BusGround): BusRings {
  const rings: BusRing[] = [];
  const not = new Map<string, Words>();
  const byRule = groupBy(taking, ruleKey);
  for (const [key, all] of byRule) {
    const ring = ringOf(all, rings.length, ground);
    if ('why' in ring) not.set(key, ring.why);
    else rings.push(ring);
  }
  return { rings, not };
}

function ringOf(all: readonly TakingRule[], before: number, ground: BusGround): BusRing | { readonly why: Words } {
  const takes = all.filter(({ stop }) => stop === undefined);
  const [first] = takes;
  const stop = all[0]?.stop;
  if (first === undefined) return { why: stop === undefined ? busSays(({ noTopic }) => noTopic) : sentenceOf(stop) };
  const { rule, region } = first;
  const { targets } = rule;
  if (targets.kind === 'refused') return { why: sentenceOf(unread(targets, rule.name)) };
  if (targets.value.length === 0) return { why: sentenceOf({ kind: 'no-targets', rule: rule.name }) };
  const id = `${ground.mark}-${before + 1}`;
  const tries = takes.map(({ event, sample }) => {
    const own = eventOf(event, id, ground.now);
    const leftOut = targets.value.flatMap((target): readonly LeftOut[] => {
      const why = whyNot(target, rule, own, id, ground.snapshot);
      return why === undefined ? [] : [{ arn: target.arn, why }];
    });
    return { sample, event: own, leftOut };
  });
  // The record whose event shows at most topics that it is made up.
  const best = tries.reduce((one, other) => (other.leftOut.length < one.leftOut.length ? other : one));
  const isLeftOut = new Set(best.leftOut.map(({ arn }) => arn));
  const rung = targets.value.filter(({ arn }) => !isLeftOut.has(arn));
  const why = best.leftOut.find(({ arn }) => isTopic(arn))?.why ?? best.leftOut[0]?.why;
  if (rung.length === 0 && why !== undefined) return { why };
  return { id, region, rule, takes, targets: rung, ...best };
}

/** AWS's event with another source, its record marked as made up: by its id and agent, and by the name of whoever did it. */
function eventOf(event: JsonObject, id: string, now: number): JsonObject {
  const record = liveRecord(objectAt(event, 'detail') ?? {}, id, now, id);
  const time = textAt(record, 'eventTime') ?? '';
  const own = { source: LIVE_SOURCE, 'detail-type': DETAIL_TYPE, resources: [], detail: record };
  return { ...event, id: '', time, ...own };
}

/** The first line that people read of a plain message. */
const DETAIL_TYPE = 'login-watch audit --live: made up, nobody did this';

const isTopic = (arn: string) => arn.split(':')[2] === 'sns';

function whyNot(
  target: RuleTarget,
  rule: BusRule,
  event: JsonObject,
  id: string,
  snapshot: Snapshot,
): Words | undefined {
  if (!isTopic(target.arn)) return busSays(({ noTopic }) => noTopic);
  if (!showsMark(target.definition, event, id)) return busSays(({ hidesMark }) => hidesMark);
  // Another account's topic doesn't show its policy.
  if (target.arn.split(':')[4] !== snapshot.account || isLetInAlike(target, rule, id, snapshot)) return undefined;
  return busSays(({ onlyOwn }) => onlyOwn(nameOf(target.arn)));
}

/** False if a policy on the way names the account's rule: what becomes of a temporary one says nothing about it then. */
function isLetInAlike(target: RuleTarget, rule: BusRule, id: string, snapshot: Snapshot): boolean {
  const temporary = { ...rule, arn: rule.arn.replace(/[^/]*$/, id) };
  const [own, other] = [rule, temporary].map((one) => JSON.stringify(reachTarget(target, one, snapshot).breaks));
  return own === other;
}
