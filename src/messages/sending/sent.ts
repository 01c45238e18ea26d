/** The outcome of sending, in each language. */
import type { WordTable } from '../../core/words.ts';

export interface SentWords {
  readonly channel: string;
  readonly result: string;
  readonly answer: string;
  readonly time: string;
  readonly outcome: Readonly<Record<'sent' | 'later' | 'refused', string>>;
  /** `seconds`: with one decimal. */
  readonly seconds: (seconds: string) => string;
  /** Between a channel and the reason why it took nothing. */
  readonly because: (channel: string, why: string) => string;
  /** Every channel accepted the sample; `only` is the name of the one there is. */
  readonly allAccepted: (count: number, only: string) => string;
  readonly notAccepted: (failed: readonly string[], count: number) => string;
  /** The incident that the sample opened was resolved again, or not. */
  readonly closed: (isClosed: boolean) => string;
  /** Channels whose mail was shown in place of being sent. */
  readonly notTried: (channels: readonly string[]) => string;
}

const en: SentWords = {
  channel: 'Channel',
  result: 'Result',
  answer: 'Answer',
  time: 'Time',
  outcome: { sent: 'sent', later: 'not yet', refused: 'refused' },
  seconds: (seconds) => `${seconds} s`,
  because: (channel, why) => `${channel}: ${why}`,
  allAccepted: (count, only) =>
    `${count === 1 ? only : count === 2 ? 'Both channels' : `All ${count} channels`} accepted the sample. Check that it arrived.`,
  notAccepted: (failed, count) =>
    count === 1
      ? `${failed.join('')} would NOT alert anyone.`
      : `${failed.length} of ${count} channels would NOT alert anyone: ${failed.join(', ')}.`,
  closed: (isClosed) =>
    isClosed
      ? 'The incident that it opened was resolved again.'
      : 'The incident that it opened is still OPEN: resolve it in PagerDuty.',
  notTried: (channels) => `Not tried: ${channels.join(', ')}.`,
};

const ja: SentWords = {
  channel: '通知先',
  result: '結果',
  answer: '応答',
  time: '時間',
  outcome: { sent: '送信済み', later: '未送信', refused: '拒否' },
  seconds: (seconds) => `${seconds}秒`,
  because: (channel, why) => `${channel}：${why}`,
  allAccepted: (count, only) =>
    `${count === 1 ? `${only} ` : `${count}件の通知先すべて`}がサンプルを受け付けました。届いているか確認してください。`,
  notAccepted: (failed, count) =>
    count === 1
      ? `${failed.join('')} からは通知が届きません。`
      : `${count}件の通知先のうち${failed.length}件では通知が届きません：${failed.join('、')}。`,
  closed: (isClosed) =>
    isClosed
      ? '作成されたインシデントは解決済みにしました。'
      : '作成されたインシデントが未解決のままです。PagerDutyで解決してください。',
  notTried: (channels) => `未確認：${channels.join('、')}。`,
};

export const SENT_WORDS: WordTable<SentWords> = { en, ja };
