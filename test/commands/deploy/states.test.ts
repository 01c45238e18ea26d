/** CloudFormation as it really is, met by somebody who types `login-watch deploy`. */
import { describe, expect, test } from 'vitest';
import type { FaultInjector } from '../../../sandbox/account/router.ts';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { LIMITS } from '../../../sandbox/limits.ts';
import { type Live, live, pace } from '../../helpers/notifier/live.ts';

const SETTINGS = `name: acme
language: en
timezone: UTC
pipelines: [logs]
trail: { use: new }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook }
`;
const CHANGED = SETTINGS.replace('timezone: UTC', 'timezone: Asia/Tokyo');

async function deployed(options: Parameters<typeof live>[0] = {}): Promise<Live> {
  const account = await live(options);
  await account.settings(SETTINGS);
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  return account;
}

function stackOf(account: Live, name: string) {
  const stack = account.cloudformation.stacks.findLast((one) => one.name === name);
  if (stack === undefined) throw new Error(`no stack ${name}`);
  return stack;
}

/** `acme-trail CREATE_COMPLETE` of all that are there. */
const states = (account: Live) =>
  account.cloudformation.stacks
    .filter(({ deleted }) => deleted === undefined)
    .map((one) => `${one.name} ${one.status}`);

const changeSets = (account: Live) =>
  account.cloudformation.stacks.flatMap(({ changeSets }) =>
    changeSets.filter(({ execution }) => execution === 'AVAILABLE'),
  );

