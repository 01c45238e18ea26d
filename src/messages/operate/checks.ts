/** The words that all checks (`doctor`, `status`) share, in each language. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

export type CheckState = 'failed' | 'warning' | 'not checked' | 'ok';

/** Every check's name, as JSON has it. */
export type CheckName =
  | 'notifier'
  | 'stack'
  | 'regions'
  | 'drift'
  | 'trail'
  | 'function'
  | 'pipeline'
  | 'messages'
  | 'queue'
  | 'channels'
  | 'mail'
  | 'health mail'
  | 'second channel'
  | 'program'
  | 'version'
  | 'Node.js'
  | 'credentials'
  | 'clock'
  | 'proxy'
  | 'endpoints'
  | 'permissions'
  | 'settings'
  | 'secrets';

export interface CheckWords {
  readonly head: readonly [check: string, state: string, found: string];
  readonly todo: string;
  /** `account`: with its name, if it has one. */
  readonly place: (account: string, region: string) => string;
  readonly states: Readonly<Record<CheckState, string>>;
  /** The count under the table. */
  readonly tally: (counts: readonly (readonly [state: CheckState, count: number])[]) => string;
  readonly check: Readonly<Record<CheckName, string>>;
  /** The part of a check that has a name of ours; others are names in AWS or of commands. */
  readonly part: Readonly<Partial<Record<CheckName, Readonly<Record<string, string>>>>>;
  /** A check and its part within a sentence. */
  readonly inline: (check: string, part: string) => string;
  readonly checking: string;
  readonly checked: (done: number, all: number) => string;
  readonly notInTime: (seconds: number) => string;
  readonly notInTimeTodo: string;
  readonly stopped: string;
  /** `why`: the error's own words. */
  readonly broken: (why: string) => string;
  readonly report: string;
}

const en: CheckWords = {
  head: ['Check', 'State', 'Result'],
  todo: 'What to do:',
  place: (account, region) => `Account ${account}, region ${region}`,
  states: { failed: 'failed', warning: 'warning', 'not checked': 'not checked', ok: 'ok' },
  tally: (counts) =>
    counts.map(([state, count]) => (state === 'warning' ? counted(count, state) : `${count} ${state}`)).join(', '),
  check: {
    notifier: 'notifier',
    stack: 'stack',
    regions: 'regions',
    drift: 'drift',
    trail: 'trail',
    function: 'function',
    pipeline: 'pipeline',
    messages: 'messages',
    queue: 'queue',
    channels: 'channels',
    mail: 'mail',
    'health mail': 'health mail',
    'second channel': 'second channel',
    program: 'program',
    version: 'version',
    'Node.js': 'Node.js',
    credentials: 'credentials',
    clock: 'clock',
    proxy: 'proxy',
    endpoints: 'endpoints',
    permissions: 'permissions',
    settings: 'settings',
    secrets: 'secrets',
  },
  part: {},
  inline: (check, part) => `${check} ${part}`,
  checking: 'Checking',
  checked: (done, all) => `Checking, ${done} of ${all} done`,
  notInTime: (seconds) => `the check didn't finish within ${seconds} s`,
  notInTimeTodo:
    'Check the network. If a program provides the credentials (`credential_process`), check whether it waits for something.',
  stopped: 'stopped',
  broken: (why) => `the check itself failed: ${why}`,
  report: 'Please report this.',
};

const ja: CheckWords = {
  head: ['項目', '状態', '結果'],
  todo: '対処:',
  place: (account, region) => `アカウント ${account}、リージョン ${region}`,
  states: { failed: '異常', warning: '警告', 'not checked': '未確認', ok: '正常' },
  tally: (counts) => counts.map(([state, count]) => `${ja.states[state]}${count}件`).join('、'),
  check: {
    notifier: '通知機能',
    stack: 'スタック',
    regions: 'リージョン',
    drift: 'ドリフト',
    trail: '証跡',
    function: '関数',
    pipeline: 'パイプライン',
    messages: 'メッセージ',
    queue: 'キュー',
    channels: '通知先',
    mail: 'メール',
    'health mail': '監視メール',
    'second channel': '2つ目の通知先',
    program: 'プログラム',
    version: 'バージョン',
    'Node.js': 'Node.js',
    credentials: '認証情報',
    clock: '時計',
    proxy: 'プロキシ',
    endpoints: 'エンドポイント',
    permissions: '権限',
    settings: '設定',
    secrets: 'シークレット',
  },
  part: {
    regions: {
      covered: '対象',
      'not covered': '対象外',
      forwarders: 'フォワーダー',
      enabled: '有効なリージョン',
    },
    function: { state: '状態', outbox: '送信待ち', code: 'コード' },
    messages: {
      sent: '送信',
      proof: 'テスト',
      heartbeat: '稼働報告',
      errors: 'エラー',
      unreadable: '読み取れない記録',
      rules: 'ルール',
    },
    'second channel': { function: '関数', waiting: '送信待ち', dead: '送信できなかったもの', proof: '最後の送信' },
    queue: { outbox: '送信待ち', 'outbox-dead': '送信できなかったもの', dead: '処理できなかったもの' },
  },
  inline: (check, part) => `${check}（${part}）`,
  checking: '確認しています',
  checked: (done, all) => `確認しています（${all}件中${done}件完了）`,
  notInTime: (seconds) => `${seconds}秒以内に確認が終わりませんでした`,
  notInTimeTodo:
    'ネットワークを確認してください。プログラムから認証情報を取得している場合（`credential_process`）は、入力待ちになっていないかも確認してください。',
  stopped: '中断',
  broken: (why) => `確認そのものが失敗しました：${why}`,
  report: '不具合としてご報告ください。',
};

export const CHECK_WORDS: WordTable<CheckWords> = { en, ja };
