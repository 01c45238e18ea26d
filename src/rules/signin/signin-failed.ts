/** A console sign-in that failed: ⚠. A failed sign-in has no `errorCode`, so rules on that never see it. */
import type { Rule, Words } from '../../core/rule.ts';
import { because, fromWhere, ja, who } from '../../core/say.ts';
import { CONSOLE_LOGIN, SIGN_IN_EVENTS } from './console-login.ts';
import { IDENTITY_CENTER_EVENTS, isIdentityCenter, isSecondFactor, portalOf } from './identity-center.ts';

export const signinFailed: Rule = {
  id: 'signin-failed',
  theme: 'signin',
  title: { en: 'Failed console sign-in', ja: 'コンソールサインインの失敗' },
  severity: 'medium',
  why: {
    en: 'One failure is a typing error; failures for the root user, or for names that do not exist, are somebody trying. AWS hides names that do not exist, because people type passwords into the name field. Failures at your own identity provider never reach AWS.',
    ja: '1回の失敗はたいてい入力ミスだが、ルートユーザーや存在しない名前での失敗は誰かが試している兆候。名前欄にパスワードを入力する人がいるため、存在しない名前はAWSが伏せる。自社のIDプロバイダーでの失敗はAWSには記録されない。',
  },
  respond: {
    en: [
      'Ask the person whether they mistyped.',
      'If it was not them: see whether a success from the same address followed, and change the password.',
      'For the root user: check that its MFA is in place and that its mailbox is safe.',
    ],
    ja: [
      '本人に入力ミスかどうかを確認する。',
      '本人でなければ、同じアドレスからの成功が続いていないかを調べ、パスワードを変更する。',
      'ルートユーザーの場合は、MFAが有効であることとメールアカウントの安全を確認する。',
    ],
  },
  references: [
    SIGN_IN_EVENTS,
    IDENTITY_CENTER_EVENTS,
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
  ],
  attack: ['T1110'],
  cis: ['1.2:3.6', '1.4:4.6'],
  securityHub: ['CloudWatch.6'],
  when: { ...CONSOLE_LOGIN, eventName: ['ConsoleLogin', 'CredentialVerification', 'UserAuthentication'] },
  outcome: 'any',
  check(event) {
    // A wrong second factor is `signin-mfa-failed`.
    if (event.outcome !== 'failure' || isSecondFactor(event)) return undefined;
    if (isIdentityCenter(event)) return { mark: '⚠', title: AT_THE_PORTAL };
    if (event.actor.kind !== 'root') return { mark: '⚠' };
    return {
      severity: 'high',
      mark: '⚠',
      title: { en: 'Failed root sign-in', ja: 'ルートユーザーのサインイン失敗' },
    };
  },
  say: {
    en: (told) =>
      `${who.en(told.event)} failed to sign in to ${portalOf(told.event).en}${fromWhere.en(told)}${because.en(told.event)}`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)}${portalOf(told.event).ja}へのサインインに失敗しました${because.ja(told.event)}`,
  },
  reason: { en: () => '', ja: () => '' },
};

const AT_THE_PORTAL: Words = { en: 'Failed Identity Center sign-in', ja: 'Identity Centerサインインの失敗' };
