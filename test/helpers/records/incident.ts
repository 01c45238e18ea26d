/** An incident: somebody gets in after failures, looks around, leaves a door open, and goes on into another account. */
import { apiCall, ELSEWHERE, failedUser, iamUser, OFFICE, signIn } from './records.ts';
import { asRole, assumes, byKey, inConsole, type RoleSession } from './sessions.ts';

const PROD: RoleSession = {
  name: 'Prod',
  session: 'carol',
  key: 'ASIAEXAMPLEPROD00001',
  begun: 20,
  account: '444455556666',
};

const inside = (name: string, service: string, minute: number, more: object = {}) =>
  apiCall(service, name, {
    by: inConsole('carol', 10, `ASIAEXAMPLEREQUEST${minute}`),
    from: ELSEWHERE,
    minute,
    ...more,
  });
const reading = (name: string, service: string, minute: number) =>
  inside(name, service, minute, { also: { readOnly: true } });

export const LOGIN = signIn({ by: iamUser('carol'), from: ELSEWHERE, minute: 10 });
export const INCIDENT = [
  ...[1, 2, 3].map((minute) => signIn({ by: failedUser('carol'), from: ELSEWHERE, minute, result: 'Failure' })),
  LOGIN,
  reading('ListUsers', 'iam', 11),
  reading('ListRoles', 'iam', 12),
  reading('DescribeInstances', 'ec2', 13),
  inside('LeaveOrganization', 'organizations', 14, { error: 'AccessDeniedException' }),
  inside('CreateUser', 'iam', 15, { request: { userName: 'backup' } }),
  inside('CreateAccessKey', 'iam', 16, {
    request: { userName: 'backup' },
    response: { accessKey: { accessKeyId: 'AKIAEXAMPLEMADE000001', userName: 'backup' } },
  }),
  inside('CreateJob', 'glue', 17, { request: { name: 'copy' } }),
  assumes(inConsole('carol', 10, 'ASIAEXAMPLEREQUEST20'), PROD, { sourceIPAddress: ELSEWHERE }),
  apiCall('cloudtrail', 'StopLogging', {
    by: asRole(PROD),
    from: ELSEWHERE,
    minute: 21,
    account: '444455556666',
    request: { name: 'main' },
  }),
  // Somebody else, at work.
  apiCall('s3', 'ListBuckets', { by: byKey('alice'), from: OFFICE, minute: 15 }),
  apiCall('s3', 'ListBuckets', { by: byKey('backup', 'AKIAEXAMPLEMADE000001'), from: ELSEWHERE, minute: 40 }),
];
