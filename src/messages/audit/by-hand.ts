/** Why no command closes a finding. */
import type { Words } from '../../core/language.ts';

export type ByHand =
  | 'root-alone'
  | 'past'
  | 'own-device'
  | 'new-secret'
  | 'who-may-sign-in'
  | 'other-checks'
  | 'unseen-cause'
  | 'who-removes'
  | 'trail-or-rule'
  | 'not-from-here';

/** Whole sentences, after what to do. */
export const BY_HAND: Readonly<Record<ByHand, Words>> = {
  'root-alone': {
    en: "No command is printed: in its own account, only the root user changes the root user's credentials.",
    ja: 'コマンドはありません。そのアカウントの中でルートユーザーの認証情報を変更できるのは、ルートユーザー本人だけです。',
  },
  past: {
    en: 'No command is printed: the use has happened, and the check passes once it is long enough ago.',
    ja: 'コマンドはありません。すでに使われた事実は変わらず、十分な日数が過ぎるとチェックに合格します。',
  },
  'own-device': {
    en: 'No command is printed: only the person has the device.',
    ja: 'コマンドはありません。デバイスを登録できるのは本人だけです。',
  },
  'new-secret': {
    en: 'No command is printed: a new secret must reach whatever uses the key.',
    ja: 'コマンドはありません。新しいシークレットを、キーの利用先に設定する必要があります。',
  },
  'who-may-sign-in': {
    en: 'No command is printed: who may sign in, and from where, is for you to decide.',
    ja: 'コマンドはありません。誰がどこからサインインできるようにするかは、ご自身で決めてください。',
  },
  'unseen-cause': {
    en: "No command is printed: the cause can't be seen from here.",
    ja: 'コマンドはありません。原因はこの監査からは見えません。',
  },
  'who-removes': {
    en: 'No command is printed: whoever removes events has to be found first, and may be an intruder.',
    ja: 'コマンドはありません。まず、イベントを消しているものを突き止めてください。侵入者の可能性があります。',
  },
  'trail-or-rule': {
    en: 'No command is printed: a trail, or a telemetry rule with filters and alarms there too, is for you to choose.',
    ja: 'コマンドはありません。証跡を作成するか、そのリージョンにもテレメトリルールとフィルター、アラームを用意するかは、ご自身で決めてください。',
  },
  'not-from-here': {
    en: "No command is printed: where to change it isn't known, or lies in another account.",
    ja: 'コマンドはありません。変更すべき箇所がわからないか、他のアカウントにあります。',
  },
  'other-checks': {
    en: 'No command is printed here: the remedies of those checks close this one too.',
    ja: 'ここにコマンドはありません。これらのチェックの対処により、このチェックも解消します。',
  },
};
