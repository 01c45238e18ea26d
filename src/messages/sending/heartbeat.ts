/** The daily message that all is well, or what isn't or was not seen, in each language. */
import type { Pipeline } from '../../core/settings.ts';
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

export interface HeartbeatWords {
  /** Everything was seen and is well. */
  readonly well: (findings: number) => string;
  /** Something isn't well, or wasn't seen; `findings` undefined if they weren't. */
  readonly notWell: (findings: number | undefined) => string;
  readonly delivered: (pipeline: Pipeline, records: number) => string;
  readonly quiet: (pipeline: Pipeline) => string;
  readonly messages: (sent: number, waiting: number | undefined) => string;
  readonly trouble: (channel: string, since: string) => string;
  readonly deadMessages: (count: number) => string;
  readonly deadRecords: (count: number) => string;
  readonly secondChannel: (waiting: number, dead: number) => string;
  readonly errors: (count: number) => string;
  readonly unreadable: (count: number) => string;
  readonly rules: (count: number) => string;
  readonly refused: (count: number) => string;
  /** `what`: things not seen, each with its reason. */
  readonly unseen: (what: readonly string[]) => string;
  readonly part: Readonly<Record<'numbers' | 'queues' | 'channels', (why: string) => string>>;
  readonly limits: string;
}

const en: HeartbeatWords = {
  well: (findings) => `✅ Last 24 hours: ${counted(findings, 'finding')}, all pipelines delivered`,
  notWell: (findings) =>
    `⚠ Last 24 hours: ${findings === undefined ? 'findings unknown' : counted(findings, 'finding')}, but not all is well or was seen`,
  delivered: (pipeline, records) => `Pipeline ${pipeline} delivered ${counted(records, 'record')}.`,
  quiet: (pipeline) =>
    `Pipeline ${pipeline} delivered no record. The account may have been quiet, or the pipeline is broken: \`login-watch test --deployed\` tells.`,
  messages: (sent, waiting) =>
    `${counted(sent, 'message')} sent${waiting === undefined ? '' : `, ${waiting === 0 ? 'none' : waiting} waiting`}.`,
  trouble: (channel, since) => `${channel} has accepted no message since ${since}.`,
  deadMessages: (count) => `${counted(count, 'message')} that no channel accepted: \`login-watch redrive\`.`,
  deadRecords: (count) => `${counted(count, 'record')} that could not be handled: \`login-watch redrive\`.`,
  secondChannel: (waiting, dead) =>
    `Second channel: ${counted(waiting, 'message')} waiting, ${dead} not accepted for three days.`,
  errors: (count) => `The function failed ${counted(count, 'time')}.`,
  unreadable: (count) => `${counted(count, 'record')} could not be read.`,
  rules: (count) => `A rule failed ${counted(count, 'time')}.`,
  refused: (count) => `Channels refused ${counted(count, 'message')}.`,
  unseen: (what) => `Not seen: ${what.join('; ')}.`,
  part: {
    numbers: (why) => `metrics (${why}), so neither findings nor records are known`,
    queues: (why) => `queues (${why})`,
    channels: (why) => `channels in trouble (${why})`,
  },
  limits: 'If this message doesn’t come, look: `login-watch status`.',
};

const ja: HeartbeatWords = {
  well: (findings) => `✅ 過去24時間：検出${findings}件、すべてのパイプラインから記録が届いています`,
  notWell: (findings) =>
    `⚠ 過去24時間：${findings === undefined ? '検出の件数は不明' : `検出${findings}件`}。異常または確認できない点があります`,
  delivered: (pipeline, records) => `パイプライン ${pipeline}：記録${records}件が届きました。`,
  quiet: (pipeline) =>
    `パイプライン ${pipeline}：記録が届いていません。操作がなかったのか、故障なのかは \`login-watch test --deployed\` で確認できます。`,
  messages: (sent, waiting) => `送信したメッセージ${sent}件${waiting === undefined ? '' : `、送信待ち${waiting}件`}。`,
  trouble: (channel, since) => `${channel} は ${since} からメッセージを受け付けていません。`,
  deadMessages: (count) => `どの通知先にも受け付けられなかったメッセージ${count}件：\`login-watch redrive\``,
  deadRecords: (count) => `処理できなかった記録${count}件：\`login-watch redrive\``,
  secondChannel: (waiting, dead) => `2つ目の通知先：送信待ち${waiting}件、3日間受け付けられなかったもの${dead}件。`,
  errors: (count) => `関数のエラー${count}回。`,
  unreadable: (count) => `読み取れなかった記録${count}件。`,
  rules: (count) => `ルールの失敗${count}回。`,
  refused: (count) => `通知先が拒否したメッセージ${count}件。`,
  unseen: (what) => `確認できなかったもの：${what.join('、')}。`,
  part: {
    numbers: (why) => `メトリクス（${why}）。検出と記録の件数は不明`,
    queues: (why) => `キュー（${why}）`,
    channels: (why) => `通知先の状態（${why}）`,
  },
  limits: 'このメッセージが届かないときは `login-watch status` で確認してください。',
};

export const HEARTBEAT_WORDS: WordTable<HeartbeatWords> = { en, ja };
