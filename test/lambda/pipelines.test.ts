import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/event.ts';
import type { Settings } from '../../src/core/settings.ts';
import { type RunningNotifier, startNotifier } from '../helpers/notifier/running-notifier.ts';
import { pass, type Slack, startWithSlack } from '../helpers/notifier/slack-notifier.ts';
import {
  alarmMessage,
  eventBridgeEnvelope,
  logsEnvelope,
  s3Notification,
  snsEnvelope,
} from '../helpers/records/envelopes.ts';
import { SIGN_IN_KINDS } from '../helpers/records/sign-in-kinds.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 20, 10, 30);
const settings: Partial<Settings> = { trusted: [{ cidr: '203.0.113.0/24', name: 'Tokyo office' }] };

/** As CloudFormation deploys it: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html */
const TEMPLATE = readFileSync(resolve(import.meta.dirname, '../../templates/alarms.yaml'), 'utf8');
const PATTERN = /AnyLoginFilter:[\s\S]*?FilterPattern: '(.+)'\n/.exec(TEMPLATE)?.[1] ?? '';

/** Brings each record by itself. */
const PIPELINES = {
  events: (record) => eventBridgeEnvelope(record),
  logs: (record) => logsEnvelope([record]),
  s3(record, { account }) {
    const key = `AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/${record['eventID']}.json.gz`;
    account.s3.create('trail');
    account.s3.put('trail', key, gzipSync(JSON.stringify({ Records: [record] })));
    return s3Notification('trail', key);
  },
  alarms(record, { account, now }) {
    const group = account.logs.groupsIn('us-east-1').get('trail-logs') ?? account.logs.create('trail-logs');
    group.metricFilters.set('sign-ins', {
      filterName: 'sign-ins',
      filterPattern: PATTERN,
      metricTransformations: [{ metricName: 'ConsoleLogin', metricNamespace: 'LoginWatch/Trail', metricValue: '1' }],
    });
    account.logs.put('trail-logs', [{ timestamp: now(), message: JSON.stringify(record) }]);
    return snsEnvelope(alarmMessage({ changed: now() }));
  },
} satisfies Record<string, (record: JsonObject, notifier: RunningNotifier) => JsonObject>;
type Name = keyof typeof PIPELINES;
const NAMES: readonly Name[] = ['events', 'logs', 's3', 'alarms'];

/** As JSON, which an envelope holds; each record once. */
const recordsOf = (kinds: readonly (readonly object[])[]): readonly JsonObject[] => {
  const records: readonly JsonObject[] = JSON.parse(JSON.stringify(kinds.flat()));
  return [...new Map(records.map((record) => [record['eventID'], record])).values()];
};

test('the history of sign-ins is the same by each pipeline, though the names come last', async () => {
  // The old form has another name for the same user.
  const { 'Identity Center, before July 2025': _old, ...kinds } = SIGN_IN_KINDS;
  const all = recordsOf(Object.values(kinds));
  const named = (record: JsonObject) => record['eventName'] === 'CredentialChallenge';
  const records = [...all.filter((record) => !named(record)), ...all.filter(named)];
  const histories = new Map<string, readonly object[]>();
  for (const name of NAMES) {
    const notifier = await startNotifier({ settings, start: START });
    const inputs = records.map((record) => PIPELINES[name](record, notifier));
    // An alarm looks up all that came before it.
    for (const input of name === 'alarms' ? inputs.slice(-1) : inputs) await notifier.hand(input);
    const rows = await notifier.table.query('login#2026-11');
    histories.set(
      name,
      rows.map(({ expiresAt: _, ...row }) => row),
    );
    await notifier.close();
  }
  const events = histories.get('events') ?? [];
  expect(events.length).toBeGreaterThan(20);
  for (const name of NAMES) expect([name, histories.get(name)]).toEqual([name, events]);
  expect(JSON.stringify(events)).toContain('bob@example.com');
  expect(JSON.stringify(events)).not.toContain('an Identity Center user');
});

const heard = ({ taken }: Slack): readonly string[] => taken.map((body) => JSON.parse(body).text);

const SETS: readonly (readonly Name[])[] = [['events'], ['logs'], ['s3'], ['alarms'], NAMES];

test.each(
  SETS.flatMap((set) => ['password and code', 'password alone', 'wrong code'].map((kind) => [set, kind] as const)),
)('a sign-in of Identity Center arrives once by %s, with the name that comes a minute later: %s', async (set, kind) => {
  const { notifier, slack } = await startWithSlack({ settings, start: START });
  const [challenge, ...others] = recordsOf([SIGN_IN_KINDS[`Identity Center, ${kind}`] ?? []]);
  if (challenge === undefined) throw new Error('no records');
  for (const record of [...others, challenge]) {
    if (record === challenge) await pass(MINUTE, 10_000, notifier);
    for (const name of set) await notifier.hand(PIPELINES[name](record, notifier));
    await notifier.pump();
  }
  await pass(20 * MINUTE, MINUTE, notifier);
  // Without a second factor it is high, leaves at once, and the name follows.
  const isHigh = kind === 'password alone';
  expect(heard(slack)).toHaveLength(isHigh ? 2 : 1);
  expect(heard(slack).at(-1)).toContain('bob@example.com');
});
