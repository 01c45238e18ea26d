/** Words beside the commands of remedies. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

interface SettingsFacts {
  /** `events, logs` */
  readonly pipelines: string;
  /** Rules that are switched on besides. */
  readonly rules: number;
  readonly count: number;
  /** There is a settings file, and so a channel. */
  readonly hasFile: boolean;
}

export interface RemedyWords {
  /** The part of a person, after a subscription by mail. */
  readonly confirm: string;
  /** A deploy of the notifier with settings; the count is that of checks which it closes. */
  readonly bySettings: (facts: SettingsFacts) => string;
  /** A policy denies what would have to be allowed. */
  readonly otherTopic: (facts: { readonly topic: string; readonly service: string }) => string;
  readonly besideQueue: (facts: { readonly name: string; readonly service: string }) => string;
  /** A denial or a boundary keeps the role from what the target needs. */
  readonly otherRole: (facts: {
    readonly rule: string;
    readonly role: string;
    readonly action: string;
    readonly to: string;
  }) => string;
}

const en: RemedyWords = {
  confirm:
    'Write your own address for you@example.com if it stands there, and open the link in the mail that comes: the finding is closed once the subscription is confirmed.',
  bySettings: ({ pipelines, rules, count, hasFile }) => {
    const first = hasFile ? '' : '`login-watch init` for a channel, then ';
    const more = rules === 0 ? '' : ` and ${counted(rules, 'more rule')}`;
    return `${first}\`login-watch deploy\` with \`pipelines: [${pipelines}]\`${more} closes ${count} of these.`;
  },
  otherTopic: ({ topic, service }) =>
    `A policy of SNS topic ${topic} or of its key denies ${service}. Take the denial out, or alert people by another topic.`,
  besideQueue: ({ name, service }) =>
    `The policy of queue ${name} or of its key denies ${service}. Take the denial out, or alert people without the queue.`,
  otherRole: ({ rule, role, action, to }) =>
    `A denial or a permissions boundary keeps role ${role} from ${action} on ${to}. Give the target of EventBridge rule ${rule} a role of its own.`,
};

const ja: RemedyWords = {
  confirm:
    'you@example.com は実際のアドレスに置き換え、届いたメールのリンクを開いてください。サブスクリプションが確認されると解消します。',
  bySettings: ({ pipelines, rules, count, hasFile }) => {
    const first = hasFile ? '' : '`login-watch init` で通知先を設定し、';
    const more = rules === 0 ? '' : `に加えて${rules}件のルールを有効にし`;
    return `${first}\`pipelines: [${pipelines}]\` ${more}${rules === 0 ? 'で ' : '、'}\`login-watch deploy\` を実行すると、このうち${count}件が解消します。`;
  },
  otherTopic: ({ topic, service }) =>
    `SNSトピック ${topic} またはそのキーのポリシーが ${service} を明示的に拒否しています。拒否を外すか、別のトピックで通知してください。`,
  besideQueue: ({ name, service }) =>
    `キュー ${name} またはそのキーのポリシーが ${service} を明示的に拒否しています。拒否を外すか、このキューを使わずに通知してください。`,
  otherRole: ({ rule, role, action, to }) =>
    `明示的な拒否またはアクセス許可の境界により、ロール ${role} は ${to} への ${action} を実行できません。EventBridgeルール ${rule} のターゲットに専用のロールを設定してください。`,
};

export const REMEDY_WORDS: WordTable<RemedyWords> = { en, ja };
