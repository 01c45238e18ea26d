/** New access to an account through IAM Identity Center, or a permission set with more power. */
import { grantsAdmin, isAdminPolicyArn } from '../../core/access/policy.ts';
import type { JsonObject } from '../../core/event.ts';
import { textAt, valueAt } from '../../core/fields.ts';
import type { Context } from '../../core/inspection/context.ts';
import type { Rule, Told, Words } from '../../core/rule.ts';
import { accountWords, fromWhere, identityCenterGroup, identityCenterUser, ja, shown, who } from '../../core/say.ts';

export const ssoGrant: Rule = {
  id: 'sso-grant',
  theme: 'signin',
  title: { en: 'Identity Center access granted', ja: 'Identity Centerでのアクセス権の付与' },
  severity: 'medium',
  why: {
    en: 'Access given in Identity Center works in other accounts, and leaves no IAM change that people look at. High when a permission set becomes an administrator’s. An assignment names the permission set by its id only, so it is not known here what it allows.',
    ja: 'Identity Centerで付与した権限は他のアカウントで効くが、普段見ているIAMの変更としては現れない。許可セットに管理者権限が付いた場合は high。割り当てのイベントには許可セットのIDしかないため、何が許可されたかまではここでは分からない。',
  },
  respond: {
    en: [
      'Find the request that this belongs to.',
      'If there is none: remove the assignment or the policy, and look at what its holder did.',
      'See what the permission set allows: `aws sso-admin describe-permission-set`.',
    ],
    ja: [
      '対応する申請を確認する。',
      'なければ割り当てやポリシーを取り消し、その権限での操作を調べる。',
      '許可セットの内容を `aws sso-admin describe-permission-set` で確認する。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/logging-using-cloudtrail.html',
  ],
  attack: ['T1098.003'],
  when: {
    eventSource: ['sso.amazonaws.com'],
    eventName: [
      'CreateAccountAssignment',
      'AttachManagedPolicyToPermissionSet',
      'PutInlinePolicyToPermissionSet',
      'CreatePermissionSet',
      'UpdatePermissionSet',
    ],
  },
  check({ record }) {
    const isAdmin =
      isAdminPolicyArn(textAt(record, 'requestParameters.managedPolicyArn')) ||
      grantsAdmin(valueAt(record, 'requestParameters.inlinePolicy'));
    if (!isAdmin) return {};
    return {
      severity: 'high',
      title: { en: 'Administrator access granted in Identity Center', ja: 'Identity Centerでの管理者権限の付与' },
    };
  },
  say: {
    en: (told) => `${who.en(told.event)} ${deed(told).en}${fromWhere.en(told)}`,
    ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)}${deed(told).ja}`,
  },
};

function deed({ event: { name, record }, context }: Pick<Told, 'event' | 'context'>): Words {
  const of = (field: string) => shown(textAt(record, `requestParameters.${field}`));
  const set = shown(textAt(record, 'requestParameters.permissionSetArn')?.split('/').at(-1));
  switch (name) {
    case 'CreateAccountAssignment': {
      const principal = (of('principalType') === 'GROUP' ? groupOf : userOf)(record, context);
      const account = accountWords(textAt(record, 'requestParameters.targetId'), context);
      return {
        en: `gave ${principal.en} permission set ${set} in account ${account.en}`,
        ja: ja`${principal.ja}にアカウント ${account.ja}の許可セット ${set} を割り当てました`,
      };
    }
    case 'AttachManagedPolicyToPermissionSet': {
      const policy = shown(textAt(record, 'requestParameters.managedPolicyArn')?.split('/').at(-1));
      return {
        en: `attached policy ${policy} to permission set ${set}`,
        ja: ja`許可セット ${set} にポリシー ${policy} をアタッチしました`,
      };
    }
    case 'PutInlinePolicyToPermissionSet':
      return {
        en: `set the inline policy of permission set ${set}`,
        ja: ja`許可セット ${set} のインラインポリシーを設定しました`,
      };
    case 'CreatePermissionSet':
      return { en: `created permission set ${of('name')}`, ja: ja`許可セット ${of('name')} を作成しました` };
    default:
      return { en: `changed permission set ${set}`, ja: ja`許可セット ${set} を変更しました` };
  }
}

function groupOf(record: JsonObject, context: Context): Words {
  const id = textAt(record, 'requestParameters.principalId');
  const name = id === undefined ? undefined : context.groupName(id);
  return name === undefined ? identityCenterGroup(id) : { en: `group ${shown(name)}`, ja: `グループ ${shown(name)}` };
}

function userOf(record: JsonObject, context: Context): Words {
  const id = textAt(record, 'requestParameters.principalId');
  const name = id === undefined ? undefined : context.personName(id);
  return name === undefined ? identityCenterUser(id) : { en: `user ${shown(name)}`, ja: `ユーザー ${shown(name)}` };
}