describe('what an earlier attempt left behind', () => {
  test('a stack in ROLLBACK_COMPLETE is deleted and made anew, and that is said', async () => {
    const account = await deployed();
    stackOf(account, 'acme-notifier').status = 'ROLLBACK_COMPLETE';
    const { exit, err } = await account.run('deploy', '--yes');
    expect(err).toContain('ROLLBACK_COMPLETE): deleting it before it is created again');
    expect(exit).toBe(0);
    expect(states(account)).toContain('acme-notifier CREATE_COMPLETE');
  });

  describe('queues whose names are not free yet, right after destroy', () => {
    async function destroyed(trouble?: FaultInjector) {
      let now = Date.parse('2026-11-20T09:00:00Z');
      const waits: number[] = [];
      const sleep = (ms: number) => {
        // Looks at CloudFormation cost no time here; the wait for SQS is the only long one.
        if (ms > 40_000) {
          waits.push(ms);
          now += ms;
        }
        return pace(ms);
      };
      const account = await deployed({ now: () => now, ...(trouble === undefined ? {} : { trouble }) });
      account.sqs.rest = LIMITS.queueRest;
      expect((await account.runIn({ sleep }, 'destroy', '--yes')).exit).toBe(0);
      now += 20_000;
      return { account, sleep, waits, pass: (ms: number) => (now += ms) };
    }
    const events = ({ cloudformation }: Live) =>
      cloudformation.stacks.filter(({ name }) => name === 'acme-notifier').map(({ status }) => status);

    test('it is known before: the plan says so, and the stack is created after the wait, in one try', async () => {
      const { account, sleep, waits } = await destroyed();
      const plan = await account.runIn({ sleep }, 'deploy', '--plan');
      expect(plan.out.replaceAll(/\s+/g, ' ')).toContain(
        'SQS keeps their names for 60 seconds: the notifier’s stack can be created in 45 seconds, and `deploy` waits until then.',
      );
      const { exit, err } = await account.runIn({ sleep }, 'deploy', '--yes');
      expect(err).toContain(
        'The queues of stack acme-notifier were deleted less than a minute ago, and SQS keeps their names for 60 seconds: waiting 45 seconds before creating the stack.',
      );
      expect(err).not.toContain('creating the stack again');
      expect([exit, waits]).toEqual([0, [45_000]]);
      expect(events(account)).toEqual(['DELETE_COMPLETE', 'DELETE_COMPLETE', 'CREATE_COMPLETE']); // destroyed, planned, created
      expect((await account.runIn({ sleep }, 'destroy', '--yes')).exit).toBe(0);
      expect(
        (await account.runIn({ sleep }, 'deploy', '--plan', '--language', 'ja')).out.replaceAll(/\s+/g, ''),
      ).toContain('65秒後');
    });

    test('long ago: no word, no wait', async () => {
      const { account, sleep, waits, pass } = await destroyed();
      pass(60_000);
      const { exit, out, err } = await account.runIn({ sleep }, 'deploy', '--yes');
      expect([exit, waits]).toEqual([0, []]);
      expect(`${out}${err}`).not.toContain('SQS keeps');
    });

    test('deleted stacks may not be listed: a try that fails tells, and the next one waits', async () => {
      const { account, sleep, waits } = await destroyed((_, action) =>
        action === 'ListStacks' ? new AwsFault('AccessDenied', 'not authorized') : undefined,
      );
      const { exit, err } = await account.runIn({ sleep }, 'deploy', '--yes');
      expect(err).toContain(
        'A queue of stack acme-notifier was deleted less than 60 seconds ago, and SQS keeps its name that long: waiting 65 seconds',
      );
      expect([exit, waits]).toEqual([0, [65_000]]);
      expect(events(account)).toEqual(['DELETE_COMPLETE', 'DELETE_COMPLETE', 'CREATE_COMPLETE']);
    });
  });

  test('a rule that can’t be asked for exactly is a note of the plan', async () => {
    const account = await live();
    const own = `own: [{ id: curl, title: T, severity: low, when: { userAgent: [{ prefix: curl }] } }]\n`;
    await account.settings(`${SETTINGS}${own}`);
    const { out } = await account.run('deploy', '--plan');
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'Rule curl can’t be written as a filter of a log group: because of it every',
    );
    const ja = await account.run('deploy', '--plan', '--language', 'ja');
    expect(ja.out.replaceAll(/\s+/g, '')).toContain('ルールcurlの条件はロググループのフィルターに書けないため、');
  });

  test('a stack in REVIEW_IN_PROGRESS is gone on with', async () => {
    const account = await live();
    await account.settings(SETTINGS);
    const left = { signal: AbortSignal.abort() };
    await account.runIn(left, 'deploy', '--plan');
    const { CloudFormationClient, CreateChangeSetCommand } = await import('@aws-sdk/client-cloudformation');
    await new CloudFormationClient({ region: 'us-east-1' }).send(
      new CreateChangeSetCommand({
        StackName: 'acme-trail',
        ChangeSetName: 'somebody-looked',
        ChangeSetType: 'CREATE',
        TemplateBody: 'Resources: { Topic: { Type: "AWS::SNS::Topic" } }',
      }),
    );
    expect(states(account)).toEqual(['acme-trail REVIEW_IN_PROGRESS']);
    expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
    expect(states(account)).toContain('acme-trail CREATE_COMPLETE');
  });

  test.each([
    ['UPDATE_ROLLBACK_FAILED', 'aws cloudformation continue-update-rollback --stack-name acme-notifier'],
    ['DELETE_FAILED', 'aws cloudformation delete-stack --stack-name acme-notifier'],
  ])(
    'a stack in %s is left alone, and what to do is said',
    async (status, hint) => {
      const account = await deployed();
      stackOf(account, 'acme-notifier').status = status;
      await account.settings(CHANGED);
      const { exit, err } = await account.run('deploy', '--yes');
      expect({ exit, err }).toMatchObject({ exit: 3, err: expect.stringContaining(status) });
      expect(err).toContain(hint);
      expect(changeSets(account)).toEqual([]);
    },
    60_000,
  );
});

