import { afterEach, describe, expect, test } from 'vitest';
import type {
  CloudFormationOptions,
  Difference,
  Failure,
  Refused,
} from '../../../sandbox/cloudformation/cloudformation.ts';
import { makeAws } from '../../../src/aws/clients.ts';
import {
  deleteStack,
  describeStack,
  detectDrift,
  executePlan,
  planStack,
  type StackSpec,
} from '../../../src/aws/cloudformation/stacks.ts';
import { REGION, startCloudFormation, type TestCloudFormation } from '../../helpers/aws/cloudformation.ts';
import { patience, refusalOf, specOf, TEMPLATE } from '../../helpers/aws/stacks.ts';

let cloud: TestCloudFormation;
afterEach(() => cloud.close());

const NAME = 'acme-notifier';
const start = async (options: Partial<CloudFormationOptions> = {}) => {
  cloud = await startCloudFormation(options);
  return cloud.aws;
};
const deploy = async (spec: StackSpec = specOf(), options = patience()) =>
  executePlan(await planStack(spec, cloud.aws, options), cloud.aws, options);
const longer = (days: number) => specOf({ parameters: { Name: 'acme', Days: String(days) } });
const statusOf = async () => (await describeStack(NAME, REGION, cloud.aws))?.status;
const client = () => cloud.aws.cloudformation(REGION);

describe('a resource that can not be made', () => {
  test('is told by its own reason, and nothing stays', async () => {
    await start({ failures: { Bucket: { reason: 'Bucket quota\u202e exceeded. (Service: S3)' } } });

    expect(await refusalOf(deploy())).toEqual({
      message:
        'Stack acme-notifier in us-east-1 could not be created: Bucket (AWS::S3::Bucket): Bucket quota\\u{202e} exceeded. (Service: S3). CloudFormation has removed what it had made.',
      hint: 'Mend what the reason names, then run the same command again.',
      exit: 3,
    });
    expect(await statusOf()).toBeUndefined();
    // The other of its wave was cancelled; that is no reason.
    expect(cloud.stacks[0]?.events.map(({ reason }) => reason)).toContain('Resource creation cancelled');
  });

  test('what would be kept otherwise goes too, so that the next attempt finds nothing in its way', async () => {
    const failures: Record<string, Failure> = { Function: { reason: 'no such code' } };
    await start({ failures });
    await refusalOf(deploy());
    const ends = cloud.stacks[0]?.events
      .filter(({ logicalId }) => logicalId === 'LogGroup')
      .map(({ status }) => status);
    expect(ends?.at(-1)).toBe('DELETE_COMPLETE');
    delete failures['Function'];

    expect(await deploy()).toHaveProperty('FunctionArn');
  });

  test('is not confused with what another operation did', async () => {
    await start({
      failures: { Function: { reason: 'ours' } },
      refuse: ({ action }) => {
        const of = { logicalId: 'Bucket', type: 'AWS::S3::Bucket', physicalId: '', status: 'CREATE_FAILED' };
        if (action === 'ExecuteChangeSet')
          cloud.stacks[0]?.events.push({ ...of, id: 'x', reason: 'not ours', token: 'other', at: new Date() });
        return undefined;
      },
    });
    expect((await refusalOf(deploy())).message).toMatch(/Function \(AWS::Lambda::Function\): ours\. /);
  });

  test('an identity that may not make roles learns which permission is missing', async () => {
    await start({ denied: ['iam:CreateRole'] });
    const { message, hint } = await refusalOf(deploy());

    expect(message).toMatch(
      /^Stack .* could not be created: Role \(AWS::IAM::Role\): .*not authorized to perform: iam:CreateRole/,
    );
    expect(hint).toMatch(/^Allow iam:CreateRole: .*`login-watch policy deploy`/);
  });

  test('an update is put back', async () => {
    const failures: Record<string, Failure> = {};
    await start({ failures });
    await deploy();
    failures['LogGroup'] = { reason: 'Too long. ' };

    expect((await refusalOf(deploy(longer(60)))).message).toBe(
      'Stack acme-notifier in us-east-1 could not be changed: LogGroup (AWS::Logs::LogGroup): Too long. CloudFormation has put it back to what it was.',
    );
    expect(await statusOf()).toBe('UPDATE_ROLLBACK_COMPLETE');
    delete failures['LogGroup'];
    await deploy(longer(60));
    expect(await statusOf()).toBe('UPDATE_COMPLETE');
  });

  test('an update that can not be put back says how to go on, and takes no more changes', async () => {
    const failures: Record<string, Failure> = {};
    await start({ failures });
    await deploy();
    failures['LogGroup'] = { reason: 'Still locked', on: ['rollback'] };
    failures['Function'] = { reason: 'No such role' };
    const next = specOf({ parameters: { Name: 'acme', Days: '60', Mail: 'a@example.com' } });
    const { message, hint } = await refusalOf(deploy(next));

    expect(message).toMatch(/Function .*: No such role \(and LogGroup\)\. Putting it back .* failed too/);
    expect(hint).toMatch(/continue-update-rollback --stack-name acme-notifier --region us-east-1/);
    expect(await refusalOf(deploy(next))).toMatchObject({
      message: 'Stack acme-notifier in us-east-1 is stuck in UPDATE_ROLLBACK_FAILED and takes no changes',
      hint: expect.stringMatching(/continue-update-rollback/),
    });
    delete failures['LogGroup'];
    delete failures['Function'];
    const { ContinueUpdateRollbackCommand } = await import('@aws-sdk/client-cloudformation');
    await (await client()).send(new ContinueUpdateRollbackCommand({ StackName: NAME }));
    expect(await deploy(next)).toHaveProperty('Topic');
  });
});

