/** An alarm in ALARM: whom its actions, and those of composite alarms above it, reach. */
import type { Break } from '../../messages/audit/breaks/breaks.words.ts';
import { alarmsIn, ruleHolds } from '../alarms/composite.ts';
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
  const states = new Map(others.map(({ name, state }) => [name, state]));
  const raised: Alarm[] = [alarm];
  const breaks: Break[] = [];
  states.set(alarm.name, 'ALARM');
  const composites = others.filter((one): one is CompositeAlarm => one.kind === 'composite' && one.name !== alarm.name);
  for (let grew = true; grew; ) {
    grew = false;
    for (const composite of composites) {
      if (raised.includes(composite) || !isAbove(composite, raised) || !holds(composite, states)) continue;
      states.set(composite.name, 'ALARM');
      raised.push(composite);
      grew = true;
    }
  }
  for (const composite of composites) {
    if (raised.includes(composite) || !isAbove(composite, raised)) continue;
    breaks.push(
      holds(composite, states) === undefined
        ? { kind: 'not-evaluated', what: 'alarm', name: composite.name }
        : { kind: 'composite-needs', composite: composite.name, alarm: alarm.name },
    );
  }
  const suppressed = new Map(
    composites.flatMap(({ name, suppressor }): [string, Break][] =>
      suppressor !== undefined && states.get(suppressor) === 'ALARM'
        ? [[name, { kind: 'suppressed', composite: name, suppressor }]]
        : [],
    ),
  );
  return { alarms: raised, breaks, suppressed };
}

const isAbove = ({ rule }: CompositeAlarm, raised: readonly Alarm[]): boolean =>
  raised.some(({ name }) => alarmsIn(rule).includes(name));

/** Undefined for a rule that can't be read. */
function holds({ rule }: CompositeAlarm, states: ReadonlyMap<string, string>): boolean | undefined {
  try {
    return ruleHolds(rule, (name) => states.get(name));
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
