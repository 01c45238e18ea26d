/**
 * EventBridge Scheduler: runs due schedules when a test calls `strike`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html
 */
import type { JsonObject } from '../../src/core/event.ts';
import { objectAt, textAt } from '../../src/core/fields.ts';
import { localTime } from '../../src/core/time.ts';
import type { AccountContext } from './world.ts';

/** Acts on a schedule's target, with its input. */
type Act = (targetArn: string, input: string) => void;

export class Scheduler {
  readonly world: AccountContext;
  readonly act: Act;
  /** In CloudFormation's terms: `{ ScheduleExpression, ScheduleExpressionTimezone, State, Target }`. */
  readonly schedules = new Map<string, JsonObject>();
  /** When each schedule with a rate last ran. */
  readonly ran = new Map<string, number>();

  constructor(world: AccountContext, act: Act) {
    this.world = world;
    this.act = act;
  }

  /** Runs all that is due in this minute. Returns the names. */
  strike(): readonly string[] {
    const now = this.world.now();
    const due = [...this.schedules].filter(
      ([name, schedule]) => textAt(schedule, 'State') !== 'DISABLED' && isDue(schedule, now, this.ran.get(name)),
    );
    for (const [name, schedule] of due) {
      this.ran.set(name, now);
      const target = objectAt(schedule, 'Target') ?? {};
      this.act(textAt(target, 'Arn') ?? '', inputOf(textAt(target, 'Input') ?? '{}', now));
    }
    return due.map(([name]) => name);
  }
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function inputOf(text: string, now: number): string {
  const minute = new Date(Math.floor(now / 60_000) * 60_000).toISOString().replace('.000Z', 'Z');
  return text.replaceAll('<aws.scheduler.scheduled-time>', minute);
}

/**
 * `rate(15 minutes)`, `cron(0 18 * * ? *)` and `cron(0 18 ? * MON,FRI *)`: the sandbox knows minutes, hours and days of
 * the week.
 */
function isDue(schedule: JsonObject, now: number, ran: number | undefined): boolean {
  const expression = textAt(schedule, 'ScheduleExpression') ?? '';
  const rate = /^rate\((\d+) minutes\)$/.exec(expression)?.[1];
  if (rate !== undefined) return ran === undefined || now - ran >= Number(rate) * 60_000;
  const daily = expression.replace(/ \* \* \? \*\)$/, ' ? * SUN,MON,TUE,WED,THU,FRI,SAT *)');
  const [, minute, hour, days = ''] = /^cron\((\d+) (\d+) \? \* ([A-Z,]+) \*\)$/.exec(daily) ?? [];
  if (minute === undefined) throw new Error(`The sandbox can't read the schedule ${expression}`);
  const { clock, weekday } = localTime(now, textAt(schedule, 'ScheduleExpressionTimezone') ?? 'UTC');
  const [hours, minutes] = clock.split(':').map(Number);
  return hours === Number(hour) && minutes === Number(minute) && days.toLowerCase().split(',').includes(weekday);
}
