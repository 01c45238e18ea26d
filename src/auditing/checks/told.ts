/** Ways of one or several records, summed up for a sentence. */
import { distinct } from '../../core/lists.ts';
import type { Reached, Told, Via } from '../../messages/audit/verdicts.words.ts';
import type { End } from '../reach/ends.ts';
import type { Way } from '../way.ts';

/** `ways`: those that carry one record; at least one. */
export function toldBy(ways: readonly Way[]): Told {
  return {
    reached: reachedBy(ways.flatMap(({ ends }) => ends)),
    minutes: Math.min(...ways.map(({ minutes }) => minutes)),
    via: viaOf(ways),
  };
}

/** The sum of several records: the slowest one's minutes, and everybody whom all of them reach, or else any. */
export function toldOf(records: readonly (readonly Way[])[]): Told {
  const each = records.map((ways) => ways.flatMap(({ ends }) => ends));
  const all = each.flat();
  const common = all.filter((end) => each.every((ends) => ends.some((one) => keyOf(one) === keyOf(end))));
  return {
    reached: reachedBy(common.length > 0 ? common : all),
    minutes: Math.max(...records.map((ways) => Math.min(...ways.map(({ minutes }) => minutes)))),
    via: viaOf(records.flat()),
  };
}

const keyOf = ({ kind, name }: End) => `${kind} ${name}`;
function reachedBy(ends: readonly End[]): Reached {
  const named = (kind: End['kind']) => distinct(ends.filter((end) => end.kind === kind).map(({ name }) => name));
  return {
    mail: named('mail').length,
    // Telephone numbers aren't kept, so two of one topic count as one person.
    sms: named('sms').length,
    chats: named('chat'),
    endpoints: named('endpoint'),
    functions: named('function'),
    queues: named('queue'),
    apps: named('app').length,
    hasNotifier: named('notifier').length > 0,
  };
}

function viaOf(ways: readonly Way[]): Via {
  const named = (by: Way['by']) => distinct(ways.filter((way) => way.by === by).map(({ name }) => name));
  return { alarms: named('alarm'), rules: named('rule'), subscriptions: named('subscription') };
}
