/** Words beside the commands of remedies. */
import type { WordTable } from '../../core/words.ts';

interface RemedyWords {
  /** The part of a person, after a subscription by mail. */
  readonly confirm: string;
  /** A policy denies what would have to be allowed. */
  readonly otherTopic: (facts: { readonly topic: string; readonly service: string }) => string;
}

const en: RemedyWords = {
  confirm:
    'Write your own address for you@example.com if it stands there, and open the link in the mail that comes: the finding is closed once the subscription is confirmed.',
  otherTopic: ({ topic, service }) =>
    `A policy of SNS topic ${topic} or of its key denies ${service}. Take the denial out, or alert people by another topic.`,
};

const ja: RemedyWords = {
  confirm:
    'you@example.com は実際のアドレスに置き換え、届いたメールのリンクを開いてください。サブスクリプションが確認されると解消します。',
  otherTopic: ({ topic, service }) =>
    `SNSトピック ${topic} またはそのキーのポリシーが ${service} を明示的に拒否しています。拒否を外すか、別のトピックで通知してください。`,
};

export const REMEDY_WORDS: WordTable<RemedyWords> = { en, ja };
