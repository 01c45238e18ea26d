import { idcSettings } from '../../../src/rules/iam/idc-settings.ts';
import { apiCall, OFFICE, role } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const call = (service: string, name: string, request: object = {}, more: Parameters<typeof apiCall>[2] = {}) =>
  apiCall(service, name, { from: OFFICE, request, ...more });
const set = { permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef' };
const policy = (name: string) =>
  call('sso', 'AttachCustomerManagedPolicyReferenceToPermissionSet', {
    ...set,
    customerManagedPolicyReference: { name, path: '/' },
  });

testRule(idcSettings, {
  fires: [
    {
      name: 'MFA settings',
      record: call('sso', 'PutMfaDeviceManagementForDirectory'),
      title: 'MFA settings of Identity Center changed',
      told: [
        'high',
        'alice changed the MFA settings of Identity Center from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity CenterのMFA設定を変更しました',
      ],
    },
    {
      name: 'a SCIM token',
      record: call('sso-directory', 'CreateBearerToken'),
      title: 'SCIM token created',
      told: [
        'high',
        'alice created a token that can make users in Identity Center (SCIM) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのユーザーを作成できるトークン（SCIM）を作成しました',
      ],
    },
    {
      name: 'provisioning',
      record: call('sso-directory', 'CreateProvisioningTenant'),
      told: [
        'high',
        'alice enabled the provisioning of users in Identity Center (SCIM) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのユーザーの自動プロビジョニング（SCIM）を有効にしました',
      ],
    },
    {
      name: 'another certificate',
      record: call('sso-directory', 'ImportExternalIdPCertificate'),
      told: [
        'critical',
        'alice added a certificate to the external identity provider of Identity Center from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerの外部IDプロバイダーに証明書を追加しました',
      ],
    },
    {
      name: 'a policy of the accounts',
      record: policy('dev'),
      title: 'Permission set changed',
      told: [
        'medium',
        'alice attached a policy of the accounts to permission set ps-1234567890abcdef from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から許可セット ps-1234567890abcdef に各アカウントのポリシーをアタッチしました',
      ],
    },
    {
      name: 'one for administrators',
      record: policy('NetworkAdmin'),
      title: 'Permission set changed',
      told: [
        'high',
        'alice attached a policy of the accounts to permission set ps-1234567890abcdef from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から許可セット ps-1234567890abcdef に各アカウントのポリシーをアタッチしました',
      ],
    },
    {
      name: 'no boundary any more',
      record: call('sso', 'DeletePermissionsBoundaryFromPermissionSet', set),
      title: 'Permissions boundary removed',
      told: [
        'high',
        'alice deleted the permissions boundary of permission set ps-1234567890abcdef from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から許可セット ps-1234567890abcdef のアクセス許可の境界を削除しました',
      ],
    },
    {
      name: 'a trusted issuer',
      record: call('sso', 'CreateTrustedTokenIssuer', { name: 'idp' }),
      told: [
        'high',
        'alice made Identity Center trust token issuer idp from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerに信頼されたトークン発行者 idp を追加しました',
      ],
    },
    {
      name: 'the instance deleted',
      record: call('sso', 'DeleteInstance', { instanceArn: 'x' }),
      told: [
        'high',
        'alice deleted the Identity Center instance from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのインスタンスを削除しました',
      ],
    },
    {
      name: 'a region',
      record: call('sso', 'AddRegion', { instanceArn: 'x', regionName: 'eu-west-1' }),
      told: [
        'high',
        'alice extended Identity Center to region eu-west-1 from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerをリージョン eu-west-1 に追加しました',
      ],
    },
    {
      name: 'the identity store',
      record: call('identitystore', 'DeleteIdentityStore'),
      told: [
        'critical',
        'alice deleted the identity store from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から IDストアを削除しました',
      ],
    },
    {
      name: 'a denied attempt',
      record: call('sso-directory', 'CreateBearerToken', {}, { error: 'AccessDeniedException' }),
      title: 'Attempt: SCIM token created',
      attempt: true,
      told: [
        'medium',
        'alice tried to create a token that can make users in Identity Center (SCIM) from 203.0.113.24 (Tokyo office), and was denied (AccessDeniedException)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerのユーザーを作成できるトークン（SCIM）を作成しようとしました（拒否：AccessDeniedException）',
      ],
    },
    {
      name: 'a region whose name isn’t recorded',
      record: call('sso', 'AddRegion'),
      told: [
        'high',
        'alice extended Identity Center to region (name not recorded) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から Identity Centerをリージョン（名前の記録なし）に追加しました',
      ],
    },
  ],
  quiet: [
    { name: 'a permission set provisioned', record: call('sso', 'ProvisionPermissionSet', set) },
    { name: 'a token deleted', record: call('sso-directory', 'DeleteBearerToken') },
    { name: 'a region of an account', record: call('ec2', 'AddRegion', { regionName: 'eu-west-1' }) },
    { name: 'AWS itself', record: call('sso', 'AddRegion', {}, { by: role('AWSServiceRoleForSSO', 'x') }) },
  ],
});
