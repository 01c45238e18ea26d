/** A switch to a role in the console. */
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, shown } from '../../core/say.ts';

export const signinSwitchRole: Rule = {
  id: 'signin-switch-role',
  theme: 'signin',
  title: { en: 'Role switched in the console', ja: 'コンソールでのロール切り替え' },
  severity: 'info',
  byDefault: 'off',
  why: {
    en: 'Shows who works in which account where people sign in to one and switch to the others. Recorded in the account switched to. Off by default, because it is everyday work in such organizations.',
    ja: '1つのアカウントにサインインして他へ切り替える運用で、誰がどのアカウントで作業しているかを示す。切り替え先のアカウントに記録される。そうした組織では日常の操作なので、既定ではオフ。',
  },
  respond: {
    en: ['Nothing, if this person works in this account.', 'Otherwise ask them, and review who may assume the role.'],
    ja: [
      'その人がこのアカウントの担当であれば対応は不要。',
      '心当たりがなければ本人に確認し、ロールを引き受けられる人を見直す。',
    ],
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-console.html'],
  attack: ['T1078.004'],
  when: { eventSource: ['signin.amazonaws.com'], eventName: ['SwitchRole'] },
  check: (event) => (event.outcome === 'success' ? {} : undefined),
  say: {
    en: (told) => {
      const { actor, signIn, account } = told.event;
      const caller = signIn?.switchedFrom === undefined ? '' : ` (${shown(signIn.switchedFrom)})`;
      return `${shown(actor.name)}${caller} switched to role ${shown(actor.role)} of account ${shown(account)}${fromWhere.en(told)}`;
    },
    ja: (told) => {
      const { actor, signIn, account } = told.event;
      const caller = signIn?.switchedFrom === undefined ? '' : `（${shown(signIn.switchedFrom)}）`;
      return ja`${shown(actor.name)}${caller}が${fromWhere.ja(told)}アカウント ${shown(account)} のロール ${shown(actor.role)} に切り替えました`;
    },
  },
};
