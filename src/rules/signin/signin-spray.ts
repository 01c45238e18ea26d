/** One address that fails to sign in as several users, or to several accounts. */
import type { TrailEvent } from '../../core/event.ts';
import type { Language, Rule } from '../../core/rule.ts';
import { ja } from '../../core/say.ts';
import { people, places } from '../../core/several.ts';
import { CONSOLE_LOGIN, SIGN_IN_EVENTS } from './console-login.ts';

const MINUTES = 60;
const USERS = 3;
const ACCOUNTS = 2;

export const signinSpray: Rule = {
  id: 'signin-spray',
  theme: 'signin',
  title: { en: 'Password spraying', ja: 'パスワードスプレー' },
  severity: 'high',
  why: {
    en: `One address that fails as ${USERS} users, or in ${ACCOUNTS} accounts, within an hour is trying one password on many. Few failures for each user never lock anybody out, so nobody complains. An office behind one address can look like this on a Monday morning.`,
    ja: `1つのアドレスが1時間以内に${USERS}人のユーザー、または${ACCOUNTS}つのアカウントで失敗するのは、同じパスワードを多数のユーザーに試している兆候。ユーザーごとの失敗は少ないため気付きにくい。1つのアドレスを共有するオフィスでは、月曜の朝に同じように見えることがある。`,
  },
  respond: {
    en: [
      'See whether any of these users signed in afterwards from this address.',
      'If the address is not yours: make sure that all users have MFA, and change the passwords of those without.',
      'If it is yours: ask the people.',
    ],
    ja: [
      'その後、同じアドレスから該当ユーザーのサインインが成功していないかを調べる。',
      '自社のアドレスでなければ、全ユーザーのMFAを確認し、MFAのないユーザーのパスワードを変更する。',
      '自社のアドレスであれば、本人たちに確認する。',
    ],
  },
  references: [SIGN_IN_EVENTS, 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html'],
  attack: ['T1110.003'],
  when: CONSOLE_LOGIN,
  outcome: 'any',
  check: (event) => (event.outcome === 'failure' ? {} : undefined),
  window: [
    { by: ['address'], minutes: MINUTES, count: USERS, distinct: 'user' },
    { by: ['address'], minutes: MINUTES, count: ACCOUNTS, distinct: 'account' },
  ],
  say: {
    en: (told) =>
      `${people(told.events, 'en')} failed to sign in to ${accounts(told.events, 'en')}${places(told, 'en')}`,
    ja: (told) =>
      ja`${people(told.events, 'ja')}が${places(told, 'ja')}${accounts(told.events, 'ja')}へのサインインに失敗しました`,
  },
};

function accounts(events: readonly TrailEvent[], language: Language): string {
  const count = new Set(events.map(({ account }) => account)).size;
  if (count <= 1) return language === 'ja' ? 'コンソール' : 'the console';
  return language === 'ja' ? ja`${count}つのアカウント` : `${count} accounts`;
}
