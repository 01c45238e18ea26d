/** A policy that allows everything, created and then attached: an administrator made in two calls. */
import { grantsAdmin } from '../../core/access/policy.ts';
import type { TrailEvent } from '../../core/event.ts';
import { textAt, valueAt } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, who } from '../../core/say.ts';
import { isByAws } from '../deed.ts';
import { bearerOf, policyOf } from './caller.ts';

const MINUTES = 60;
const ATTACHED = ['AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy'];
const WRITTEN = ['CreatePolicy', 'CreatePolicyVersion'];

export const iamAdminAttached: Rule = {
  id: 'iam-admin-attached',
  theme: 'iam',
  title: { en: 'Policy that allows everything attached', ja: 'すべてを許可するポリシーのアタッチ' },
  severity: 'critical',
  why: {
    en: `Where a policy is attached, the record holds its ARN and not what it allows. So the two calls are reported together: somebody writes a policy that allows everything, and within ${MINUTES} minutes attaches a policy of the account. That it is the same policy is likely, and not proven.`,
    ja: `ポリシーのアタッチの記録にはARNしかなく、何を許可するかは分からない。そのため、すべてを許可するポリシーを作成した主体が${MINUTES}分以内にアカウントのポリシーをアタッチした場合に、あわせて通知する。同じポリシーである可能性は高いが、確実ではない。`,
  },
  respond: {
    en: [
      'Detach the policy unless a request explains it, and delete it.',
      'Look at everything that its bearer did since.',
      'Find out how whoever attached it came to that permission.',
    ],
    ja: [
      '対応する申請がなければポリシーを外し、削除する。',
      'それ以降、付与された主体が行った操作をすべて調べる。',
      '付与した主体がその権限を得た経緯を調べる。',
    ],
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html'],
  attack: ['T1098.003'],
  when: { eventSource: ['iam.amazonaws.com'], eventName: [...WRITTEN, ...ATTACHED] },
  check: (event) => (!isByAws(event) && (isWritten(event) || isAttached(event)) ? {} : undefined),
  window: { by: ['account', 'user'], minutes: MINUTES, count: 1, closedBy: { eventName: ATTACHED } },
  say: {
    en: (told) =>
      `${who.en(told.event)} attached policy ${policyOf(told.event)} to ${bearerOf(told.event).en}${fromWhere.en(told)}, soon after writing a policy that allows everything`,
    ja: (told) =>
      ja`${who.ja(told.event)}が${fromWhere.ja(told)}、すべてを許可するポリシーを作成した直後に、${bearerOf(told.event).ja} にポリシー ${policyOf(told.event)} をアタッチしました`,
  },
};

const isWritten = ({ name, record }: TrailEvent) =>
  WRITTEN.includes(name) && grantsAdmin(valueAt(record, 'requestParameters.policyDocument'));

/** AWS's own policies are judged by their names. */
const isAttached = ({ name, record }: TrailEvent) =>
  ATTACHED.includes(name) && !/:iam::aws:/.test(textAt(record, 'requestParameters.policyArn') ?? '');
