/**
 * EventBridge's default buses: rules that match events, and their targets.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-what-is.html
 */
import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../../src/core/event.ts';
import { booleanAt, isObject, listAt, objectAt, textAt } from '../../src/core/fields.ts';
import { type Matcher, parsePattern } from '../../src/core/patterns/pattern.ts';
import { LIMITS } from '../limits.ts';
import { busChanges } from './bus/changes.ts';
import { messageFor } from './bus/message.ts';
import { pageOf } from './pages.ts';
import { perRegion } from './regions.ts';
import { isAllowedBy } from './resource-policy.ts';
import { AwsFault, jsonService, type Service } from './service.ts';
import type { AccountContext } from './world.ts';

interface BusRule {
  readonly arn: string;
  readonly bus: string;
  /** JSON text. */
  readonly pattern: string;
  /** Stars of the wildcards in its pattern. */
  readonly stars: number;
  readonly matches: Matcher;
  /** `ENABLED`, `DISABLED`, `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS` */
  readonly state: string;
  readonly targets: readonly RuleTarget[];
  /** Properties in CloudFormation's terms. */
  readonly properties: JsonObject;
  /** Milliseconds since the epoch: when it was last put. */
  readonly put: number;
}

interface RuleTarget {
  readonly arn: string;
  readonly role: string | undefined;
  /** All of it, as PutTargets has it. */
  readonly about: JsonObject;
}

/** Where events go, each in the name of a rule, whose ARN comes last. */
export interface EventTargets {
  readonly invoke: (functionArn: string, event: object, sourceArn: string) => void;
  /** Returns why the topic didn't take it. */
  readonly publish?: (topicArn: string, message: string, sourceArn: string) => string | undefined;
  readonly send?: (queueArn: string, body: string, sourceArn: string) => void;
  /** True if the role may do that for the rule. */
  readonly mayAct?: (role: string, action: string, resource: string, sourceArn: string) => boolean;
  /** Delivers with a role that may do so, unless the receiver's policy denies it. */
  readonly sendAs?: (targetArn: string, message: string, roleArn: string) => void;
  /** Another account's bus, in the name of a role. */
  readonly sendOn?: (busArn: string, event: JsonObject, roleArn: string) => void;
}

/** Passes an event on to another bus, for a rule. */
type Forward = (bus: RuleTarget, ruleArn: string) => void;

/** The call by which a role delivers. */
const ACTIONS: Readonly<Record<string, string>> = {
  lambda: 'lambda:InvokeFunction',
  sns: 'sns:Publish',
  sqs: 'sqs:SendMessage',
};

const DEFAULT_BUS = 'default';

export class Events {
  readonly world: AccountContext;
  readonly to: EventTargets;
  readonly service: Service;
  /** By name; on a bus of one's own as CloudFormation's Ref has it: `BUS|NAME`. */
  readonly rulesIn = perRegion(() => new Map<string, BusRule>());
  /** Milliseconds until a rule that was put takes events. */
  lag = 0;
  /** PutEvents' answer for each event, if AWS has trouble. */
  refusal: { readonly ErrorCode: string; readonly ErrorMessage: string } | undefined;
  /** Policies of buses other than the default one, as JSON. */
  readonly busesIn = perRegion(() => new Map<string, string>());

  constructor(world: AccountContext, to: EventTargets) {
    this.world = world;
    this.to = to;
    this.service = jsonService({
      ListRules: (input, region) => listRules(input, this.rulesIn(region)),
      TestEventPattern: (input) => ({
        Result: parsePattern(JSON.parse(textAt(input, 'EventPattern') ?? '{}'))(
          JSON.parse(textAt(input, 'Event') ?? '{}'),
        ),
      }),
      ListTargetsByRule: (input, region) => ({
        Targets: this.rule(textAt(input, 'Rule') ?? '', region).targets.map(({ about }, index) => ({
          Id: String(index),
          ...about,
        })),
      }),
      ...busChanges(this),
    });
  }

  rule(name: string, region: string): BusRule {
    const found = this.rulesIn(region).get(name);
    if (found !== undefined) return found;
    throw new AwsFault('ResourceNotFoundException', `Rule ${name} does not exist on EventBus default.`);
  }

