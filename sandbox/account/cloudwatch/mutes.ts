/** Mute rules of alarms: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html */
import type { JsonObject } from '../../../src/core/event.ts';
import { listAt, numberAt, textAt } from '../../../src/core/fields.ts';
import { pageOf } from '../pages.ts';
import { AwsFault, type JsonActions } from '../service.ts';

const MINUTE = 60_000;
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MONTHS = ['', 'JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

type Rules = ReadonlyMap<string, JsonObject>;

/** `rules`: by name, as PutAlarmMuteRule has them. */
export function muteActions(
  rulesIn: (region: string) => Map<string, JsonObject>,
  arnOf: (name: string, region: string) => string,
  now: () => number,
): JsonActions {
  const nameIn = (input: JsonObject) => textAt(input, 'AlarmMuteRuleName') ?? '';
  return {
    PutAlarmMuteRule(input, region) {
      const name = textAt(input, 'Name') ?? '';
      durationOf(textAt(input, 'Rule.Schedule.Duration') ?? '');
      rulesIn(region).set(name, input);
      return undefined;
    },
    DeleteAlarmMuteRule(input, region) {
      rulesIn(region).delete(nameIn(input));
      return undefined;
    },
    GetAlarmMuteRule(input, region) {
      const rule = rulesIn(region).get(nameIn(input));
      if (rule === undefined) throw new AwsFault('ResourceNotFoundException', 'No such mute rule', { status: 404 });
      return { ...rule, AlarmMuteRuleArn: arnOf(nameIn(input), region), Status: statusOf(rule, now()) };
    },
    ListAlarmMuteRules(input, region) {
      const wanted = listAt(input, 'Statuses');
      const all = [...rulesIn(region)]
        .map(([name, rule]) => ({ AlarmMuteRuleArn: arnOf(name, region), Status: statusOf(rule, now()) }))
        .filter(({ Status }) => wanted.length === 0 || wanted.includes(Status));
      const { items, next } = pageOf(all, numberAt(input, 'MaxRecords') ?? 50, textAt(input, 'NextToken'), wanted);
      return { AlarmMuteRuleSummaries: items, NextToken: next };
    },
  };
}

/** True while a rule for the alarm is active. */
export const isMuted = (alarm: string, rules: Rules, now: number): boolean =>
  [...rules.values()].some(
    (rule) => listAt(rule, 'MuteTargets.AlarmNames').includes(alarm) && statusOf(rule, now) === 'ACTIVE',
  );

function statusOf(rule: JsonObject, now: number): 'ACTIVE' | 'SCHEDULED' | 'EXPIRED' {
  const expression = textAt(rule, 'Rule.Schedule.Expression') ?? '';
  const duration = durationOf(textAt(rule, 'Rule.Schedule.Duration') ?? '');
  const offset = offsetOf(textAt(rule, 'Rule.Schedule.Timezone') ?? 'UTC', now);
  const [, at] = /^at\((.+)\)$/.exec(expression) ?? [];
  if (at !== undefined) {
    const start = Date.parse(`${at}:00Z`) - offset;
    return now < start ? 'SCHEDULED' : now < start + duration ? 'ACTIVE' : 'EXPIRED';
  }
  const [, fields = ''] = /^cron\((.+)\)$/.exec(expression) ?? [];
  const latest = Math.floor(now / MINUTE) * MINUTE;
  for (let start = latest; start > now - duration; start -= MINUTE)
    if (startsAt(fields.split(' '), new Date(start + offset))) return 'ACTIVE';
  return 'SCHEDULED';
}

/** `local`: local time in UTC's fields. */
function startsAt(fields: readonly string[], local: Date): boolean {
  const values = [local.getUTCMinutes(), local.getUTCHours(), local.getUTCDate(), local.getUTCMonth() + 1];
  const names = [[], [], [], MONTHS, DAYS];
  return [...values, local.getUTCDay()].every((value, index) => isIn(fields[index] ?? '*', value, names[index] ?? []));
}

/** `*`, `1`, `1-5`, `MON,WED` */
function isIn(field: string, value: number, names: readonly string[]): boolean {
  const numberIn = (text: string) => (names.includes(text) ? names.indexOf(text) : Number(text));
  return field.split(',').some((part) => {
    const [from = '', to = from] = part.split('-');
    return part === '*' || (value >= numberIn(from) && value <= numberIn(to));
  });
}

/** ISO 8601, one minute to 15 days. */
function durationOf(text: string): number {
  const [, days = 0, hours = 0, minutes = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text) ?? [];
  const all = (Number(days) * 1_440 + Number(hours) * 60 + Number(minutes)) * MINUTE;
  if (all < MINUTE || all > 15 * 1_440 * MINUTE) throw new AwsFault('ValidationError', `Invalid duration ${text}`);
  return all;
}

/** Milliseconds by which the zone is ahead of UTC. */
function offsetOf(zone: string, now: number): number {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return Date.parse(`${parts.format(now).replace(' ', 'T')}Z`) - Math.floor(now / 1_000) * 1_000;
}
