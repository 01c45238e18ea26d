/** Any change to an IAM policy, or to the password policy: CIS asks for these alerts. */
import type { TrailEvent } from '../../core/event.ts';
import type { Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';
import { isByAws } from '../deed.ts';
import { bearerOf, policyOf } from './caller.ts';

export const iamPolicyChanged: Rule = {
  id: 'iam-policy-changed',
  theme: 'iam',
  title: { en: 'IAM policy changed', ja: 'IAMポリシーの変更' },
  severity: 'low',
  byDefault: 'off',
  why: {
    en: 'The sixteen calls of the CIS benchmark, the default version of a policy, and the account’s password policy. Off by default: deploying tools change policies all day. What makes an administrator is reported by `iam-admin-granted` anyway.',
    ja: 'CISベンチマークの16の呼び出しに、ポリシーのデフォルトバージョンとパスワードポリシーの変更を加えたもの。デプロイツールが日常的に変更するため既定ではオフ。管理者権限の付与は `iam-admin-granted` で通知する。',
  },
  respond: {
    en: ['Compare the change with the work that was planned.', 'Undo it if nobody knows of it.'],
    ja: ['予定されていた作業と照らし合わせる。', '心当たりがなければ元に戻す。'],
  },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html'],
  attack: ['T1098.003'],
  cis: ['1.2:3.4', '1.4:4.4'],
  securityHub: ['CloudWatch.4'],
  when: {
    eventSource: ['iam.amazonaws.com'],
    eventName: [
      'DeleteGroupPolicy',
      'DeleteRolePolicy',
      'DeleteUserPolicy',
      'PutGroupPolicy',
      'PutRolePolicy',
      'PutUserPolicy',
      'CreatePolicy',
      'DeletePolicy',
      'CreatePolicyVersion',
      'DeletePolicyVersion',
      'AttachRolePolicy',
      'DetachRolePolicy',
      'AttachUserPolicy',
      'DetachUserPolicy',
      'AttachGroupPolicy',
      'DetachGroupPolicy',
      'SetDefaultPolicyVersion',
      'UpdateAccountPasswordPolicy',
      'DeleteAccountPasswordPolicy',
    ],
  },
  yieldsTo: ['iam-admin-granted', 'iam-key-quarantined', 'iam-credential-added'],
  check: (event) => (isByAws(event) ? undefined : {}),
  say: {
    en: (told) => `${who.en(told.event)} ${deed(told.event).en}${fromWhere.en(told)}`,
    ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)}${deed(told.event).ja}`,
  },
};

function deed(event: TrailEvent): Words {
  const policy = policyOf(event);
  const whose = bearerOf(event);
  const { name } = event;
  if (name.startsWith('Attach')) {
    return {
      en: `attached policy ${policy} to ${whose.en}`,
      ja: ja`${whose.ja} にポリシー ${policy} をアタッチしました`,
    };
  }
  if (name.startsWith('Detach')) {
    return {
      en: `detached policy ${policy} of ${whose.en}`,
      ja: ja`${whose.ja} からポリシー ${policy} をデタッチしました`,
    };
  }
  if (/^Put(User|Role|Group)Policy$/.test(name)) {
    return {
      en: `set inline policy ${policy} of ${whose.en}`,
      ja: ja`${whose.ja} のインラインポリシー ${policy} を設定しました`,
    };
  }
  if (/^Delete(User|Role|Group)Policy$/.test(name)) {
    return {
      en: `deleted inline policy ${policy} of ${whose.en}`,
      ja: ja`${whose.ja} のインラインポリシー ${policy} を削除しました`,
    };
  }
  const words = WORDS.get(name) ?? CHANGED;
  return { en: words.en.split('{}').join(policy), ja: words.ja.split('{}').join(policy) };
}

const CHANGED: Words = { en: 'changed policy {}', ja: 'ポリシー {} を変更しました' };
const WORDS = new Map<string, Words>([
  ['CreatePolicy', { en: 'created policy {}', ja: 'ポリシー {} を作成しました' }],
  ['DeletePolicy', { en: 'deleted policy {}', ja: 'ポリシー {} を削除しました' }],
  [
    'SetDefaultPolicyVersion',
    { en: 'changed the default version of policy {}', ja: 'ポリシー {} のデフォルトバージョンを変更しました' },
  ],
  ['DeletePolicyVersion', { en: 'deleted a version of policy {}', ja: 'ポリシー {} のバージョンを削除しました' }],
  ['UpdateAccountPasswordPolicy', { en: 'changed the password policy', ja: 'パスワードポリシーを変更しました' }],
  ['DeleteAccountPasswordPolicy', { en: 'deleted the password policy', ja: 'パスワードポリシーを削除しました' }],
]);
