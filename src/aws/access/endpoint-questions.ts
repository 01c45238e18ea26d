/** A question for each service of the commands: any answer shows that the service is reachable. */
import type { CommandOutput, MiddlewareStack } from '../answers.ts';
import type { Aws } from '../clients.ts';

/** Makes a client ask unsigned and once, and reads the answer's headers. */
type Prepare = <I extends object, O extends CommandOutput>(stack: MiddlewareStack<I, O>) => void;

export type EndpointQuestion = (aws: Aws, prepare: Prepare, signal: AbortSignal) => Promise<unknown>;

/** A question that changes nothing, for each service that a command asks. */
export const QUESTIONS: Readonly<Record<string, EndpointQuestion>> = {
  account: async (aws, prepare, abortSignal) => {
    const { ListRegionsCommand } = await import('@aws-sdk/client-account');
    const client = await aws.account();
    prepare(client.middlewareStack);
    return client.send(new ListRegionsCommand({}), { abortSignal });
  },
  cloudformation: async (aws, prepare, abortSignal) => {
    const { ListStacksCommand } = await import('@aws-sdk/client-cloudformation');
    const client = await aws.cloudformation();
    prepare(client.middlewareStack);
    return client.send(new ListStacksCommand({}), { abortSignal });
  },
  cloudtrail: async (aws, prepare, abortSignal) => {
    const { LookupEventsCommand } = await import('@aws-sdk/client-cloudtrail');
    const client = await aws.cloudtrail(await aws.homeRegion());
    prepare(client.middlewareStack);
    return client.send(new LookupEventsCommand({}), { abortSignal });
  },
  cloudwatch: async (aws, prepare, abortSignal) => {
    const { ListMetricsCommand } = await import('@aws-sdk/client-cloudwatch');
    const client = await aws.cloudwatch();
    prepare(client.middlewareStack);
    return client.send(new ListMetricsCommand({}), { abortSignal });
  },
  dynamodb: async (aws, prepare, abortSignal) => {
    const { ListTablesCommand } = await import('@aws-sdk/client-dynamodb');
    const client = await aws.dynamodb();
    prepare(client.middlewareStack);
    return client.send(new ListTablesCommand({}), { abortSignal });
  },
  iam: async (aws, prepare, abortSignal) => {
    const { GetAccountSummaryCommand } = await import('@aws-sdk/client-iam');
    const client = await aws.iam();
    prepare(client.middlewareStack);
    return client.send(new GetAccountSummaryCommand({}), { abortSignal });
  },
  lambda: async (aws, prepare, abortSignal) => {
    const { ListFunctionsCommand } = await import('@aws-sdk/client-lambda');
    const client = await aws.lambda();
    prepare(client.middlewareStack);
    return client.send(new ListFunctionsCommand({}), { abortSignal });
  },
  logs: async (aws, prepare, abortSignal) => {
    const { DescribeLogGroupsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const client = await aws.logs();
    prepare(client.middlewareStack);
    return client.send(new DescribeLogGroupsCommand({}), { abortSignal });
  },
  s3: async (aws, prepare, abortSignal) => {
    const { ListBucketsCommand } = await import('@aws-sdk/client-s3');
    const client = await aws.s3();
    prepare(client.middlewareStack);
    return client.send(new ListBucketsCommand({}), { abortSignal });
  },
  sns: async (aws, prepare, abortSignal) => {
    const { ListTopicsCommand } = await import('@aws-sdk/client-sns');
    const client = await aws.sns();
    prepare(client.middlewareStack);
    return client.send(new ListTopicsCommand({}), { abortSignal });
  },
  sqs: async (aws, prepare, abortSignal) => {
    const { ListQueuesCommand } = await import('@aws-sdk/client-sqs');
    const client = await aws.sqs();
    prepare(client.middlewareStack);
    return client.send(new ListQueuesCommand({}), { abortSignal });
  },
  ssm: async (aws, prepare, abortSignal) => {
    const { DescribeParametersCommand } = await import('@aws-sdk/client-ssm');
    const client = await aws.ssm();
    prepare(client.middlewareStack);
    return client.send(new DescribeParametersCommand({}), { abortSignal });
  },
  sts: async (aws, prepare, abortSignal) => {
    const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
    const client = await aws.sts();
    prepare(client.middlewareStack);
    return client.send(new GetCallerIdentityCommand({}), { abortSignal });
  },
};
