/** Help of `login-watch redrive`, in each language. */
import type { WordTable } from '../../core/words.ts';
import type { HelpWords } from './words.ts';

type RedriveHelp = HelpWords<{ options: 'forget'; examples: 'ask' | 'script' | 'forget' }>;

const en: RedriveHelp = {
  description:
    "Shows the messages that the notifier couldn't handle or deliver (its dead-letter queues keep them for 14 days), and sends them again, oldest first.\nEach message is deleted only after it was accepted. If you stop it midway you may get a duplicate, but never lose a message.",
  options: { forget: "also delete messages that can't be read and therefore can't be sent again" },
  examples: {
    ask: 'Show the messages, and decide',
    script: 'In a script, after the webhook was fixed',
    forget: 'And delete the unreadable ones',
  },
};

const ja: RedriveHelp = {
  description:
    '処理や配信に失敗したメッセージ（デッドレターキューに14日間保存）を表示し、古い順に再送します。\nメッセージは、受け付けられた後に削除します。途中で止めると重複することはありますが、失われることはありません。',
  options: { forget: '読み取れず再送できないメッセージも削除' },
  examples: {
    ask: 'メッセージを見て判断',
    script: 'Webhookを直した後、スクリプトから実行',
    forget: '読み取れないものは削除',
  },
};

export const REDRIVE_HELP: WordTable<RedriveHelp> = { en, ja };
