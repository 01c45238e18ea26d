/** Messages of the second way of the notifier's health (`src/health`), in each language. */
import type { HEALTH_ALARM, OWN_ALARMS } from '../../core/names.ts';
import type { WordTable } from '../../core/words.ts';

type Alarm = (typeof OWN_ALARMS)[number] | typeof HEALTH_ALARM;

export interface HealthWords {
  /** `what`: a sentence. */
  readonly unwell: (name: string, what: string) => string;
  readonly well: (name: string, what: string) => string;
  /** The trouble, by the end of the alarm's name. */
  readonly alarm: Readonly<Record<Alarm, string>>;
  /** An alarm of another name. */
  readonly other: (alarm: string) => string;
  /** `place`: account and region. */
  readonly facts: (alarm: string, since: string, place: string) => string;
  readonly look: string;
}

const en: HealthWords = {
  unwell: (name, what) => `⚠ The notifier ${name} is unwell: ${what}`,
  well: (name, what) => `✅ The notifier ${name} has recovered: ${what}`,
  alarm: {
    errors: 'its function fails.',
    pulse: 'its function hasn’t run for an hour: it may be deleted, stopped, or without its role.',
    dead: 'records could not be handled; they are kept for 14 days.',
    'outbox-dead': 'alerts could not be delivered; they are kept for 14 days.',
    'outbox-age': 'an alert has waited for more than 15 minutes.',
    'outbox-waiting': 'alerts have waited for 20 minutes, and none was sent.',
    'rule-failures': 'a rule failed on a record, so it may have missed something.',
    unreadable: 'records could not be read; they are kept for 14 days.',
    'delivery-failures': 'a channel refused an alert.',
    'quiet-logs': 'the log group of the trail has received no record for hours.',
    'quiet-s3': 'no record has come by the files of the trail for hours.',
    'health-waiting': 'messages about its health have waited for 20 minutes.',
  },
  other: (alarm) => `alarm ${alarm}.`,
  facts: (alarm, since, place) => `Alarm ${alarm} since ${since}, ${place}.`,
  look: '`login-watch status` shows what is wrong, and what to do.',
};

const ja: HealthWords = {
  unwell: (name, what) => `⚠ 通知機能 ${name} に異常があります：${what}`,
  well: (name, what) => `✅ 通知機能 ${name} は回復しました：${what}`,
  alarm: {
    errors: '関数がエラーになっています。',
    pulse: '関数が1時間実行されていません。削除されたか、停止しているか、ロールがない可能性があります。',
    dead: '処理できなかった記録があります（14日間保存）。',
    'outbox-dead': '送信できなかった通知があります（14日間保存）。',
    'outbox-age': '15分以上待っている通知があります。',
    'outbox-waiting': '20分間、通知が待ったまま、1件も送信されていません。',
    'rule-failures': 'ルールが記録の処理に失敗しました。検出漏れの可能性があります。',
    unreadable: '読み取れない記録があります（14日間保存）。',
    'delivery-failures': '通知先が通知を拒否しました。',
    'quiet-logs': '証跡のロググループに、何時間も記録が届いていません。',
    'quiet-s3': '証跡のファイルから、何時間も記録が届いていません。',
    'health-waiting': '異常を知らせるメッセージが20分間待っています。',
  },
  other: (alarm) => `アラーム ${alarm}`,
  facts: (alarm, since, place) => `アラーム ${alarm}、${since} から、${place}`,
  look: '原因と対処は `login-watch status` で確認できます。',
};

export const HEALTH_WORDS: WordTable<HealthWords> = { en, ja };
