/** A role that a stranger may assume. */
import type { TrailEvent } from '../../core/event.ts';
import { valueAt } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { accessBy, type Outsiders, outsidersOf } from '../access.ts';
import { firstOf, isByAws } from '../deed.ts';

interface Facts {
  readonly outsiders: Outsiders;
}

export const iamTrustChanged: Rule<Facts> = {
  id: 'iam-trust-changed',
  theme: 'iam',
  title: { en: 'Role opened to another account', ja: '外部アカウントへのロールの信頼' },
  severity: 'high',
  why: {
    en: 'A role that trusts a foreign account is a back door that needs no credentials of yours. Told where the trust policy names an account that is not in `accounts`, a principal whose account can’t be seen, or anybody without a condition that says who; an identity provider that serves everybody (GitHub, GitLab, Google, …) is anybody unless a condition binds the token to an owner. Vendors’ roles look the same: put their accounts into `accounts`. Services, your own identity providers, organizations and networks are quiet.',
    ja: '外部アカウントを信頼するロールは、自社の認証情報なしで使える裏口になる。信頼ポリシーが `accounts` にないアカウントや所属の分からないプリンシパルを許可する場合、または条件なしで全員を許可する場合に通知する。誰でも使えるIDプロバイダー（GitHub、GitLab、Googleなど）は、トークンの所有者を条件で限定していなければ全員とみなす。ベンダー用のロールも同じように見えるため、そのアカウントを `accounts` に加える。サービス、自社のIDプロバイダー、組織、ネットワークに限定した信頼は通知しない。',
  },
  respond: {
    en: [
      'Find out whose account it is, and who agreed to it.',
      'If nobody did: put the former trust policy back, and revoke the role’s sessions.',
      'If it is a known one: add it to `accounts` in login-watch.yaml.',
    ],
    ja: [
      '誰のアカウントか、誰が合意したのかを確認する。',
      '合意がなければ元の信頼ポリシーに戻し、ロールのセッションを取り消す。',
      '既知のアカウントなら、login-watch.yaml の `accounts` に追加する。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html',
  ],
  attack: ['T1098.003'],
  when: { eventSource: ['iam.amazonaws.com'], eventName: ['UpdateAssumeRolePolicy', 'CreateRole'] },
  check(event, context) {
    if (isByAws(event)) return undefined;
    const outsiders = outsidersOf(accessBy(trustPolicyOf(event), event, context), context);
    return outsiders && { facts: { outsiders } };
  },
  say: {
    en: (told) => {
      const { names } = told.facts.outsiders;
      return `${who.en(told.event)} let ${names.en} take on role ${shown(roleOf(told.event))}${fromWhere.en(told)}`;
    },
    ja: (told) => {
      const { isAnybody, names } = told.facts.outsiders;
      const whom = isAnybody ? '誰でも' : ja`${names.ja}が`;
      return ja`${who.ja(told.event)}が${fromWhere.ja(told)}ロール ${shown(roleOf(told.event))} を${whom}引き受けられるようにしました`;
    },
  },
};

const roleOf = firstOf('roleName');

const trustPolicyOf = ({ name, record }: TrailEvent) =>
  valueAt(record, `requestParameters.${name === 'CreateRole' ? 'assumeRolePolicyDocument' : 'policyDocument'}`);
