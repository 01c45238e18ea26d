/** The steps of a bucket's owner in another account, in each language. */
import type { WordTable } from '../../core/words.ts';

export interface OwnerPartWords {
  readonly title: (account: string) => string;
  /** `of`: a bucket, or the ARN of a key, a topic or a bus. `account`: who does it. */
  readonly step: Readonly<
    Record<
      'bucket-policy' | 'key-policy' | 'bucket-events' | 'rule' | 'topic-policy' | 'topic-events',
      (of: string, account: string) => string
    >
  >;
  /** A line between two commands. */
  readonly edit: Readonly<Record<'policy' | 'eventBridge' | 'topicConfiguration', (file: string) => string>>;
  /** Names in capitals in a template's comment. */
  readonly placeholders: string;
}

const en: OwnerPartWords = {
  title: (account) => `Account ${account}, which owns the bucket, must do this:`,
  step: {
    'bucket-policy': (bucket) =>
      `Let the function read: add these statements to the policy of bucket ${bucket}. The second one is optional: with it, \`login-watch status\` can test the bucket. The bucket’s Object Ownership must be “bucket owner enforced”, as it is by default, or its policy doesn’t apply to the files.`,
    'key-policy': (key, account) =>
      `Let the function decrypt: account ${account} adds this statement to the policy of key ${key}.`,
    'bucket-events': (bucket) =>
      `Let bucket ${bucket} notify EventBridge. The last command replaces all notifications of the bucket, so the first one reads them.`,
    rule: (bus) => `After the deploy: a rule that sends these events to the notifier’s event bus, ${bus}.`,
    'topic-policy': (topic) =>
      `Before the deploy: let the notifier’s account subscribe. Add these statements to the access policy of topic ${topic}. The second one lets the bucket publish; leave it out if the trail itself publishes there.`,
    'topic-events': (bucket) =>
      `Let bucket ${bucket} publish new files to the topic, unless the trail does (its SnsTopicName). The last command replaces all notifications of the bucket, so the first one reads them.`,
  },
  edit: {
    policy: (file) => `add the statements to "Statement" in ${file}`,
    eventBridge: (file) => `add "EventBridgeConfiguration": {} to ${file}`,
    topicConfiguration: (file) => `add the configuration to "TopicConfigurations" in ${file}`,
  },
  placeholders: 'ACCOUNT is the account and REGION the region in which you deploy the notifier.',
};

const ja: OwnerPartWords = {
  title: (account) => `バケットを所有するアカウント ${account} で行うこと：`,
  step: {
    'bucket-policy': (bucket) =>
      `関数の読み取りを許可します。バケット ${bucket} のポリシーに次のステートメントを追加してください。2つ目は任意で、追加すると \`login-watch status\` がバケットを確認できます。バケットのオブジェクト所有者は、既定の「バケット所有者の強制」である必要があります（それ以外ではポリシーがファイルに適用されません）。`,
    'key-policy': (key, account) =>
      `関数の復号を許可します。アカウント ${account} で、キー ${key} のポリシーに次のステートメントを追加してください。`,
    'bucket-events': (bucket) =>
      `バケット ${bucket} からEventBridgeに通知します。最後のコマンドはバケットの通知設定をすべて置き換えるため、最初のコマンドで現在の設定を読み出します。`,
    rule: (bus) => `デプロイの後に、このイベントを通知機能のイベントバス ${bus} に送るルールを作成します。`,
    'topic-policy': (topic) =>
      `デプロイの前に、通知機能のアカウントに購読を許可します。トピック ${topic} のアクセスポリシーに次のステートメントを追加してください。2つ目はバケットからの発行用で、証跡が直接発行している場合は不要です。`,
    'topic-events': (bucket) =>
      `新しいファイルをバケット ${bucket} からトピックに発行します（証跡の SnsTopicName で発行している場合は不要です）。最後のコマンドはバケットの通知設定をすべて置き換えるため、最初のコマンドで現在の設定を読み出します。`,
  },
  edit: {
    policy: (file) => `${file} の "Statement" にステートメントを追加`,
    eventBridge: (file) => `${file} に "EventBridgeConfiguration": {} を追加`,
    topicConfiguration: (file) => `${file} の "TopicConfigurations" に設定を追加`,
  },
  placeholders: 'ACCOUNT は通知機能をデプロイするアカウント、REGION はそのリージョンに置き換えてください。',
};

export const OWNER_PART_WORDS: WordTable<OwnerPartWords> = { en, ja };