test('another deploy is under way: it is waited for, and who began it can be found out', async () => {
  const account = await deployed();
  const stack = stackOf(account, 'acme-notifier');
  stack.status = 'UPDATE_IN_PROGRESS';
  stack.work = (async function* () {
    for (let step = 0; step < 40; step += 1) yield;
    stack.status = 'UPDATE_COMPLETE';
  })();
  await account.settings(CHANGED);
  const { exit, err } = await account.run('deploy', '--yes');
  expect(err).toMatch(/acme-notifier in us-east-1 is being changed already \(UPDATE_IN_PROGRESS since \d{4}-/);
  expect(exit).toBe(0);
});

test('termination protection is no obstacle to an update', async () => {
  const account = await deployed();
  for (const stack of account.cloudformation.stacks) stack.isProtected = true;
  await account.settings(CHANGED);
  expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
});

describe('a refusal', () => {
  type Refuse = NonNullable<NonNullable<Parameters<typeof live>[0]>['stacks']>['refuse'];
  const refusing = async (refuse: NonNullable<Refuse>) => {
    const account = await live({ stacks: { refuse } });
    await account.settings(SETTINGS);
    return { account, ...(await account.run('deploy', '--yes')) };
  };

  test('for lack of a capability says which', async () => {
    const { account, exit, err } = await refusing(({ action }) =>
      action === 'CreateChangeSet'
        ? { code: 'InsufficientCapabilitiesException', message: 'Requires capabilities : [CAPABILITY_AUTO_EXPAND]' }
        : undefined,
    );
    expect(exit).toBe(3);
    expect(err).toContain('Requires capabilities : [CAPABILITY_AUTO_EXPAND]');
    expect(account.cloudformation.stacks).toEqual([]);
  });

  test('that passes is waited out: throttling', async () => {
    let count = 0;
    const { exit } = await refusing(() => {
      count += 1;
      return count % 7 === 0 ? { code: 'Throttling', message: 'Rate exceeded' } : undefined;
    });
    expect(exit).toBe(0);
  });

  test('that does not pass is told: throttling without end', async () => {
    const { exit, err } = await refusing(() => ({ code: 'Throttling', message: 'Rate exceeded' }));
    expect({ exit, err }).toMatchObject({
      exit: 3,
      err: expect.stringMatching(/AWS kept throttling cloudformation:\w+ in us-east-1/),
    });
  });

  test('in the middle, because the session has expired: what goes on is told, and how to go on', async () => {
    let isExpired = false;
    let isMended = false;
    const { account, exit, err } = await refusing(({ action }) => {
      if (action === 'ExecuteChangeSet' && !isMended)
        setTimeout(() => {
          isExpired = true;
        }, 0);
      return isExpired
        ? { code: 'ExpiredToken', message: 'The security token included in the request is expired', status: 403 }
        : undefined;
    });
    expect(exit).toBe(3);
    expect(err).toMatch(/has expired.*while waiting for stack acme-artifacts/s);
    expect(err).toContain('AWS goes on with it by itself');
    expect(err).toContain('set new ones');
    isMended = true;
    isExpired = false;
    expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  });

  test('of the changes themselves is told in AWS’s words, and nothing is left', async () => {
    const { account, exit, err } = await refusing(({ action, input }) =>
      action === 'CreateChangeSet' && input['StackName'] === 'acme-notifier'
        ? {
            code: 'ValidationError',
            message: 'Template format error: Number of resources, 501, is greater than maximum allowed, 500',
          }
        : undefined,
    );
    expect({ exit, err }).toMatchObject({ exit: 3, err: expect.stringContaining('Number of resources, 501') });
    expect(states(account).filter((state) => !state.includes('DELETE'))).toEqual([]);
  });
});

describe('a resource that fails', () => {
  test('tells its own reason; what was made goes, what was planned behind it too', async () => {
    const failures: Record<string, { reason: string }> = {
      Outbox: { reason: 'Value 1048576 for parameter MaximumMessageSize is invalid.' },
    };
    const account = await live({ stacks: { failures } });
    await account.settings(SETTINGS.replace('[logs]', '[alarms]'));
    const { exit, err } = await account.run('deploy', '--yes');
    expect(exit).toBe(3);
    expect(err).toContain('Outbox (AWS::SQS::Queue): Value 1048576 for parameter MaximumMessageSize is invalid');
    expect(err).toContain('CloudFormation has removed what it had made.');
    expect(states(account).filter((state) => !state.includes('DELETE'))).toEqual([
      'acme-artifacts CREATE_COMPLETE',
      'acme-trail CREATE_COMPLETE',
    ]);
    delete failures['Outbox'];
    expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  });

  test('for lack of the right to make roles says which right, and how to get it', async () => {
    const account = await live({ stacks: { denied: ['iam:CreateRole'] } });
    await account.settings(SETTINGS);
    const { exit, err } = await account.run('deploy', '--yes');
    expect(exit).toBe(3);
    expect(err).toContain('not authorized to perform: iam:CreateRole');
    expect(err).toContain('Allow iam:CreateRole');
    expect(err).toContain('login-watch policy deploy');
  });

  test('on an update puts everything back to what it was', async () => {
    const failures: Record<string, { reason: string; on: readonly 'update'[] }> = {};
    const account = await deployed({ stacks: { failures } });
    failures['Function'] = { reason: 'Code is too large', on: ['update'] };
    await account.settings(CHANGED);
    const { exit, err } = await account.run('deploy', '--yes');
    expect({ exit, err }).toMatchObject({ exit: 3, err: expect.stringContaining('Code is too large') });
    expect(err).toContain('CloudFormation has put it back to what it was.');
    expect(states(account)).toContain('acme-notifier UPDATE_ROLLBACK_COMPLETE');
  });

  test('before the next stack: a zip that can’t be uploaded leaves no plan of the stacks behind', async () => {
    const account = await live({
      trouble: (service, action) =>
        service === 's3' && action === 'PutObject'
          ? {
              status: 403,
              headers: {},
              body: '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
            }
          : undefined,
    });
    await account.settings(SETTINGS);
    const { exit, err } = await account.run('deploy', '--yes');
    expect({ exit, err }).toMatchObject({ exit: 3, err: expect.stringContaining('Not allowed to call s3:PutObject') });
    expect(states(account).filter((state) => !state.includes('DELETE'))).toEqual(['acme-artifacts CREATE_COMPLETE']);
    expect(changeSets(account)).toEqual([]);
  });
});

test('a bucket that somebody deleted is told as that', async () => {
  const account = await deployed();
  account.s3.buckets.delete('acme-artifacts-111122223333');
  await account.settings(CHANGED);
  const { exit, err } = await account.run('deploy', '--yes');
  expect({ exit, err }).toMatchObject({ exit: 3, err: expect.stringContaining('was deleted by hand') });
  expect(err).toContain('aws cloudformation delete-stack --stack-name acme-artifacts');
  expect(changeSets(account)).toEqual([]);
});

describe('Ctrl-C', () => {
  /** At the how manieth pause of the program it is pressed. */
  function pressed(at: number) {
    const controller = new AbortController();
    let pauses = 0;
    const sleep = async () => {
      pauses += 1;
      if (pauses === at) controller.abort();
    };
    return { signal: controller.signal, sleep };
  }

  test.each([1, 3, 5, 7])(
    'while planning (at pause %i) leaves nothing',
    async (at) => {
      const account = await live({ regions: ['us-east-1', 'eu-north-1', 'eu-west-1', 'ap-northeast-1'] });
      await account.settings(SETTINGS.replace('[logs]', '[events]'));
      const { exit, err } = await account.runIn(pressed(at), 'deploy', '--yes');
      expect({ exit, err }).toMatchObject({ exit: 3, err: expect.stringContaining('Nothing has been changed') });
      expect(states(account).filter((state) => !state.includes('DELETE'))).toEqual([]);
    },
    60_000,
  );

  test('while planning an update leaves no change set, not even one that AWS is still making', async () => {
    const account = await deployed();
    await account.settings(CHANGED);
    // The first pause is while the change set of the first stack is made.
    const { exit } = await account.runIn(pressed(1), 'deploy', '--yes');
    expect(exit).toBe(3);
    expect(changeSets(account)).toEqual([]);
  });

  test('while deploying says what goes on; what was not begun is not left waiting', async () => {
    const account = await live();
    await account.settings(SETTINGS);
    const controller = new AbortController();
    let begun = 0;
    const sleep = async () => {
      if (account.calls.some(({ action }) => action === 'ExecuteChangeSet')) begun += 1;
      if (begun === 1) controller.abort();
    };
    const { exit, err } = await account.runIn({ signal: controller.signal, sleep }, 'deploy', '--yes');
    expect(exit).toBe(3);
    expect(err).toContain('Stopped waiting for stack acme-artifacts in us-east-1 to be created');
    expect(err).toContain('AWS goes on with it by itself');
    expect(states(account).filter((state) => !state.includes('DELETE'))).toEqual(['acme-artifacts CREATE_IN_PROGRESS']);
    expect(await account.run('deploy', '--yes')).toMatchObject({ exit: 0 });
  });
});
