/** A new access key; worse if made for another user. */
import { textAt } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { isByAws } from '../deed.ts';
import { isOnItself, targetUser } from './caller.ts';

interface Facts {
  /** The key's id; undefined if the call failed. */
  readonly key: string | undefined;
  /** Undefined if the key is the caller's own. */
  readonly user: string | undefined;
}

export const iamKeyCreated: Rule<Facts> = {
  id: 'iam-key-created',
  theme: 'iam',
  title: { en: 'Access key created', ja: 'アクセスキーの作成' },
  severity: 'medium',
  why: {
    en: 'An access key works from anywhere, without MFA, until somebody deletes it. High where it is made for another user: so an intruder becomes that user. Root’s own key is reported by `root-credential`.',
    ja: 'アクセスキーは、削除されるまで、どこからでもMFAなしで使える。他のユーザーのキーを作成した場合は high。侵入者がそのユーザーになりすます手段になる。ルートユーザー自身のキーは `root-credential` で通知する。',
  },
  respond: {
    en: [
      'Ask whoever made it, and the user it is for, whether they know of it.',
      'If not: deactivate it, then look up its events by access key id, then delete it.',
      'Offer a role or `aws login` instead of a key.',
    ],
    ja: [
      '作成者と対象のユーザーに、心当たりを確認する。',
      'なければキーを無効化し、アクセスキーIDでイベントを調べてから削除する。',
      'キーの代わりにロールや `aws login` の利用を勧める。',
    ],
  },
  references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html'],
  attack: ['T1098.001'],
  when: { eventSource: ['iam.amazonaws.com'], eventName: ['CreateAccessKey'] },
  check(event) {
    if (isByAws(event)) return undefined;
    const key = textAt(event.record, 'responseElements.accessKey.accessKeyId');
    if (isOnItself(event)) return event.actor.kind === 'root' ? undefined : { facts: { key, user: undefined } };
    return {
      severity: 'high',
      title: { en: 'Access key created for another user', ja: '他のユーザーのアクセスキーの作成' },
      facts: { key, user: targetUser(event) },
    };
  },
  say: {
    en: (told) => {
      const { key, user } = told.facts;
      return `${who.en(told.event)} created ${key === undefined ? 'an access key' : `access key ${shown(key)}`}${user === undefined ? '' : ` for user ${shown(user)}`}${fromWhere.en(told)}`;
    },
    ja: (told) => {
      const { key, user } = told.facts;
      const whose = user === undefined ? '' : ja`ユーザー ${shown(user)} の`;
      const made = key === undefined ? 'アクセスキー' : ja`アクセスキー ${shown(key)} `;
      return ja`${who.ja(told.event)}が${fromWhere.ja(told)}${whose}${made}を作成しました`;
    },
  },
};
