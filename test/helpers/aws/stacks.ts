/** Templates small enough to read, and waiting for stacks that takes no time. */
import type { CloudFormation } from '../../../sandbox/cloudformation/cloudformation.ts';
import type { StackSpec } from '../../../src/aws/cloudformation/stacks.ts';
import { UserError } from '../../../src/core/user-error.ts';
import { templateOf } from '../../../src/template/template.ts';
import { withStaticNames } from '../../../src/template/values.ts';
import { ACCOUNT, REGION } from './cloudformation.ts';

/** A bucket, a role that may read it, and a function that has the role. */
export const TEMPLATE = `
AWSTemplateFormatVersion: '2010-09-09'
Description: for tests
Parameters:
  Name: { Type: String, AllowedPattern: '[a-z-]+' }
  Days: { Type: Number, Default: 30, MinValue: 1 }
  Mail: { Type: String, Default: '' }
  Key: { Type: String, Default: '', NoEcho: true }
Conditions:
  HasMail: !Not [!Equals [!Ref Mail, '']]
Resources:
  Bucket:
    Type: AWS::S3::Bucket
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Version: '2012-10-17' }
      Policies: [{ PolicyName: read, PolicyDocument: { Resource: !Sub '\${Bucket.Arn}/*' } }]
  LogGroup:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Retain
    Properties: { LogGroupName: !Sub '/aws/\${Name}', RetentionInDays: !Ref Days }
  Function:
    Type: AWS::Lambda::Function
    DependsOn: LogGroup
    Properties:
      FunctionName: !Sub '\${Name}-function'
      Role: !GetAtt Role.Arn
      Environment: { Variables: { MAIL: !If [HasMail, !Ref Mail, !Ref AWS::NoValue] } }
  Topic:
    Type: AWS::SNS::Topic
    Condition: HasMail
Outputs:
  Bucket: { Value: !Ref Bucket }
  FunctionArn: { Value: !GetAtt Function.Arn }
  Topic: { Condition: HasMail, Value: !Ref Topic }
`;

interface SpecChanges extends Partial<Omit<StackSpec, 'template'>> {
  /** The template's text. */
  readonly template?: string;
}

export function specOf({ template = TEMPLATE, ...changes }: SpecChanges = {}): StackSpec {
  return ready({
    ...{ name: 'acme-notifier', region: REGION, template: templateOf(template), parameters: { Name: 'acme' } },
    ...changes,
  });
}

/** With the names of kept resources as plain text, as a deployment makes its stacks. */
export const ready = (spec: StackSpec, account = ACCOUNT): StackSpec => ({
  ...spec,
  template: withStaticNames(spec, { account, partition: 'aws' }),
});

/** Waits without waiting, and counts the waits. */
export function patience(signal: AbortSignal = new AbortController().signal) {
  const slept: number[] = [];
  const said: string[] = [];
  return {
    signal,
    slept,
    said,
    sleep: async (ms: number) => {
      slept.push(ms);
    },
    say: (text: string) => {
      said.push(text);
    },
  };
}

/** The message and the hint of a `UserError`; fails on any other outcome. */
export async function refusalOf(work: Promise<unknown>): Promise<{ message: string; hint: string; exit: number }> {
  const error = await work.then(
    (value) => new Error(`it was taken: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return { message: error.message, hint: error.hint ?? '', exit: error.exit };
  throw error;
}

/** Steps that CloudFormation takes while a program waits to look again: in AWS a second is long. */
const STEPS = 20;

/** A wait in which all stacks go on, so that few looks are needed. */
export async function goOn(cloud: Pick<CloudFormation, 'goOn'>): Promise<void> {
  for (let step = 0; step < STEPS; step += 1) await cloud.goOn();
}
