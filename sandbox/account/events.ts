/**
 * EventBridge's default buses: rules that match events, and their targets.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-what-is.html
 */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../src/core/event.ts';
import { booleanAt, isObject, listAt, objectAt, textAt } from '../../src/core/fields.ts';
import { type Matcher, parsePattern } from '../../src/core/pattern.ts';
import { perRegion } from './regions.ts';
import type { AccountContext } from './world.ts';

interface BusRule {
  readonly arn: string;
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
    this.rulesIn(region).set(name, {
      arn,
      matches: parsePattern(objectAt(properties, 'EventPattern') ?? {}),
      state: textAt(properties, 'State') ?? 'ENABLED',
      targets: listAt(properties, 'Targets')
        .filter(isObject)
        .map((target) => textAt(target, 'Arn') ?? ''),
    });
    return arn;
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
