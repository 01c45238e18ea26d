/** An access key that AWS found in public, and its user's rights cut. */
import type { TrailEvent } from '../../core/event.ts';
import type { Rule } from '../../core/rule.ts';
import { ja, shown } from '../../core/say.ts';
import { firstOf } from '../deed.ts';

/** The second is an older name. */
const QUARANTINE = /(^|\/)(?:AWSCompromisedKeyQuarantine|AWSExposedCredentialPolicy_DO_NOT_REMOVE)/;

export const iamKeyQuarantined: Rule = {
  id: 'iam-key-quarantined',
  theme: 'iam',
  title: { en: 'Access key quarantined by AWS', ja: 'AWSによるアクセスキーの隔離' },
  severity: 'critical',
  why: {
    en: 'AWS attaches this policy when it finds an access key in public, on GitHub for example. It denies only the worst: the key still works for most things, and others have found it too.',
    ja: 'GitHubなど公開の場所でアクセスキーを見つけると、AWSが隔離ポリシーをアタッチする。拒否されるのは特に危険な操作だけで、キーの大半の権限は有効なまま。他の誰かも見つけている可能性が高い。',
  },
  respond: {
    en: [
      'Deactivate the user’s access keys now, then make new ones where they are needed.',
      'Look up all events of the old key in all regions, for weeks back.',
      'Remove the key from where it was published; deleting the commit is not enough.',
      'Answer the support case that AWS opened, then detach the policy.',
    ],
    ja: [
      '今すぐユーザーのアクセスキーを無効化し、必要な場所で新しいキーに入れ替える。',
      '全リージョンで、古いキーのイベントを数週間さかのぼって調べる。',
      '公開された場所からキーを取り除く。コミットの削除だけでは不十分。',
      'AWSが作成したサポートケースに回答し、その後でポリシーを外す。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html',
    'https://repost.aws/knowledge-center/potential-account-compromise',
  ],
  attack: ['T1552.001'],
  when: { eventSource: ['iam.amazonaws.com'], eventName: ['AttachUserPolicy', 'PutUserPolicy'] },
  check: (event) => (QUARANTINE.test(policyOf(event) ?? '') ? {} : undefined),
  say: {
    en: ({ event }) =>
      `User ${shown(userOf(event))} was put under quarantine policy ${shown(nameOf(event))}: its access key is public`,
    ja: ({ event }) =>
      ja`ユーザー ${shown(userOf(event))} に隔離ポリシー ${shown(nameOf(event))} が適用されました。アクセスキーが公開されています`,
  },
};

const userOf = firstOf('userName');
const policyOf = firstOf('policyArn', 'policyName');
const nameOf = (event: TrailEvent) => policyOf(event)?.split('/').at(-1);
