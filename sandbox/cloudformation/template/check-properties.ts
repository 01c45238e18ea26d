/** Services' checks of a resource's properties when CloudFormation passes them: the cheap part. */
import type { JsonObject } from '../../../src/core/event.ts';
import { listAt, numberAt, textAt } from '../../../src/core/fields.ts';
import { LIMITS } from '../../limits.ts';
import { RESOURCE_TYPES } from './resource-types.ts';

/** "Length Constraints" and "Pattern" of each type's name. */
const NAMES: Readonly<Record<string, RegExp>> = {
  'AWS::CloudTrail::Trail': LIMITS.trailName,
  'AWS::CloudWatch::Alarm': /^.{1,255}$/,
  'AWS::DynamoDB::Table': /^[\w.-]{3,255}$/,
  'AWS::Events::Rule': /^[\w.-]{1,64}$/,
  'AWS::IAM::Role': /^[\w+=,.@-]{1,64}$/,
  'AWS::Lambda::Function': /^[\w-]{1,64}$/,
  'AWS::Logs::LogGroup': /^[\w./#-]{1,512}$/,
  'AWS::Logs::SubscriptionFilter': /^[^:*]{1,512}$/,
  'AWS::Scheduler::Schedule': /^[\w.-]{1,64}$/,
  'AWS::SQS::Queue': /^[\w-]{1,80}$|^[\w-]{1,75}\.fifo$/,
};

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const tooLong = (property: string, length: number, most: number) =>
  length > most ? `${property}: expected maxLength: ${most}, actual: ${length}` : undefined;

const outside = (property: string, value: number | undefined, least: number, most: number) =>
  value === undefined || (value >= least && value <= most)
    ? undefined
    : `${property}: ${value} is not greater or equal to ${least}, or not less or equal to ${most}`;

const CHECKS: Readonly<Record<string, (properties: JsonObject) => readonly (string | undefined)[]>> = {
  'AWS::Events::Rule': (properties) => [
    tooLong('EventPattern', JSON.stringify(properties['EventPattern'] ?? '').length, LIMITS.patternCharacters),
    listAt(properties, 'Targets').length > 5 ? 'Targets: expected maximum item count: 5' : undefined,
  ],
  'AWS::Lambda::Function': (properties) => [
    outside('Timeout', number(properties, 'Timeout'), 1, 900),
    outside('MemorySize', number(properties, 'MemorySize'), 128, 10_240),
    textAt(properties, 'Role')?.startsWith('arn:') === false ? 'Role: does not match pattern ^arn:' : undefined,
  ],
  'AWS::Logs::LogGroup': (properties) => {
    const days = number(properties, 'RetentionInDays');
    return [
      days === undefined || RETENTIONS.includes(days)
        ? undefined
        : `RetentionInDays: ${days} is not a valid enum value`,
    ];
  },
  'AWS::Logs::SubscriptionFilter': (properties) => [
    tooLong('FilterPattern', textAt(properties, 'FilterPattern')?.length ?? 0, LIMITS.filterCharacters),
  ],
  'AWS::SQS::Queue': (properties) => [
    outside('VisibilityTimeout', number(properties, 'VisibilityTimeout'), 0, 43_200),
    outside('MessageRetentionPeriod', number(properties, 'MessageRetentionPeriod'), 60, 1_209_600),
  ],
};

/** A number, also as text: to CloudFormation `30` and `'30'` are the same. */
function number(properties: JsonObject, name: string): number | undefined {
  const text = textAt(properties, name);
  return numberAt(properties, name) ?? (text === undefined ? undefined : Number(text));
}

/** Throws CloudFormation's sentences. */
export function checkProperties(logicalId: string, type: string, properties: JsonObject): void {
  const property = RESOURCE_TYPES[type]?.name ?? '';
  const name = textAt(properties, property);
  const isNamedWrong = name !== undefined && NAMES[type]?.test(name) === false;
  const wrong = [
    isNamedWrong ? `${property}: ${name} does not match pattern ${String(NAMES[type]?.source)}` : undefined,
    ...(CHECKS[type]?.(properties) ?? []),
  ].filter((one) => one !== undefined);
  if (wrong.length === 0) return;
  const list = wrong.map((one) => `#/${one}`).join('\n');
  throw new Error(`Properties validation failed for resource ${logicalId} with message:\n${list}`);
}
