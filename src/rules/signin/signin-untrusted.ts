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
    en: 'A stolen password is used from somewhere else than your networks. If no trusted network is set, no sign-in is judged: each is reported as info (⚪). A sign-in whose record holds no IP address is reported as info too, because it can’t be judged either. Where somebody signs in to the Identity Center portal from a trusted network, and the same person’s same browser reaches the console over the other address family (IPv6 instead of IPv4) within a quarter of an hour, it is medium and says so: add your IPv6 networks to `trusted`.',
    ja: '盗まれたパスワードは自社のネットワークの外から使われる。信頼するネットワークが設定されていない場合は判定せず、すべてのサインインを info（⚪）として通知する。記録にIPアドレスがないサインインも、どちらとも判断できないため info として通知する。信頼するネットワークからIdentity Centerのポータルにサインインし、15分以内に同じ人が同じブラウザーで、別のアドレスファミリー（IPv4に対するIPv6）からコンソールに入った場合は medium とし、その旨を示す。IPv6のネットワークも `trusted` に加える。',
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
        title: WITHOUT_ADDRESS,
        facts: { isUnjudged: true },
      };
    }
    if (verdict === 'untrusted' && isAfterTrustedPortal({ event, context })) {
      return {
        severity: 'medium',
        mark: '⚪',
        title: OTHER_FAMILY,
        facts: { isUnjudged: false },
      };
    }
    if (verdict === 'untrusted') return { mark: '🔴', facts: { isUnjudged: false } };
    return {
      severity: 'info',
      mark: '⚪',
      title: NOT_JUDGED,
      facts: { isUnjudged: false },
    };
  },
  say: {
    en: (told) =>
      `${who.en(told.event)} signed in to the console${fromWhere.en(told)}${
        told.facts.isUnjudged ? `; ${UNJUDGED.en}` : portalOf(told).en
      }`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)}コンソールにサインインしました${
        told.facts.isUnjudged ? `（${UNJUDGED.ja}）` : portalOf(told).ja
      }`,
  },
  reason: { en: (told) => whyNotTrusted(told).en, ja: (told) => whyNotTrusted(told).ja },
};

/** Titles of hits, made once: an archive may have a hundred thousand of them. */
const WITHOUT_ADDRESS: Words = {
  en: 'Console sign-in without an IP address',
  ja: 'IPアドレスが不明なコンソールサインイン',
};
const OTHER_FAMILY: Words = {
  en: 'Console sign-in over another address family than the portal',
  ja: 'ポータルとIPv4/IPv6が異なるコンソールサインイン',
};
const NOT_JUDGED: Words = { en: 'Console sign-in', ja: 'コンソールサインイン' };

const UNJUDGED: Words = {
  en: 'without a valid IP address the network can’t be judged',
  ja: '有効なIPアドレスではないため、ネットワークを判定できません',
};

type Portal = Pick<Told, 'event' | 'context'>;

const isAfterTrustedPortal = ({ event: { signIn, epoch }, context }: Portal): boolean =>
  signIn?.portal !== undefined && context.verdict(signIn.portal, epoch).verdict === 'trusted';

/** The reason why the two addresses of a computer with IPv4 and IPv6 are one sign-in. */
function portalOf({ event, context }: Portal): Words {
  const portal = event.signIn?.portal;
  if (portal === undefined) return { en: '', ja: '' };
  const from = { event: { ...event, origin: portal }, context };
  return {
    en: `, after signing in to the portal${fromWhere.en(from)} with the same browser`,
    ja: ja`（同じブラウザーで${fromWhere.ja(from)}ポータルにサインインした直後）`,
  };
}

/** Nothing while no network is trusted: then nothing is called untrusted. */
function whyNotTrusted({ event, context, facts }: Told<Facts>): Words {
  if (facts.isUnjudged) return UNJUDGED;
  const isUntrusted = context.verdict(event.origin, event.epoch).verdict === 'untrusted';
  return isUntrusted ? { en: 'not trusted', ja: '信頼されていないネットワーク' } : { en: '', ja: '' };
}
