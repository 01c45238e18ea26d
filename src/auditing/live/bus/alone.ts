/** Rings whose event no other rule on the bus takes: one that does may carry it to the same topic, or unmarked to others. */

import type { Words } from '../../../core/language.ts';
import { distinct } from '../../../core/lists.ts';
import type { BusRule } from '../../snapshot.ts';
import type { HearingGround } from '../receivers.ts';
import { type BusRing, type BusRings, busSays } from './rings.ts';
import { ruleKey } from './taking.ts';

/** The most rules that a run makes. */
const MOST_RULES = 50;

type Others = Pick<HearingGround, 'known' | 'alarmRules'>;

/** `MOST_RULES` of them. */
export function ringsAlone(all: BusRings, ground: Others): BusRings {
  const rings: BusRing[] = [];
  const not = new Map(all.not);
  for (const ring of all.rings) {
    const isFull = rings.length === MOST_RULES;
    const why = whyNotAlone(ring, ground) ?? (isFull ? busSays(({ tooMany }) => tooMany(MOST_RULES)) : undefined);
    if (why === undefined) rings.push(ring);
    else not.set(ruleKey(ring), why);
  }
  return { rings, not };
}

/** The account's own rule may take the event too if all that it reaches is rung. Rules that aren't read are said elsewhere. */
function whyNotAlone({ rule, region, event, leftOut }: BusRing, { known, alarmRules }: Others): Words | undefined {
  const rules = alarmRules.get(region);
  if (rules?.kind !== 'read') return undefined;
  const taking = rules.value.flatMap((one) => {
    const matches = known.rule(one.pattern);
    const takes = one.state !== 'DISABLED' && !onlyArchives(one) && (matches === undefined || matches(event));
    return takes ? [{ name: one.name, isSure: matches !== undefined }] : [];
  });
  const others = taking.filter(({ name }) => name !== rule.name);
  if (others.length === 0) return taking.length === 0 ? undefined : leftOut[0]?.why;
  const isSure = others.some((one) => one.isSure);
  return busSays(({ alsoTaken }) => alsoTaken(distinct(others.map(({ name }) => name)), isSure));
}

/** An archive has a rule of its own, which takes all that the archive keeps. */
const onlyArchives = ({ targets }: BusRule) =>
  targets.kind === 'read' && targets.value.every(({ arn }) => /^arn:[^:]+:events:[^:]*:::$/.test(arn));
