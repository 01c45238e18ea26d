import { describe, expect, test } from 'vitest';
import { ARRIVAL_BREAKS, ARRIVAL_UNKNOWN, ARRIVAL_VARIANTS } from '../../../sandbox/scripted/arrivals.ts';
import { audited } from '../../helpers/audit/audited.ts';
import { testScripted } from '../../helpers/audit/scripted.ts';

describe('broken', () =>
  testScripted(ARRIVAL_BREAKS, {
    'log group is emptied, and the status has a delivery': {
      changed: ['recording.arrival fail'],
      of: 'recording.arrival',
      en: "Nothing arrives in log group trail-logs of trail main, though the trail's status has a delivery of 0 s ago: the event CreateTags of 2 h ago isn't there, and nothing later.",
      ja: '証跡 main の状態では0秒前に配信していますが、ロググループ trail-logs には何も届いていません。2時間前のイベント CreateTags もそれ以降のデータもありません。',
    },
    'bucket is emptied, and the status has a delivery': {
      changed: ['recording.arrival fail'],
      of: 'recording.arrival',
      en: "Nothing arrives in bucket acme-trail of trail main, though the trail's status has a delivery of 0 s ago: the event CreateTags of 2 h ago isn't there, and nothing later.",
      ja: '証跡 main の状態では0秒前に配信していますが、バケット acme-trail には何も届いていません。2時間前のイベント CreateTags もそれ以降のデータもありません。',
    },
  }));

const QUIET = {
  changed: ['recording.arrival unknown'],
  of: 'recording.arrival',
  en: "Whether events arrive can't be told: the event history of the last day has none that trail main should have delivered by now.",
  ja: 'イベントが届いているか判断できません。直近1日のイベント履歴に、証跡 main が配信済みのはずのイベントがありません。',
};

describe('unknown', () =>
  testScripted(ARRIVAL_UNKNOWN, {
    'nobody did anything for a day': QUIET,
    'logging since ten minutes': QUIET,
    'log group that is new': {
      changed: ['recording.arrival unknown'],
      of: 'recording.arrival',
      en: "Nothing has arrived in log group trail-logs of trail main yet: the event CreateTags of 2 h ago isn't there. It may be too new to tell.",
      ja: '証跡 main のロググループ trail-logs にはまだ何も届いておらず、2時間前のイベント CreateTags もありません。設定直後のため判断できない可能性があります。',
    },
    'others overtook both events': {
      changed: ['recording.arrival unknown'],
      of: 'recording.arrival',
      en: "The event CreateTags of 2 h ago isn't in log group trail-logs of trail main, though later events are.",
      ja: '2時間前のイベント CreateTags が、証跡 main のロググループ trail-logs にありません。それ以降のイベントは届いています。',
    },
    'files under a key that the auditor may not use': {
      changed: ['recording.arrival unknown'],
      of: 'recording.arrival',
      en: "acme-trail couldn't be read. Not allowed to call kms:Decrypt in us-east-1: no identity-based policy allows the kms:Decrypt action.",
      ja: 'acme-trail を読み取れませんでした。us-east-1 で kms:Decrypt を呼び出す権限がありません：no identity-based policy allows the kms:Decrypt action。',
    },
  }));

describe('good', () => {
  /** The evidence for log group and bucket. */
  const EVIDENCE: Readonly<Record<keyof typeof ARRIVAL_VARIANTS, readonly string[]>> = {
    'the youngest event is still on its way': [
      'The event CreateTags of 2 h ago was found in log group trail-logs of trail main.',
      'The event CreateTags of 2 h ago was found in bucket acme-trail of trail main.',
    ],
    'more files than an audit reads': [
      'Your own call DescribeTrails of 20 min ago was found in log group trail-logs of trail main.',
      'Bucket acme-trail of trail main has data of 0 s ago, but too much to look for the event CreateTags of 2 h ago in all of it.',
    ],
    'yesterday evening': [
      'Your own call DescribeTrails of 12 h 2 min ago was found in log group trail-logs of trail main.',
      'Your own call DescribeTrails of 12 h 2 min ago was found in bucket acme-trail of trail main.',
    ],
    "an organization's trail of this account": [
      'Your own call DescribeTrails of 20 min ago was found in log group trail-logs of trail main.',
      'Your own call DescribeTrails of 20 min ago was found in bucket acme-trail of trail main.',
    ],
    'an event too large for a log group': [
      'The event CreateTags of 2 h ago was found in log group trail-logs of trail main.',
      'The event CreateTags of 2 h ago was found in bucket acme-trail of trail main.',
    ],
  };

  test.each(Object.entries(ARRIVAL_VARIANTS))('%s', async (name, change) => {
    const { verdicts } = await audited(change);
    const all = await verdicts();
    expect([...all.values()].filter(({ result }) => result !== 'pass')).toEqual([]);
    expect(all.get('recording.arrival')?.evidence.map(({ en }) => en)).toEqual(EVIDENCE[name]);
  });

  test('a log group with more pages than an audit reads', async () => {
    const message = (id: number) => JSON.stringify({ eventID: `other-${id}` });
    const { verdicts, account } = await audited(
      ({ logs }) => {
        const events = Array.from({ length: 30 }, (_, at) => ({
          timestamp: logs.world.now() - 60_000,
          message: message(at),
        }));
        logs.group('trail-logs').events.splice(0);
        logs.put('trail-logs', events, { stream: 'a', region: 'us-east-1' });
      },
      { logsPage: 1 },
    );
    const { result, evidence = [] } = (await verdicts()).get('recording.arrival') ?? {};
    expect(result).toBe('pass');
    expect(evidence[0]?.en).toMatch(
      /^Log group trail-logs of trail main has data of 1 min ago, but too much to look for/,
    );
    expect(account.calls.filter(({ action }) => action === 'FilterLogEvents').length).toBe(22);
  });
});
