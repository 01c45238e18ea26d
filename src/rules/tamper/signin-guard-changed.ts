/** The guard in front of sign-ins changed: who may sign in from which network, or which sessions go on. */
import type { TrailEvent } from '../../core/event.ts';
import type { Hit, Rule } from '../../core/rule.ts';
import { isByAws, tell } from '../deed.ts';

export const signinGuardChanged: Rule = {
  id: 'signin-guard-changed',
  theme: 'tamper',
  title: { en: 'Sign-in guard changed', ja: 'サインインの制限の変更' },
  severity: 'high',
  why: {
    en: 'The guard decides from which networks people may sign in, before any password is asked for. Without it, or with a wider one, stolen credentials work from anywhere; a narrow one can lock everybody out. Revoking sessions is low: it is what a responder does. The event source is assumed from the name of the API.',
    ja: 'パスワードを求める前に、どのネットワークからサインインできるかを決める設定。削除や緩和をすれば、盗んだ認証情報がどこからでも使える。厳しすぎれば全員が締め出される。セッションの取り消しは対応の一環であるため low。イベントソースはAPI名からの想定。',
  },
  respond: {
    en: [
      'Ask who changed it and why.',
      'If nobody knows: put it back, and look for sign-ins from networks that it used to keep out.',
    ],
    ja: [
      '誰が何のために変更したのかを確認する。',
      '心当たりがなければ元に戻し、以前は拒否されていたネットワークからのサインインを調べる。',
    ],
  },
  references: ['https://docs.aws.amazon.com/signin/latest/userguide/what-is-sign-in.html'],
  attack: ['T1556', 'T1562.001'],
  when: {
    eventSource: ['signin.amazonaws.com'],
    eventName: [
      'PutConsoleAuthorizationConfiguration',
      'DeleteConsoleAuthorizationConfiguration',
      'PutResourcePermissionStatement',
      'DeleteResourcePermissionStatement',
      'BatchRevokeSessions',
    ],
  },
  check: (event) => (isByAws(event) ? undefined : hitOf(event)),
  say: tell(
    {
      PutConsoleAuthorizationConfiguration: {
        en: 'set the sign-in guard of the account',
        ja: 'アカウントのサインイン制限を設定しました',
      },
      DeleteConsoleAuthorizationConfiguration: {
        en: 'deleted the sign-in guard of the account',
        ja: 'アカウントのサインイン制限を削除しました',
      },
      PutResourcePermissionStatement: {
        en: 'set a statement of the sign-in guard',
        ja: 'サインイン制限のステートメントを設定しました',
      },
      DeleteResourcePermissionStatement: {
        en: 'deleted a statement of the sign-in guard',
        ja: 'サインイン制限のステートメントを削除しました',
      },
      BatchRevokeSessions: { en: 'revoked sign-in sessions', ja: 'サインインセッションを取り消しました' },
    },
    () => undefined,
  ),
};

const hitOf = ({ name }: TrailEvent): Hit =>
  name === 'BatchRevokeSessions'
    ? { severity: 'low', title: { en: 'Sign-in sessions revoked', ja: 'サインインセッションの取り消し' } }
    : {};
