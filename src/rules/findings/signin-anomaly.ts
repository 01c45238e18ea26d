/** A sign-in that AWS itself found odd: EventBridge's own event, without a CloudTrail record. */
import type { Rule } from '../../core/rule.ts';
import { accountIn, ja } from '../../core/say.ts';

export const signinAnomaly: Rule = {
  id: 'signin-anomaly',
  theme: 'findings',
  title: { en: 'Sign-in anomaly found by AWS', ja: 'AWSが検出したサインインの異常' },
  severity: 'high',
  why: {
    en: 'AWS Sign-In compares sign-ins with what it knows of the account and alerts on odd ones. Only pipeline `events` can see this alert: it is sent to EventBridge and is in no trail.',
    ja: 'AWS Sign-Inは、アカウントの傾向と比べて不自然なサインインを通知する。この通知はEventBridgeにのみ送られ証跡には残らないため、パイプライン `events` でだけ検知できる。',
  },
  respond: {
    en: [
      'Look up the console sign-ins of this account around that time: `login-watch replay --since 24h`.',
      'Ask the person; if it was not them, change the password and revoke the sessions.',
    ],
    ja: [
      'その時間帯のコンソールサインインを調べる（`login-watch replay --since 24h`）。',
      '本人に確認し、本人でなければパスワードを変更しセッションを取り消す。',
    ],
  },
  references: ['https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-signin.html'],
  attack: ['T1078.004'],
  on: { source: ['aws.signin'], 'detail-type': ['Sign-in Anomaly Alert'] },
  when: {},
  say: {
    en: (told) => `AWS reported an unusual sign-in to account ${accountIn.en(told)}`,
    ja: (told) => ja`AWSがアカウント ${accountIn.ja(told)}への不自然なサインインを報告しました`,
  },
};