  /** Like PutRule and PutTargets, in CloudFormation's terms: `{ EventPattern, State, Targets }`. Returns the ARN. */
  putRule(name: string, properties: JsonObject, region = this.world.home): string {
    const bus = textAt(properties, 'EventBusName') ?? DEFAULT_BUS;
    if (bus !== DEFAULT_BUS && !this.busesIn(region).has(bus))
      throw new AwsFault('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
    const path = bus === DEFAULT_BUS ? name : `${bus}/${name}`;
    const arn = `arn:aws:events:${region}:${this.world.account}:rule/${path}`;
    const stars = starsIn(objectAt(properties, 'EventPattern') ?? {});
    this.check(name, stars, region);
    this.rulesIn(region).set(path.replace('/', '|'), {
      arn,
      bus,
      pattern: JSON.stringify(objectAt(properties, 'EventPattern') ?? {}),
      stars,
      matches: parsePattern(objectAt(properties, 'EventPattern') ?? {}),
      state: textAt(properties, 'State') ?? 'ENABLED',
      targets: listAt(properties, 'Targets')
        .filter(isObject)
        .map((target) => ({ arn: textAt(target, 'Arn') ?? '', role: textAt(target, 'RoleArn'), about: target })),
      properties,
      put: this.world.now(),
    });
    return arn;
  }

  /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
  check(name: string, stars: number, region: string): void {
    const others = [...this.rulesIn(region)].filter(([key]) => key !== name).map(([, rule]) => rule);
    if (stars > LIMITS.patternStars)
      throw new AwsFault(
        'InvalidEventPatternException',
        'Event pattern is not valid. Reason: Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
      );
    const withStars = others.filter((rule) => rule.stars > 0).length;
    if (others.length >= LIMITS.rules || (stars > 0 && withStars >= LIMITS.wildcardRules))
      throw new AwsFault('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
  }

  /** Puts an event on a region's default bus. It is forwarded to the buses of other regions and accounts. */
  put(event: JsonObject, region = this.world.home): void {
    this.match(event, region, DEFAULT_BUS, ({ arn: target, role }, rule) => {
      const [, , , elsewhere = '', account] = target.split(':');
      // Both take a role: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
      if (role === undefined) return;
      if (account !== this.world.account) this.to.sendOn?.(target, event, role);
      else if (elsewhere !== region && this.to.mayAct?.(role, 'events:PutEvents', target, rule) === true)
        this.put(event, elsewhere);
    });
  }

  /** An event of another account's, which goes to no other bus. Without the bus's permission it is lost. */
  receive(busArn: string, event: JsonObject, principal: string): void {
    const [, , , region = '', , path = ''] = busArn.split(':');
    const bus = path.replace(/^event-bus\//, '');
    if (!isAllowedBy(this.busesIn(region).get(bus), { principal, action: 'events:PutEvents', resource: busArn }))
      return;
    this.match(event, region, bus, () => undefined);
  }

  match(event: JsonObject, region: string, on: string, forward: Forward): void {
    for (const { arn, bus, matches, state, targets, put } of this.rulesIn(region).values()) {
      if (bus !== on || !takes(state, event) || !matches(event) || this.world.now() - put < this.lag) continue;
      for (const target of targets) this.deliver(event, target, arn, forward);
    }
  }

  deliver(event: JsonObject, target: RuleTarget, rule: string, forward: Forward): void {
    const service = target.arn.split(':')[2] ?? '';
    if (service === 'events') {
      forward(target, rule);
      return;
    }
    const message = messageFor(target.about, event, rule);
    if (target.role !== undefined) {
      const isAllowed = this.to.mayAct?.(target.role, ACTIONS[service] ?? '', target.arn, rule) === true;
      if (isAllowed) this.to.sendAs?.(target.arn, message, target.role);
      return;
    }
    if (service === 'lambda') this.to.invoke(target.arn, JSON.parse(message), rule);
    if (service === 'sqs') this.to.send?.(target.arn, message, rule);
    const refusal = service === 'sns' ? this.to.publish?.(target.arn, message, rule) : undefined;
    const deadLetters = textAt(target.about, 'DeadLetterConfig.Arn');
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
    if (refusal !== undefined && deadLetters !== undefined) this.to.send?.(deadLetters, JSON.stringify(event), rule);
  }

  /** Puts a record on the bus of its region, as CloudTrail does. An event goes there unchanged. */
  record(record: JsonObject): void {
    const region = textAt(record, 'awsRegion') ?? textAt(record, 'region') ?? this.world.home;
    this.put(typeof record['detail-type'] === 'string' ? record : this.envelope(record, region), region);
  }

  /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
  envelope(record: JsonObject, region: string): JsonObject {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': DETAIL_TYPES[textAt(record, 'eventType') ?? ''] ?? 'AWS API Call via CloudTrail',
      source: `aws.${textAt(record, 'eventSource')?.split('.')[0]}`,
      account: this.world.account,
      time: textAt(record, 'eventTime') ?? '',
      region,
      resources: [],
      detail: record,
    };
  }

  /** S3's event for a new object: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
  objectCreated(bucket: string, key: string, size: number, region: string): void {
    this.put(
      {
        version: '0',
        id: randomUUID(),
        'detail-type': 'Object Created',
        source: 'aws.s3',
        account: this.world.account,
        time: new Date(this.world.now()).toISOString(),
        region,
        resources: [`arn:aws:s3:::${bucket}`],
        detail: { version: '0', bucket: { name: bucket }, object: { key, size }, reason: 'PutObject' },
      },
      region,
    );
  }
}

const PAGE = 50;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
function listRules(input: JsonObject, rules: ReadonlyMap<string, BusRule>): object {
  const prefix = textAt(input, 'NamePrefix') ?? '';
  const onDefault = [...rules].filter(([name, { bus }]) => bus === DEFAULT_BUS && name.startsWith(prefix));
  const all = onDefault.map(([name, { arn, pattern, state }]) => ({
    Name: name,
    Arn: arn,
    EventPattern: pattern,
    State: state,
    EventBusName: DEFAULT_BUS,
  }));
  const { items, next } = pageOf(all, PAGE, textAt(input, 'NextToken'), 'rules');
  return { Rules: items, NextToken: next };
}

const DETAIL_TYPES: Readonly<Record<string, string>> = {
  AwsConsoleSignIn: 'AWS Console Sign In via CloudTrail',
  AwsServiceEvent: 'AWS Service Event via CloudTrail',
};

/** Read-only events come only to rules whose state asks for them. */
function takes(state: string, event: JsonObject): boolean {
  if (state === 'DISABLED') return false;
  const isRecord = textAt(event, 'detail-type')?.endsWith('via CloudTrail') === true;
  return !isRecord || booleanAt(event, 'detail.readOnly') !== true || state !== 'ENABLED';
}

/** Stars of all wildcards in a pattern, those within `anything-but` too. */
function starsIn(value: Json, operator = ''): number {
  if (typeof value === 'string') return operator === 'wildcard' ? value.replace(/\\./g, '').split('*').length - 1 : 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + starsIn(one, operator), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce((sum, [key, of]) => sum + starsIn(of, key), 0);
}
