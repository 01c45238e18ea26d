/** Several failures of a user and then a success: the guessing may have worked. */
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';
import { CONSOLE_LOGIN, SIGN_IN_EVENTS } from './console-login.ts';
import { IDENTITY_CENTER_EVENTS, portalOf } from './identity-center.ts';

const MINUTES = 30;
const FAILURES = 3;

export const signinFailThenOk: Rule = {
  id: 'signin-fail-then-ok',
  theme: 'signin',
  title: { en: 'Sign-in after several failures', ja: '連続失敗後のサインイン成功' },
  severity: 'critical',
  why: {
    en: `${FAILURES} failures and then a success of the same user within ${MINUTES} minutes: either somebody remembered a password, or somebody guessed it.`,
    ja: `同じユーザーが${MINUTES}分以内に${FAILURES}回失敗してから成功した。本人がパスワードを思い出したか、誰かが当てたかのどちらか。`,
  },
  respond: {
    en: [
      'Ask the person now, by phone or in person.',
      'If it was not them: change the password, deactivate the access keys, revoke the sessions, and look at everything done since the sign-in.',
      'Compare the addresses and browsers of the failures and of the success.',
    ],
    ja: [
      '今すぐ電話や対面で本人に確認する。',
      '本人でなければ、パスワードを変更し、アクセスキーを無効化し、セッションを取り消し、サインイン以降の操作をすべて調べる。',
      '失敗時と成功時のアドレスとブラウザーを比べる。',
    ],
  },
  references: [
    SIGN_IN_EVENTS,
    IDENTITY_CENTER_EVENTS,
    'https://repost.aws/knowledge-center/potential-account-compromise',
  ],
  attack: ['T1110'],
  when: { ...CONSOLE_LOGIN, eventName: ['ConsoleLogin', 'CredentialVerification', 'UserAuthentication'] },
  outcome: 'any',
  // The right password alone is no sign-in, and a failure counts once: by its answer.
  check({ name, outcome }) {
    const isStep = outcome === 'success' ? name === 'CredentialVerification' : name === 'UserAuthentication';
    return isStep ? undefined : {};
  },
  window: {
    by: ['account', 'user'],
    minutes: MINUTES,
    count: FAILURES,
    closedBy: {
      $or: [
        { responseElements: { ConsoleLogin: ['Success'] } },
        { serviceEventDetails: { UserAuthentication: ['Success'] } },
      ],
    },
  },
  say: {
    en: (told) =>
      `${who.en(told.event)} signed in to ${portalOf(told.event).en}${fromWhere.en(told)} after ${told.events.length - 1} failures within ${MINUTES} minutes`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${MINUTES}分以内に${told.events.length - 1}回失敗した後、${fromWhere.ja(told)}${portalOf(told.event).ja}にサインインしました`,
  },
};
