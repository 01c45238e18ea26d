/** A sign-in outside of the business hours in the settings. */
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';
import { formatTime } from '../../core/time.ts';
import { SIGN_IN_EVENTS } from './console-login.ts';

export const signinOffHours: Rule = {
  id: 'signin-off-hours',
  theme: 'signin',
  title: { en: 'Sign-in outside of business hours', ja: '営業時間外のサインイン' },
  severity: 'medium',
  byDefault: 'off',
  needs: 'businessHours',
  why: {
    en: 'Attackers like the night. Off by default, and quiet where `businessHours` is not set: what is unusual differs from team to team. Public holidays are not known.',
    ja: '攻撃は担当者のいない夜間に多い。何が異常かはチームによって違うため既定ではオフで、`businessHours` が未設定なら何も通知しない。祝日は考慮しない。',
  },
  respond: {
    en: [
      'Ask the person whether they were at work.',
      'If it was not them: change the password and revoke the sessions.',
    ],
    ja: ['本人に、その時間に作業していたかを確認する。', '本人でなければ、パスワードを変更しセッションを取り消す。'],
  },
  references: [SIGN_IN_EVENTS],
  attack: ['T1078.004'],
  when: {
    eventSource: ['signin.amazonaws.com'],
    eventName: ['ConsoleLogin', 'UserAuthentication', 'AuthorizeOAuth2Access'],
  },
  check(event, context) {
    if (event.outcome !== 'success' || context.settings.businessHours === undefined) return undefined;
    return context.isBusinessHours(event.epoch) ? undefined : {};
  },
  say: {
    en: (told) =>
      `${who.en(told.event)} signed in${fromWhere.en(told)} at ${formatTime(told.event.epoch, told.context.settings.timezone)}, outside of business hours`,
    ja: (told) =>
      ja`${who.ja(told.event)}が営業時間外の ${formatTime(told.event.epoch, told.context.settings.timezone)} に${fromWhere.ja(told)}サインインしました`,
  },
  reason: { en: () => 'outside of business hours', ja: () => '営業時間外' },
};
