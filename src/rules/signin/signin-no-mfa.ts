/** A console sign-in with a password alone. */
import type { Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';
import { CONSOLE_LOGIN, SIGN_IN_EVENTS, signedIn } from './console-login.ts';
import { IDENTITY_CENTER_EVENTS, isIdentityCenter, portalOf } from './identity-center.ts';

export const signinNoMfa: Rule = {
  id: 'signin-no-mfa',
  theme: 'signin',
  title: { en: 'Console sign-in without MFA', ja: 'MFAなしのコンソールサインイン' },
  severity: 'high',
  why: {
    en: 'A password alone can be guessed, phished or found in a leak. IAM users, root, and people of IAM Identity Center who sign in there are judged; for federated people the record always says no MFA, because the identity provider asked for it.',
    ja: 'パスワードだけの認証は、推測やフィッシング、漏えいで破られる。判定するのはIAMユーザー、ルートユーザー、IAM Identity CenterのパスワードでサインインするユーザーのMFA。フェデレーションでは、MFAをIDプロバイダーが行うため、記録は常に「MFAなし」となる。',
  },
  respond: {
    en: [
      'Ask the person whether it was them, then have them register an MFA device.',
      'Require MFA with a policy that denies everything else without `aws:MultiFactorAuthPresent`.',
      'For Identity Center: set MFA to be asked at every sign-in, and to be a must.',
      'For root: register two MFA devices today.',
    ],
    ja: [
      '本人がサインインしたかを確認し、MFAデバイスを登録してもらう。',
      '`aws:MultiFactorAuthPresent` がなければ他の操作を拒否するポリシーで、MFAを必須にする。',
      'Identity Centerの場合は、サインインのたびにMFAを求め、未登録のユーザーを拒否するように設定する。',
      'ルートユーザーの場合は、今日中にMFAデバイスを2つ登録する。',
    ],
  },
  references: [
    SIGN_IN_EVENTS,
    IDENTITY_CENTER_EVENTS,
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html',
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/enable-mfa.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
  ],
  attack: ['T1078.004'],
  cis: ['1.2:3.2', '1.4:4.2'],
  securityHub: ['CloudWatch.3'],
  when: { ...CONSOLE_LOGIN, eventName: ['ConsoleLogin', 'UserAuthentication'] },
  check(event) {
    const { kind } = event.actor;
    if (isIdentityCenter(event))
      return signedIn(event) && event.mfa === 'not-used' ? { title: AT_THE_PORTAL } : undefined;
    if (!signedIn(event) || (kind !== 'iam-user' && kind !== 'root')) return undefined;
    if (event.mfa === 'used' || event.signIn?.samlProvider !== undefined) return undefined;
    if (event.mfa === 'unknown') return { severity: kind === 'root' ? 'medium' : 'low', title: NOT_RECORDED };
    return kind === 'root' ? { severity: 'critical' } : {};
  },
  say: {
    en: (told) => {
      const { event } = told;
      return event.mfa === 'unknown'
        ? `${who.en(event)} signed in to the console${fromWhere.en(told)}; ${UNKNOWN.en}`
        : `${who.en(event)} signed in to ${portalOf(event).en} without MFA${fromWhere.en(told)}`;
    },
    ja: (told) => {
      const { event } = told;
      return event.mfa === 'unknown'
        ? ja`${who.ja(event)}が${fromWhere.ja(told)}コンソールにサインインしました（${UNKNOWN.ja}）`
        : ja`${who.ja(event)}が${fromWhere.ja(told)}${portalOf(event).ja}にMFAなしでサインインしました`;
    },
  },
  reason: {
    en: ({ event }) => (event.mfa === 'unknown' ? UNKNOWN.en : 'without MFA'),
    ja: ({ event }) => (event.mfa === 'unknown' ? UNKNOWN.ja : 'MFAなし'),
  },
};

const AT_THE_PORTAL: Words = {
  en: 'Identity Center sign-in without MFA',
  ja: 'MFAなしのIdentity Centerサインイン',
};

const NOT_RECORDED: Words = {
  en: 'Console sign-in, MFA not recorded',
  ja: 'MFAの有無が記録されていないコンソールサインイン',
};

const UNKNOWN: Words = { en: 'the record does not say whether with MFA', ja: 'MFAの有無は記録にありません' };
