/** A made-up day of an account: people at work, a guessed password, root, and ordinary noise. */
import type { Json, JsonObject } from '../core/event.ts';
import { MINUTE } from '../core/time.ts';
import {
  ACCOUNT,
  type Add,
  HOME,
  inConsole,
  MAC,
  OFFICE,
  ROOT,
  recorder,
  role,
  STRANGER,
  signIn,
  user,
} from './made-up.ts';

/** The regions that this account has enabled. */
export const DAY_REGIONS: readonly string[] = [
  'ap-northeast-1',
  'ap-southeast-2',
  'eu-north-1',
  'us-east-1',
  'us-east-2',
  'us-west-2',
];

/** The day before `now` (ms since the epoch); the same for the same `now`. */
export function madeUpDay(now: number): readonly JsonObject[] {
  const { add, made } = recorder(now);
  people(add);
  guessing(add);
  deeds(add, now);
  noise(add);
  return made;
}

function people(add: Add): void {
  add({ minutesAgo: 1_200, region: 'ap-northeast-1', address: OFFICE }, signIn(user('alice')));
  add({ minutesAgo: 1_150, region: 'ap-southeast-2', address: OFFICE }, signIn(user('bob'), { agent: MAC }));
  add({ minutesAgo: 700, region: 'us-east-2', address: HOME }, signIn(user('bob'), { mfa: 'No', agent: MAC }));
  add({ minutesAgo: 640, region: 'eu-north-1', address: '2001:db8:85a3::7334' }, signIn(user('carol')));
  add({ minutesAgo: 95, region: 'us-east-1', address: HOME }, signIn(ROOT, { mfa: 'No' }));

  const portal: Json = {
    type: 'IdentityCenterUser',
    accountId: ACCOUNT,
    onBehalfOf: {
      userId: '94d00cd8-e9e6-4810-b177-b08e84725435',
      identityStoreArn: `arn:aws:identitystore::${ACCOUNT}:identitystore/d-1234567890`,
    },
  };
  add(
    { minutesAgo: 600, region: 'ap-northeast-1', address: OFFICE },
    {
      eventSource: 'signin.amazonaws.com',
      eventName: 'UserAuthentication',
      eventType: 'AwsServiceEvent',
      userIdentity: portal,
      additionalEventData: {
        AuthWorkflowID: '9de74b32-8362-4a01-a524-de21df59fd83',
        CredentialType: 'EXTERNAL_IDP',
        UserName: 'dave@example.com',
      },
      serviceEventDetails: { UserAuthentication: 'Success' },
    },
  );
  add(
    { minutesAgo: 599, region: 'us-east-1', address: OFFICE },
    signIn(role('AWSReservedSSO_ReadOnlyAccess_0123456789abcdef', 'dave@example.com'), { mfa: 'No' }),
  );
}

/** Six failures from one address, and then it worked. */
function guessing(add: Add): void {
  for (const minute of [0, 1, 2, 3, 4, 5]) {
    add(
      { minutesAgo: 300 - minute, region: 'us-east-1', address: STRANGER },
      signIn(user('erin'), { mfa: 'No', error: 'Failed authentication' }),
    );
  }
  add({ minutesAgo: 293, region: 'us-east-1', address: STRANGER }, signIn(user('erin'), { mfa: 'No' }));
}

/** The attacker's next steps, which `--rules all` finds. */
function deeds(add: Add, now: number): void {
  // The console that was opened 293 minutes ago.
  const erin = (request: number) => inConsole('erin', now - 293 * MINUTE, request);
  const moment = { minutesAgo: 288, region: 'us-east-1', address: STRANGER };
  add(moment, {
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateAccessKey',
    userIdentity: erin(1),
    requestParameters: { userName: 'backup' },
  });
  add(
    { ...moment, minutesAgo: 285 },
    {
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      userIdentity: erin(2),
      requestParameters: { name: 'main' },
    },
  );
  add(
    { minutesAgo: 280, region: 'us-west-2', address: STRANGER },
    {
      eventSource: 'ec2.amazonaws.com',
      eventName: 'AuthorizeSecurityGroupIngress',
      userIdentity: erin(3),
      requestParameters: {
        groupId: 'sg-0123456789abcdef0',
        ipPermissions: {},
        cidrIp: '0.0.0.0/0',
        ipProtocol: 'tcp',
        fromPort: 22,
        toPort: 22,
      },
    },
  );
}

/** Machines at their routine work. */
function noise(add: Add): void {
  for (let index = 0; index < 90; index += 1) {
    const region = DAY_REGIONS[index % DAY_REGIONS.length] ?? 'us-east-1';
    add(
      { minutesAgo: 15 * index + 3, region, address: 'ec2.amazonaws.com' },
      {
        eventSource: 'ec2.amazonaws.com',
        eventName: 'DescribeInstances',
        userIdentity: role('app-server', 'i-0123456789abcdef0'),
        userAgent: 'aws-sdk-go-v2/1.39.0',
        readOnly: true,
      },
    );
  }
}
