/** AWS Config stopped or weakened. */
import type { Rule } from '../../core/rule.ts';
import { firstOf, isByService, tell } from '../deed.ts';

const STOPPING = ['StopConfigurationRecorder', 'DeleteConfigurationRecorder', 'DeleteDeliveryChannel'];

export const configTampered: Rule = {
  id: 'config-tampered',
  theme: 'tamper',
  title: { en: 'AWS Config stopped or changed', ja: 'AWS Configの停止・変更' },
  severity: 'medium',
  why: {
    en: 'Config writes down what resources look like. High where it stops, medium where rules or what is recorded change. Security Hub and Control Tower, which manage their own rules, are quiet.',
    ja: 'AWS Configはリソースの状態を記録する。停止は high、ルールや記録対象の変更は medium。Security HubとControl Towerが自身のルールを管理する操作は通知しない。',
  },
  respond: {
    en: [
      'Start the recorder again: `aws configservice start-configuration-recorder`.',
      'Find out who needed it changed.',
    ],
    ja: [
      'レコーダーを再開する（`aws configservice start-configuration-recorder`）。',
      '誰がなぜ変更したのかを確認する。',
    ],
  },
  references: ['https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html'],
  attack: ['T1562.008'],
  cis: ['1.2:3.9', '1.4:4.9'],
  securityHub: ['CloudWatch.9'],
  when: {
    eventSource: ['config.amazonaws.com'],
    eventName: [
      ...STOPPING,
      'PutConfigurationRecorder',
      'PutDeliveryChannel',
      'DeleteConfigRule',
      'DeleteEvaluationResults',
    ],
  },
  check(event) {
    if (isByService(event, 'securityhub', 'controltower', 'config-multiaccountsetup', 'organizations'))
      return undefined;
    return STOPPING.includes(event.name) ? { severity: 'high' } : {};
  },
  say: tell(
    {
      StopConfigurationRecorder: {
        en: 'stopped the configuration recorder {}',
        ja: '設定レコーダー {} を停止しました',
      },
      DeleteConfigurationRecorder: {
        en: 'deleted the configuration recorder {}',
        ja: '設定レコーダー {} を削除しました',
      },
      DeleteDeliveryChannel: { en: 'deleted the delivery channel {}', ja: '配信チャネル {} を削除しました' },
      PutConfigurationRecorder: { en: 'changed the configuration recorder {}', ja: '設定レコーダー {} を変更しました' },
      PutDeliveryChannel: { en: 'changed the delivery channel {}', ja: '配信チャネル {} を変更しました' },
      DeleteConfigRule: { en: 'deleted Config rule {}', ja: 'Configルール {} を削除しました' },
      DeleteEvaluationResults: {
        en: 'deleted the results of Config rule {}',
        ja: 'Configルール {} の評価結果を削除しました',
      },
    },
    firstOf(
      'configurationRecorderName',
      'configurationRecorder.name',
      'deliveryChannelName',
      'deliveryChannel.name',
      'configRuleName',
    ),
  ),
};
