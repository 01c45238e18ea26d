import { iamAdminGranted } from '../../../src/rules/iam/iam-admin-granted.ts';
import { apiCall, OFFICE, permissionSet, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const policyDocument = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: '*', ...statement }] });
const attach = (policyArn: string) =>
  apiCall('iam', 'AttachRolePolicy', { from: OFFICE, request: { roleName: 'ci', policyArn } });
const put = (statement: object) =>
  apiCall('iam', 'PutUserPolicy', {
    from: OFFICE,
    request: { userName: 'bob', policyName: 'all', policyDocument: policyDocument(statement) },
  });
const call = (name: string, request: object) => apiCall('iam', name, { from: OFFICE, request });
const nearly = 'Rights close to an administrator’s granted';
const join = (groupName: string) =>
  apiCall('iam', 'AddUserToGroup', { from: OFFICE, request: { userName: 'bob', groupName } });

const INLINE = [
  'critical',
  'alice gave user bob inline policy all, which allows everything, from 203.0.113.24 (Tokyo office)',
  'alice が 203.0.113.24（Tokyo office）からユーザー bob に、すべてを許可するインラインポリシー all を設定しました',
] as const;

testRule(iamAdminGranted, {
  fires: [
    {
      name: 'AdministratorAccess, in another partition',
      record: attach('arn:aws-cn:iam::aws:policy/AdministratorAccess'),
      told: [
        'critical',
        'alice attached policy AdministratorAccess to role ci from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロール ci にポリシー AdministratorAccess をアタッチしました',
      ],
    },
    { name: 'a document', record: put({ Action: '*' }), told: INLINE },
    { name: 'a document that says it in a list', record: put({ Action: ['s3:GetObject', '*:*'] }), told: INLINE },
    {
      name: 'a condition that everybody meets',
      record: put({ Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      told: INLINE,
    },
    {
      name: 'a version of a policy, percent-encoded',
      record: apiCall('iam', 'CreatePolicyVersion', {
        from: OFFICE,
        request: {
          policyArn: 'arn:aws:iam::111122223333:policy/team/builders',
          policyDocument: encodeURIComponent(policyDocument({ Action: '*' })),
          setAsDefault: true,
        },
      }),
      told: [
        'critical',
        'alice changed policy builders, which now allows everything, from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からポリシー builders をすべて許可する内容に変更しました',
      ],
    },
    {
      name: 'a group of administrators',
      record: join('NetworkAdmins'),
      told: [
        'critical',
        'alice added user bob to group NetworkAdmins from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob をグループ NetworkAdmins に追加しました',
      ],
    },
    {
      name: 'a denied attempt',
      record: apiCall('iam', 'AttachUserPolicy', {
        from: OFFICE,
        request: { userName: 'bob', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
        error: 'AccessDenied',
      }),
      attempt: true,
      told: [
        'high',
        'alice tried to attach policy AdministratorAccess to user bob from 203.0.113.24 (Tokyo office), and was denied (AccessDenied)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob にポリシー AdministratorAccess をアタッチしようとしました（拒否：AccessDenied）',
      ],
    },
    {
      name: 'IAMFullAccess',
      record: attach('arn:aws:iam::aws:policy/IAMFullAccess'),
      title: nearly,
      told: [
        'high',
        'alice attached policy IAMFullAccess to role ci from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロール ci にポリシー IAMFullAccess をアタッチしました',
      ],
    },
    {
      name: 'PowerUserAccess',
      record: attach('arn:aws-us-gov:iam::aws:policy/PowerUserAccess'),
      title: nearly,
      told: [
        'high',
        'alice attached policy PowerUserAccess to role ci from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロール ci にポリシー PowerUserAccess をアタッチしました',
      ],
    },
    {
      name: 'a policy of one’s own that is named for administrators',
      record: attach('arn:aws:iam::111122223333:policy/teams/NetworkAdmin'),
      title: nearly,
      told: [
        'high',
        'alice attached policy NetworkAdmin to role ci from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロール ci にポリシー NetworkAdmin をアタッチしました',
      ],
    },
    {
      name: 'everything in IAM',
      record: put({ Action: 'iam:*' }),
      told: [
        'critical',
        'alice gave user bob inline policy all, which allows everything, from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob に、すべてを許可するインラインポリシー all を設定しました',
      ],
    },
    {
      name: 'a new policy that allows everything',
      record: call('CreatePolicy', { policyName: 'all', policyDocument: policyDocument({ Action: '*' }) }),
      title: nearly,
      told: [
        'high',
        'alice created policy all, which allows everything, from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からすべてを許可するポリシー all を作成しました',
      ],
    },
    {
      name: 'another version of a policy',
      record: call('SetDefaultPolicyVersion', { policyArn: 'arn:aws:iam::111122223333:policy/dev', versionId: 'v1' }),
      title: 'Policy switched to another version',
      told: [
        'medium',
        'alice changed the default of policy dev to version v1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からポリシー dev のデフォルトバージョンを v1 に変更しました',
      ],
    },
    {
      name: 'a boundary deleted',
      record: call('DeleteRolePermissionsBoundary', { roleName: 'ci' }),
      title: 'Permissions boundary removed',
      told: [
        'high',
        'alice deleted the permissions boundary of role ci from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からロール ci のアクセス許可の境界を削除しました',
      ],
    },
    {
      name: 'rights to take more',
      record: put({ Action: ['s3:*', 'iam:AttachUserPolicy'] }),
      title: 'Rights close to an administrator’s granted',
      told: [
        'high',
        'alice gave user bob inline policy all, which can make administrators, from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob に、管理者権限を付与できるインラインポリシー all を設定しました',
      ],
    },
    {
      name: 'rights to take more, by a wildcard',
      record: put({ Action: 'iam:Put*' }),
      title: 'Rights close to an administrator’s granted',
      told: [
        'high',
        'alice gave user bob inline policy all, which can make administrators, from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob に、管理者権限を付与できるインラインポリシー all を設定しました',
      ],
    },
    {
      name: 'a new policy with such rights',
      record: call('CreatePolicy', {
        policyName: 'ops',
        policyDocument: '{"Statement":[{"Effect":"Allow","Action":"iam:CreateAccessKey","Resource":"*"}]}',
      }),
      title: 'Policy close to an administrator’s',
      told: [
        'medium',
        'alice created policy ops, which can make administrators, from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から管理者権限を付与できるポリシー ops を作成しました',
      ],
    },
    {
      name: 'a boundary that is none',
      record: call('PutUserPermissionsBoundary', {
        userName: 'bob',
        permissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
      title: 'Permissions boundary removed',
      told: [
        'high',
        'alice set a permissions boundary of user bob that allows everything from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob にすべてを許可するアクセス許可の境界を設定しました',
      ],
    },
    {
      name: 'everything but IAM',
      record: put({ NotAction: 'iam:*' }),
      title: 'Rights close to an administrator’s granted',
      told: [
        'high',
        'alice gave user bob inline policy all, which allows everything but IAM, from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob に、IAM以外のすべてを許可するインラインポリシー all を設定しました',
      ],
    },
    {
      name: 'a new policy that allows everything but IAM and organizations',
      record: call('CreatePolicy', {
        policyName: 'ops',
        policyDocument: policyDocument({ NotAction: ['iam:*', 'organizations:*'] }),
      }),
      title: 'Policy close to an administrator’s',
      told: [
        'medium',
        'alice created policy ops, which allows everything but IAM, from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から IAM以外のすべてを許可するポリシー ops を作成しました',
      ],
    },
    {
      name: 'another version of such a policy',
      record: call('CreatePolicyVersion', {
        policyArn: 'arn:aws:iam::111122223333:policy/ops',
        policyDocument: policyDocument({ NotAction: ['iam:*'] }),
      }),
      title: 'Rights close to an administrator’s granted',
      told: [
        'high',
        'alice changed policy ops, which now allows everything but IAM, from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からポリシー ops を IAM以外のすべてを許可する内容に変更しました',
      ],
    },
    {
      name: 'everything but a bucket',
      record: put({ Action: '*', Resource: undefined, NotResource: 'arn:aws:s3:::payroll' }),
      told: [
        'critical',
        'alice gave user bob inline policy all, which allows everything, from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）からユーザー bob に、すべてを許可するインラインポリシー all を設定しました',
      ],
    },
  ],
  quiet: [
    { name: 'nothing, as a NotAction', record: put({ NotAction: ['*'] }) },
    { name: 'everything but IAM, denied', record: put({ Effect: 'Deny', NotAction: 'iam:*' }) },
    { name: 'everything but IAM, on one resource', record: put({ NotAction: 'iam:*', Resource: 'arn:aws:s3:::logs' }) },
    {
      name: 'everything but IAM, for whoever has MFA',
      record: put({ NotAction: 'iam:*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    },
    {
      name: 'rights over one user',
      record: put({ Action: 'iam:CreateAccessKey', Resource: 'arn:aws:iam::111122223333:user/ci' }),
    },
    { name: 'rights to read IAM', record: put({ Action: ['iam:Get*', 'iam:List*'] }) },
    { name: 'a policy of less', record: attach('arn:aws:iam::aws:policy/ReadOnlyAccess') },
    { name: 'one’s own policy of another name', record: attach('arn:aws:iam::111122223333:policy/badminton-club') },
    {
      name: 'a new policy of less',
      record: call('CreatePolicy', { policyName: 'read', policyDocument: policyDocument({ Action: 's3:Get*' }) }),
    },
    { name: 'a boundary set', record: call('PutUserPermissionsBoundary', { userName: 'bob' }) },
    { name: 'one that begins alike', record: attach('arn:aws:iam::aws:policy/AdministratorAccess-Amplify') },
    { name: 'everything of one service', record: put({ Action: 's3:*' }) },
    { name: 'everything on one resource', record: put({ Action: '*', Resource: 'arn:aws:s3:::logs' }) },
    { name: 'everything denied', record: put({ Effect: 'Deny', Action: '*' }) },
    {
      name: 'everything, for one organization',
      record: put({ Action: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcd123456' } } }),
    },
    { name: 'a document that is none', record: put({ Action: 7 }) },
    { name: 'another group', record: join('badminton') },
    {
      name: 'Identity Center provisions a permission set',
      record: apiCall('iam', 'AttachRolePolicy', {
        by: role('AWSServiceRoleForSSO', 'AWS-SSO'),
        request: {
          roleName: 'AWSReservedSSO_AdministratorAccess_0123456789abcdef',
          policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
        },
      }),
    },
    {
      name: 'an administrator detaches it',
      record: apiCall('iam', 'DetachRolePolicy', {
        by: permissionSet('AdministratorAccess', 'bob'),
        request: { roleName: 'ci', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      }),
    },
  ],
});
