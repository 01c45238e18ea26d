/** What people do who deploy by hand: the printed commands, as `aws cloudformation deploy` runs them. */
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { expect } from 'vitest';
import type { Live } from './live.ts';

export interface DeployCommand {
  readonly stack: string;
  readonly template: string;
  readonly capabilities: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
}

/** Every `aws cloudformation deploy` of the text, in order. */
export function deployCommands(page: string): readonly DeployCommand[] {
  const lines = [...page.replaceAll('\\\n', ' ').matchAll(/aws cloudformation deploy (.*)/g)].map(
    ([, line = '']) => line,
  );
  return lines.map((line) => {
    const options = Object.fromEntries(
      line.split('--').map((option) => {
        const [name = '', ...values] = option.trim().split(/\s+/);
        return [name, values];
      }),
    );
    const parameters = (options['parameter-overrides'] ?? []).map((one) => one.split('=') as [string, string]);
    return {
      stack: options['stack-name']?.[0] ?? '',
      template: options['template-file']?.[0] ?? '',
      capabilities: options['capabilities'] ?? [],
      parameters: Object.fromEntries(parameters),
    };
  });
}

/** What `aws cloudformation deploy` does with this template. The stack's outputs; throws AWS's refusal. */
export async function deployByHand(
  command: DeployCommand,
  TemplateBody: string,
  { endpoint }: Pick<Live, 'endpoint'>,
  region: string,
  filled: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, string>>> {
  // https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/: above, it needs --s3-bucket.
  expect(Buffer.byteLength(TemplateBody)).toBeLessThan(51_200);
  const client = new CloudFormationClient({ endpoint, region });
  const [StackName, ChangeSetName] = [command.stack, 'by-hand'];
  await client.send(
    new CreateChangeSetCommand({
      ...{ StackName, ChangeSetName, ChangeSetType: 'CREATE', TemplateBody },
      Capabilities: command.capabilities.map((one) => one as 'CAPABILITY_IAM'),
      Parameters: Object.entries(command.parameters).map(([ParameterKey, value]) => ({
        ParameterKey,
        ParameterValue: filled[value === '…' ? ParameterKey : value] ?? value,
      })),
    }),
  );
  for (;;) {
    const { Status, StatusReason } = await client.send(new DescribeChangeSetCommand({ StackName, ChangeSetName }));
    if (Status === 'FAILED') throw new Error(StatusReason);
    if (Status === 'CREATE_COMPLETE') break;
  }
  await client.send(new ExecuteChangeSetCommand({ StackName, ChangeSetName }));
  for (;;) {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    if (stack?.StackStatus === 'CREATE_IN_PROGRESS') continue;
    expect([StackName, stack?.StackStatus]).toEqual([StackName, 'CREATE_COMPLETE']);
    client.destroy();
    return Object.fromEntries(
      (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
  }
}
