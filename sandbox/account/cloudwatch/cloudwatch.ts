/** CloudWatch: alarms and metrics. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/Welcome.html */
import { ruleHolds } from '../../../src/auditing/alarms/composite.ts';
import type { JsonObject } from '../../../src/core/event.ts';
import { booleanAt, listAt, textAt } from '../../../src/core/fields.ts';
import { perRegion } from '../regions.ts';
import { AwsFault, jsonService, type Service } from '../service.ts';
import type { AccountContext } from '../world.ts';
import { cloudwatchActions } from './actions.ts';
import { alarmMessage, alarmSubject } from './alarm.ts';
import { stateNow } from './alarm-state.ts';
import type { Datum } from './metrics.ts';
import { isMuted, muteActions } from './mutes.ts';

/** A state change that an action of the alarm is for. */
export interface AlarmAlert {
  readonly alarmArn: string;
  readonly subject: string;
  readonly message: string;
}

/** Runs an action of an alarm: the ARN of a topic or a function. Returns why it can't, in AWS's words. */
type Act = (action: string, alert: AlarmAlert) => string | undefined;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_AlarmHistoryItem.html */
export interface HistoryItem {
  readonly alarm: string;
  readonly isComposite: boolean;
  readonly kind: 'StateUpdate' | 'Action';
  readonly summary: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const ACTIONS: Readonly<Record<string, string>> = {
  OK: 'OKActions',
  ALARM: 'AlarmActions',
  INSUFFICIENT_DATA: 'InsufficientDataActions',
};

const isComposite = (alarm: JsonObject) => alarm['AlarmRule'] !== undefined;

const EMPTY_ALARM: JsonObject = {
  ActionsEnabled: true,
  OKActions: [],
  AlarmActions: [],
  InsufficientDataActions: [],
  Dimensions: [],
};

export class CloudWatch {
  readonly world: AccountContext;
  readonly act: Act;
  readonly service: Service;
  readonly alarmsIn = perRegion(() => new Map<string, JsonObject>());
  /** Mute rules by name, as PutAlarmMuteRule has them. */
  readonly mutesIn = perRegion(() => new Map<string, JsonObject>());
  readonly dataIn = perRegion((): Datum[] => []);
  readonly historyIn = perRegion((): HistoryItem[] => []);
  /** Milliseconds until a datum is seen; tests with a clock of their own set it. */
  lag = 0;

  constructor(world: AccountContext, act: Act) {
    this.world = world;
    this.act = act;
    const muteArn = (name: string, region: string) =>
      `arn:aws:cloudwatch:${region}:${world.account}:alarm-mute-rule:${name}`;
    const mutes = muteActions(this.mutesIn, muteArn, world.now);
    this.service = jsonService({ ...cloudwatchActions(this), ...mutes }, '1.0');
  }

  putData(datum: Datum, region = this.world.home): void {
    this.dataIn(region).push(datum);
  }

  /** Evaluates the alarms over the metrics, as CloudWatch does every minute. */
  evaluate(region = this.world.home): void {
    for (const [name, alarm] of this.alarmsIn(region)) {
      const state = isComposite(alarm)
        ? this.compositeState(alarm, region)
        : stateNow(alarm, this.seenIn(region), this.world.now());
      if (state !== undefined && state !== alarm['StateValue']) this.setState(name, state, 'Threshold Crossed', region);
    }
  }

  /** Data that are old enough to be seen. */
  seenIn(region: string): readonly Datum[] {
    const newest = this.world.now() - this.lag;
    return this.lag === 0 ? this.dataIn(region) : this.dataIn(region).filter(({ at }) => at <= newest);
  }

  /** The rule's grammar is the audit's own, which has tests of its own. */
  compositeState(alarm: JsonObject, region: string): string {
    const stateOf = (name: string) => textAt(this.alarm(name, region), 'StateValue');
    return ruleHolds(textAt(alarm, 'AlarmRule') ?? '', stateOf) ? 'ALARM' : 'OK';
  }

  /** Undefined if there is none. */
  alarm(name: string, region = this.world.home): JsonObject | undefined {
    return this.alarmsIn(region).get(name);
  }

  /** As PutMetricAlarm: `{ AlarmName, MetricName, Namespace, … }`. The state stays as it is. */
  putAlarm(input: JsonObject, region = this.world.home): void {
    this.keep(input, ['AlarmName', 'ComparisonOperator', 'EvaluationPeriods'], region);
  }

  /** As PutCompositeAlarm: `{ AlarmName, AlarmRule, … }`. */
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

  /** Changes the state, and runs the alarm's actions if they are on; composite alarms above it follow. */
  setState(name: string, state: string, reason = 'Threshold Crossed', region = this.world.home): void {
    const alarm = this.alarm(name, region);
    if (alarm === undefined) throw new AwsFault('ResourceNotFound', `There is no alarm ${name}`, { status: 404 });
    const now = this.world.now();
    const changed = { StateValue: state, StateReason: reason, StateUpdatedTimestamp: now / 1_000 };
    this.alarmsIn(region).set(name, { ...alarm, ...changed });
    const before = textAt(alarm, 'StateValue') ?? '';
    if (before === state) return;
    const keep = (kind: HistoryItem['kind'], summary: string) =>
      this.historyIn(region).push({ alarm: name, isComposite: isComposite(alarm), kind, summary, at: now });
    keep('StateUpdate', `Alarm updated from ${before} to ${state}`);
    if (this.isLoud(alarm, region)) {
      const change = { before, after: state, reason, at: now };
      const alert = {
        alarmArn: textAt(alarm, 'AlarmArn') ?? '',
        subject: alarmSubject(alarm, change, region),
        message: alarmMessage(alarm, change, region),
      };
      for (const action of listAt(alarm, ACTIONS[state] ?? '').map(String)) {
        const error = this.act(action, alert);
        const failed = `Failed to execute action ${action}. Received error: "${error}"`;
        keep('Action', error === undefined ? `Successfully executed action ${action}` : failed);
      }
    }
    for (const [above, composite] of this.alarmsIn(region)) {
      const next = isComposite(composite) ? this.compositeState(composite, region) : composite['StateValue'];
      if (next !== composite['StateValue']) this.setState(above, String(next), 'Rule', region);
    }
  }

  /** False while its actions are off or muted, or its suppressor is in ALARM. */
  isLoud(alarm: JsonObject, region: string): boolean {
    const suppressor = textAt(alarm, 'ActionsSuppressor')?.split(':alarm:').at(-1) ?? '';
    const isSuppressed = this.alarm(suppressor, region)?.['StateValue'] === 'ALARM';
    const isQuiet = isSuppressed || isMuted(textAt(alarm, 'AlarmName') ?? '', this.mutesIn(region), this.world.now());
    return booleanAt(alarm, 'ActionsEnabled') === true && !isQuiet;
  }

  /** An unknown name is ignored, as in AWS. */
  switchActions(names: readonly string[], isEnabled: boolean, region: string): void {
    for (const name of names) {
      const alarm = this.alarm(name, region);
      if (alarm !== undefined) this.alarmsIn(region).set(name, { ...alarm, ActionsEnabled: isEnabled });
    }
  }
}
