import { expect, test } from 'vitest';
import { checkProperties } from '../../sandbox/cloudformation/template/check-properties.ts';
import { executePlan, planStack } from '../../src/aws/cloudformation/stacks.ts';
import type { JsonObject } from '../../src/core/event.ts';
import { startCloudFormation } from '../helpers/aws/cloudformation.ts';
import { patience, refusalOf, specOf } from '../helpers/aws/stacks.ts';

const pattern = (length: number) => ({ detail: 'x'.repeat(length - '{"detail":""}'.length) });

const CASES: readonly (readonly [type: string, taken: JsonObject, refused: JsonObject])[] = [
  ['AWS::Lambda::Function', { FunctionName: 'a'.repeat(64) }, { FunctionName: 'a'.repeat(65) }],
  ['AWS::Lambda::Function', { Timeout: 900 }, { Timeout: '901' }],
  ['AWS::Lambda::Function', { Role: 'arn:aws:iam::1:role/a' }, { Role: 'a' }],
  ['AWS::IAM::Role', { RoleName: 'a_b@c' }, { RoleName: 'a b' }],
  ['AWS::SQS::Queue', { QueueName: 'a.fifo' }, { QueueName: 'a.b' }],
  ['AWS::SQS::Queue', { VisibilityTimeout: 43_200 }, { VisibilityTimeout: 43_201 }],
  ['AWS::DynamoDB::Table', { TableName: 'abc' }, { TableName: 'ab' }],
  ['AWS::Logs::LogGroup', { RetentionInDays: '30' }, { RetentionInDays: 31 }],
  ['AWS::Logs::SubscriptionFilter', { FilterPattern: 'x'.repeat(1_024) }, { FilterPattern: 'x'.repeat(1_025) }],
  ['AWS::Events::Rule', { EventPattern: pattern(2_048) }, { EventPattern: pattern(2_049) }],
  ['AWS::Events::Rule', { Targets: Array(5).fill({}) }, { Targets: Array(6).fill({}) }],
];

test.each(CASES)('%s: what AWS takes is taken, and one more is refused', (type, taken, refused) => {
  expect(() => checkProperties('Thing', type, taken)).not.toThrow();
  expect(() => checkProperties('Thing', type, refused)).toThrow(/^Properties validation failed for resource Thing/);
});

test('the resource fails, not the change set: AWS looks when it makes it', async () => {
  const { aws, close } = await startCloudFormation();
  const template = `Resources: { Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: 'a queue' } } }`;
  const spec = specOf({ template, parameters: {} });
  const told = await refusalOf(executePlan(await planStack(spec, aws, patience()), aws, patience()));
  expect(told.message).toContain(
    'Queue (AWS::SQS::Queue): Properties validation failed for resource Queue with message: #/QueueName',
  );
  await close();
});
