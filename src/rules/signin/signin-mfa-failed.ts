/** The password was right, the MFA answer was wrong: the password may be stolen. */
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';
import { SIGN_IN_EVENTS } from './console-login.ts';
import { IDENTITY_CENTER_EVENTS, isIdentityCenter, isSecondFactor, portalOf } from './identity-center.ts';

export const signinMfaFailed: Rule = {
  id: 'signin-mfa-failed',
  theme: 'signin',
  title: { en: 'Failed MFA', ja: 'MFAの失敗' },
  severity: 'medium',
  why: {
    en: 'AWS asks for MFA only after the right password. Whoever fails here either mistyped a code or has a stolen password and no device.',
    ja: 'AWSがMFAを求めるのは、正しいパスワードが入力された後。ここでの失敗は、コードの入力ミスか、パスワードを盗んだがデバイスは持っていない者によるもの。',
  },
  respond: {
    en: ['Ask the person whether they mistyped a code.', 'If it was not them: change the password, for it is known.'],
    ja: ['本人にコードの入力ミスかどうかを確認する。', '本人でなければ、パスワードが知られているので変更する。'],
  },
  references: [
    SIGN_IN_EVENTS,
    IDENTITY_CENTER_EVENTS,
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html',
  ],
  attack: ['T1621'],
  when: { eventSource: ['signin.amazonaws.com'], eventName: ['ConsoleLogin', 'CheckMfa', 'CredentialVerification'] },
  outcome: 'any',
  check(event) {
    if (event.outcome !== 'failure') return undefined;
    return event.name === 'CheckMfa' || isSecondFactor(event) || event.mfa === 'used' ? {} : undefined;
  },
  say: {
    en: (told) =>
      `${who.en(told.event)} failed MFA at the ${isIdentityCenter(told.event) ? 'Identity Center' : 'console'} sign-in${fromWhere.en(told)}`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)}${portalOf(told.event).ja}にサインインする際、MFAに失敗しました`,
  },
};
