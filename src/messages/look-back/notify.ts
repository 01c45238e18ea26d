/** `replay --notify`: the question, the summary and the refusals, in each language. */
import type { WordTable } from '../../core/words.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

export interface NotifyWords {
  readonly nothingToSend: string;
  readonly nothingSent: string;
  readonly ask: (count: number, channels: readonly string[]) => string;
  readonly notTaken: (failed: number, count: number) => string;
  /** Mail that no deployed notifier could send. */
  readonly onlyShown: (count: number, all: number) => Refusal;
  /** `variable`: where Slack's webhook may stand. */
  readonly noChannels: (variable: string) => Refusal;
  readonly noChannel: (name: string, variable: string) => Refusal;
  /** `known`: the kinds of channels, and the names in the settings; `near`: the most similar one. */
  readonly unknownChannel: (name: string, known: readonly string[], near: string | undefined) => Refusal;
  readonly noTerminal: Refusal;
}

const en: NotifyWords = {
  nothingToSend: 'Nothing to send.',
  nothingSent: 'Nothing was sent.',
  ask: (count, channels) => `Send ${count} ${count === 1 ? 'message' : 'messages'} to ${channels.join(', ')}?`,
  notTaken: (failed, count) => `${failed} of ${count} messages were not accepted`,
  onlyShown: (count, all) => ({
    message: `${count} of ${all} messages were shown, not sent: mail needs the deployed notifier`,
    hint: 'Run `login-watch deploy`, or name the other channels after --notify.',
  }),
  noChannels: (variable) => ({
    message: 'No channel is set up',
    hint: `List it under \`channels\` in login-watch.yaml, or set ${variable} for slack.`,
  }),
  noChannel: (name, variable) => ({
    message: `No channel ${name} is set up`,
    hint: `List it under \`channels\` in login-watch.yaml, or set ${variable} for slack.`,
  }),
  unknownChannel: (name, known, near) => ({
    message: `No channel is called ${name}`,
    hint: `${near === undefined ? '' : `Did you mean ${near}? `}Valid channels: ${known.join(', ')}.`,
  }),
  noTerminal: {
    message: '--notify asks before it sends, and there is no terminal to ask on',
    hint: 'Add --yes to send without asking.',
  },
};

const ja: NotifyWords = {
  nothingToSend: '送信するものはありません。',
  nothingSent: '送信しませんでした。',
  ask: (count, channels) => `${channels.join('、')} に${count}件のメッセージを送信しますか？`,
  notTaken: (failed, count) => `${count}件のメッセージのうち${failed}件が受け付けられませんでした`,
  onlyShown: (count, all) => ({
    message: `${all}件のメッセージのうち${count}件は表示しただけで、送信していません（メールにはデプロイ済みの通知機能が必要です）`,
    hint: '`login-watch deploy` を実行するか、--notify の後にほかの通知先を指定してください。',
  }),
  noChannels: (variable) => ({
    message: '通知先が設定されていません',
    hint: `login-watch.yaml の \`channels\` に書くか、Slackの場合は ${variable} を設定してください。`,
  }),
  noChannel: (name, variable) => ({
    message: `通知先 ${name} が設定されていません`,
    hint: `login-watch.yaml の \`channels\` に書くか、Slackの場合は ${variable} を設定してください。`,
  }),
  unknownChannel: (name, known, near) => ({
    message: `${name} という通知先はありません`,
    hint: `${near === undefined ? '' : `${near} ではありませんか？`}指定できる通知先：${known.join('、')}`,
  }),
  noTerminal: {
    message: '--notify は送信前に確認しますが、確認できる端末がありません',
    hint: '確認せずに送信するには --yes を付けてください。',
  },
};

export const NOTIFY_WORDS: WordTable<NotifyWords> = { en, ja };
