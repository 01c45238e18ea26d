import { guarddutyMuted } from '../../../src/rules/tamper/guardduty-muted.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const call = (name: string, request: object) => apiCall('guardduty', name, { from: OFFICE, request });

testRule(guarddutyMuted, {
  fires: [
    {
      name: 'a filter',
      record: call('CreateFilter', { name: 'noise', action: 'ARCHIVE' }),
      told: [
        'high',
        'alice made GuardDuty filter noise that archives findings from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から検出結果をアーカイブするGuardDutyフィルター noise を作成しました',
      ],
    },
    {
      name: 'trusted addresses',
      record: call('CreateIPSet', { name: 'friends', activate: true }),
      told: [
        'high',
        'alice activated list friends of addresses that GuardDuty trusts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から GuardDutyの信頼済みIPリスト friends を有効にしました',
      ],
    },
    {
      name: 'other addresses in an active list',
      record: call('UpdateIPSet', { ipSetId: 'ip1' }),
      told: [
        'high',
        'alice activated list ip1 of addresses that GuardDuty trusts from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から GuardDutyの信頼済みIPリスト ip1 を有効にしました',
      ],
    },
    {
      name: 'findings',
      record: call('ArchiveFindings', { findingIds: ['f1'] }),
      told: [
        'high',
        'alice archived GuardDuty findings from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から GuardDutyの検出結果をアーカイブしました',
      ],
    },
  ],
  quiet: [
    { name: 'a filter that only sorts', record: call('CreateFilter', { name: 'mine', action: 'NOOP' }) },
    { name: 'a list that is not active', record: call('CreateIPSet', { name: 'friends', activate: false }) },
    { name: 'findings brought back', record: call('UnarchiveFindings', { findingIds: ['f1'] }) },
  ],
});
