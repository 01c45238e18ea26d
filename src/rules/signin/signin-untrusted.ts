/**
 * A console sign-in from anywhere but a trusted network: 🔴, or ⚪ if no trusted network is set. Every success without
 * `signin-trusted` fires it.
 */
import type { Rule, Told, Words } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';
import { CONSOLE_LOGIN, SIGN_IN_EVENTS, signedIn } from './console-login.ts';

interface Facts {
  /**
   * The origin isn't an address (`AWS Internal`, a service, malformed): neither trusted nor untrusted, but not to be
   * lost.
   */
  readonly isUnjudged: boolean;
}

export const signinUntrusted: Rule<Facts> = {
  id: 'signin-untrusted',
  theme: 'signin',
  title: {
    en: 'Console sign-in from an untrusted network',
    ja: '信頼するネットワーク以外からのコンソールサインイン',
  },
  severity: 'high',
  why: {
    en: 'A stolen password is used from somewhere else than your networks. If no trusted network is set, no sign-in is judged: each is reported as info (⚪). A sign-in whose record holds no IP address is reported as info too, because it can’t be judged either.',
    ja: '盗まれたパスワードは自社のネットワークの外から使われる。信頼するネットワークが設定されていない場合は判定せず、すべてのサインインを info（⚪）として通知する。記録にIPアドレスがないサインインも、どちらとも判断できないため info として通知する。',
  },
  respond: {
    en: [
      'Ask the person, by phone or in person, whether it was them.',
      'If it was not: change the password, remove the MFA device and the access keys, and revoke the sessions of the roles they can assume.',
      'Look up what they did after the sign-in: event history by user name, in all regions.',
      'If it was: add the network to `trusted` in login-watch.yaml, with an `until` date for a hotel or a home.',
    ],
    ja: [
      '電話や対面で本人がサインインしたかを確認する。',
      '本人でなければ、パスワードを変更し、MFAデバイスとアクセスキーを削除し、引き受け可能なロールのセッションを取り消す。',
      'すべてのリージョンのイベント履歴をユーザー名で検索し、サインイン後の操作を調べる。',
      '本人であれば、そのネットワークを login-watch.yaml の `trusted` に追加する。ホテルや自宅なら `until` で期限を付ける。',
    ],
  },
  references: [
    SIGN_IN_EVENTS,
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html',
    'https://repost.aws/knowledge-center/potential-account-compromise',
  ],
  attack: ['T1078.004'],
  when: CONSOLE_LOGIN,
  check(event, context) {
    if (!signedIn(event)) return undefined;
    const { verdict } = context.verdict(event.origin, event.epoch);
    if (verdict === 'trusted') return undefined;
    if (verdict === 'not-an-address') {
      return {
        severity: 'info',
        mark: '⚠',
        title: { en: 'Console sign-in without an IP address', ja: 'IPアドレスが不明なコンソールサインイン' },
        facts: { isUnjudged: true },
      };
    }
    if (verdict === 'untrusted') return { mark: '🔴', facts: { isUnjudged: false } };
    return {
      severity: 'info',
      mark: '⚪',
      title: { en: 'Console sign-in', ja: 'コンソールサインイン' },
      facts: { isUnjudged: false },
    };
  },
  say: {
    en: (told) =>
      `${who.en(told.event)} signed in to the console${fromWhere.en(told)}${
        told.facts.isUnjudged ? `; ${UNJUDGED.en}` : ''
      }`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)}コンソールにサインインしました${
        told.facts.isUnjudged ? `（${UNJUDGED.ja}）` : ''
      }`,
  },
  reason: { en: (told) => whyNotTrusted(told).en, ja: (told) => whyNotTrusted(told).ja },
};

const UNJUDGED: Words = {
  en: 'without a valid IP address the network can’t be judged',
  ja: '有効なIPアドレスではないため、ネットワークを判定できません',
};

/** Nothing while no network is trusted: then nothing is called untrusted. */
function whyNotTrusted({ event, context, facts }: Told<Facts>): Words {
  if (facts.isUnjudged) return UNJUDGED;
  const isUntrusted = context.verdict(event.origin, event.epoch).verdict === 'untrusted';
  return isUntrusted ? { en: 'not trusted', ja: '信頼されていないネットワーク' } : { en: '', ja: '' };
}
