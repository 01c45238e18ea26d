/** CloudFormation's answer to DescribeStacks, in the query protocol's XML. */
import type { AwsAnswer } from './aws-server.ts';

export function stackAnswer(outputs: Readonly<Record<string, string>>, status = 'CREATE_COMPLETE'): AwsAnswer {
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  return {
    body: `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>acme-notifier</StackName><CreationTime>2026-11-01T00:00:00Z</CreationTime><StackStatus>${status}</StackStatus><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  };
}
