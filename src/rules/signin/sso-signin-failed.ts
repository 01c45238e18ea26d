/** Many wrong answers at the sign-in of IAM Identity Center. */
import type { Rule } from '../../core/rule.ts';
import { ja } from '../../core/say.ts';
import { people, places } from '../../core/several.ts';
import { IDENTITY_CENTER_EVENTS } from './identity-center.ts';

const MINUTES = 15;
const FAILURES = 5;

export const ssoSigninFailed: Rule = {
  id: 'sso-signin-failed',
  theme: 'signin',
  title: { en: 'Many failed Identity Center sign-ins', ja: 'Identity Centerサインインの連続失敗' },
  severity: 'medium',
  why: {
    en: `${FAILURES} wrong passwords or codes within ${MINUTES} minutes for one user, or from one address. People at an external identity provider fail there, not here.`,
    ja: `同じユーザー、または同じアドレスで、${MINUTES}分以内に${FAILURES}回パスワードやコードを間違えた。外部のIDプロバイダーを使う場合、失敗はそちらに記録される。`,
  },
  respond: {
    en: [
      'See whether a UserAuthentication of the same user followed.',
      'Ask the person; if it was not them, reset the password in Identity Center and make MFA a must.',
    ],
    ja: [
      '同じユーザーの UserAuthentication が続いていないかを調べる。',
      '本人に確認し、本人でなければIdentity Centerでパスワードをリセットし、MFAを必須にする。',
    ],
  },
  references: [IDENTITY_CENTER_EVENTS, 'https://docs.aws.amazon.com/singlesignon/latest/userguide/enable-mfa.html'],
  attack: ['T1110'],
  when: { eventSource: ['signin.amazonaws.com'], eventName: ['CredentialVerification'] },
  outcome: 'any',
  check: (event) => (event.outcome === 'failure' ? {} : undefined),
  window: [
    { by: ['account', 'user'], minutes: MINUTES, count: FAILURES },
    { by: ['address'], minutes: MINUTES, count: FAILURES },
  ],
  say: {
    en: (told) =>
      `${people(told.events, 'en')} failed to sign in to IAM Identity Center ${told.events.length} times within ${MINUTES} minutes${places(told, 'en')}`,
    ja: (told) =>
      ja`${people(told.events, 'ja')}が${places(told, 'ja')} IAM Identity Center へのサインインに${MINUTES}分以内に${told.events.length}回失敗しました`,
  },
};
