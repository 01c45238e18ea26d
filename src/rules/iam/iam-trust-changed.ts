/** A role that a stranger may take on. */
import type { TrailEvent } from '../../core/event.ts';
import { valueAt } from '../../core/fields.ts';
import { allowedAccounts, publicStatements } from '../../core/policy.ts';
import type { Rule } from '../../core/rule.ts';
import { firstOf, isByAws } from '../deed.ts';
import { fromWhere, ja, shown, who } from '../say.ts';

interface Facts {
  readonly isPublic: boolean;
  /** Accounts that are not one's own. */
  readonly strangers: string;
}

export const iamTrustChanged: Rule<Facts> = {
  id: 'iam-trust-changed',
  theme: 'iam',
  title: { en: 'Role opened to another account', ja: '外部アカウントへのロールの信頼' },
  severity: 'high',
  why: {
    en: 'A role that trusts a foreign account is a back door that needs no credentials of yours. Told where the trust policy names an account that is not in `accounts`, or anybody without a condition that says who. Vendors’ roles look the same: put their accounts into `accounts`. Trust in services and identity providers is not judged here.',
    ja: '外部アカウントを信頼するロールは、自社の認証情報なしで使える裏口になる。信頼ポリシーが `accounts` にないアカウントや、条件なしで全員を許可する場合に通知する。ベンダー用のロールも同じに見えるため、そのアカウントを `accounts` に加える。サービスやIDプロバイダーへの信頼は判定しない。',
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
  when: { eventSource: ['iam.amazonaws.com'], eventName: ['UpdateAssumeRolePolicy', 'CreateRole'] },
  check(event, context) {
    if (isByAws(event)) return undefined;
    const document = trustPolicyOf(event);
    const isPublic = publicStatements(document).length > 0;
    const strangers = allowedAccounts(document).filter((account) => !context.isOwnAccount(account, event));
    if (!isPublic && strangers.length === 0) return undefined;
    return { facts: { isPublic, strangers: strangers.join(', ') } };
  },
  say: {
    en: (told) => {
      const { isPublic, strangers } = told.facts;
      const whom = isPublic ? 'anybody' : `account ${shown(strangers)}`;
      return `${who.en(told.event)} let ${whom} take on role ${shown(roleOf(told.event))}${fromWhere.en(told)}`;
    },
    ja: (told) => {
      const { isPublic, strangers } = told.facts;
      const whom = isPublic ? '誰でも' : ja`アカウント ${shown(strangers)} が`;
      return ja`${who.ja(told.event)}が${fromWhere.ja(told)}ロール ${shown(roleOf(told.event))} を${whom}引き受けられるようにしました`;
    },
  },
};

const roleOf = firstOf('roleName');

const trustPolicyOf = ({ name, record }: TrailEvent) =>
  valueAt(record, `requestParameters.${name === 'CreateRole' ? 'assumeRolePolicyDocument' : 'policyDocument'}`);
