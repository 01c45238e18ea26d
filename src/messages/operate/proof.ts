/** The words of the proof that alerts of the deployed notifier reach people, in each language. */
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface ProofWords {
  readonly begin: string;
  /** Beside a test of pipeline `s3`. */
  readonly filesLater: string;
  readonly columns: readonly [pipeline: string, step: string, outcome: string, after: string, detail: string];
  /** Steps that are no channel. */
  readonly step: Readonly<Record<'function' | 'rules' | 'channels', string>>;
  readonly outcome: Readonly<Record<'ok' | 'failed', string>>;
  /** With the unit, e.g. `0.8 s`. */
  readonly seconds: (seconds: string) => string;
  readonly records: (count: number) => string;
  readonly sent: string;
  /** `what`: the function's own error. */
  readonly functionFailed: (what: string) => string;
  readonly nothingFound: string;
  readonly noRule: string;
  readonly nobody: string;
  /** `why`: what the channel said. */
  readonly refused: (why: string) => string;
  readonly missed: (seconds: number) => string;
  readonly unconfirmed: (addresses: string) => string;
  readonly noJson: (functionName: string) => Refusal;
  readonly stopped: Refusal;
  /** The last sentence if every step succeeded. */
  readonly proven: string;
  /** If only mail addresses that aren't confirmed are missing. */
  readonly provenButMail: string;
  /** The same, and there is no other channel. */
  readonly onlyMail: string;
  /** The last sentence if a step failed. */
  readonly notProven: string;
}

const records = (count: number) => `found ${count} record${count === 1 ? '' : 's'}`;

const en: ProofWords = {
  begin: 'A made-up sign-in goes through every pipeline',
  filesLater:
    'Pipeline s3 was tested from its file on. After a deploy S3 needs about five minutes until EventBridge gets the events of the trail’s bucket.',
  columns: ['Pipeline', 'Step', 'Outcome', 'After', 'What happened'],
  step: { function: 'function', rules: 'rules', channels: 'channels' },
  outcome: { ok: 'ok', failed: 'failed' },
  seconds: (seconds) => `${seconds} s`,
  records,
  sent: 'sent',
  functionFailed: (what) => `the function failed: ${what}. Its log group says more`,
  nothingFound: `${records(0)}: the function is older than this program, or another one; run \`login-watch deploy\``,
  noRule: 'no rule fired; the function’s log says whether one failed',
  nobody: 'no alert is sent: the deployed settings have no channel for it; add one and deploy',
  refused: (why) => `${why}; \`login-watch test\` tries the channels from here and says what to do`,
  missed: (seconds) => `did not arrive within ${seconds} s: \`login-watch status\` shows what waits in the outbox`,
  unconfirmed: (addresses) =>
    `SNS accepted it, but ${addresses} did not confirm and gets nothing: \`login-watch confirm-email\` shows how`,
  noJson: (functionName) => ({
    message: `The answer of function ${functionName} isn't JSON.`,
    hint: 'If it is not login-watch’s function, `login-watch deploy` puts ours there.',
  }),
  stopped: {
    message: 'Stopped before all messages of the test had arrived.',
    hint: 'Messages on their way still arrive. Run it again to see the result.',
  },
  proven: 'You will be alerted.',
  provenButMail:
    'You will be alerted (1 note): not by e-mail until the address is confirmed; `login-watch confirm-email` shows how.',
  onlyMail:
    'You will NOT be alerted until a mail address is confirmed: `login-watch confirm-email` shows how. Everything before that works.',
  notProven:
    'A step failed, so some alerts may NOT reach you. Its row says what to do; `login-watch status` and `login-watch doctor` look for the reason.',
};

const ja: ProofWords = {
  begin: 'すべてのパイプラインに架空のサインインを流しています',
  filesLater:
    'パイプライン s3 のテストはファイルから先だけです。デプロイ後、S3が証跡のバケットのイベントをEventBridgeに送り始めるまで約5分かかります。',
  columns: ['パイプライン', '段階', '結果', '経過', '内容'],
  step: { function: '関数', rules: 'ルール', channels: '通知先' },
  outcome: { ok: '成功', failed: '失敗' },
  seconds: (seconds) => `${seconds}秒`,
  records: (count) => `記録${count}件を受け取った`,
  sent: '送信済み',
  functionFailed: (what) => `関数のエラー：${what}。詳細はロググループを確認してください`,
  nothingFound:
    '記録を受け取れていません。関数がこのプログラムより古いか、別のものです。`login-watch deploy` を実行してください',
  noRule: 'どのルールでも検出されませんでした。ルールが失敗していないか、関数のログを確認してください',
  nobody: '誰にも通知されません。デプロイ済みの設定に該当する通知先がないため、追加してデプロイしてください',
  refused: (why) => `${why}。\`login-watch test\` を実行すると、手元から各通知先に送り、対処方法を表示します`,
  missed: (seconds) => `${seconds}秒以内に届きませんでした。送信待ちの状況は \`login-watch status\` で確認できます`,
  unconfirmed: (addresses) =>
    `SNSは受け付けましたが、${addresses} は未確認のため届きません。確認の手順は \`login-watch confirm-email\` で表示されます`,
  noJson: (functionName) => ({
    message: `関数 ${functionName} の応答がJSONではありません。`,
    hint: 'login-watch の関数でなければ、`login-watch deploy` でデプロイしてください。',
  }),
  stopped: {
    message: 'テストのメッセージがすべて届く前に中断しました。',
    hint: '送信中のものはこのあと届きます。結果を見るには、もう一度実行してください。',
  },
  proven: '通知が届くことを確認しました。',
  provenButMail:
    '通知が届くことを確認しました（補足1件）。メールは、アドレスを確認するまで届きません。手順は `login-watch confirm-email` で表示されます。',
  onlyMail:
    'メールアドレスを確認するまで通知は届きません。手順は `login-watch confirm-email` で表示されます。その手前まではすべて動作しています。',
  notProven:
    '失敗した段階があり、届かない通知があるおそれがあります。対処は失敗した行のとおりです。原因は `login-watch status` と `login-watch doctor` でも調べられます。',
};

export const PROOF_WORDS: WordTable<ProofWords> = { en, ja };
