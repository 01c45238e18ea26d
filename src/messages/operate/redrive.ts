/** Messages in the dead-letter queues, and what `redrive` did with them, in each language. */
import type { WordTable } from '../../core/words.ts';
import { OTHER_VERSION } from '../sending/other-version.ts';
import { counted } from '../units.ts';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** Numbers of messages. */
interface Handled {
  readonly sent: number;
  readonly deleted: number;
  readonly kept: number;
}

/** Numbers of messages; undefined if they could not be looked at. */
export interface Waiting {
  readonly outbox: number | undefined;
  readonly dead: number | undefined;
}

export type LetterKind = 'delivery' | 'invocation' | 'event' | 'unreadable';

export interface RedriveWords {
  readonly head: { readonly since: string; readonly kind: string; readonly about: string; readonly why: string };
  readonly kinds: Readonly<Record<LetterKind, string>>;
  /** The pipeline or channel of a message. */
  readonly about: {
    readonly unknown: string;
    readonly function: string;
    readonly hoursEnd: string;
    readonly heartbeat: string;
    readonly pulse: string;
    readonly pipeline: (name: string) => string;
    readonly test: (channel: string) => string;
  };
  /** Why a message is in a dead-letter queue, if it doesn't say so itself. */
  readonly why: {
    readonly notJson: string;
    readonly unreadableRecord: string;
    readonly unknownKind: string;
    readonly otherVersion: string;
    readonly givenUp: string;
    readonly noPayload: string;
    readonly functionFailed: string;
    readonly notReached: string;
  };
  /** Why a message was kept. */
  readonly kept: { readonly notSendable: string; readonly blocked: string };
  readonly nothingThere: string;
  readonly inOtherHands: (count: number, minutes: number) => string;
  readonly cannotAsk: (more: number) => string;
  readonly askToSend: (count: number, more: number) => string;
  readonly askToDelete: (count: number) => string;
  readonly unreadableStay: string;
  readonly nothingDone: string;
  readonly handled: (counts: Handled) => string;
  readonly notTaken: (reason: string) => string;
  readonly waiting: (counts: Waiting) => string;
  readonly notLookedAt: (reason: string) => string;
  readonly tooLate: Refusal;
  readonly stopped: string;
  readonly noQueue: (queue: string, region: string) => Refusal;
}

const behind = (more: number) => (more > 0 ? `, and about ${more} more behind ${more === 1 ? 'it' : 'them'}` : '');

const en: RedriveWords = {
  head: { since: 'Since', kind: 'What', about: 'For', why: 'Why' },
  kinds: { delivery: 'message', invocation: 'failed call', event: 'lost event', unreadable: 'unreadable' },
  about: {
    unknown: 'unknown',
    function: 'function',
    hoursEnd: 'end of business hours',
    heartbeat: 'daily heartbeat',
    pulse: 'check of the function',
    pipeline: (name) => `pipeline ${name}`,
    test: (channel) => `${channel} (test)`,
  },
  why: {
    notJson: "the message isn't a JSON object",
    unreadableRecord: 'a record that could not be read',
    unknownKind: 'the message is of no known kind',
    otherVersion: OTHER_VERSION.en,
    givenUp: 'every attempt to send it failed',
    noPayload: "the record of the failure lacks the function's input",
    functionFailed: 'the function failed',
    notReached: 'it did not reach the function',
  },
  kept: { notSendable: "it can't be sent again", blocked: 'an earlier message of its group was refused' },
  nothingThere: 'No messages are in the dead-letter queues.\n',
  inOtherHands: (count, minutes) =>
    `${counted(count, 'message')} held by another run. Held messages return to their queue within ${minutes} minutes.\n`,
  cannotAsk: (more) =>
    `Nothing was done, because this isn't a terminal and can't ask you${behind(more)}. Add --yes to send the messages again.\n`,
  askToSend: (count, more) => `Send ${counted(count, 'message')} again${behind(more)}?`,
  askToDelete: (count) => `Permanently delete ${counted(count, 'message')} that can't be read?`,
  unreadableStay: 'Unreadable messages stay in their queue; --forget deletes them.\n',
  nothingDone: 'Nothing was done.\n',
  handled: ({ sent, deleted, kept }) => `${sent} sent again, ${deleted} deleted, ${kept} left.\n`,
  notTaken: (reason) => `Not sent again: ${reason}\n`,
  waiting: ({ outbox, dead }) =>
    `Still waiting (approximate): ${outbox ?? 'unknown'} in the outbox, ${dead ?? 'unknown'} in the dead-letter queues.\n`,
  notLookedAt: (reason) => `Could not look at what still waits: ${reason}\n`,
  tooLate: {
    message: 'The answer came too late: another run may be handling the messages by now. Nothing was done.',
    hint: 'Run `login-watch redrive` again.',
  },
  stopped: 'Stopped. Messages that were not sent again are still in their queue.',
  noQueue: (queue, region) => ({
    message: `There is no queue ${queue} in ${region}`,
    hint: 'Run `login-watch deploy`: the notifier is incomplete.',
  }),
};

