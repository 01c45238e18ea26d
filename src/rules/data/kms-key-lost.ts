/** A key about to be lost or given away, and with it all data that it encrypts. */
import { valueAt } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { accessBy, type Outsiders, outsidersOf } from '../access.ts';
import { firstOf, tell } from '../deed.ts';

interface Facts {
  /** Only for a key policy. */
  readonly outsiders?: Outsiders;
}

const keyOf = firstOf('keyId');

const lost = tell(
  {
    DisableKey: { en: 'disabled KMS key {}', ja: 'KMSキー {} を無効にしました' },
    ScheduleKeyDeletion: { en: 'scheduled the deletion of KMS key {}', ja: 'KMSキー {} の削除を予約しました' },
    DeleteImportedKeyMaterial: {
      en: 'deleted the key material of KMS key {}',
      ja: 'KMSキー {} のキーマテリアルを削除しました',
    },
  },
  keyOf,
);

export const kmsKeyLost: Rule<Facts> = {
  id: 'kms-key-lost',
  theme: 'data',
  title: { en: 'KMS key disabled, to be deleted, or given away', ja: 'KMSキーの無効化・削除予約・外部への許可' },
  severity: 'high',
  why: {
    en: 'Without its key encrypted data is gone for good; extortionists need no more than that. A key policy is reported where it lets in anybody, or an account that is not in `accounts`.',
    ja: 'キーを失えば暗号化されたデータは二度と戻らず、脅迫の手段になる。キーポリシーは、全員または `accounts` にないアカウントを許可する場合に通知する。',
  },
  respond: {
    en: [
      'Stop the deletion while it is pending: `aws kms cancel-key-deletion`, then `aws kms enable-key`.',
      'Put the former key policy back.',
      'See which resources use the key, and make copies with another one.',
    ],
    ja: [
      '猶予期間のうちに削除を取り消す（`aws kms cancel-key-deletion`、続けて `aws kms enable-key`）。',
      '元のキーポリシーに戻す。',
      'キーを使っているリソースを調べ、別のキーで複製を作る。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
  ],
  attack: ['T1485', 'T1486'],
  cis: ['1.2:3.7', '1.4:4.7'],
  securityHub: ['CloudWatch.7'],
  when: {
    eventSource: ['kms.amazonaws.com'],
    eventName: ['DisableKey', 'ScheduleKeyDeletion', 'DeleteImportedKeyMaterial', 'PutKeyPolicy'],
  },
  check(event, context) {
    if (event.name !== 'PutKeyPolicy') return { facts: {} };
    const outsiders = outsidersOf(accessBy(valueAt(event.record, 'requestParameters.policy'), event, context), context);
    return outsiders && { facts: { outsiders } };
  },
  say: {
    en: (told) => {
      const names = told.facts.outsiders?.names.en;
      if (names === undefined) return lost.en(told);
      return `${who.en(told.event)} let ${names} use KMS key ${shown(keyOf(told.event))} by its policy${fromWhere.en(told)}`;
    },
    ja: (told) => {
      const names = told.facts.outsiders?.names.ja;
      if (names === undefined) return lost.ja(told);
      const key = shown(keyOf(told.event));
      return ja`${who.ja(told.event)}が${fromWhere.ja(told)}KMSキー ${key} の利用をキーポリシーで${names}に許可しました`;
    },
  },
};
