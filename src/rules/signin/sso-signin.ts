/** A sign-in to the AWS access portal of IAM Identity Center: 🟢 or 🔴 by its origin, ⚪ if no trusted network is set. */
import type { TrailEvent } from '../../core/event.ts';
import type { Context } from '../../core/inspection/context.ts';
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';
import { IDENTITY_CENTER_EVENTS } from './identity-center.ts';

export const ssoSignin: Rule = {
  id: 'sso-signin',
  theme: 'signin',
  title: {
    en: 'Identity Center sign-in from an untrusted network',
    ja: '信頼するネットワーク以外からのIdentity Centerサインイン',
  },
  severity: 'high',
  why: {
    en: 'One Identity Center sign-in opens every account that the person is assigned to. From a trusted network, or if none is set (⚪), it is reported as info. It is recorded in the account and the region of Identity Center; applications that people reach without the portal leave no event.',
    ja: 'Identity Centerへの1回のサインインで、割り当てられたすべてのアカウントに入れる。信頼するネットワークからの場合や、未設定の場合（⚪）は info として通知する。Identity Centerのアカウントとリージョンに記録され、ポータルを経由しないアプリケーションは記録されない。',
  },
  respond: {
    en: [
      'Ask the person, by phone or in person, whether it was them.',
      'If it was not: disable the user in Identity Center (or at the identity provider), and delete their active sessions there.',
      'Look at what was done in every account by sessions with this user name.',
    ],
    ja: [
      '電話や対面で本人がサインインしたかを確認する。',
      '本人でなければ、Identity Center（またはIDプロバイダー）でユーザーを無効にし、アクティブなセッションを削除する。',
      '全アカウントで、このユーザー名のセッションによる操作を調べる。',
    ],
  },
  references: [
    IDENTITY_CENTER_EVENTS,
    'https://docs.aws.amazon.com/singlesignon/latest/userguide/end-active-sessions.html',
  ],
  attack: ['T1078.004'],
  when: { eventSource: ['signin.amazonaws.com'], eventName: ['UserAuthentication'] },
  check(event, context) {
    if (event.outcome !== 'success') return undefined;
    const { verdict } = context.verdict(event.origin, event.epoch);
    if (verdict === 'untrusted') return { mark: '🔴' };
    const title = { en: 'Identity Center sign-in', ja: 'Identity Centerへのサインイン' };
    return { severity: 'info', title, mark: MARKS[verdict] };
  },
  say: {
    en: (told) => `${who.en(told.event)} signed in to IAM Identity Center${fromWhere.en(told)}`,
    ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)} IAM Identity Center にサインインしました`,
  },
  reason: {
    en: ({ event, context }) => (isUntrusted(event, context) ? 'not trusted' : ''),
    ja: ({ event, context }) => (isUntrusted(event, context) ? '信頼されていないネットワーク' : ''),
  },
};

const isUntrusted = ({ origin, epoch }: TrailEvent, context: Context) =>
  context.verdict(origin, epoch).verdict === 'untrusted';

const MARKS = { trusted: '🟢', 'not-judged': '⚪', 'not-an-address': '⚠' } as const;
