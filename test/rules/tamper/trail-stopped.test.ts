import { trailStopped } from '../../../src/rules/tamper/trail-stopped.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const request = { name: 'arn:aws:cloudtrail:ap-northeast-1:111122223333:trail/org' };

testRule(trailStopped, {
  fires: [
    {
      name: 'stopped',
      record: apiCall('cloudtrail', 'StopLogging', { from: OFFICE, request }),
      told: [
        'critical',
        'alice stopped logging of trail org from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のログ記録を停止しました',
      ],
    },
    {
      name: 'deleted',
      record: apiCall('cloudtrail', 'DeleteTrail', { from: OFFICE, request }),
      told: [
        'critical',
        'alice deleted trail org from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org を削除しました',
      ],
    },
    {
      name: 'a denied attempt is still high',
      record: apiCall('cloudtrail', 'StopLogging', { from: OFFICE, request, error: 'AccessDenied' }),
      title: 'Attempt: Trail stopped or deleted',
      attempt: true,
      told: [
        'high',
        'alice tried to stop logging of trail org from 203.0.113.24 (Tokyo office), and was denied (AccessDenied)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のログ記録を停止しようとしました（拒否：AccessDenied）',
      ],
    },
    {
      name: 'a trail that isn’t there: its name is in the error',
      record: apiCall('cloudtrail', 'DeleteTrail', {
        from: OFFICE,
        request: null,
        error: 'TrailNotFoundException',
        also: {
          errorMessage: 'Unknown trail: arn:aws:cloudtrail:us-east-1:111122223333:trail/org for the user: 111122223333',
        },
      }),
      attempt: true,
      told: [
        'low',
        'alice tried to delete trail org from 203.0.113.24 (Tokyo office); it failed with TrailNotFoundException',
        'alice が 203.0.113.24（Tokyo office）から証跡 org を削除しようとしました（失敗：TrailNotFoundException）',
      ],
    },
  ],
  quiet: [
    { name: 'started', record: apiCall('cloudtrail', 'StartLogging', { request }) },
    { name: 'changed', record: apiCall('cloudtrail', 'UpdateTrail', { request }) },
    { name: 'read', record: apiCall('cloudtrail', 'GetTrailStatus', { request, also: { readOnly: true } }) },
  ],
});