describe('what others left, or do', () => {
  const createByHand = async (options: { fail?: boolean } = {}) => {
    const { CreateChangeSetCommand, DescribeChangeSetCommand, ExecuteChangeSetCommand } = await import(
      '@aws-sdk/client-cloudformation'
    );
    const cfn = await client();
    const { Id: ChangeSetName } = await cfn.send(
      new CreateChangeSetCommand({
        StackName: NAME,
        ChangeSetName: 'by-hand',
        ChangeSetType: 'CREATE',
        TemplateBody: TEMPLATE,
        Parameters: [{ ParameterKey: 'Name', ParameterValue: 'acme' }],
        Capabilities: ['CAPABILITY_IAM'],
      }),
    );
    for (let asked = 0; asked < 3; asked += 1) await cfn.send(new DescribeChangeSetCommand({ ChangeSetName }));
    await cfn.send(new ExecuteChangeSetCommand({ ChangeSetName, ClientRequestToken: 'by-hand' }));
    if (options.fail) while ((await statusOf()) !== 'ROLLBACK_COMPLETE');
  };

  test('a stack that was never made is deleted and made anew', async () => {
    const failures: Record<string, Failure> = { Role: { reason: 'x' } };
    const aws = await start({ failures });
    await createByHand({ fail: true });
    delete failures['Role'];
    const options = patience();
    // The log group was kept, as its policy says, and its name is computed: that is another story.
    const plan = await planStack(specOf({ parameters: { Name: 'other' } }), aws, options);

    expect(plan).toMatchObject({ kind: 'create', before: 'ROLLBACK_COMPLETE' });
    expect(options.said).toEqual([
      'Stack acme-notifier in us-east-1 was left behind by a failed attempt (ROLLBACK_COMPLETE): deleting it before it is created again.',
    ]);
    expect(await executePlan(plan, aws, options)).toHaveProperty('Bucket');
    expect(cloud.stacks.map(({ status }) => status)).toEqual(['DELETE_COMPLETE', 'CREATE_COMPLETE']);
  });

  test('another deployment is waited for, and named', async () => {
    const aws = await start({ now: () => Date.UTC(2026, 10, 20, 9, 12, 41) });
    await createByHand();
    const options = patience();
    const plan = await planStack(specOf(), aws, options);

    expect(plan).toMatchObject({ kind: 'none', before: 'CREATE_COMPLETE' });
    expect(options.said).toEqual([
      'Stack acme-notifier in us-east-1 is being changed already (CREATE_IN_PROGRESS since 2026-11-20T09:12:41.000Z, request by-hand): waiting until that is done.',
    ]);
    expect(options.slept.length).toBeGreaterThan(2);
  });

  test('half-gone stacks are not touched', async () => {
    const failures: Record<string, Failure> = { Bucket: { reason: 'in use', on: ['delete'] } };
    const aws = await start({ failures });
    await deploy();
    await refusalOf(deleteStack(NAME, REGION, aws, patience()));

    expect(await refusalOf(deploy())).toMatchObject({
      message: 'Stack acme-notifier in us-east-1 is in DELETE_FAILED: some of it could not be removed',
      hint: expect.stringMatching(/delete-stack --stack-name acme-notifier --region us-east-1/),
    });
  });
});

