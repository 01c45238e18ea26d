/** A trail that leaves out management events: all, changes, reads, or those of KMS. */
import type { Json, TrailEvent } from '../../core/event.ts';
import { booleanAt, listAt, textAt } from '../../core/fields.ts';
import type { Hit, Rule, Words } from '../../core/rule.ts';
import { firstOf, tell } from '../deed.ts';

interface Facts {
  readonly lost: Lost;
}

export const trailSelectors: Rule<Facts> = {
  id: 'trail-selectors',
  theme: 'tamper',
  title: { en: 'Trail no longer records management events', ja: '証跡の管理イベント記録の制限' },
  severity: 'critical',
  why: {
    en: 'The trail goes on logging and looks healthy, but without the events that matter. Critical without management events or without changes, medium without reads, low without KMS. Basic and advanced selectors are understood; selectors that keep all management events are quiet, and so are data events added or removed.',
    ja: '証跡は動き続けて正常に見えるが、肝心のイベントが記録されない。管理イベントまたは変更操作がなくなれば critical、読み取りだけなら medium、KMSだけなら low。基本・高度のどちらのセレクターも判定する。管理イベントをすべて残す変更や、データイベントの追加・削除は通知しない。',
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
  attack: ['T1562.008'],
  when: { eventSource: ['cloudtrail.amazonaws.com'], eventName: ['PutEventSelectors', 'PutInsightSelectors'] },
  check(event) {
    if (event.name === 'PutInsightSelectors') {
      const isOff = listAt(event.record, 'requestParameters.insightSelectors').length === 0;
      return isOff ? { severity: 'low', title: INSIGHTS } : undefined;
    }
    const lost = lostBy(event);
    return lost === undefined ? undefined : { ...LOSSES[lost].hit, facts: { lost } };
  },
  say: {
    en: (told) => (told.event.name === 'PutInsightSelectors' ? insights : sentences[told.facts.lost]).en(told),
    ja: (told) => (told.event.name === 'PutInsightSelectors' ? insights : sentences[told.facts.lost]).ja(told),
  },
};

const INSIGHTS: Words = { en: 'Insights of a trail turned off', ja: '証跡のInsightsの無効化' };

/** The gravest part of the management events that the selectors leave out. */
type Lost = 'all' | 'writes' | 'reads' | 'kms';

interface Loss {
  readonly hit: Pick<Hit, 'severity' | 'title'>;
  readonly done: Words;
}

const LOSSES: Readonly<Record<Lost, Loss>> = {
  all: {
    hit: {},
    done: {
      en: 'set the selectors of trail {} so that it no longer records management events',
      ja: '証跡 {} のセレクターを変更し、管理イベントが記録されないようにしました',
    },
  },
  writes: {
    hit: { title: { en: 'Trail no longer records changes', ja: '証跡で変更操作を記録しない設定' } },
    done: {
      en: 'set the selectors of trail {} so that it records reads only, and no changes',
      ja: '証跡 {} のセレクターを変更し、読み取りだけを記録して変更操作を記録しないようにしました',
    },
  },
  reads: {
    hit: {
      severity: 'medium',
      title: { en: 'Trail no longer records reads', ja: '証跡で読み取り操作を記録しない設定' },
    },
    done: {
      en: 'set the selectors of trail {} so that it leaves out reads (sign-ins by `aws login` and role sessions among them)',
      ja: '証跡 {} のセレクターを変更し、読み取り操作（`aws login` やロールセッションによるサインインを含む）を記録しないようにしました',
    },
  },
  kms: {
    hit: {
      severity: 'low',
      title: { en: 'Trail no longer records KMS events', ja: '証跡でKMSのイベントを記録しない設定' },
    },
    done: {
      en: 'set the selectors of trail {} so that it leaves out KMS events',
      ja: '証跡 {} のセレクターを変更し、KMSのイベントを記録しないようにしました',
    },
  },
};

const trail = firstOf('trailName', 'eventDataStore');
const sentence = (done: Words) => tell({ PutEventSelectors: done }, trail);
const sentences: Readonly<Record<Lost, Rule['say']>> = {
  all: sentence(LOSSES.all.done),
  writes: sentence(LOSSES.writes.done),
  reads: sentence(LOSSES.reads.done),
  kms: sentence(LOSSES.kms.done),
};
const insights = tell(
  { PutInsightSelectors: { en: 'turned off Insights of trail {}', ja: '証跡 {} のInsightsを無効にしました' } },
  trail,
);

/** Management events that one selector records. */
interface Recorded {
  readonly reads: boolean;
  readonly writes: boolean;
  readonly kms: boolean;
}

/** Selectors add up: one that records an event is enough. */
function lostBy({ record }: TrailEvent): Lost | undefined {
  const recorded = [
    ...listAt(record, 'requestParameters.eventSelectors').map(basic),
    ...listAt(record, 'requestParameters.advancedEventSelectors').map(advanced),
  ].filter((one) => one !== undefined);
  if (recorded.length === 0) return 'all';
  if (!recorded.some(({ writes }) => writes)) return 'writes';
  if (!recorded.some(({ reads }) => reads)) return 'reads';
  return recorded.some(({ kms }) => kms) ? undefined : 'kms';
}

// By default, management events are included and both kinds are recorded.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html
function basic(selector: Json): Recorded | undefined {
  if (booleanAt(selector, 'includeManagementEvents') === false) return undefined;
  const kind = textAt(selector, 'readWriteType') ?? 'All';
  // The Data API of RDS is noisy and harmless; excluding KMS hides the end of a key.
  const isWithoutKms = listAt(selector, 'excludeManagementEventSources').includes('kms.amazonaws.com');
  return { reads: kind !== 'WriteOnly', writes: kind !== 'ReadOnly', kms: !isWithoutKms };
}

// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
function advanced(selector: Json): Recorded | undefined {
  const fields = listAt(selector, 'fieldSelectors');
  const isManagement = fields.some(
    (field) => textAt(field, 'field') === 'eventCategory' && listAt(field, 'equals').includes('Management'),
  );
  // A selector for some services or events only doesn't record the others.
  const isNarrow = fields.some(
    (field) => !['eventCategory', 'readOnly', 'eventSource'].includes(textAt(field, 'field') ?? ''),
  );
  const sources = fields.filter((field) => textAt(field, 'field') === 'eventSource');
  const isSomeServices = sources.some((field) => listAt(field, 'notEquals').length === 0);
  if (!isManagement || isNarrow || isSomeServices) return undefined;
  const excluded = sources.flatMap((field) => listAt(field, 'notEquals'));
  const isOthers = excluded.some((source) => source !== 'rdsdata.amazonaws.com' && source !== 'kms.amazonaws.com');
  if (isOthers) return undefined;
  const only = fields
    .filter((field) => textAt(field, 'field') === 'readOnly')
    .flatMap((field) => listAt(field, 'equals'));
  return {
    reads: only.length === 0 || only.includes('true'),
    writes: only.length === 0 || only.includes('false'),
    kms: !excluded.includes('kms.amazonaws.com'),
  };
}
