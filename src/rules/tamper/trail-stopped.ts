/** A trail stopped or deleted: from here on nothing is recorded. */
import type { Rule } from '../../core/rule.ts';
import { firstOf, tell } from '../deed.ts';

export const trailStopped: Rule = {
  id: 'trail-stopped',
  theme: 'tamper',
  title: { en: 'Trail stopped or deleted', ja: '証跡の停止・削除' },
  severity: 'critical',
  why: {
    en: 'Nearly the first thing that an intruder does. A denied attempt is high. The event history in the console goes on for 90 days without any trail: look there for what came next.',
    ja: '侵入者がまず行うことの一つ。拒否された試みも high として通知する。証跡が止まってもコンソールのイベント履歴は90日間残るので、その後の操作はそこで調べる。',
  },
  respond: {
    en: [
      'Start it again at once: `aws cloudtrail start-logging --name <trail>`.',
      'Take away the credentials of the identity that did it.',
      'Run `login-watch replay --since 24h --rules all`: the event history does not depend on the trail.',
    ],
    ja: [
      'すぐに再開する（`aws cloudtrail start-logging --name <証跡名>`）。',
      '操作したアイデンティティの認証情報を無効にする。',
      '`login-watch replay --since 24h --rules all` を実行する。イベント履歴は証跡に依存しない。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-turning-off-logging.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
  ],
  attack: ['T1562.008'],
  cis: ['1.2:3.5', '1.4:4.5'],
  securityHub: ['CloudWatch.5'],
  when: { eventSource: ['cloudtrail.amazonaws.com'], eventName: ['StopLogging', 'DeleteTrail'] },
  say: tell(
    {
      StopLogging: { en: 'stopped logging of trail {}', ja: '証跡 {} のログ記録を停止しました' },
      DeleteTrail: { en: 'deleted trail {}', ja: '証跡 {} を削除しました' },
    },
    firstOf('name'),
  ),
};
