import { ssoGrant } from '../../../src/rules/signin/sso-grant.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const permissionSetArn = 'arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef';
const inline = (statement: object) => ({
  request: { permissionSetArn, inlinePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) },
});
const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
const admin = 'Administrator access granted in Identity Center';

testRule(ssoGrant, {
  fires: [
    {
      name: 'an assignment',
      record: apiCall('sso', 'CreateAccountAssignment', {
        from: OFFICE,
        request: {
          permissionSetArn,
          targetId: '444455556666',
          targetType: 'AWS_ACCOUNT',
          principalType: 'GROUP',
          principalId: '94d00cd8-e9e6-4810-b177-b08e84725435',
        },
      }),
      told: [
        'medium',
        'alice gave an Identity Center group (94d00cd8…) permission set ps-0123456789abcdef in account 444455556666 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのグループ（94d00cd8…）にアカウント 444455556666 の許可セット ps-0123456789abcdef を割り当てました',
      ],
    },
    {
      name: 'access of a user whose name nothing holds',
      record: apiCall('sso', 'CreateAccountAssignment', {
        from: OFFICE,
        request: {
          instanceArn: 'arn:aws:sso:::instance/ssoins-0123456789abcdef',
          targetId: '444455556666',
          targetType: 'AWS_ACCOUNT',
          permissionSetArn,
          principalType: 'USER',
          principalId: '9067642ac7-94d00cd8-e9e6-4810-b177-b08e84725435',
        },
      }),
      told: [
        'medium',
        'alice gave an Identity Center user (94d00cd8…) permission set ps-0123456789abcdef in account 444455556666 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerユーザー（94d00cd8…）にアカウント 444455556666 の許可セット ps-0123456789abcdef を割り当てました',
      ],
    },
    {
      name: 'administrator access, in another partition',
      record: apiCall('sso', 'AttachManagedPolicyToPermissionSet', {
        from: OFFICE,
        request: { permissionSetArn, managedPolicyArn: 'arn:aws-us-gov:iam::aws:policy/AdministratorAccess' },
      }),
      title: admin,
      told: [
        'high',
        'alice attached policy AdministratorAccess to permission set ps-0123456789abcdef from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から許可セット ps-0123456789abcdef にポリシー AdministratorAccess をアタッチしました',
      ],
    },
    {
      name: 'administrator access by an inline policy',
      record: apiCall('sso', 'PutInlinePolicyToPermissionSet', { from: OFFICE, ...inline(everything) }),
      title: admin,
      told: [
        'high',
        'alice set the inline policy of permission set ps-0123456789abcdef from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から許可セット ps-0123456789abcdef のインラインポリシーを設定しました',
      ],
    },
    {
      name: 'an inline policy that a condition narrows is no administrator’s',
      record: apiCall('sso', 'PutInlinePolicyToPermissionSet', {
        from: OFFICE,
        ...inline({ ...everything, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcd123456' } } }),
      }),
      told: [
        'medium',
        'alice set the inline policy of permission set ps-0123456789abcdef from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から許可セット ps-0123456789abcdef のインラインポリシーを設定しました',
      ],
    },
    {
      name: 'a denied attempt at administrator access',
      record: apiCall('sso', 'PutInlinePolicyToPermissionSet', {
        from: OFFICE,
        error: 'AccessDenied',
        ...inline(everything),
      }),
      attempt: true,
      title: `Attempt: ${admin}`,
      told: [
        'medium',
        'alice tried to set the inline policy of permission set ps-0123456789abcdef from 203.0.113.24 (Tokyo office), and was denied (AccessDenied)',
        'alice が 203.0.113.24（Tokyo office）から許可セット ps-0123456789abcdef のインラインポリシーを設定しようとしました（拒否：AccessDenied）',
      ],
    },
  ],
  quiet: [
    {
      name: 'a denied attempt at an assignment',
      record: apiCall('sso', 'CreateAccountAssignment', { error: 'AccessDenied' }),
    },
    { name: 'an assignment is taken back', record: apiCall('sso', 'DeleteAccountAssignment') },
    { name: 'a permission set is read', record: apiCall('sso', 'DescribePermissionSet') },
  ],
});
