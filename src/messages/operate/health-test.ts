/** The words of `login-watch test --health`, in each language. */
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface HealthTestWords {
  readonly begin: string;
  /** The test message itself. */
  readonly subject: string;
  readonly body: (name: string) => string;
  /** To SNS; whether the mail arrives, nobody here sees. */
  readonly mailed: string;
  readonly unconfirmed: string;
  readonly notSubscribed: string;
  readonly taken: string;
  /** `why`: from the function's log. */
  readonly refused: (why: string) => string;
  readonly missed: (seconds: number) => string;
  readonly proven: string;
  readonly mailProven: string;
  readonly notProven: string;
  readonly noHealth: Refusal;
  readonly oldStack: Refusal;
  readonly alone: Refusal;
}

const en: HealthTestWords = {
  begin: 'A test message goes to those who hear that the notifier is unwell',
  subject: '[Test] login-watch: this is how you hear that the notifier is unwell',
  body: (name) =>
    `Nothing is wrong: \`login-watch test --health\` sent this, as an alarm of the notifier ${name} would be.`,
  mailed: 'handed to SNS; check that the mail arrived',
  unconfirmed: 'not confirmed, so the mail reaches no one there; `login-watch confirm-email` confirms',
  notSubscribed: 'not subscribed; `login-watch deploy` subscribes it',
  taken: 'accepted by the channel',
  refused: (why) =>
    `${why}; it is tried again every five minutes. Store its secret again (\`login-watch secret set\`), or correct health in the settings and deploy`,
  missed: (seconds) => `no answer within ${seconds} s: \`login-watch status\` looks at its function and queues`,
  proven: 'Someone hears if the notifier itself fails.',
  mailProven: 'Someone hears if the notifier itself fails, if the mail arrived.',
  notProven: 'Not everyone hears if the notifier itself fails.',
  noHealth: {
    message: 'No one hears if the notifier itself fails: the settings have neither health nor an e-mail channel',
    hint: 'Add `health: { email: [you@example.com] }` or a channel under `health` to login-watch.yaml, then run `login-watch deploy`.',
  },
  oldStack: {
    message: 'The deployed notifier has no topic of its own for its health',
    hint: 'Run `login-watch deploy`.',
  },
  alone: {
    message: '--health tests how the notifier’s own alarms reach people',
    hint: 'Leave out channel names, --deployed, --dry-run and --preview.',
  },
};

const ja: HealthTestWords = {
  begin: '通知機能の異常の連絡先にテストメッセージを送っています',
  subject: '【テスト】login-watch：通知機能の異常はこのように届きます',
  body: (name) =>
    `異常はありません。\`login-watch test --health\` が、通知機能 ${name} のアラームと同じ経路で送信しました。`,
  mailed: 'SNSが受け付けました。メールが届いたか確認してください',
  unconfirmed: '未確認のため届きません。確認の手順は `login-watch confirm-email` で表示されます',
  notSubscribed: '登録されていません。`login-watch deploy` を実行すると登録されます',
  taken: '通知先が受け付けました',
  refused: (why) =>
    `${why}。5分ごとに再試行されます。シークレットを保存し直すか（\`login-watch secret set\`）、設定の health を直してデプロイしてください`,
  missed: (seconds) => `${seconds}秒以内に応答がありません。関数とキューの状態は \`login-watch status\` で確認できます`,
  proven: '通知機能そのものが故障したときに届くことを確認しました。',
  mailProven: 'メールが届いていれば、通知機能そのものが故障したときにも届きます。',
  notProven: '通知機能そのものが故障しても、届かない連絡先があります。',
  noHealth: {
    message: '設定に health もメールの通知先もないため、通知機能そのものが故障しても、誰にも知らされません',
    hint: 'login-watch.yaml に `health: { email: [you@example.com] }` か、`health` の channel を追加し、`login-watch deploy` を実行してください。',
  },
  oldStack: {
    message: 'デプロイ済みの通知機能に、異常を知らせる専用のトピックがありません',
    hint: '`login-watch deploy` を実行してください。',
  },
  alone: {
    message: '--health は、通知機能そのもののアラームが届く経路をテストします',
    hint: '通知先の名前、--deployed、--dry-run、--preview を外してください。',
  },
};

export const HEALTH_TEST_WORDS: WordTable<HealthTestWords> = { en, ja };
