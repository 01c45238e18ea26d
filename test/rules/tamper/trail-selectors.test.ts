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
        'alice set the selectors of trail org so that it no longer records management events from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のセレクターを変更し、管理イベントが記録されないようにしました',
      ],
    },
    {
      name: 'reads only',
      title: 'Trail no longer records changes',
      record: basic({ ...whole, readWriteType: 'ReadOnly' }),
      told: [
        'critical',
        'alice set the selectors of trail org so that it records reads only, and no changes from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のセレクターを変更し、読み取りだけを記録して変更操作を記録しないようにしました',
      ],
    },
    {
      name: 'without KMS',
      title: 'Trail no longer records KMS events',
      record: basic({ ...whole, excludeManagementEventSources: ['kms.amazonaws.com'] }),
      told: [
        'low',
        'alice set the selectors of trail org so that it leaves out KMS events from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のセレクターを変更し、KMSのイベントを記録しないようにしました',
      ],
    },
    {
      name: 'advanced: data events only',
      record: advanced({ field: 'eventCategory', equals: ['Data'] }),
      told: [
        'critical',
        'alice set the selectors of trail org so that it no longer records management events from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のセレクターを変更し、管理イベントが記録されないようにしました',
      ],
    },
    {
      name: 'advanced: reads only',
      title: 'Trail no longer records changes',
      record: advanced(management, { field: 'readOnly', equals: ['true'] }),
      told: [
        'critical',
        'alice set the selectors of trail org so that it records reads only, and no changes from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のセレクターを変更し、読み取りだけを記録して変更操作を記録しないようにしました',
      ],
    },
    {
      name: 'writes only',
      record: basic({ ...whole, readWriteType: 'WriteOnly' }),
      title: 'Trail no longer records reads',
      told: [
        'medium',
        'alice set the selectors of trail org so that it leaves out reads (sign-ins by `aws login` and role sessions among them) from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のセレクターを変更し、読み取り操作（`aws login` やロールセッションによるサインインを含む）を記録しないようにしました',
      ],
    },
    {
      name: 'advanced: some services only',
      record: advanced(management, { field: 'eventSource', equals: ['s3.amazonaws.com'] }),
      told: [
        'critical',
        'alice set the selectors of trail org so that it no longer records management events from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のセレクターを変更し、管理イベントが記録されないようにしました',
      ],
    },
    {
      name: 'advanced: without KMS and the Data API',
      record: advanced(management, { field: 'eventSource', notEquals: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] }),
      title: 'Trail no longer records KMS events',
      told: [
        'low',
        'alice set the selectors of trail org so that it leaves out KMS events from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のセレクターを変更し、KMSのイベントを記録しないようにしました',
      ],
    },
    {
      name: 'Insights off',
      title: 'Insights of a trail turned off',
      record: apiCall('cloudtrail', 'PutInsightSelectors', {
        from: OFFICE,
        request: { trailName: 'org', insightSelectors: [] },
      }),
      told: [
        'low',
        'alice turned off Insights of trail org from 203.0.113.24 (Tokyo office)',
        'alice が 203.0.113.24（Tokyo office）から証跡 org のInsightsを無効にしました',
      ],
    },
  ],
  quiet: [
    { name: 'everything', record: basic(whole) },
    { name: 'what is left out counts as everything', record: basic({ dataResources: [] }) },
    {
      name: 'two selectors that add up',
      record: basic({ ...whole, readWriteType: 'ReadOnly' }, { ...whole, readWriteType: 'WriteOnly' }),
    },
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
