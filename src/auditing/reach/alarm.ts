/** An alarm in ALARM: whom its actions, and those of composite alarms above it, reach. */
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { ruleHolds } from '../alarms/composite.ts';
import { type Composite, lookupOf } from '../alarms/lookup.ts';
import { linkOf } from '../link.ts';
import { brokenPaths, type Hop, regionIn, via } from '../path.ts';
import type { Alarm, CompositeAlarm, Snapshot } from '../snapshot.ts';
import { breaksAt, joined, nameOf, passing, type Reach, unread } from './ends.ts';
import { reachFunction } from './function.ts';
import { reachTopic } from './topic.ts';

export interface AlarmReach extends Reach {
  /** The alarms whose actions reach somebody: this one, or a composite one. */
  readonly by: readonly string[];
}

/** `others`: all alarms of its region. */
export function reachAlarm(alarm: Alarm, others: readonly Alarm[], snapshot: Snapshot): AlarmReach {
  const raised = raisedWith(alarm, others);
  const actionsOf = (one: Alarm) => {
    const reach = reachActions(one, snapshot, raised.suppressed);
    return one === alarm ? reach : via(hopOf(one), reach);
  };
  const reaches = raised.alarms.map((one) => ({
    name: one.name,
    reach: passing(actionsOf(one), linkOf('alarm', one.arn, one.name)),
  }));
  const all = joined(reaches.map(({ reach }) => reach));
  const breaks = [...all.breaks, ...raised.breaks];
  // A composite alarm alerts nobody without the one that raises it.
  const through = passing(all, linkOf('alarm', alarm.arn, alarm.name));
  return {
    ...via(hopOf(alarm), { ...through, breaks, paths: [...all.paths, ...brokenPaths(raised.breaks)] }),
    by: reaches.filter(({ reach }) => reach.ends.length > 0).map(({ name }) => name),
  };
}

export const hopOf = ({ kind, name, arn }: Alarm): Hop => ({
  kind: kind === 'composite' ? 'composite-alarm' : 'alarm',
  name,
  region: regionIn(arn),
});

interface Raising {
  readonly alarms: readonly Alarm[];
  readonly breaks: readonly Break[];
  /** Breaks of composite alarms that are kept quiet now, by name. */
  readonly suppressed: ReadonlyMap<string, Break>;
}

/** The composite alarms that follow it into ALARM, while all others stay as they are now; then those above these. */
function raisedWith(alarm: Alarm, others: readonly Alarm[]): Raising {
  const { composites: all, states } = lookupOf(others);
  const composites = all.filter((one) => one.alarm.name !== alarm.name);
  const raised = new Map<string, Alarm>([[alarm.name, alarm]]);
  const stateOf = (name: string) => (raised.has(name) ? 'ALARM' : states.get(name));
  const waits = (one: Composite) => !raised.has(one.alarm.name) && isAbove(one, raised);
  const breaks: Break[] = [];
  for (let grew = true; grew; ) {
    grew = false;
    for (const one of composites) {
      if (!waits(one) || holds(one.alarm, stateOf) !== true) continue;
      raised.set(one.alarm.name, one.alarm);
      grew = true;
    }
  }
  for (const { alarm: composite } of composites.filter(waits)) {
    breaks.push(
      holds(composite, stateOf) === undefined
        ? { kind: 'not-evaluated', what: 'alarm', name: composite.name }
        : { kind: 'composite-needs', composite: composite.name, alarm: alarm.name },
    );
  }
  const suppressed = new Map(
    composites.flatMap(({ alarm: { name, suppressor } }): [string, Break][] =>
      suppressor !== undefined && stateOf(suppressor) === 'ALARM'
        ? [[name, { kind: 'suppressed', composite: name, suppressor }]]
        : [],
    ),
  );
  return { alarms: [...raised.values()], breaks, suppressed };
}

const isAbove = ({ of }: Composite, raised: ReadonlyMap<string, Alarm>): boolean =>
  [...raised.keys()].some((name) => of.has(name));

/** Undefined for a rule that can't be read. */
function holds({ rule }: CompositeAlarm, stateOf: (name: string) => string | undefined): boolean | undefined {
  try {
    return ruleHolds(rule, stateOf);
  } catch {
    return undefined;
  }
}

function reachActions(alarm: Alarm, snapshot: Snapshot, suppressed: ReadonlyMap<string, Break>): Reach {
  const quiet = suppressed.get(alarm.name);
  if (quiet !== undefined) return breaksAt(quiet);
  if (!alarm.hasActions && alarm.actions.length > 0) return breaksAt({ kind: 'actions-off', alarm: alarm.name });
  if (alarm.actions.length === 0) return breaksAt({ kind: 'no-actions', alarm: alarm.name });
  return unlessMuted(alarm, snapshot, () => joined(alarm.actions.map((arn) => reachAction(arn, alarm, snapshot))));
}

/** An alarm that is muted now reaches nobody; one that is muted at other times does, and that is said. */
function unlessMuted({ name, arn }: Alarm, { regions }: Snapshot, reach: () => Reach): Reach {
  const mutes = regions.get(regionIn(arn) ?? '')?.mutes;
  if (mutes === undefined) return reach();
  if (mutes.kind === 'refused') return breaksAt(unread(mutes, name));
  const own = mutes.value.filter(({ alarms }) => alarms.includes(name));
  const [active] = own.filter(({ isActive }) => isActive);
  if (active !== undefined) return breaksAt({ kind: 'muted', alarm: name, mute: active.name });
  const later = own.map(({ name: mute, expression, duration, zone }) =>
    breaksAt({ kind: 'muted-at-times', alarm: name, mute, expression, duration, zone }),
  );
  return joined([reach(), ...later]);
}

const ALARMS = 'cloudwatch.amazonaws.com';
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html */
const ALARMS_TO_LAMBDA = 'lambda.alarms.cloudwatch.amazonaws.com';

function reachAction(action: string, { arn, name }: Alarm, snapshot: Snapshot): Reach {
  const service = action.split(':')[2];
  if (service === 'sns') return reachTopic(action, ALARMS, arn, snapshot);
  if (service === 'lambda') return reachFunction(action, ALARMS_TO_LAMBDA, arn, snapshot);
  const to = service === undefined ? action : `${service} ${nameOf(action)}`;
  return breaksAt({ kind: 'not-followed', from: name, to });
}
