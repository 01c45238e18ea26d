/** A switch to a role in the console. */
import type { Rule, Told, Words } from '../../core/rule.ts';
import { accountIn, accountWords, fromWhere, ja, shown } from '../../core/say.ts';

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
      const { actor, signIn } = told.event;
      const caller = signIn?.switchedFrom === undefined ? '' : ` (${callerOf(signIn.switchedFrom, told).en})`;
      return `${shown(actor.name)}${caller} switched to role ${shown(actor.role)} of account ${accountIn.en(told)}${fromWhere.en(told)}`;
    },
    ja: (told) => {
      const { actor, signIn } = told.event;
      const caller = signIn?.switchedFrom === undefined ? '' : `（${callerOf(signIn.switchedFrom, told).ja}）`;
      return ja`${shown(actor.name)}${caller}が${fromWhere.ja(told)}アカウント ${accountIn.ja(told)} のロール ${shown(actor.role)} に切り替えました`;
    },
  },
};

/** `arn:aws:sts::444455556666:assumed-role/Admin/alice` -> the role and its account, and the session if it differs. */
function callerOf(arn: string, { event, context }: Told): Words {
  const [, account, kind = '', first = '', session] =
    /^arn:[^:]+:(?:iam|sts)::(\d+):(user|assumed-role|root|federated-user)\/?([^/]*)(?:\/.*?([^/]+))?$/.exec(arn) ?? [];
  if (account === undefined) return { en: shown(arn), ja: shown(arn) };
  const { en, ja: japanese } = accountWords(account, context);
  const of = { en: `of account ${en}`, ja: ja`アカウント ${japanese} の` };
  const name = kind === 'assumed-role' ? first : (session ?? first);
  const set = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(name)?.[1];
  if (kind === 'root') return { en: `root ${of.en}`, ja: `${of.ja}ルートユーザー` };
  if (kind === 'assumed-role') {
    const by =
      session === undefined || session === event.actor.name
        ? { en: '', ja: '' }
        : { en: `${shown(session)}, `, ja: `${shown(session)}、` };
    return {
      en: `${by.en}${set === undefined ? 'role' : 'permission set'} ${shown(set ?? name)} ${of.en}`,
      ja: ja`${by.ja}${of.ja}${set === undefined ? 'ロール' : '許可セット'} ${shown(set ?? name)}`,
    };
  }
  const user =
    kind === 'user' ? { en: 'user', ja: 'ユーザー' } : { en: 'federated user', ja: 'フェデレーションユーザー' };
  return { en: `${user.en} ${shown(name)} ${of.en}`, ja: ja`${of.ja}${user.ja} ${shown(name)}` };
}
