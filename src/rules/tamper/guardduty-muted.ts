/** GuardDuty findings hidden: archived, or suppressed by a filter or a list of trusted addresses. */
import type { TrailEvent } from '../../core/event.ts';
import { booleanAt, textAt } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { firstOf, tell } from '../deed.ts';

export const guarddutyMuted: Rule = {
  id: 'guardduty-muted',
  theme: 'tamper',
  title: { en: 'GuardDuty findings suppressed', ja: 'GuardDutyの検出結果の抑制' },
  severity: 'high',
  why: {
    en: 'GuardDuty stays on and says nothing: a filter that archives, an address on the trusted list, or findings archived by hand. Filters that only sort, and lists that are not activated, are quiet.',
    ja: 'GuardDutyを有効にしたまま検出を止める方法。自動アーカイブのフィルター、信頼済みIPリストへの追加、手作業でのアーカイブが対象。並べ替えだけのフィルターや、有効化されていないリストは通知しない。',
  },
  respond: {
    en: ['Read the filter or the list: does it name only what you know?', 'Unarchive the findings and read them.'],
    ja: ['フィルターやリストの内容が、把握しているものだけかを確認する。', 'アーカイブを解除して検出結果を読む。'],
  },
  references: ['https://docs.aws.amazon.com/guardduty/latest/ug/findings_suppression-rule.html'],
  attack: ['T1562.001'],
  when: {
    eventSource: ['guardduty.amazonaws.com'],
    eventName: ['CreateFilter', 'UpdateFilter', 'CreateIPSet', 'UpdateIPSet', 'ArchiveFindings'],
  },
  check: (event) => (hides(event) ? {} : undefined),
  say: tell(
    {
      CreateFilter: {
        en: 'made GuardDuty filter {} that archives findings',
        ja: '検出結果をアーカイブするGuardDutyフィルター {} を作成しました',
      },
      UpdateFilter: {
        en: 'changed GuardDuty filter {} to archive findings',
        ja: 'GuardDutyフィルター {} を検出結果をアーカイブするように変更しました',
      },
      CreateIPSet: {
        en: 'activated list {} of addresses that GuardDuty trusts',
        ja: 'GuardDutyの信頼済みIPリスト {} を有効にしました',
      },
      UpdateIPSet: {
        en: 'activated list {} of addresses that GuardDuty trusts',
        ja: 'GuardDutyの信頼済みIPリスト {} を有効にしました',
      },
      ArchiveFindings: { en: 'archived GuardDuty findings', ja: 'GuardDutyの検出結果をアーカイブしました' },
    },
    firstOf('name', 'filterName', 'ipSetId'),
  ),
};

function hides({ name, record }: TrailEvent): boolean {
  if (name === 'ArchiveFindings') return true;
  if (name.endsWith('Filter')) return textAt(record, 'requestParameters.action')?.toUpperCase() === 'ARCHIVE';
  // An update that leaves `activate` out may still change the addresses of an active list.
  return booleanAt(record, 'requestParameters.activate') ?? name === 'UpdateIPSet';
}
