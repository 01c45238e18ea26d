/** Checks whether a name is taken, before CloudFormation is half-way through a stack. */
import type { Identity } from '../access/caller.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { faultOf, readError } from '../fault.ts';

/** A resource to be made. */
export interface Named {
  /** `AWS::SQS::Queue` */
  readonly type: string;
  readonly name: string;
  readonly region: string;
}

type Ask = (named: Named, aws: Aws, identity: Identity) => Promise<unknown>;

/** Each throws if there is none. CloudFormation itself checks the others before it begins. */
const QUESTIONS: Readonly<Record<string, Ask>> = {
  async 'AWS::SQS::Queue'({ name, region }, aws) {
    const { GetQueueUrlCommand } = await import('@aws-sdk/client-sqs');
    await (await aws.sqs(region)).send(new GetQueueUrlCommand({ QueueName: name }));
  },
  async 'AWS::SNS::Topic'({ name, region }, aws, { partition, account }) {
    const { GetTopicAttributesCommand } = await import('@aws-sdk/client-sns');
    const TopicArn = `arn:${partition}:sns:${region}:${account}:${name}`;
    await (await aws.sns(region)).send(new GetTopicAttributesCommand({ TopicArn }));
  },
  async 'AWS::Lambda::Function'({ name, region }, aws) {
    const { GetFunctionConfigurationCommand } = await import('@aws-sdk/client-lambda');
    await (await aws.lambda(region)).send(new GetFunctionConfigurationCommand({ FunctionName: name }));
  },
  async 'AWS::IAM::Role'({ name }, aws) {
    const { GetRoleCommand } = await import('@aws-sdk/client-iam');
    await (await aws.iam()).send(new GetRoleCommand({ RoleName: name }));
  },
};

/** Codes of SQS, SNS, Lambda and IAM. */
const NONE = /NonExistentQueue|QueueDoesNotExist|^NotFound(Exception)?$|ResourceNotFoundException|^NoSuchEntity/;

/**
 * False also if the check is denied: CloudFormation will report it. Throws a `UserError` if AWS can't be asked at all.
 */
export async function isNameTaken(named: Named, aws: Aws, identity: Identity): Promise<boolean> {
  const ask = QUESTIONS[named.type];
  if (ask === undefined) return false;
  try {
    await ask(named, aws, identity);
    return true;
  } catch (error) {
    if (NONE.test(readError(error).name) || faultOf(error) === 'denied') return false;
    const action = `${named.type.split('::')[1]?.toLowerCase()}:Get*`;
    throw explainAws(error, { action, region: named.region, profile: aws.profile, command: 'deploy' });
  }
}