describe('deleting', () => {
  test('nothing is no trouble; twice is none either', async () => {
    const aws = await start();
    await deleteStack(NAME, REGION, aws, patience());
    await deploy();
    await deleteStack(NAME, REGION, aws, patience());
    await deleteStack(NAME, REGION, aws, patience());
    expect(await statusOf()).toBeUndefined();
    expect(cloud.calls.filter(({ action }) => action === 'DeleteStack')).toHaveLength(1);
  });

  test('a protected stack stays', async () => {
    const aws = await start();
    await deploy();
    const { UpdateTerminationProtectionCommand } = await import('@aws-sdk/client-cloudformation');
    const protect = new UpdateTerminationProtectionCommand({ StackName: NAME, EnableTerminationProtection: true });
    await (await client()).send(protect);

    expect(await refusalOf(deleteStack(NAME, REGION, aws, patience()))).toMatchObject({
      message: 'Stack acme-notifier in us-east-1 is protected against deletion',
      hint: expect.stringMatching(/update-termination-protection --no-enable-termination-protection/),
    });
    expect(await statusOf()).toBe('CREATE_COMPLETE');
  });

  test('a bucket that is not empty is named', async () => {
    const reason =
      'Resource handler returned message: "The bucket you tried to delete is not empty (Service: S3, Status Code: 409, Request ID: X)" (RequestToken: Y, HandlerErrorCode: GeneralServiceException)';
    const failures: Record<string, Failure> = { Bucket: { reason, on: ['delete'] } };
    const aws = await start({ failures });
    const { Bucket } = await deploy();
    const { message, hint } = await refusalOf(deleteStack(NAME, REGION, aws, patience()));

    expect(message).toMatch(
      /could not be deleted: Bucket \(AWS::S3::Bucket\): .*is not empty.* It is in DELETE_FAILED now\.$/,
    );
    expect(hint).toMatch(new RegExp(`^Empty the bucket ${Bucket} `));
    delete failures['Bucket'];
    await deleteStack(NAME, REGION, aws, patience());
    expect(await statusOf()).toBeUndefined();
  });
});

