/** A federated session of an IAM user asked for a console sign-in: long-lived keys become a browser session. */
import type { TrailEvent } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import type { Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, shown } from '../../core/say.ts';
import { SIGN_IN_EVENTS } from './console-login.ts';

export const signinFederation: Rule = {
  id: 'signin-federation',
  theme: 'signin',
  title: { en: 'Console sign-in made from access keys', ja: 'アクセスキーからのコンソールサインイン' },
  severity: 'medium',
  why: {
    en: 'By `GetFederationToken` an IAM user’s access keys become a session under any name, and by `GetSigninToken` that session opens the console, without password or MFA; it outlives the keys. Stolen keys are used so, and so are brokers of one’s own: except those. Sessions of roles are left out, because tools open the console that way every day; their console sign-in is reported.',
    ja: 'IAMユーザーのアクセスキーから `GetFederationToken` で任意の名前のセッションが作られ、`GetSigninToken` によりパスワードもMFAもなしでコンソールを開ける。キーを無効にしてもセッションは残る。盗んだキーで使われる手口だが、自社のブローカーも同じように見えるため、その場合は除外する。ロールのセッションはツールが日常的に使うため対象外とし、コンソールサインインを通知する。',
  },
  respond: {
    en: [
      'Ask the person whose keys were used, and find the program.',
      'If it was not them: deactivate the keys, and attach a policy that denies everything to the user: it ends federated sessions, too.',
      'Look at what was done with the session’s name, in all regions.',
    ],
    ja: [
      'キーの持ち主に確認し、使ったプログラムを特定する。',
      '本人でなければ、キーを無効化し、ユーザーにすべてを拒否するポリシーを付ける。フェデレーションのセッションにも効く。',
      'すべてのリージョンで、このセッション名による操作を調べる。',
    ],
  },
  references: [
    SIGN_IN_EVENTS,
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html',
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html',
  ],
  attack: ['T1550.001', 'T1078.004'],
  when: { eventSource: ['signin.amazonaws.com'], eventName: ['GetSigninToken'] },
  outcome: 'any',
  check: ({ actor, outcome }) => (actor.kind === 'federated-user' && outcome === 'success' ? {} : undefined),
  say: {
    en: (told) =>
      `${issuerOf(told.event).en} got a console sign-in token as federated user ${shown(told.event.actor.name)}${fromWhere.en(told)}`,
    ja: (told) =>
      ja`${issuerOf(told.event).ja}が${fromWhere.ja(told)}フェデレーションユーザー ${shown(told.event.actor.name)} としてコンソールのサインイントークンを取得しました`,
  },
};

/** The user whose keys made the session. */
function issuerOf({ record }: TrailEvent): Words {
  const issuer = 'userIdentity.sessionContext.sessionIssuer';
  const name = textAt(record, `${issuer}.userName`) ?? textAt(record, `${issuer}.arn`)?.split('/').at(-1);
  if (textAt(record, `${issuer}.type`) === 'Root') return { en: 'Root', ja: 'ルートユーザー' };
  return name === undefined ? { en: 'An unknown user', ja: '不明なユーザー' } : { en: shown(name), ja: shown(name) };
}
