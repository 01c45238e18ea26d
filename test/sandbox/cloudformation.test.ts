/** The sandbox's CloudFormation, asked by the real client: what it refuses, and in which words. */
import {
  type CloudFormationClient,
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  type DescribeChangeSetCommandOutput,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, describe, expect, test } from 'vitest';
import type { CloudFormationOptions, ResourceMaker } from '../../sandbox/cloudformation/cloudformation.ts';
import { ACCOUNT, REGION, startCloudFormation, type TestCloudFormation } from '../helpers/aws/cloudformation.ts';

let cloud: TestCloudFormation;
let cfn: CloudFormationClient;
afterEach(() => cloud.close());

const start = async (options: Partial<CloudFormationOptions> = {}) => {
  cloud = await startCloudFormation(options);
  cfn = await cloud.aws.cloudformation(REGION);
};

const RESOURCES = 'Resources: { Topic: { Type: AWS::SNS::Topic } }';
let count = 0;
const change = (template: string, more: Partial<CreateChangeSetCommandInput> = {}) => {
  count += 1;
  const StackName = 'acme';
  const ChangeSetName = `c${count}`;
  return cfn.send(
    new CreateChangeSetCommand({ StackName, ChangeSetName, ChangeSetType: 'CREATE', TemplateBody: template, ...more }),
  );
};
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'taken',
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
  );
const read = async (id: string | undefined): Promise<DescribeChangeSetCommandOutput> => {
  const described = await cfn.send(new DescribeChangeSetCommand({ ChangeSetName: id }));
  return /PENDING|IN_PROGRESS/.test(described.Status ?? '') ? read(id) : described;
};
const state = async (StackName = 'acme') => (await cfn.send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];
const rest = async (name?: string): Promise<Awaited<ReturnType<typeof state>>> => {
  const stack = await state(name);
  return stack?.StackStatus?.endsWith('IN_PROGRESS') ? rest(name) : stack;
};
const run = async (template: string, more: Partial<CreateChangeSetCommandInput> = {}) => {
  const { Id, StackId } = await change(template, more);
  await read(Id);
  await cfn.send(new ExecuteChangeSetCommand({ ChangeSetName: Id }));
  return rest(StackId);
};
const outputsOf = (stack: Awaited<ReturnType<typeof state>>) =>
  Object.fromEntries((stack?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));

describe('rules', () => {
  const ruled = (rule: string) =>
    `Parameters: { P: { Type: String, Default: a }, Many: { Type: CommaDelimitedList, Default: "a,b" } }\nRules: { R: ${rule} }\n${RESOURCES}`;
  const asserted = (assert: string, condition = '') =>
    ruled(`{ ${condition} Assertions: [{ Assert: ${assert}, AssertDescription: so it is not }] }`);
  const failed = 'ValidationError: Template rule R failed: so it is not';

  test.each([
    ['!Equals [!Ref P, a]', 'taken'],
    ['!Equals [!Ref P, b]', failed],
    ["!Not [!Equals [!Ref P, '']]", 'taken'],
    ['!And [!Equals [!Ref P, a], !Equals [!Ref P, b]]', failed],
    ['!Or [!Equals [!Ref P, a], !Equals [!Ref P, b]]', 'taken'],
    ['!Contains [[a, b], !Ref P]', 'taken'],
    ['!Contains [[b], !Ref P]', failed],
    ['{ "Fn::Contains": [!Ref Many, b] }', 'taken'],
    ['!EachMemberIn [!Ref Many, [a, b, c]]', 'taken'],
    ['!EachMemberIn [!Ref Many, [a, c]]', failed],
    ['!EachMemberEquals [!Ref Many, a]', failed],
    ['!Not [!EachMemberEquals [!Ref Many, a]]', 'taken'],
    ['!EachMemberIn [!RefAll String, [a]]', 'taken'],
    [
      '!Or [!Equals [!Ref P, a]]',
      'ValidationError: Template error: every Fn::Or object requires a list of 2 to 10 conditions',
    ],
    ['!If [!Equals [!Ref P, a], a, b]', "ValidationError: Template validation error: Fn::If can't be used in Rules"],
    ['!Equals [!Ref Nothing, a]', 'ValidationError: Template format error: Unresolved dependencies [Nothing] in Rules'],
  ])('%s', async (assert, told) => {
    await start();
    expect(await refusal(change(asserted(assert)))).toBe(told);
    // Nothing is left of a stack that was refused.
    expect(cloud.stacks.length).toBe(told === 'taken' ? 1 : 0);
  });

  test('hold only where their condition does, for updates as well', async () => {
    await start();
    const template = asserted('!Equals [!Ref P, never]', 'RuleCondition: !Equals [!Ref P, b],');
    await run(template);
    const Parameters = [{ ParameterKey: 'P', ParameterValue: 'b' }];
    expect(await refusal(change(template, { ChangeSetType: 'UPDATE', Parameters }))).toBe(failed);
  });

  test('without an assertion are no rules', async () => {
    await start();
    expect(await refusal(change(ruled('{}')))).toBe('ValidationError: Template format error: Rule R is malformed');
  });
});

