/** GuardDuty turned off, in whole or in part, or cut off from its readers. */
import type { Json, TrailEvent } from '../../core/event.ts';
import { booleanAt, isObject, listAt, objectAt, textAt } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { firstOf, tell } from '../deed.ts';

export const guarddutyOff: Rule = {
  id: 'guardduty-off',
  theme: 'tamper',
  title: { en: 'GuardDuty turned off', ja: 'GuardDutyの無効化' },
  severity: 'critical',
  why: {
    en: 'Without its detector a region is blind. An update that turns GuardDuty on, or changes how often findings are sent, is quiet.',
    ja: 'ディテクターがなければそのリージョンは何も検知できない。有効にする更新や、通知頻度だけの変更は通知しない。',
  },
  respond: {
    en: [
      'Turn it on again in that region; findings of a deleted detector are gone.',
      'Treat the identity that did it as compromised until it is explained.',
    ],
    ja: [
      'そのリージョンで再び有効にする。削除されたディテクターの検出結果は戻らない。',
      '説明がつくまで、操作したアイデンティティは侵害されたものとして扱う。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html',
    'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateDetector.html',
  ],
  attack: ['T1562.001'],
  when: {
    eventSource: ['guardduty.amazonaws.com'],
    eventName: [
      'DeleteDetector',
      'UpdateDetector',
      'StopMonitoringMembers',
      'DisassociateMembers',
      'DeleteMembers',
      'DisassociateFromAdministratorAccount',
      'DisassociateFromMasterAccount',
      'DeletePublishingDestination',
    ],
  },
  check: (event) => (event.name !== 'UpdateDetector' || turnsOff(event) ? {} : undefined),
  say: tell(
    {
      DeleteDetector: { en: 'deleted GuardDuty detector {}', ja: 'GuardDutyのディテクター {} を削除しました' },
      UpdateDetector: {
        en: 'turned off GuardDuty detector {} or parts of it',
        ja: 'GuardDutyのディテクター {} の全部または一部を無効にしました',
      },
      StopMonitoringMembers: {
        en: 'stopped the monitoring of member accounts by GuardDuty',
        ja: 'GuardDutyのメンバーアカウントの監視を停止しました',
      },
      DisassociateMembers: {
        en: 'took member accounts out of GuardDuty',
        ja: 'GuardDutyのメンバーアカウントの関連付けを解除しました',
      },
      DeleteMembers: {
        en: 'deleted member accounts from GuardDuty',
        ja: 'GuardDutyのメンバーアカウントを削除しました',
      },
      DisassociateFromAdministratorAccount: {
        en: 'took the account out of its GuardDuty administrator account',
        ja: 'GuardDutyの管理者アカウントとの関連付けを解除しました',
      },
      DeletePublishingDestination: {
        en: 'deleted where GuardDuty publishes its findings',
        ja: 'GuardDutyの検出結果の発行先を削除しました',
      },
    },
    firstOf('detectorId'),
  ),
};

function turnsOff({ record }: TrailEvent): boolean {
  if (booleanAt(record, 'requestParameters.enable') === false) return true;
  const features = listAt(record, 'requestParameters.features');
  const isFeatureOff = features.some((feature) => textAt(feature, 'status')?.toUpperCase() === 'DISABLED');
  return isFeatureOff || holdsFalseEnable(objectAt(record, 'requestParameters.dataSources'));
}

/** The older form nests `enable` by data source: `dataSources.s3Logs.enable`, `…kubernetes.auditLogs.enable`. */
function holdsFalseEnable(json: Json | undefined): boolean {
  if (!isObject(json)) return false;
  return booleanAt(json, 'enable') === false || Object.values(json).some(holdsFalseEnable);
}
