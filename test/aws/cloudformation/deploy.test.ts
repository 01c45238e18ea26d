import { afterEach, describe, expect, test } from 'vitest';
import type { CloudFormationOptions } from '../../../sandbox/cloudformation/cloudformation.ts';
import {
  deleteStack,
  describeStack,
  discardPlan,
  executePlan,
  planStack,
  type ResourceProgress,
  type StackSpec,
} from '../../../src/aws/cloudformation/stacks.ts';
import { ACCOUNT, REGION, startCloudFormation, type TestCloudFormation } from '../../helpers/aws/cloudformation.ts';
import { patience, refusalOf, specOf, TEMPLATE } from '../../helpers/aws/stacks.ts';

let cloud: TestCloudFormation;
afterEach(() => cloud.close());

const start = async (options: Partial<CloudFormationOptions> = {}) => {
  cloud = await startCloudFormation(options);
  return cloud.aws;
};
const deploy = async (spec: StackSpec = specOf(), options = patience()) =>
  executePlan(await planStack(spec, cloud.aws, options), cloud.aws, options);
const statusOf = async (name = 'acme-notifier') => (await describeStack(name, REGION, cloud.aws))?.status;
const actions = () => cloud.calls.map(({ action }) => action);

describe('a stack that is not there', () => {
  test('is planned, shown and created, and its outputs are read', async () => {
    const aws = await start({ pageSize: 2 });
    const options = patience();
    const plan = await planStack(specOf(), aws, options);

    expect(plan).toMatchObject({ kind: 'create', before: undefined });
    expect(plan.changes.map(({ action, logicalId, type }) => `${action} ${logicalId} ${type}`)).toEqual([
      'add Bucket AWS::S3::Bucket',
      'add LogGroup AWS::Logs::LogGroup',
      'add Role AWS::IAM::Role',
      'add Function AWS::Lambda::Function',
    ]);
    expect(await statusOf()).toBe('REVIEW_IN_PROGRESS');

    const events: ResourceProgress[] = [];
    const outputs = await executePlan(plan, aws, { ...options, onEvent: (event) => events.push(event) });
    expect(outputs).toEqual({
      Bucket: expect.stringMatching(/^acme-notifier-bucket-[0-9a-f]{12}$/),
      FunctionArn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:acme-function`,
    });
    expect(events.map(({ logicalId, status }) => `${logicalId} ${status}`)).toEqual([
      'acme-notifier CREATE_IN_PROGRESS',
      'Bucket CREATE_IN_PROGRESS',
      'LogGroup CREATE_IN_PROGRESS',
      'Bucket CREATE_COMPLETE',
      'LogGroup CREATE_COMPLETE',
      'Role CREATE_IN_PROGRESS',
      'Role CREATE_COMPLETE',
      'Function CREATE_IN_PROGRESS',
      'Function CREATE_COMPLETE',
      'acme-notifier CREATE_COMPLETE',
    ]);
    expect(options.slept).toEqual(options.slept.toSorted((a, b) => a - b || 1));
  });

  test('leaves nothing when its plan is discarded', async () => {
    const aws = await start();
    await discardPlan(await planStack(specOf(), aws, patience()), aws);

    expect(await statusOf()).toBeUndefined();
  });

  test('stays in review while another has a change set for it', async () => {
    const aws = await start();
    const [mine, other] = [await planStack(specOf(), aws, patience()), await planStack(specOf(), aws, patience())];
    expect(other.before).toBe('REVIEW_IN_PROGRESS');
    await discardPlan(mine, aws);
    expect(await statusOf()).toBe('REVIEW_IN_PROGRESS');
    await discardPlan(other, aws);
    expect(await statusOf()).toBeUndefined();
  });

  test('is created with parameters, tags and a template from S3', async () => {
    const url = 'https://acme-artifacts.s3.amazonaws.com/template.yaml';
    const long = `${TEMPLATE}# ${'x'.repeat(60_000)}\n`;
    await start({ readUrl: (asked) => (asked === url ? long : undefined) });
    const tags = { 'login-watch': 'acme' };
    await deploy(specOf({ template: long, templateUrl: url, parameters: { Name: 'acme', Key: 'k', Days: '7' }, tags }));

    expect(await describeStack('acme-notifier', REGION, cloud.aws)).toMatchObject({
      name: 'acme-notifier',
      status: 'CREATE_COMPLETE',
      parameters: { Name: 'acme', Days: '7', Mail: '', Key: '****' },
      tags,
      terminationProtection: false,
    });
    const asked = cloud.calls.find(({ action }) => action === 'CreateChangeSet')?.input;
    expect(asked).toMatchObject({ OnStackFailure: 'DELETE', ImportExistingResources: 'true' });
    expect(asked).not.toHaveProperty('TemplateBody');
  });
});

describe('a stack that is there', () => {
  test('is left alone where nothing changes, and no change set stays', async () => {
    const aws = await start();
    const outputs = await deploy();
    const plan = await planStack(specOf(), aws, patience());

    expect(plan).toMatchObject({ kind: 'none', changes: [], changeSet: undefined, before: 'CREATE_COMPLETE' });
    expect(await executePlan(plan, aws, patience())).toEqual(outputs);
    await discardPlan(plan, aws);
    expect(actions().filter((action) => action === 'ExecuteChangeSet')).toHaveLength(1);
    expect(cloud.stacks[0]?.changeSets.filter(({ execution }) => execution === 'AVAILABLE')).toEqual([]);
  });

  test('tells what changes, what is made anew, and what goes', async () => {
    const aws = await start();
    await deploy(specOf({ parameters: { Name: 'acme', Mail: 'a@example.com' } }));
    const plan = await planStack(specOf({ parameters: { Name: 'other', Days: '60' } }), aws, patience());

    expect(plan.kind).toBe('update');
    expect(plan.changes.map(({ physicalId: _, ...change }) => change)).toEqual([
      {
        action: 'change',
        logicalId: 'LogGroup',
        type: 'AWS::Logs::LogGroup',
        replacement: 'yes',
        details: ['LogGroupName', 'RetentionInDays'],
      },
      {
        action: 'change',
        logicalId: 'Function',
        type: 'AWS::Lambda::Function',
        replacement: 'yes',
        details: ['FunctionName', 'Environment'],
      },
      { action: 'remove', logicalId: 'Topic', type: 'AWS::SNS::Topic', replacement: 'no', details: [] },
    ]);
    expect(await executePlan(plan, aws, patience())).toMatchObject({
      FunctionArn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:other-function`,
    });
    expect(await statusOf()).toBe('UPDATE_COMPLETE');
    expect([...(cloud.stacks[0]?.resources.keys() ?? [])]).toEqual(['Bucket', 'LogGroup', 'Role', 'Function']);
  });

  test('keeps its tags unless others are given', async () => {
    const aws = await start();
    await deploy(specOf({ tags: { team: 'security' } }));
    expect(await planStack(specOf(), aws, patience())).toMatchObject({ kind: 'none' });
    const plan = await planStack(specOf({ tags: { team: 'other' } }), aws, patience());
    expect(plan.changes[0]).toMatchObject({ action: 'change', replacement: 'no', details: ['Tags'] });
  });

  test('is updated where only an output is new', async () => {
    const aws = await start();
    await deploy();
    const plan = await planStack(specOf({ template: `${TEMPLATE}  Name: { Value: !Ref Name }\n` }), aws, patience());
    expect(plan).toMatchObject({ kind: 'update', changes: [] });
    expect(await executePlan(plan, aws, patience())).toMatchObject({ Name: 'acme' });
  });

  test('is not changed by a plan that is outdated', async () => {
    const aws = await start();
    await deploy();
    const mine = await planStack(specOf({ parameters: { Name: 'acme', Days: '1' } }), aws, patience());
    await deploy(specOf({ parameters: { Name: 'acme', Days: '7' } }));

    expect(await refusalOf(executePlan(mine, aws, patience()))).toEqual({
      message: 'Stack acme-notifier in us-east-1 was changed elsewhere since the plan was made',
      hint: 'Nothing of the plan was done. Run the same command again: it makes a new plan.',
      exit: 3,
    });
  });
});

describe('what an earlier stack left behind', () => {
  const table = (name: string) => `
Parameters: { Name: { Type: String } }
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    Properties: { TableName: ${name} }
`;

  test.each([
    ['written', 'acme-logins'],
    ['made of parameters', `!Sub "$\{Name}-logins"`],
  ])('is taken over where its name is %s', async (_, name) => {
    const aws = await start();
    const spec = specOf({ template: table(name) });
    await deploy(spec);
    const events: string[] = [];
    await deleteStack(spec.name, REGION, aws, {
      ...patience(),
      onEvent: ({ logicalId, status }) => events.push(`${logicalId} ${status}`),
    });
    expect(events).toEqual([
      'acme-notifier DELETE_IN_PROGRESS',
      'Table DELETE_SKIPPED',
      'acme-notifier DELETE_COMPLETE',
    ]);

    const plan = await planStack(spec, aws, patience());
    expect(plan.changes).toEqual([
      {
        action: 'import',
        logicalId: 'Table',
        type: 'AWS::DynamoDB::Table',
        physicalId: 'acme-logins',
        replacement: 'no',
        details: [],
      },
    ]);
    await executePlan(plan, aws, patience());
    expect(await statusOf()).toBe('CREATE_COMPLETE');
  });

  test('is in the way where nobody can tell its name beforehand, and AWS’s own reason is told', async () => {
    const aws = await start();
    const spec = specOf({ template: table("!Join ['-', [!Ref Name, logins]]") });
    await deploy(spec);
    await deleteStack(spec.name, REGION, aws, patience());

    expect(await refusalOf(planStack(spec, aws, patience()))).toEqual({
      message:
        "CloudFormation refuses the changes to stack acme-notifier in us-east-1: Table (AWS::DynamoDB::Table): Resource of type 'AWS::DynamoDB::Table' with identifier 'acme-logins' already exists.",
      hint: expect.stringMatching(/Remove or rename/),
      exit: 3,
    });
    expect(await statusOf()).toBeUndefined();
  });

  test('AWS’s sentence must do where its details may not be read', async () => {
    const aws = await start({ denied: ['cloudformation:DescribeEvents'] });
    const spec = specOf({ template: table("!Join ['-', [!Ref Name, logins]]") });
    await deploy(spec);
    await deleteStack(spec.name, REGION, aws, patience());
    expect((await refusalOf(planStack(spec, aws, patience()))).message).toMatch(/EarlyValidation/);
  });
});
