/** A new administrator: by a policy of AWS's, by a document that allows everything, or by a group. */
import { grantsAdmin, grantsAllButIam, grantsEscalation, isAdminPolicyArn } from '../../core/access/policy.ts';
import type { TrailEvent } from '../../core/event.ts';
import { textAt, valueAt } from '../../core/fields.ts';
import type { Hit, Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { isByAws } from '../deed.ts';
import { bearerOf, policyOf } from './caller.ts';

/** `Administrators`, `admin`, `prod-admins`, `NetworkAdmin`; not `badminton`. */
const ADMIN_NAME = /(?<![a-z])admin(?:istrator)?s?(?![a-z])|Admin(?:istrator)?s?(?![a-z])|(?<![A-Z])ADMINS?(?![A-Z])/;

export const iamAdminGranted: Rule = {
  id: 'iam-admin-granted',
  theme: 'iam',
  title: { en: 'Administrator rights granted', ja: '管理者権限の付与' },
  severity: 'critical',
  why: {
    en: 'The usual step after a break-in. Told for AdministratorAccess of any partition, for documents that allow everything on everything without a condition that narrows it, and for groups that are named for administrators. High: IAMFullAccess, PowerUserAccess, a policy of your own with `admin` in its name, a new policy that allows everything, a permissions boundary that is deleted or allows everything, a document with rights over IAM by which an identity can take more, or that allows everything but IAM (`NotAction`). Medium: a new policy with such rights; another version of a policy made the default. What a policy of your own allows is not recorded where it is attached, and ways around (such as the right to pass any role) are not seen.',
    ja: '侵入後の典型的な手口。各パーティションの AdministratorAccess、条件で絞られずにすべてを許可するポリシー文書、管理者を表す名前のグループへの追加を通知する。IAMFullAccess・PowerUserAccess・名前に `admin` を含む独自ポリシーのアタッチ、すべてを許可するポリシーの作成、アクセス許可の境界の削除や無効化、権限を自分で広げられるIAMの操作を許可する文書やIAM以外のすべてを許可する文書（`NotAction`）は high、そのようなポリシーの作成とデフォルトバージョンの切り替えは medium。独自ポリシーの許可内容はアタッチ時に記録されず、任意のロールを渡せる権限などの抜け道は検知できない。',
  },
  respond: {
    en: [
      'Find the request that this belongs to; if there is none, take the right away at once.',
      'Look at everything that the new administrator did since.',
      'Find out how whoever granted it came to that permission.',
    ],
    ja: [
      '対応する申請を確認し、なければ直ちに権限を取り消す。',
      'それ以降、その管理者が行った操作をすべて調べる。',
      '付与した主体がその権限を得た経緯を調べる。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  ],
  attack: ['T1098.003'],
  when: {
    eventSource: ['iam.amazonaws.com'],
    eventName: [
      'AttachUserPolicy',
      'AttachRolePolicy',
      'AttachGroupPolicy',
      'PutUserPolicy',
      'PutRolePolicy',
      'PutGroupPolicy',
      'CreatePolicy',
      'CreatePolicyVersion',
      'SetDefaultPolicyVersion',
      'AddUserToGroup',
      'DeleteUserPermissionsBoundary',
      'DeleteRolePermissionsBoundary',
      'PutUserPermissionsBoundary',
      'PutRolePermissionsBoundary',
    ],
  },
  check: (event) => (isByAws(event) ? undefined : GRANTS[grantOf(event) ?? 'none']),
  say: {
    en: (told) => `${who.en(told.event)} ${deed(told.event).en}${fromWhere.en(told)}`,
    ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)}${deed(told.event).ja}`,
  },
};

/** How far a call goes: an administrator made, or one step away from it. */
type Grant = 'admin' | 'nearly' | 'prepared' | 'unbounded' | 'switched' | 'none';

const GRANTS: Readonly<Record<Grant, Hit | undefined>> = {
  admin: {},
  nearly: {
    severity: 'high',
    title: { en: 'Rights close to an administrator’s granted', ja: '管理者に近い権限の付与' },
  },
  prepared: {
    severity: 'medium',
    title: { en: 'Policy close to an administrator’s', ja: '管理者に近い権限のポリシー' },
  },
  unbounded: { severity: 'high', title: { en: 'Permissions boundary removed', ja: 'アクセス許可の境界の削除' } },
  switched: {
    severity: 'medium',
    title: { en: 'Policy switched to another version', ja: 'ポリシーのバージョンの切り替え' },
  },
  none: undefined,
};

function grantOf({ name, record }: TrailEvent): Grant | undefined {
  const of = (field: string) => textAt(record, `requestParameters.${field}`);
  if (name === 'AddUserToGroup') return ADMIN_NAME.test(of('groupName') ?? '') ? 'admin' : undefined;
  if (name.endsWith('PermissionsBoundary')) {
    // A boundary that allows everything is none.
    return name.startsWith('Delete') || isAdminPolicyArn(of('permissionsBoundary')) ? 'unbounded' : undefined;
  }
  // An older version may allow anything; the record names only its number.
  if (name === 'SetDefaultPolicyVersion') return 'switched';
  if (name.startsWith('Attach')) return grantOfArn(of('policyArn') ?? '');
  const document = valueAt(record, 'requestParameters.policyDocument');
  // A policy that is created is held by nobody yet.
  const isHeld = name !== 'CreatePolicy';
  if (grantsAdmin(document)) return isHeld ? 'admin' : 'nearly';
  if (!grantsEscalation(document) && !grantsAllButIam(document)) return undefined;
  return isHeld ? 'nearly' : 'prepared';
}

function grantOfArn(arn: string): Grant | undefined {
  if (isAdminPolicyArn(arn)) return 'admin';
  const [, owner = '', policy = ''] = /:iam::([^:]*):policy\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (owner === 'aws') return NEARLY.includes(policy) ? 'nearly' : undefined;
  // A policy of one’s own: the record does not hold what it allows, only its name.
  return ADMIN_NAME.test(policy) ? 'nearly' : undefined;
}

/** With these an administrator is one call away: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ */
const NEARLY = ['IAMFullAccess', 'PowerUserAccess'];

function deed(event: TrailEvent): Words {
  const of = (field: string) => shown(textAt(event.record, `requestParameters.${field}`));
  const policy = policyOf(event);
  const to = bearerOf(event);
  const document = valueAt(event.record, 'requestParameters.policyDocument');
  const isAll = grantsAdmin(document);
  const isButIam = !isAll && !grantsEscalation(document);
  const allows = isAll ? 'allows everything' : isButIam ? 'allows everything but IAM' : 'can make administrators';
  const which = isAll ? 'すべてを許可する' : isButIam ? 'IAM以外のすべてを許可する' : '管理者権限を付与できる';
  switch (event.name) {
    case 'AddUserToGroup':
      return {
        en: `added user ${of('userName')} to group ${of('groupName')}`,
        ja: ja`ユーザー ${of('userName')} をグループ ${of('groupName')} に追加しました`,
      };
    case 'SetDefaultPolicyVersion':
      return {
        en: `changed the default of policy ${policy} to version ${of('versionId')}`,
        ja: ja`ポリシー ${policy} のデフォルトバージョンを ${of('versionId')} に変更しました`,
      };
    case 'DeleteUserPermissionsBoundary':
    case 'DeleteRolePermissionsBoundary':
      return {
        en: `deleted the permissions boundary of ${to.en}`,
        ja: ja`${to.ja} のアクセス許可の境界を削除しました`,
      };
    case 'PutUserPermissionsBoundary':
    case 'PutRolePermissionsBoundary':
      return {
        en: `set a permissions boundary of ${to.en} that allows everything`,
        ja: ja`${to.ja} にすべてを許可するアクセス許可の境界を設定しました`,
      };
    case 'CreatePolicy':
      return {
        en: `created policy ${policy}, which ${allows},`,
        ja: ja`${which}ポリシー ${policy} を作成しました`,
      };
    case 'CreatePolicyVersion':
      return {
        en: `changed policy ${policy}, which now ${allows},`,
        ja: isAll
          ? ja`ポリシー ${policy} をすべて許可する内容に変更しました`
          : ja`ポリシー ${policy} を${which}内容に変更しました`,
      };
    case 'PutUserPolicy':
    case 'PutRolePolicy':
    case 'PutGroupPolicy':
      return {
        en: `gave ${to.en} inline policy ${of('policyName')}, which ${allows},`,
        ja: ja`${to.ja} に、${which}インラインポリシー ${of('policyName')} を設定しました`,
      };
    default:
      return { en: `attached policy ${policy} to ${to.en}`, ja: ja`${to.ja} にポリシー ${policy} をアタッチしました` };
  }
}
