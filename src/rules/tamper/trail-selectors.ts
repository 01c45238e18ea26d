/** A trail told to look away: management events off, or only reads or only writes. */
import type { Json, TrailEvent } from '../../core/event.ts';
import { booleanAt, listAt, textAt } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { firstOf, tell } from '../deed.ts';

export const trailSelectors: Rule = {
  id: 'trail-selectors',
  theme: 'tamper',
  title: { en: 'Trail no longer records management events', ja: '証跡の管理イベント記録を制限' },
  severity: 'critical',
  why: {
    en: 'The trail goes on logging and looks healthy, but without the events that matter. Basic and advanced selectors are understood; selectors that keep all management events are quiet, and so are data events added or removed.',
    ja: '証跡は動き続けて正常に見えるが、肝心のイベントが記録されない。基本・高度のどちらのセレクターも判定する。管理イベントをすべて残す変更や、データイベントの追加・削除は通知しない。',
  },
  respond: {
    en: [
      'Record all management events again: `aws cloudtrail put-event-selectors`.',
      'Look for what was done meanwhile in the event history, which the selectors do not touch.',
    ],
    ja: [
      'すべての管理イベントの記録を戻す（`aws cloudtrail put-event-selectors`）。',
      'その間の操作を、セレクターの影響を受けないイベント履歴で調べる。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
    'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html',
  ],
  when: { eventSource: ['cloudtrail.amazonaws.com'], eventName: ['PutEventSelectors', 'PutInsightSelectors'] },
  check(event) {
    if (event.name === 'PutInsightSelectors') {
      return listAt(event.record, 'requestParameters.insightSelectors').length === 0 ? { severity: 'high' } : undefined;
    }
    return keepsManagementEvents(event) ? undefined : {};
  },
  say: tell(
    {
      PutEventSelectors: {
        en: 'told trail {} to leave out management events',
        ja: '証跡 {} のイベントセレクターを変更し、管理イベントが記録されないようにしました',
      },
      PutInsightSelectors: { en: 'turned off Insights of trail {}', ja: '証跡 {} のInsightsを無効にしました' },
    },
    firstOf('trailName', 'eventDataStore'),
  ),
};

/** One selector that records management events, reads and writes, without exception, is enough. */
function keepsManagementEvents({ record }: TrailEvent): boolean {
  const basic = listAt(record, 'requestParameters.eventSelectors').some(isWholeBasic);
  return basic || listAt(record, 'requestParameters.advancedEventSelectors').some(isWholeAdvanced);
}

// Left out, management events are included and both kinds are recorded.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html
function isWholeBasic(selector: Json): boolean {
  const kind = textAt(selector, 'readWriteType') ?? 'All';
  // Performance Insights and the Data API are loud and harmless; excluding KMS hides the end of a key.
  const hidden = listAt(selector, 'excludeManagementEventSources').filter(
    (source) => source !== 'rdsdata.amazonaws.com',
  );
  return booleanAt(selector, 'includeManagementEvents') !== false && kind === 'All' && hidden.length === 0;
}

function isWholeAdvanced(selector: Json): boolean {
  const fields = listAt(selector, 'fieldSelectors');
  const isManagement = fields.some(
    (field) => textAt(field, 'field') === 'eventCategory' && listAt(field, 'equals').includes('Management'),
  );
  return isManagement && fields.every((field) => textAt(field, 'field') === 'eventCategory' || isHarmless(field));
}

function isHarmless(field: Json): boolean {
  const excluded = listAt(field, 'notEquals');
  return (
    textAt(field, 'field') === 'eventSource' &&
    excluded.length > 0 &&
    excluded.every((source) => source === 'rdsdata.amazonaws.com')
  );
}
