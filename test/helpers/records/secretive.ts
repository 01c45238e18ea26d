/** A day whose every name holds one mark, so that any of them is found wherever it comes out again. */
import { apiCall, failedUser, federatedUser, iamUser, identityCenter, permissionSet, role, signIn } from './records.ts';

/** In every name, case aside. */
export const MARK = 'qx7z';
const ACCOUNT = '444455556666';
const ADDRESSES = ['203.0.113.24', '198.51.100.77', '2001:db8:77::7'] as const;
const [OFFICE, HOTEL, TRAIN] = ADDRESSES;

/** Facts of that day that may stand in nothing that leaves the house. */
export const SECRETS: readonly string[] = [MARK, ACCOUNT, ...ADDRESSES, '203.0.113.0/24', 'arn:aws:iam', 'arn:aws:sts'];

const named = (name: string) => `${MARK}-${name}`;
const also = { userAgent: `agent of ${named('alice')}` };
const alice = iamUser(named('alice'), ACCOUNT);
const deployer = role(named('deployer'), named('session'));

export const SECRETIVE_DAY: readonly unknown[] = [
  signIn({ by: alice, from: OFFICE, account: ACCOUNT, mfa: 'Yes', also }),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((minute) =>
    signIn({
      by: failedUser(named('bob'), ACCOUNT),
      from: HOTEL,
      account: ACCOUNT,
      minute,
      result: 'Failure',
      error: `wrong ${MARK}`,
      also,
    }),
  ),
  signIn({ by: iamUser(named('bob'), ACCOUNT), from: HOTEL, account: ACCOUNT, minute: 9, also }),
  signIn({
    by: permissionSet(named('Admin'), named('carol@example.com')),
    from: TRAIN,
    account: ACCOUNT,
    minute: 20,
    also,
  }),
  signIn({
    by: alice,
    name: 'SwitchRole',
    from: TRAIN,
    account: ACCOUNT,
    minute: 21,
    additional: { SwitchFrom: `arn:aws:iam::${ACCOUNT}:user/${named('alice')}` },
    also,
  }),
  identityCenter({ from: HOTEL, account: ACCOUNT, minute: 22, additional: { UserName: named('dave') }, also }),
  ...[
    ['iam', 'CreateAccessKey', { userName: named('eve') }],
    ['iam', 'CreateUser', { userName: named('eve') }],
    ['iam', 'AttachUserPolicy', { userName: named('eve'), policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
    ['cloudtrail', 'StopLogging', { name: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/${named('trail')}` }],
    [
      's3',
      'PutBucketPolicy',
      {
        bucketName: named('bucket'),
        bucketPolicy: {
          Statement: [
            { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: `arn:aws:s3:::${named('bucket')}/*` },
          ],
        },
      },
    ],
    [
      'ec2',
      'AuthorizeSecurityGroupIngress',
      {
        groupId: `sg-${MARK}`,
        ipPermissions: {
          items: [
            {
              ipProtocol: 'tcp',
              fromPort: 22,
              toPort: 22,
              ipRanges: { items: [{ cidrIp: '0.0.0.0/0', description: named('hole') }] },
            },
          ],
        },
      },
    ],
    ['rds', 'DeleteDBCluster', { dBClusterIdentifier: named('cluster') }],
  ].map(([service, call, request], at) =>
    apiCall(String(service), String(call), {
      by: [deployer, alice, federatedUser(named('fred'), named('issuer'))][at % 3] ?? alice,
      from: HOTEL,
      account: ACCOUNT,
      minute: 30 + at,
      request: Object(request),
      also,
    }),
  ),
];

export const SECRETIVE_SETTINGS = `
trusted: [{ cidr: 203.0.113.0/24, name: ${named('office')} }]
accounts: { "${ACCOUNT}": ${named('payments')} }
rules: { signin-new-ip: off }
own:
  - { id: ${named('rule')}, title: Keys of ${named('eve')}, severity: high, when: { eventName: [CreateAccessKey] } }
`;
