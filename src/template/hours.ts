/** Business hours as EventBridge Scheduler takes them. */
import { namesOf } from '../core/names.ts';
import type { Settings } from '../core/settings.ts';
import { DAY, MINUTE, WEEKDAYS } from '../core/time.ts';

/** Two cron expressions on the clock of a time zone. */
export interface Hours {
  readonly begin: string;
  readonly end: string;
  readonly zone: string;
  /** How long they are. */
  readonly seconds: number;
}

const MINUTES_A_DAY = DAY / MINUTE;

/** Undefined where the settings have none. Hours that end before they begin end on the day after. */
export function hoursOf({ businessHours, timezone }: Settings): Hours | undefined {
  if (businessHours === undefined) return undefined;
  const { days, from, to } = businessHours;
  const isOvernight = to < from;
  const minutes = (minutesOf(to) - minutesOf(from) + MINUTES_A_DAY) % MINUTES_A_DAY;
  return {
    begin: cron(days, from, 0),
    end: cron(days, to, isOvernight ? 1 : 0),
    zone: timezone,
    seconds: minutes * 60,
  };
}

/** `09:30` -> 570 */
function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based */
function cron(days: readonly string[], clock: string, later: number): string {
  const [hour, minute] = clock.split(':').map(Number);
  const length = WEEKDAYS.length;
  const shown = WEEKDAYS.filter((_, day) => days.includes(WEEKDAYS[(day - later + length) % length] ?? ''));
  return `cron(${minute} ${hour} ? * ${shown.join(',').toUpperCase()} *)`;
}

/** `09:30` -> a cron expression of every day. */
export function dailyAt(clock: string): string {
  const [hour, minute] = clock.split(':').map(Number);
  return `cron(${minute} ${hour} * * ? *)`;
}

/** Partition, account and region of a stack. */
export interface AwsPlace {
  /** `aws`, `aws-cn`, … */
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/**
 * The role that silences the alarms about sign-ins, by the name that `templates/alarms.yaml` gives it: for `schedulerRole`
 * of the settings that the function gets, which is deployed before the role is. Undefined where no alarm is ever silent.
 */
export function hoursRoleArn(settings: Settings, { partition, account, region }: AwsPlace): string | undefined {
  if (settings.businessHours === undefined || !settings.pipelines.includes('alarms')) return undefined;
  return `arn:${partition}:iam::${account}:role/${namesOf(settings.name).hoursRole(region)}`;
}
