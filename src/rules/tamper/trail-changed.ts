/** A trail or an event data store made, changed or started: where the records go may have changed. */
import type { Rule } from '../../core/rule.ts';
import { firstOf, tell } from '../deed.ts';

export const trailChanged: Rule = {
  id: 'trail-changed',
  theme: 'tamper',
  title: { en: 'Trail changed', ja: '証跡の変更' },
  severity: 'high',
  why: {
    en: 'An update can send the log to a bucket of somebody else, drop regions, or turn off validation and keep the trail looking alive.',
    ja: '証跡を動かしたまま、ログの送り先を他人のバケットに変える、リージョンを外す、検証を無効にするといったことができる。',
  },
  respond: {
    en: [
      'Compare with what it should be: `aws cloudtrail get-trail --name <trail>`.',
      'Put it back, and see what happened while it was changed.',
    ],
    ja: [
      '本来の設定と比べる（`aws cloudtrail get-trail --name <証跡名>`）。',
      '元に戻し、変更されていた間の操作を調べる。',
    ],
  },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html'],
  cis: ['1.2:3.5', '1.4:4.5'],
  securityHub: ['CloudWatch.5'],
  when: {
    eventSource: ['cloudtrail.amazonaws.com'],
    eventName: ['CreateTrail', 'UpdateTrail', 'StartLogging', 'DeleteEventDataStore', 'StopEventDataStoreIngestion'],
  },
  say: tell(
    {
      CreateTrail: { en: 'created trail {}', ja: '証跡 {} を作成しました' },
      UpdateTrail: { en: 'changed trail {}', ja: '証跡 {} の設定を変更しました' },
      StartLogging: { en: 'started logging of trail {}', ja: '証跡 {} のログ記録を開始しました' },
      DeleteEventDataStore: { en: 'deleted event data store {}', ja: 'イベントデータストア {} を削除しました' },
      StopEventDataStoreIngestion: {
        en: 'stopped ingestion of event data store {}',
        ja: 'イベントデータストア {} の取り込みを停止しました',
      },
    },
    firstOf('name', 'eventDataStore'),
  ),
};