describe('templates that are refused', () => {
  const parameter = (more: string) => `Parameters: { P: { Type: String, ${more} } }\n${RESOURCES}`;
  const given = (ParameterValue: string, ParameterKey = 'P') => ({ Parameters: [{ ParameterKey, ParameterValue }] });
  test.each<[name: string, template: string, more: Partial<CreateChangeSetCommandInput>, message: string | RegExp]>([
    [
      'YAML that is none',
      'A: [',
      {},
      /^ValidationError: Template format error: YAML not well-formed\. \(line \d+, column \d+\)$/,
    ],
    ['a tag that nobody knows', `${RESOURCES}\nOutputs: { A: { Value: !Nonsense x } }`, {}, /YAML not well-formed/],
    ['an alias', 'Resources: { A: &a { Type: AWS::SNS::Topic }, B: *a }', {}, /YAML aliases are not allowed/],
    [
      'no resources',
      'Parameters: {}',
      {},
      'ValidationError: Template format error: At least one Resources member must be defined.',
    ],
    [
      'a strange section',
      `${RESOURCES}\nResource: {}`,
      {},
      'ValidationError: Invalid template property or properties [Resource]',
    ],
    [
      'a type that is none',
      'Resources: { A: { Type: AWS::SNS::Topik } }',
      {},
      'ValidationError: Template format error: Unrecognized resource types: [AWS::SNS::Topik]',
    ],
    [
      'a reference to nothing',
      `${RESOURCES}\nOutputs: { A: { Value: !Ref Topik } }`,
      {},
      'ValidationError: Template format error: Unresolved resource dependencies [Topik] in the Outputs block of the template',
    ],
    [
      'DependsOn nothing',
      'Resources: { A: { Type: AWS::SNS::Topic, DependsOn: [B] } }',
      {},
      /Unresolved resource dependencies \[B\] in the Resources block/,
    ],
    [
      'Sub of nothing',
      `Resources: { A: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub '$\{!B}$\{C}' } } }`,
      {},
      /Unresolved resource dependencies \[C\]/,
    ],
    [
      'an attribute that is none',
      `${RESOURCES}\nOutputs: { A: { Value: !GetAtt Topic.Arn } }`,
      {},
      'ValidationError: Template error: resource Topic does not support attribute type Arn in Fn::GetAtt',
    ],
    [
      'a circle',
      'Resources: { A: { Type: AWS::SNS::Topic, DependsOn: B }, B: { Type: AWS::SNS::Topic, DependsOn: A } }',
      {},
      'ValidationError: Circular dependency between resources: [A, B]',
    ],
    [
      'what refers to a resource that is not there',
      `Conditions: { No: !Equals [a, b] }\nResources: { A: { Type: AWS::SNS::Topic, Condition: No } }\nOutputs: { A: { Value: !Ref A } }`,
      {},
      /Unresolved resource dependencies \[A\] in the Outputs block/,
    ],
    [
      'a condition that is none',
      'Resources: { A: { Type: AWS::SNS::Topic, Condition: No } }',
      {},
      /Unresolved condition dependency No/,
    ],
    [
      'too long',
      `${RESOURCES}\n# ${'x'.repeat(51_200)}`,
      {},
      /at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200$/,
    ],
    ['a missing parameter', parameter(''), {}, 'ValidationError: Parameters: [P] must have values'],
    [
      'an unknown parameter',
      RESOURCES,
      given('x', 'Q'),
      'ValidationError: Parameters: [Q] do not exist in the template',
    ],
    [
      'a value that is not allowed',
      parameter('AllowedValues: [a, b]'),
      given('c'),
      "ValidationError: Parameter 'P' must be one of AllowedValues",
    ],
    [
      'a value of another form',
      parameter("AllowedPattern: '[a-z]+'"),
      given('a1'),
      "ValidationError: Parameter 'P' must match pattern [a-z]+",
    ],
    [
      'a value and why not',
      parameter("AllowedPattern: '[a-z]+', ConstraintDescription: letters"),
      given('1'),
      "ValidationError: Parameter 'P' failed to satisfy constraint: letters",
    ],
    [
      'a role without the capability',
      'Resources: { A: { Type: AWS::IAM::Role } }',
      {},
      'InsufficientCapabilitiesException: Requires capabilities : [CAPABILITY_IAM]',
    ],
    ['an update of nothing', RESOURCES, { ChangeSetType: 'UPDATE' }, 'ValidationError: Stack [acme] does not exist'],
    [
      'DELETE of what is updated',
      RESOURCES,
      { ChangeSetType: 'UPDATE', OnStackFailure: 'DELETE' },
      /^ValidationError: /,
    ],
  ])('%s', async (_, template, more, message) => {
    await start();
    expect(await refusal(change(template, more))).toMatch(message);
    expect(cloud.stacks).toEqual([]);
  });

  test('a role with the capability is taken', async () => {
    await start();
    const template = 'Resources: { A: { Type: AWS::IAM::Role } }';
    expect(await refusal(change(template, { Capabilities: ['CAPABILITY_IAM'] }))).toBe('taken');
  });
});

