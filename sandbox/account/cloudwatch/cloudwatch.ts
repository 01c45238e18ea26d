/** CloudWatch: alarms and metrics. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/Welcome.html */
import type { JsonObject } from '../../../src/core/event.ts';
import { booleanAt, listAt, textAt } from '../../../src/core/fields.ts';
import { perRegion } from '../regions.ts';
import { AwsFault, jsonService, type Service } from '../service.ts';
import type { AccountContext } from '../world.ts';
import { cloudwatchActions } from './actions.ts';
import { alarmMessage, alarmSubject } from './alarm.ts';
import { stateNow } from './alarm-state.ts';
import type { Datum } from './metrics.ts';

/** Publishes to a topic. */
type Tell = (topicArn: string, subject: string, message: string) => void;

const ACTIONS: Readonly<Record<string, string>> = {
  OK: 'OKActions',
  ALARM: 'AlarmActions',
  INSUFFICIENT_DATA: 'InsufficientDataActions',
};

const EMPTY_ALARM: JsonObject = {
  ActionsEnabled: true,
  OKActions: [],
  AlarmActions: [],
  InsufficientDataActions: [],
  Dimensions: [],
};

export class CloudWatch {
  readonly world: AccountContext;
  readonly tell: Tell;
  readonly service: Service;
  readonly alarmsIn = perRegion(() => new Map<string, JsonObject>());
  readonly dataIn = perRegion((): Datum[] => []);

  constructor(world: AccountContext, tell: Tell) {
    this.world = world;
    this.tell = tell;
    this.service = jsonService(cloudwatchActions(this), '1.0');
  }

  putData(datum: Datum, region = this.world.home): void {
    this.dataIn(region).push(datum);
  }

  /** Evaluates the alarms over the metrics, as CloudWatch does every minute. */
  evaluate(region = this.world.home): void {
    for (const [name, alarm] of this.alarmsIn(region)) {
      const state = stateNow(alarm, this.dataIn(region), this.world.now());
      if (state !== undefined && state !== alarm['StateValue']) this.setState(name, state, 'Threshold Crossed', region);
    }
  }

  /** Undefined if there is none. */
  alarm(name: string, region = this.world.home): JsonObject | undefined {
    return this.alarmsIn(region).get(name);
  }

  /** As PutMetricAlarm: `{ AlarmName, MetricName, Namespace, … }`. The state stays as it is. */
  putAlarm(input: JsonObject, region = this.world.home): void {
    this.keep(input, ['AlarmName', 'ComparisonOperator', 'EvaluationPeriods'], region);
  }

  /** As PutCompositeAlarm: `{ AlarmName, AlarmRule, … }`. Only DescribeAlarms knows it: nothing evaluates the rule. */
  putComposite(input: JsonObject, region = this.world.home): void {
    this.keep(input, ['AlarmName', 'AlarmRule'], region);
  }

  keep(input: JsonObject, needed: readonly string[], region: string): void {
    const missing = needed.find((key) => input[key] === undefined);
    if (missing !== undefined)
      throw new AwsFault('ValidationError', `The request must contain the parameter ${missing}.`);
    const name = textAt(input, 'AlarmName') ?? '';
    const now = this.world.now() / 1_000;
    const before = this.alarm(name, region);
    this.alarmsIn(region).set(name, {
      ...EMPTY_ALARM,
      ...input,
      StateValue: before?.['StateValue'] ?? 'INSUFFICIENT_DATA',
      StateReason: before?.['StateReason'] ?? 'Unchecked: Initial alarm creation',
      StateUpdatedTimestamp: before?.['StateUpdatedTimestamp'] ?? now,
      AlarmArn: `arn:aws:cloudwatch:${region}:${this.world.account}:alarm:${name}`,
      AlarmConfigurationUpdatedTimestamp: now,
    });
  }

  /** Changes the state, and notifies the alarm's topics if its actions are on. */
  setState(name: string, state: string, reason = 'Threshold Crossed', region = this.world.home): void {
    const alarm = this.alarm(name, region);
    if (alarm === undefined) throw new AwsFault('ResourceNotFound', `There is no alarm ${name}`, { status: 404 });
    const now = this.world.now();
    const changed = { StateValue: state, StateReason: reason, StateUpdatedTimestamp: now / 1_000 };
    this.alarmsIn(region).set(name, { ...alarm, ...changed });
    const before = textAt(alarm, 'StateValue') ?? '';
    if (before === state || booleanAt(alarm, 'ActionsEnabled') !== true) return;
    const change = { before, after: state, reason, at: now };
    for (const topic of listAt(alarm, ACTIONS[state] ?? ''))
      this.tell(String(topic), alarmSubject(alarm, change, region), alarmMessage(alarm, change, region));
  }

  /** An unknown name is ignored, as in AWS. */
  switchActions(names: readonly string[], isEnabled: boolean, region: string): void {
    for (const name of names) {
      const alarm = this.alarm(name, region);
      if (alarm !== undefined) this.alarmsIn(region).set(name, { ...alarm, ActionsEnabled: isEnabled });
    }
  }
}
