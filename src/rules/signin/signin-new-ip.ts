/** A person signs in from a network that they have not used for a month. */
import type { Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';
import { SIGN_IN_EVENTS } from './console-login.ts';

const DAYS = 30;

export const signinNewIp: Rule = {
  id: 'signin-new-ip',
  theme: 'signin',
  title: { en: 'Sign-in from a new network', ja: '新しいネットワークからのサインイン' },
  severity: 'medium',
  byDefault: 'off',
  why: {
    en: `The first sign-in of a person from a network (/24, or /64 of IPv6) within ${DAYS} days, where an earlier sign-in from another is known. Off by default: people travel, and phones change networks. It knows only what it has seen: a replay as far as it looks back.`,
    ja: `以前に別のネットワークからサインインした人が、${DAYS}日間使っていないネットワーク（/24、IPv6は /64）からサインインした。出張やスマートフォンで頻繁に起こるため、既定ではオフ。見えている範囲しか判断できず、replay ではさかのぼった期間が限度となる。`,
  },
  respond: {
    en: ['Ask the person where they are.', 'If it was not them: change the password and revoke the sessions.'],
    ja: ['本人に、どこからサインインしたかを確認する。', '本人でなければ、パスワードを変更しセッションを取り消す。'],
  },
  references: [SIGN_IN_EVENTS],
  attack: ['T1078.004'],
  when: {
    eventSource: ['signin.amazonaws.com'],
    eventName: ['ConsoleLogin', 'UserAuthentication', 'AuthorizeOAuth2Access'],
  },
  check: (event) => (event.outcome === 'success' && event.origin.address !== undefined ? {} : undefined),
  window: { by: ['user'], minutes: DAYS * 24 * 60, count: 1, unseen: 'network' },
  say: {
    en: (told) => `${who.en(told.event)} signed in${fromWhere.en(told)}, ${UNSEEN.en}`,
    ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)}サインインしました（${UNSEEN.ja}）`,
  },
  reason: { en: () => UNSEEN.en, ja: () => UNSEEN.ja },
};

const UNSEEN: Words = {
  en: `a network not used in the last ${DAYS} days`,
  ja: `過去${DAYS}日間使われていないネットワーク`,
};