describe('AWS says no', () => {
  const refusing = (action: string, refused: Refused, times = Infinity) => {
    let left = times;
    return ({ action: asked }: { action: string }) => (asked === action && left-- > 0 ? refused : undefined);
  };
  const EXPIRED = {
    code: 'ExpiredToken',
    message: 'The security token included in the request is expired',
    status: 403,
  };

  test('wrong parameters are told in its words', async () => {
    await start();
    expect(await refusalOf(deploy(specOf({ parameters: { Name: 'ACME' } })))).toMatchObject({
      message: expect.stringMatching(
        /refuses .* acme-notifier in us-east-1: Parameter 'Name' must match pattern \[a-z-\]\+/,
      ),
    });
  });

  test('a template may name its roles, as that of the alarms does', async () => {
    await start();
    const template = 'Resources: { Role: { Type: AWS::IAM::Role, Properties: { RoleName: mine } } }';
    expect(await planStack(specOf({ template, parameters: {} }), cloud.aws, patience())).toMatchObject({
      changes: [{ action: 'add', logicalId: 'Role' }],
    });
  });

  test('a missing permission is named, for the command that needs it', async () => {
    await start({ denied: ['cloudformation:CreateChangeSet'] });
    expect(await refusalOf(deploy())).toMatchObject({
      message:
        'Not allowed to call cloudformation:CreateChangeSet in us-east-1: no identity-based policy allows the cloudformation:CreateChangeSet action',
      hint: expect.stringMatching(/login-watch policy deploy/),
    });
  });

  test('in a region that is not enabled', async () => {
    const refused = {
      code: 'InvalidClientTokenId',
      message: 'The security token included in the request is invalid.',
      status: 403,
    };
    await start({ refuse: refusing('DescribeStacks', refused) });
    expect(await refusalOf(deploy(specOf({ region: 'ap-east-1' })))).toMatchObject({
      message: 'AWS does not accept these credentials in ap-east-1, a region that an account has to enable',
      hint: expect.stringMatching(/enable ap-east-1/),
    });
  });

  test('in a region that can not be reached', async () => {
    await start();
    await cloud.close();
    expect(await refusalOf(planStack(specOf(), cloud.aws, patience()))).toMatchObject({
      message: expect.stringMatching(/can't be reached for cloudformation:DescribeStacks in us-east-1/),
      exit: 3,
    });
    cloud = await startCloudFormation();
  });

  test('throttling is waited out', async () => {
    const throttled = { code: 'Throttling', message: 'Rate exceeded' };
    await start({ refuse: refusing('DescribeStackEvents', throttled, 4) });
    expect(await deploy()).toHaveProperty('Bucket');
  });

  test('throttling that does not stop ends the waiting', async () => {
    let isCreated = false;
    const throttled = { code: 'Throttling', message: 'Rate exceeded' };
    await start({
      refuse: ({ action }) => {
        isCreated ||= action === 'ExecuteChangeSet';
        return isCreated && action === 'DescribeStacks' ? throttled : undefined;
      },
    });
    // Attempts of the SDK itself take their time: one is enough here.
    process.env['AWS_MAX_ATTEMPTS'] = '1';
    try {
      const aws = makeAws({ region: REGION, endpoint: cloud.endpoint });
      const options = patience();
      const plan = await planStack(specOf(), aws, options);
      expect(await refusalOf(executePlan(plan, aws, options))).toMatchObject({
        message: expect.stringMatching(
          /AWS kept throttling cloudformation:DescribeStacks .*, while waiting for stack acme-notifier/,
        ),
        hint: expect.stringMatching(/^AWS goes on with it by itself/),
      });
    } finally {
      delete process.env['AWS_MAX_ATTEMPTS'];
    }
  });

  test('a session that expires in the middle: the stack goes on, and the same command takes it up', async () => {
    let isExpired = false;
    await start({ refuse: () => (isExpired ? EXPIRED : undefined) });
    const options = patience();
    const plan = await planStack(specOf(), cloud.aws, options);
    const work = executePlan(plan, cloud.aws, {
      ...options,
      onEvent: () => {
        isExpired = true;
      },
    });

    expect(await refusalOf(work)).toMatchObject({
      message:
        'The AWS session has expired or was never started, while waiting for stack acme-notifier in us-east-1 to be created',
      hint: expect.stringMatching(/^AWS goes on with it by itself; run the same command again .*set new ones/),
    });
    isExpired = false;
    expect(await planStack(specOf(), cloud.aws, patience())).toMatchObject({ kind: 'none' });
  });
});

describe('Ctrl-C', () => {
  test('while a stack is made: AWS goes on', async () => {
    await start();
    const controller = new AbortController();
    const plan = await planStack(specOf(), cloud.aws, patience());
    const work = executePlan(plan, cloud.aws, { ...patience(controller.signal), onEvent: () => controller.abort() });

    expect(await refusalOf(work)).toEqual({
      message: 'Stopped waiting for stack acme-notifier in us-east-1 to be created',
      hint: expect.stringMatching(/^AWS goes on with it by itself; run the same command again/),
      exit: 3,
    });
    expect(await statusOf()).toBe('CREATE_IN_PROGRESS');
  });

  test('while a plan is made: nothing stays', async () => {
    await start();
    const controller = new AbortController();
    const options = { ...patience(controller.signal), sleep: async () => controller.abort() };

    expect(await refusalOf(planStack(specOf(), cloud.aws, options))).toMatchObject({
      message: 'Stopped waiting for the change set of stack acme-notifier in us-east-1',
    });
    expect(await statusOf()).toBeUndefined();
  });
});

test('what never ends is given up, by the time slept and not by a clock', async () => {
  await start();
  const options = patience();
  const plan = await planStack(specOf(), cloud.aws, options);
  const stack = cloud.stacks[0];
  const work = executePlan(plan, cloud.aws, {
    ...options,
    // From here on AWS has no news.
    onEvent: () => {
      if (stack !== undefined) stack.work = undefined;
    },
  });
  expect(await refusalOf(work)).toMatchObject({
    message: 'Waited 60 minutes for stack acme-notifier in us-east-1 to be created, and it is not done',
  });
  expect(Math.max(...options.slept)).toBe(15_000);
});

describe('drift', () => {
  const DIFFERENCE: Difference = { path: '/RetentionInDays', expected: '30', actual: '1\u202e', kind: 'NOT_EQUAL' };

  test('none', async () => {
    const aws = await start();
    await deploy();
    expect(await detectDrift(NAME, REGION, aws, patience())).toEqual({ status: 'in-sync', resources: [] });
  });

  test('is told by property, on all pages', async () => {
    const drift = new Map<string, readonly Difference[] | 'DELETED'>([
      ['LogGroup', [DIFFERENCE, { path: '/Tags', expected: '', actual: 'x', kind: 'ADD' }]],
      ['Bucket', 'DELETED'],
    ]);
    const aws = await start({ drift, pageSize: 1 });
    await deploy();
    expect(await detectDrift(NAME, REGION, aws, patience())).toEqual({
      status: 'drifted',
      resources: [
        { logicalId: 'Bucket', type: 'AWS::S3::Bucket', difference: { en: 'deleted', ja: '削除' } },
        {
          logicalId: 'LogGroup',
          type: 'AWS::Logs::LogGroup',
          difference: {
            en: '/RetentionInDays is 1\\u{202e}, should be 30; /Tags was added: x',
            ja: '/RetentionInDays が 1\\u{202e}（本来は 30）、/Tags の追加：x',
          },
        },
      ],
    });
  });

  test('of a stack that is not there', async () => {
    const aws = await start();
    expect((await refusalOf(detectDrift(NAME, REGION, aws, patience()))).message).toMatch(/does not exist/);
  });
});
