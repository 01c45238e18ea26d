/** An MFA device removed. */
import type { TrailEvent } from '../../core/event.ts';
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { firstOf } from '../deed.ts';

export const iamMfaRemoved: Rule = {
  id: 'iam-mfa-removed',
  theme: 'iam',
  title: { en: 'MFA device removed', ja: 'MFAデバイスの削除' },
  severity: 'high',
  why: {
    en: 'Without its device a user signs in with a password alone, unless another device is left. People who change their phone look the same, and the console takes a device away in two calls: deactivate, then delete.',
    ja: '他に登録されたデバイスがなければ、パスワードだけでサインインできるようになる。機種変更の場合も同じように見える。コンソールからの操作は、無効化と削除の2つの呼び出しになる。',
  },
  respond: {
    en: [
      'Ask the user whether they changed their device, and see that a new one is registered.',
      'If they did not: change the password, revoke sessions, and look at who did it.',
    ],
    ja: [
      '対象のユーザーにデバイスを変更したかを確認し、新しいデバイスの登録を確かめる。',
      '変更していなければ、パスワードを変更し、セッションを取り消し、操作した主体を調べる。',
    ],
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_disable.html'],
  attack: ['T1556.006'],
  when: { eventSource: ['iam.amazonaws.com'], eventName: ['DeactivateMFADevice', 'DeleteVirtualMFADevice'] },
  say: {
    en: (told) => {
      const [device, user] = [deviceOf(told.event), userOf(told.event)];
      const deed = told.event.name === 'DeactivateMFADevice' ? 'deactivated' : 'deleted';
      return `${who.en(told.event)} ${deed} MFA device ${shown(device)}${user === undefined ? '' : ` of ${shown(user)}`}${fromWhere.en(told)}`;
    },
    ja: (told) => {
      const [device, user] = [deviceOf(told.event), userOf(told.event)];
      const deed = told.event.name === 'DeactivateMFADevice' ? 'を無効化しました' : 'を削除しました';
      const whose = user === undefined ? '' : ja`${shown(user)}の`;
      return ja`${who.ja(told.event)}が${fromWhere.ja(told)}${whose}MFAデバイス ${shown(device)} ${deed}`;
    },
  },
};

/** DeleteVirtualMFADevice doesn't name the device's user. */
const userOf = firstOf('userName');

/** `arn:aws:iam::111122223333:mfa/alice-phone` -> `alice-phone`. */
function deviceOf(event: TrailEvent): string | undefined {
  return firstOf('serialNumber')(event)?.replace(/^arn:[^/]*\//, '');
}
