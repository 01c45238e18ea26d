/** A new administrator: by a policy of AWS's, by a document that allows everything, or by a group. */
import type { TrailEvent } from '../../core/event.ts';
import { textAt, valueAt } from '../../core/fields.ts';
import { grantsAdmin, isAdminPolicyArn } from '../../core/policy.ts';
import type { Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { isByAws } from '../deed.ts';
import { bearerOf, policyOf } from './caller.ts';

/** `Administrators`, `admin`, `prod-admins`, `NetworkAdmin`; not `badminton`. */
const ADMIN_GROUP = /(?<![a-z])admin(?:istrator)?s?(?![a-z])|Admin(?:istrator)?s?(?![a-z])|(?<![A-Z])ADMINS?(?![A-Z])/;

export const iamAdminGranted: Rule = {
  id: 'iam-admin-granted',
  theme: 'iam',
  title: { en: 'Administrator rights granted', ja: '管理者権限の付与' },
  severity: 'critical',
  why: {
    en: 'The usual step after a break-in. Told for AdministratorAccess of any partition, for documents that allow everything on everything without a condition that narrows it, and for groups that are named for administrators. Policies of your own that are attached by name, and ways around (such as the right to pass any role), are not seen: CloudTrail does not record what they allow.',
    ja: '侵入後の典型的な手口。各パーティションの AdministratorAccess、条件で絞られずにすべてを許可するポリシー文書、管理者を表す名前のグループへの追加を通知する。名前でアタッチされた独自ポリシーや、任意のロールを渡せる権限などの抜け道は、許可内容が記録されないため検知できない。',
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
      'CreatePolicyVersion',
      'AddUserToGroup',
    ],
  },
  check: (event) => (!isByAws(event) && makesAdmin(event) ? {} : undefined),
  say: {
    en: (told) => `${who.en(told.event)} ${deed(told.event).en}${fromWhere.en(told)}`,
    ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)}${deed(told.event).ja}`,
  },
};

function makesAdmin({ name, record }: TrailEvent): boolean {
  if (name === 'AddUserToGroup') return ADMIN_GROUP.test(textAt(record, 'requestParameters.groupName') ?? '');
  if (name.startsWith('Attach')) return isAdminPolicyArn(textAt(record, 'requestParameters.policyArn'));
  return grantsAdmin(valueAt(record, 'requestParameters.policyDocument'));
}

function deed(event: TrailEvent): Words {
  const of = (field: string) => shown(textAt(event.record, `requestParameters.${field}`));
  const policy = policyOf(event);
  const to = bearerOf(event);
  switch (event.name) {
    case 'AddUserToGroup':
      return {
        en: `added user ${of('userName')} to group ${of('groupName')}`,
        ja: ja`ユーザー ${of('userName')} をグループ ${of('groupName')} に追加しました`,
      };
    case 'CreatePolicyVersion':
      return {
        en: `changed policy ${policy}, which now allows everything,`,
        ja: ja`ポリシー ${policy} をすべて許可する内容に変更しました`,
      };
    case 'PutUserPolicy':
    case 'PutRolePolicy':
    case 'PutGroupPolicy':
      return {
        en: `gave ${to.en} inline policy ${of('policyName')}, which allows everything,`,
        ja: ja`${to.ja} に、すべてを許可するインラインポリシー ${of('policyName')} を設定しました`,
      };
    default:
      return { en: `attached policy ${policy} to ${to.en}`, ja: ja`${to.ja} にポリシー ${policy} をアタッチしました` };
  }
}