test('all functions give what they give in AWS', async () => {
  await start();
  const stack = await run(`
Parameters:
  Name: { Type: String, Default: acme }
  List: { Type: String, Default: 'a,b,c' }
Mappings: { Map: { Top: { Second: found } } }
Conditions:
  Yes: !Equals [!Ref Name, acme]
  No: !Not [!Condition Yes]
  Both: !And [!Condition Yes, !Condition No]
  Any: !Or [!Condition Yes, !Condition No]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub ['\${Name}-\${Own}', { Own: !If [Both, x, y] }]
      Tags: !If [No, [], !Ref AWS::NoValue]
  Gone: { Type: AWS::SQS::Queue, Condition: Both }
  There: { Type: AWS::SNS::Topic, Condition: Any, Properties: { TopicName: t } }
Outputs:
  Name: { Value: { 'Fn::GetAtt': [Queue, QueueName] } }
  Literal: { Value: !Sub '\${Name}-\${!Literal}' }
  Arn: { Value: !GetAtt Queue.Arn }
  Url: { Value: !Ref Queue }
  Joined: { Value: !Join ['+', [!Select [1, !Split [',', !Ref List]], !Ref AWS::Region, !Ref AWS::AccountId]] }
  Found: { Value: !FindInMap [Map, Top, Second] }
  Topic: { Value: !Ref There }
  Not: { Condition: No, Value: x }
`);

  expect(outputsOf(stack)).toEqual({
    Name: 'acme-y',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what the template says is no variable.
    Literal: 'acme-${Literal}',
    Arn: `arn:aws:sqs:us-east-1:${ACCOUNT}:acme-y`,
    Url: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/acme-y`,
    Joined: `b+us-east-1+${ACCOUNT}`,
    Found: 'found',
    Topic: `arn:aws:sns:us-east-1:${ACCOUNT}:t`,
  });
  expect(cloud.stacks[0]?.resources.get('Queue')?.properties).toEqual({ QueueName: expect.anything() });
});

describe('change sets', () => {
  test('take their time, and can not be run before or twice', async () => {
    await start();
    const { Id: ChangeSetName } = await change(RESOURCES);
    const execute = new ExecuteChangeSetCommand({ ChangeSetName });
    expect(await refusal(cfn.send(execute))).toMatch(
      /^InvalidChangeSetStatus.*: ChangeSet \[.+\] cannot be executed in its current execution status of \[UNAVAILABLE\]$/,
    );
    const { Status } = await cfn.send(new DescribeChangeSetCommand({ ChangeSetName }));
    expect(Status).toBe('CREATE_PENDING');
    await read(ChangeSetName);
    await cfn.send(execute);
    expect(await refusal(cfn.send(execute))).toMatch(/\[EXECUTE_IN_PROGRESS\]$/);
  });

  test('without changes fail in AWS’s words', async () => {
    await start();
    await run(RESOURCES);
    const { Id } = await change(RESOURCES, { ChangeSetType: 'UPDATE' });
    expect(await read(Id)).toMatchObject({
      Status: 'FAILED',
      ExecutionStatus: 'UNAVAILABLE',
      StatusReason:
        "The submitted information didn't contain changes. Submit different information to create a change set.",
    });
  });

  test('that are not there', async () => {
    await start();
    await change(RESOURCES);
    const command = new DescribeChangeSetCommand({ StackName: 'acme', ChangeSetName: 'other' });
    expect(await refusal(cfn.send(command))).toMatch(/^ChangeSetNotFound.*: ChangeSet \[other\] does not exist$/);
    const other = new DeleteChangeSetCommand({ StackName: 'other', ChangeSetName: 'other' });
    expect(await refusal(cfn.send(other))).toBe('ValidationError: Stack [other] does not exist');
  });

  test('for a stack in a state that takes none', async () => {
    const failures = { Topic: { reason: 'no' } };
    await start({ failures });
    expect((await run(RESOURCES))?.StackStatus).toBe('ROLLBACK_COMPLETE');

    expect(await refusal(change(RESOURCES, { ChangeSetType: 'UPDATE' }))).toMatch(
      /^ValidationError: Stack:arn:aws:cloudformation:us-east-1:111122223333:stack\/acme\/\S+ is in ROLLBACK_COMPLETE state and can not be updated\.$/,
    );
    expect(await refusal(change(RESOURCES))).toMatch(/already exists and cannot be created again/);
  });

  test('tell a new name as a replacement, and what hangs on it as a possible one', async () => {
    await start();
    const template = (name: string) => `
Resources:
  Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: ${name} } }
  Mail: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Topic, Protocol: email, Endpoint: a@example.com } }
