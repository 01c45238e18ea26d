import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type Live, live } from '../helpers/notifier/live.ts';
import { readPage } from '../helpers/pages.ts';
import { ELSEWHERE, OFFICE, signIn } from '../helpers/records/records.ts';

const ROOT = resolve(import.meta.dirname, '../..');

interface DeployCommand {
  readonly stack: string;
  readonly template: string;
  readonly capabilities: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
}

/** Every `aws cloudformation deploy` of the page, in order. */
function deployCommands(page: string): readonly DeployCommand[] {
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

/** What `aws cloudformation deploy` does. The stack's outputs. */
async function deploy(command: DeployCommand, account: Live, region: string, filled: Readonly<Record<string, string>>) {
  const TemplateBody = readFileSync(resolve(ROOT, command.template), 'utf8');
  // https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/: above, it needs --s3-bucket.
  expect(Buffer.byteLength(TemplateBody)).toBeLessThan(51_200);
  const client = new CloudFormationClient({ endpoint: account.endpoint, region });
  const [StackName, ChangeSetName] = [command.stack, 'by-hand'];
  await client.send(
    new CreateChangeSetCommand({
      ...{ StackName, ChangeSetName, ChangeSetType: 'CREATE', TemplateBody },
      Capabilities: command.capabilities.map((one) => one as 'CAPABILITY_IAM'),
      Parameters: Object.entries(command.parameters).map(([ParameterKey, value]) => ({
        ParameterKey,
        ParameterValue: filled[value] ?? value,
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

/** As the page says: the bundle under another name, and the settings. */
function zip(settings: object): Uint8Array {
  const bundle = readFileSync(resolve(ROOT, 'dist/lambda/index.cjs'));
  return zipSync({ 'index.js': bundle, 'settings.json': Buffer.from(JSON.stringify(settings)) });
}

describe.each([
  ['docs/deploying.md', 'us-east-1'],
  ['docs/deploying.ja.md', 'ap-northeast-1'],
])('%s', (name, home) => {
  const page = readPage(name);
  const settings = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  const commandFor = (template: string) => {
    const found = deployCommands(page).find((command) => command.template === `templates/${template}.yaml`);
    if (found === undefined) throw new Error(`${name} does not say how ${template} is deployed`);
    return found;
  };
  const inRegion = (region: string) => ({ home: region, regions: [region, 'eu-north-1'] });

  test('leads by hand from nothing to a message, with every template', async () => {
    const account = await live(inRegion(home));
    const { Bucket: bucket = '' } = await deploy(commandFor('artifacts'), account, home, {});
    await deploy(commandFor('trail'), account, home, {});
    const { CodeKey = '' } = commandFor('notifier').parameters;
    expect(page).toContain(`s3://BUCKET/${CodeKey}`);
    account.s3.put(bucket, CodeKey, zip(settings));
    const outputs = await deploy(commandFor('notifier'), account, home, { BUCKET: bucket });
    await deploy(commandFor('alarms'), account, home, { ALARM_TOPIC_ARN: outputs['AlarmTopicArn'] ?? '' });
    expect(commandFor('forwarder').parameters['HomeRegion']).toBe(home);
    await deploy(commandFor('forwarder'), account, 'eu-north-1', {});
    account.ssm.put(settings.channels[0].slack.webhook.replace('ssm:', ''), account.webhook, home);

    await account.happen(signIn({ from: OFFICE, mfa: 'Yes', region: 'eu-north-1' }));
    expect(account.slack.received.map(({ body }) => body)).toEqual([expect.stringMatching(/🟢.*alice/)]);
  });

  test('needs two templates for set-up E: the trail, and the notifier; the zip lies in any bucket', async () => {
    const account = await live(inRegion(home));
    await deploy(commandFor('trail'), account, home, {});
    account.s3.create('my-own-bucket', home);
    const channels = [{ kind: 'email', email: { to: ['security@example.com'] } }];
    account.s3.put('my-own-bucket', 'notifier-1.zip', zip({ ...settings, channels }));
    const outputs = await deploy(commandFor('notifier'), account, home, { BUCKET: 'my-own-bucket' });
    const topic = outputs['TopicArn'] ?? '';
    const { token } = account.sns.subscribe(topic, 'email', 'security@example.com');
    account.sns.confirm(topic, token, true);

    await account.happen(signIn({ from: ELSEWHERE, region: 'eu-north-1' }));
    expect(account.sns.mails.map(({ message }) => message)).toEqual([expect.stringMatching(/🔴[\s\S]*alice/)]);
  });
});
