/** The alarms of a region by what they are looked up with, so that 2,000 of them aren't gone through for each record. */
import type { Alarm, CompositeAlarm, MetricAlarm } from '../snapshot.ts';
import { alarmsIn } from './composite.ts';

export interface Composite {
  readonly alarm: CompositeAlarm;
  /** Names of the alarms that its rule speaks of. */
  readonly of: ReadonlySet<string>;
}

interface Lookup {
  readonly byMetric: ReadonlyMap<string, readonly MetricAlarm[]>;
  readonly composites: readonly Composite[];
  /** By the alarm's name. */
  readonly states: ReadonlyMap<string, string>;
}

const known = new WeakMap<readonly Alarm[], Lookup>();

/** `all`: the alarms of one region. */
export function lookupOf(all: readonly Alarm[]): Lookup {
  const found = known.get(all) ?? makeLookup(all);
  known.set(all, found);
  return found;
}

/** `namespace` and `name` of a metric. */
export const metricKey = ({ namespace, name }: { readonly namespace: string; readonly name: string }): string =>
  `${namespace} ${name}`;

function makeLookup(all: readonly Alarm[]): Lookup {
  const byMetric = new Map<string, MetricAlarm[]>();
  const composites: Composite[] = [];
  for (const alarm of all) {
    if (alarm.kind === 'composite') {
      composites.push({ alarm, of: new Set(namesIn(alarm)) });
      continue;
    }
    for (const key of new Set(alarm.queries.flatMap(({ metric }) => (metric === undefined ? [] : metricKey(metric))))) {
      const there = byMetric.get(key);
      if (there === undefined) byMetric.set(key, [alarm]);
      else there.push(alarm);
    }
  }
  return { byMetric, composites, states: new Map(all.map(({ name, state }) => [name, state])) };
}

/** None for a rule that can't be read. */
function namesIn({ rule }: CompositeAlarm): readonly string[] {
  try {
    return alarmsIn(rule);
  } catch {
    return [];
  }
}
