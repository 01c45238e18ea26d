/**
 * EventBridge's default buses: rules that match events, and their targets.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-what-is.html
 */
import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../../src/core/event.ts';
import { booleanAt, isObject, listAt, objectAt, textAt } from '../../src/core/fields.ts';
import { type Matcher, parsePattern } from '../../src/core/pattern.ts';
import { LIMITS } from '../limits.ts';
import { perRegion } from './regions.ts';
import { AwsFault } from './service.ts';
import type { AccountContext } from './world.ts';

interface BusRule {
  readonly arn: string;
  /** Stars of the wildcards in its pattern. */
  readonly stars: number;
  readonly matches: Matcher;
  /** `ENABLED`, `DISABLED`, `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS` */
  readonly state: string;
  readonly targets: readonly string[];
}

/** Invokes a function in the name of a rule, if the function permits it. */
type InvokeFor = (functionArn: string, event: object, sourceArn: string) => void;

export class Events {
  readonly world: AccountContext;
  readonly invoke: InvokeFor;
  readonly rulesIn = perRegion(() => new Map<string, BusRule>());

  constructor(world: AccountContext, invoke: InvokeFor) {
    this.world = world;
    this.invoke = invoke;
  }

  /** Like PutRule and PutTargets, in CloudFormation's terms: `{ EventPattern, State, Targets }`. Returns the ARN. */
  putRule(name: string, properties: JsonObject, region = this.world.home): string {
    const arn = `arn:aws:events:${region}:${this.world.account}:rule/${name}`;
    const stars = starsIn(objectAt(properties, 'EventPattern') ?? {});
    this.check(name, stars, region);
    this.rulesIn(region).set(name, {
      arn,
      stars,
      matches: parsePattern(objectAt(properties, 'EventPattern') ?? {}),
      state: textAt(properties, 'State') ?? 'ENABLED',
      targets: listAt(properties, 'Targets')
        .filter(isObject)
        .map((target) => textAt(target, 'Arn') ?? ''),
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

  /** Puts an event on a region's bus. Targets are functions, and the buses of other regions. */
  put(event: JsonObject, region = this.world.home): void {
    for (const { arn, matches, state, targets } of this.rulesIn(region).values()) {
      if (!takes(state, event) || !matches(event)) continue;
      for (const target of targets) {
        const [, , service, elsewhere = ''] = target.split(':');
        if (service === 'lambda') this.invoke(target, event, arn);
        else if (service === 'events' && elsewhere !== region) this.put(event, elsewhere);
      }
    }
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
