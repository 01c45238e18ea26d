/** A console sign-in from a trusted network: the 🟢 that shows that all is well, and that the watching works. */
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';
import { CONSOLE_LOGIN, SIGN_IN_EVENTS, signedIn } from './console-login.ts';

export const signinTrusted: Rule = {
  id: 'signin-trusted',
  theme: 'signin',
  title: { en: 'Console sign-in from a trusted network', ja: '信頼するネットワークからのコンソールサインイン' },
  severity: 'info',
  why: {
    en: 'Says who is in the console, and that sign-ins are being seen at all. An address shows the network, not the person: whoever is in the office or on the VPN counts as trusted.',
    ja: '誰がコンソールを使っているか、そしてサインインが検知できていることを示す。アドレスが示すのはネットワークであって人ではない。オフィスやVPNの中にいれば誰でも信頼するネットワークからの利用とみなされる。',
  },
  respond: {
    en: [
      'Nothing, if you expected this person at this hour.',
      'Otherwise ask them, and look at what they did next in the event history.',
    ],
    ja: [
      'その人がその時間にサインインする予定だったなら対応は不要。',
      '心当たりがなければ本人に確認し、イベント履歴で続きの操作を確認する。',
    ],
  },
  references: [SIGN_IN_EVENTS],
  attack: ['T1078.004'],
  when: CONSOLE_LOGIN,
  check(event, context) {
    if (!signedIn(event) || context.verdict(event.origin, event.epoch).verdict !== 'trusted') return undefined;
    return { mark: '🟢' };
  },
  say: {
    en: (told) => `${who.en(told.event)} signed in to the console${fromWhere.en(told)}`,
    ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)}コンソールにサインインしました`,
  },
  reason: { en: () => '', ja: () => '' },
};
