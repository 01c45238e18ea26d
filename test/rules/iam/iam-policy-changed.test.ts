import { iamPolicyChanged } from '../../../src/rules/iam/iam-policy-changed.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const policyArn = 'arn:aws:iam::111122223333:policy/team/builders';
const change = (name: string, request: object) => apiCall('iam', name, { from: OFFICE, request });
const told = (en: string, ja: string) =>
  ['low', `alice ${en} from 203.0.113.24 (Tokyo office)`, `alice が 203.0.113.24（Tokyo office）から${ja}`] as const;

testRule(iamPolicyChanged, {
  fires: [
    {
      name: 'attached',
      record: change('AttachGroupPolicy', { groupName: 'devs', policyArn }),
      told: told('attached policy builders to group devs', 'グループ devs にポリシー builders をアタッチしました'),
    },
    {
      name: 'detached',
      record: change('DetachUserPolicy', { userName: 'bob', policyArn }),
      told: told('detached policy builders of user bob', 'ユーザー bob からポリシー builders をデタッチしました'),
    },
    {
      name: 'an inline policy',
      record: change('PutRolePolicy', { roleName: 'ci', policyName: 'logs', policyDocument: '{}' }),
      told: told('set inline policy logs of role ci', 'ロール ci のインラインポリシー logs を設定しました'),
    },
    {
      name: 'an inline policy deleted',
      record: change('DeleteUserPolicy', { userName: 'bob', policyName: 'logs' }),
      told: told('deleted inline policy logs of user bob', 'ユーザー bob のインラインポリシー logs を削除しました'),
    },
    {
      name: 'a new version',
      record: change('CreatePolicyVersion', { policyArn }),
      told: told('changed policy builders', 'ポリシー builders を変更しました'),
    },
    {
      name: 'the password policy',
      record: change('DeleteAccountPasswordPolicy', {}),
      told: told('deleted the password policy', 'パスワードポリシーを削除しました'),
    },
  ],
  quiet: [
    { name: 'denied', record: apiCall('iam', 'PutRolePolicy', { error: 'AccessDenied' }) },
    { name: 'read', record: apiCall('iam', 'GetPolicyVersion', { also: { readOnly: true } }) },
    {
      name: 'AWS’s own role',
      record: apiCall('iam', 'PutRolePolicy', { by: role('AWSServiceRoleForSSO', 'AWS-SSO') }),
    },
    { name: 'a bucket’s policy', record: apiCall('s3', 'PutBucketPolicy') },
  ],
});
