import { expect, test } from 'vitest';
import { personOf, viaOf, viaText } from '../../../src/core/people/person.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import {
  apiCall,
  iamUser,
  identityCenterUser,
  permissionSet,
  role,
  root,
  signIn,
} from '../../helpers/records/records.ts';

const switched = { SwitchFrom: 'arn:aws:iam::444455556666:user/ops' };
const federated = {
  type: 'FederatedUser',
  arn: 'arn:aws:sts::111122223333:federated-user/guest',
  accountId: '111122223333',
  sessionContext: { sessionIssuer: { type: 'IAMUser', userName: 'broker' } },
};
const call = (by: { readonly [field: string]: unknown }) => apiCall('s3', 'ListBuckets', { by });

test.each([
  ['an IAM user at the console', signIn({ by: iamUser('alice') }), 'alice', ''],
  [
    'a permission set',
    call(permissionSet('Admin', 'taro@example.com')),
    'taro@example.com',
    'permission-set Admin > session taro@example.com',
  ],
  [
    'a role’s session named after a person',
    call(role('Ops', 'bob@example.com')),
    'bob@example.com',
    'role Ops > session bob@example.com',
  ],
  ['a machine’s role', call(role('ci', 'run-1')), null, 'role ci > session run-1'],
  [
    'a role with a source identity',
    call({ ...role('ci', 'x'), sessionContext: { sourceIdentity: 'hanako' } }),
    'hanako',
    'role ci > session x',
  ],
  [
    'a switched role',
    signIn({ name: 'SwitchRole', by: role('Ops', 'x'), additional: switched }),
    'ops',
    'role Ops > session x',
  ],
  ['a federated user', signIn({ by: federated }), 'guest', 'user broker > session guest'],
  ['root', signIn({ by: root() }), null, ''],
  ['a user of Identity Center without a name', signIn({ by: identityCenterUser() }), null, ''],
] as const)('%s', (_, record, person, via) => {
  const result = normalise(record);
  const event = result.kind === 'event' ? result.event : undefined;
  expect(event && [personOf(event), viaText(viaOf(event))]).toEqual([person, via]);
});
