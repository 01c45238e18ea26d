import { idcIdentity } from '../../../src/rules/iam/idc-identity.ts';
import { apiCall, identityCenterUser, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const PERSON = '94d00cd8-e9e6-4810-b177-b08e84725435';
const call = (service: string, name: string, request: object = {}, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall(service, name, { from: OFFICE, request, ...more });
const ofPerson = (name: string, more: Parameters<typeof apiCall>[2] = {}) =>
  call('sso-directory', name, { userId: PERSON, identityStoreId: 'd-1234567890' }, more);

testRule(idcIdentity, {
  fires: [
    {
      name: 'a user',
      record: call(
        'identitystore',
        'CreateUser',
        { identityStoreId: 'd-1', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
        { response: { userId: PERSON } },
      ),
      told: [
        'medium',
        'alice created Identity Center user 94d00cd8-e9e6-4810-b177-b08e84725435 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのユーザー 94d00cd8-e9e6-4810-b177-b08e84725435 を作成しました',
      ],
    },
    {
      name: 'a user, in the console',
      record: ofPerson('CreateUser'),
      told: [
        'medium',
        'alice created Identity Center user 94d00cd8-e9e6-4810-b177-b08e84725435 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのユーザー 94d00cd8-e9e6-4810-b177-b08e84725435 を作成しました',
      ],
    },
    {
      name: 'a member',
      record: call('identitystore', 'CreateGroupMembership', { groupId: 'g-1', memberId: { userId: PERSON } }),
      title: 'Identity Center group changed',
      told: [
        'medium',
        'alice added Identity Center user 94d00cd8-e9e6-4810-b177-b08e84725435 to a group from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのユーザー 94d00cd8-e9e6-4810-b177-b08e84725435 をグループに追加しました',
      ],
    },
    {
      name: 'a member, in the console',
      record: call('sso-directory', 'AddMemberToGroup', { groupId: 'g-1', member: { memberId: PERSON } }),
      title: 'Identity Center group changed',
      told: [
        'medium',
        'alice added Identity Center user 94d00cd8-e9e6-4810-b177-b08e84725435 to a group from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのユーザー 94d00cd8-e9e6-4810-b177-b08e84725435 をグループに追加しました',
      ],
    },
    {
      name: 'a member whose name the settings hold',
      record: call('identitystore', 'CreateGroupMembership', { groupId: 'g-1', memberId: { userId: PERSON } }),
      title: 'Identity Center group changed',
      settings: { people: { [PERSON]: 'taro@example.com' } },
      told: [
        'medium',
        'alice added Identity Center user taro@example.com to a group from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのユーザー taro@example.com をグループに追加しました',
      ],
    },
    {
      name: 'a password',
      record: ofPerson('UpdatePassword'),
      title: 'Password of an Identity Center user reset',
      told: [
        'high',
        'alice reset the password of Identity Center user 94d00cd8-e9e6-4810-b177-b08e84725435 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのユーザー 94d00cd8-e9e6-4810-b177-b08e84725435 のパスワードをリセットしました',
      ],
    },
    {
      name: 'a device',
      record: ofPerson('CompleteVirtualMfaDeviceRegistration'),
      title: 'MFA device of an Identity Center user changed',
      told: [
        'high',
        'alice registered an MFA device for Identity Center user 94d00cd8-e9e6-4810-b177-b08e84725435 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのユーザー 94d00cd8-e9e6-4810-b177-b08e84725435 のMFAデバイスを登録しました',
      ],
    },
    {
      name: 'a device removed',
      record: ofPerson('DeleteMfaDeviceForUser'),
      title: 'MFA device of an Identity Center user changed',
      told: [
        'high',
        'alice removed an MFA device of Identity Center user 94d00cd8-e9e6-4810-b177-b08e84725435 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのユーザー 94d00cd8-e9e6-4810-b177-b08e84725435 のMFAデバイスを削除しました',
      ],
    },
    {
      name: 'enabled',
      record: ofPerson('EnableUser'),
      told: [
        'medium',
        'alice enabled Identity Center user 94d00cd8-e9e6-4810-b177-b08e84725435 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのユーザー 94d00cd8-e9e6-4810-b177-b08e84725435 を有効にしました',
      ],
    },
    {
      name: 'disabled',
      record: ofPerson('DisableUser'),
      told: [
        'low',
        'alice disabled Identity Center user 94d00cd8-e9e6-4810-b177-b08e84725435 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのユーザー 94d00cd8-e9e6-4810-b177-b08e84725435 を無効にしました',
      ],
    },
    {
      name: 'a denied attempt',
      record: ofPerson('UpdatePassword', { error: 'AccessDeniedException' }),
      title: 'Attempt: Password of an Identity Center user reset',
      attempt: true,
      told: [
        'medium',
        'alice tried to reset the password of Identity Center user 94d00cd8-e9e6-4810-b177-b08e84725435 from 203.0.113.24 (Tokyo office), and was denied (AccessDeniedException)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのユーザー 94d00cd8-e9e6-4810-b177-b08e84725435 のパスワードをリセットしようとしました（拒否：AccessDeniedException）',
      ],
    },
  ],
  quiet: [
    {
      name: 'a device of one’s own',
      record: ofPerson('CompleteVirtualMfaDeviceRegistration', { by: identityCenterUser(PERSON) }),
    },
    { name: 'only begun', record: ofPerson('StartVirtualMfaDeviceRegistration') },
    { name: 'a new address', record: call('identitystore', 'UpdateUser', { userId: PERSON }) },
    { name: 'synchronized', record: ofPerson('CreateUser', { by: { type: 'Unknown', accountId: '111122223333' } }) },
    { name: 'AWS itself', record: ofPerson('CreateUser', { by: role('AWSServiceRoleForSSO', 'x') }) },
    { name: 'a user of IAM', record: call('iam', 'CreateUser', { userName: 'bob' }) },
  ],
});
