/** Many failed console sign-ins in a short time, for one user or from one address. */
import type { Rule } from '../../core/rule.ts';
import { ja } from '../../core/say.ts';
import { people, places } from '../../core/several.ts';
import { CONSOLE_LOGIN, SIGN_IN_EVENTS } from './console-login.ts';

const MINUTES = 15;
const FAILURES = 5;

export const signinBruteforce: Rule = {
  id: 'signin-bruteforce',
  theme: 'signin',
  title: { en: 'Many failed console sign-ins', ja: 'コンソールサインインの連続失敗' },
  severity: 'high',
  why: {
    en: `${FAILURES} failures within ${MINUTES} minutes for one user, or from one address, are somebody guessing passwords. Slow guessing from many addresses stays below this.`,
    ja: `同じユーザー、または同じアドレスで${MINUTES}分以内に${FAILURES}回失敗するのは、パスワードを推測されている兆候。多数のアドレスからゆっくり試す攻撃は検知できない。`,
  },
  respond: {
    en: [
      'See whether a success followed: then treat the user as compromised.',
      'Ask the person; make sure that they have MFA.',
      'Restrict sign-in by address with a policy condition on `aws:SourceIp` where people always come from known networks.',
    ],
    ja: [
      '成功が続いていないかを調べ、続いていればそのユーザーは侵害されたものとして扱う。',
      '本人に確認し、MFAが有効であることを確かめる。',
      '常に決まったネットワークから使うのであれば、ポリシーの `aws:SourceIp` 条件でアドレスを制限する。',
    ],
  },
  references: [
    SIGN_IN_EVENTS,
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html',
  ],
  attack: ['T1110.001'],
  when: CONSOLE_LOGIN,
  outcome: 'any',
  check: (event) => (event.outcome === 'failure' ? {} : undefined),
  window: [
    { by: ['account', 'user'], minutes: MINUTES, count: FAILURES },
    { by: ['address'], minutes: MINUTES, count: FAILURES },
  ],
  say: {
    en: (told) =>
      `${people(told.events, 'en')} failed to sign in to the console ${told.events.length} times within ${MINUTES} minutes${places(told, 'en')}`,
    ja: (told) =>
      ja`${people(told.events, 'ja')}が${places(told, 'ja')}コンソールへのサインインに${MINUTES}分以内に${told.events.length}回失敗しました`,
  },
};
