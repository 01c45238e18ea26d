import { trailSelectors } from '../../../src/rules/tamper/trail-selectors.ts';
import { apiCall, OFFICE } from '../../helpers/records/records.ts';
import { testRule } from '../../helpers/records/test-rule.ts';

const basic = (...eventSelectors: readonly object[]) =>
  apiCall('cloudtrail', 'PutEventSelectors', { from: OFFICE, request: { trailName: 'org', eventSelectors } });
const advanced = (...fieldSelectors: readonly object[]) =>
  apiCall('cloudtrail', 'PutEventSelectors', {
    from: OFFICE,
    request: { trailName: 'org', advancedEventSelectors: [{ name: 'x', fieldSelectors }] },
  });
const management = { field: 'eventCategory', equals: ['Management'] };
const whole = { readWriteType: 'All', includeManagementEvents: true, dataResources: [] };

testRule(trailSelectors, {
  fires: [
    {
      name: 'management events off',
      record: basic({ ...whole, includeManagementEvents: false }),
      told: [
        'critical',
        'alice told trail org to leave out management events from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のイベントセレクターを変更し、管理イベントが記録されないようにしました',
      ],
    },
    {
      name: 'reads only',
      record: basic({ ...whole, readWriteType: 'ReadOnly' }),
      told: [
        'critical',
        'alice told trail org to leave out management events from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のイベントセレクターを変更し、管理イベントが記録されないようにしました',
      ],
    },
    {
      name: 'without KMS',
      record: basic({ ...whole, excludeManagementEventSources: ['kms.amazonaws.com'] }),
      told: [
        'critical',
        'alice told trail org to leave out management events from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のイベントセレクターを変更し、管理イベントが記録されないようにしました',
      ],
    },
    {
      name: 'advanced: data events only',
      record: advanced({ field: 'eventCategory', equals: ['Data'] }),
      told: [
        'critical',
        'alice told trail org to leave out management events from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のイベントセレクターを変更し、管理イベントが記録されないようにしました',
      ],
    },
    {
      name: 'advanced: reads only',
      record: advanced(management, { field: 'readOnly', equals: ['true'] }),
      told: [
        'critical',
        'alice told trail org to leave out management events from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のイベントセレクターを変更し、管理イベントが記録されないようにしました',
      ],
    },
    {
      name: 'Insights off',
      record: apiCall('cloudtrail', 'PutInsightSelectors', {
        from: OFFICE,
        request: { trailName: 'org', insightSelectors: [] },
      }),
      told: [
        'high',
        'alice turned off Insights of trail org from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のInsightsを無効にしました',
      ],
    },
  ],
  quiet: [
    { name: 'everything', record: basic(whole) },
    { name: 'what is left out counts as everything', record: basic({ dataResources: [] }) },
    { name: 'one whole selector among others', record: basic({ ...whole, readWriteType: 'ReadOnly' }, whole) },
    { name: 'advanced: all management events', record: advanced(management) },
    {
      name: 'without the loud Data API',
      record: advanced(management, { field: 'eventSource', notEquals: ['rdsdata.amazonaws.com'] }),
    },
    {
      name: 'Insights on',
      record: apiCall('cloudtrail', 'PutInsightSelectors', {
        request: { insightSelectors: [{ insightType: 'ApiCallRateInsight' }] },
      }),
    },
  ],
});