const jaBehind = (more: number) => (more > 0 ? `（ほかに約${more}件）` : '');
const jaCount = (count: number | undefined) => (count === undefined ? '不明' : `${count}件`);

const ja: RedriveWords = {
  head: { since: '発生日時', kind: '種類', about: '宛先', why: '理由' },
  kinds: {
    delivery: 'メッセージ',
    invocation: '失敗した呼び出し',
    event: '届かなかったイベント',
    unreadable: '読み取り不可',
  },
  about: {
    unknown: '不明',
    function: '関数',
    hoursEnd: '営業時間の終了',
    heartbeat: '毎日の稼働報告',
    pulse: '関数の動作確認',
    pipeline: (name) => `パイプライン ${name}`,
    test: (channel) => `${channel}（テスト）`,
  },
  why: {
    notJson: 'JSONオブジェクトではないメッセージ',
    unreadableRecord: '読み取れない記録',
    unknownKind: '種類の分からないメッセージ',
    otherVersion: OTHER_VERSION.ja,
    givenUp: '送信を繰り返したが、すべて失敗',
    noPayload: '失敗の記録に関数への入力がない',
    functionFailed: '関数が失敗',
    notReached: '関数に届かなかった',
  },
  kept: { notSendable: '再送できません', blocked: '同じグループの前のメッセージが拒否されました' },
  nothingThere: 'デッドレターキューにメッセージはありません。\n',
  inOtherHands: (count, minutes) =>
    `${count}件は別の実行が処理中です。処理されなければ、${minutes}分以内にキューに戻ります。\n`,
  cannotAsk: (more) =>
    `端末ではなく確認できないため、何もしませんでした${jaBehind(more)}。再送するには --yes を付けてください。\n`,
  askToSend: (count, more) => `${count}件${jaBehind(more)}を再送しますか？`,
  askToDelete: (count) => `読み取れない${count}件を完全に削除しますか？`,
  unreadableStay: '読み取れないメッセージはキューに残ります。--forget を付けると削除します。\n',
  nothingDone: '何もしませんでした。\n',
  handled: ({ sent, deleted, kept }) => `再送 ${sent}件、削除 ${deleted}件、残り ${kept}件。\n`,
  notTaken: (reason) => `再送できませんでした：${reason}\n`,
  waiting: ({ outbox, dead }) =>
    `待機中のメッセージ（概数）：送信待ちキュー ${jaCount(outbox)}、デッドレターキュー ${jaCount(dead)}。\n`,
  notLookedAt: (reason) => `待機中のメッセージを確認できませんでした：${reason}\n`,
  tooLate: {
    message: '回答までに時間がかかり、別の実行が処理している可能性があるため、何もしませんでした。',
    hint: '`login-watch redrive` をもう一度実行してください。',
  },
  stopped: '中断しました。再送していないメッセージはキューに残っています。',
  noQueue: (queue, region) => ({
    message: `${region} にキュー ${queue} がありません`,
    hint: '通知機能に不足があります。`login-watch deploy` を実行してください。',
  }),
};

export const REDRIVE_WORDS: WordTable<RedriveWords> = { en, ja };