`;
    await run(template('one'));
    const { Id } = await change(template('two'), { ChangeSetType: 'UPDATE' });
    const { Changes = [] } = await read(Id);
    expect(Changes.map(({ ResourceChange: one }) => [one?.LogicalResourceId, one?.Action, one?.Replacement])).toEqual([
      ['Topic', 'Modify', 'True'],
      ['Mail', 'Modify', 'Conditional'],
    ]);
    expect(Changes[1]?.ResourceChange?.Details).toEqual([
      {
        Target: { Attribute: 'Properties', Name: 'TopicArn', RequiresRecreation: 'Always' },
        Evaluation: 'Dynamic',
        ChangeSource: 'ResourceReference',
        CausingEntity: 'Topic',
      },
    ]);
  });

  test('that would take over what has no policy to keep it fail', async () => {
    await start({
      makers: { 'AWS::SNS::Topic': { create: (_, __, made) => made, find: () => ({ physicalId: 'x' }) } },
    });
    const template = 'Resources: { Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: mine } } }';
    const { Id } = await change(template, { ImportExistingResources: true });
    expect((await read(Id)).StatusReason).toMatch(
      /must have the DeletionPolicy attribute set to 'Retain' or 'RetainExceptOnCreate'/,
    );
  });
});

describe('stacks', () => {
  test('are known by name until they are deleted, and by ARN for ever', async () => {
    await start();
    const stack = await run(RESOURCES);
    await cfn.send(new DeleteStackCommand({ StackName: 'acme' }));
    const gone = await rest(stack?.StackId);

    expect(gone?.StackStatus).toBe('DELETE_COMPLETE');
    expect(await refusal(state())).toBe('ValidationError: Stack with id acme does not exist');
    expect(await refusal(cfn.send(new DescribeStackEventsCommand({ StackName: 'acme' })))).toBe(
      'ValidationError: Stack [acme] does not exist',
    );
    const { StackSummaries = [] } = await cfn.send(new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }));
    expect(StackSummaries.map(({ StackName }) => StackName)).toEqual(['acme']);
  });

  test('have events, newest first, on pages', async () => {
    await start({ pageSize: 2 });
    await run(RESOURCES);
    const first = await cfn.send(new DescribeStackEventsCommand({ StackName: 'acme' }));
    const second = await cfn.send(new DescribeStackEventsCommand({ StackName: 'acme', NextToken: first.NextToken }));
    expect(
      [...(first.StackEvents ?? []), ...(second.StackEvents ?? [])].map(
        ({ LogicalResourceId, ResourceStatus }) => `${LogicalResourceId} ${ResourceStatus}`,
      ),
    ).toEqual(['acme CREATE_COMPLETE', 'Topic CREATE_COMPLETE', 'Topic CREATE_IN_PROGRESS', 'acme CREATE_IN_PROGRESS']);
  });

  test('keep their template and tell their resources', async () => {
    await start();
    await run(RESOURCES);
    expect((await cfn.send(new GetTemplateCommand({ StackName: 'acme' }))).TemplateBody).toBe(RESOURCES);
    const { StackResources = [] } = await cfn.send(new DescribeStackResourcesCommand({ StackName: 'acme' }));
    const { StackResourceSummaries } = await cfn.send(new ListStackResourcesCommand({ StackName: 'acme' }));
    const resource = { LogicalResourceId: 'Topic', ResourceType: 'AWS::SNS::Topic', ResourceStatus: 'CREATE_COMPLETE' };
    expect(StackResources).toMatchObject([resource]);
    expect(StackResourceSummaries).toMatchObject([resource]);
  });

  test('in other regions are others', async () => {
    await start();
    await run(RESOURCES);
    const there = await cloud.aws.cloudformation('eu-north-1');
    expect(await refusal(there.send(new DescribeStacksCommand({ StackName: 'acme' })))).toMatch(/does not exist/);
  });
});

test('resources are made, changed and removed by who knows how', async () => {
  const did: string[] = [];
  const maker: ResourceMaker = {
    create: async (properties, { logicalId, region }) => {
      did.push(`create ${logicalId} in ${region}: ${JSON.stringify(properties)}`);
      return { physicalId: 'queue-url', attributes: { Arn: 'queue-arn' } };
    },
    update: async (properties, _, { physicalId }) => {
      did.push(`update ${physicalId}: ${JSON.stringify(properties)}`);
      return { physicalId };
    },
    remove: ({ physicalId }) => {
      did.push(`remove ${physicalId}`);
    },
  };
  await start({ makers: { 'AWS::SQS::Queue': maker } });
  const template = (seconds: number) =>
    `Resources: { Q: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: ${seconds} } } }\nOutputs: { A: { Value: !Join [' ', [!Ref Q, !GetAtt Q.Arn]] } }`;
  expect(outputsOf(await run(template(1)))).toEqual({ A: 'queue-url queue-arn' });
  await run(template(2), { ChangeSetType: 'UPDATE' });
  await cfn.send(new DeleteStackCommand({ StackName: 'acme' }));
  await refusal(rest());

  expect(did).toEqual([
    'create Q in us-east-1: {"DelaySeconds":1}',
    'update queue-url: {"DelaySeconds":2}',
    'remove queue-url',
  ]);
});
