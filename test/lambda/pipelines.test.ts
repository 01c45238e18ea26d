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
const PATTERNS = [...TEMPLATE.matchAll(/FilterPattern: '(.+)'\n/g)].map(([, pattern = '']) =>
  pattern.replaceAll("''", "'"),
);

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
    // One metric for all of them: this is about the function, not about which alarm it is.
    for (const [index, filterPattern] of PATTERNS.entries()) {
      const filterName = `filter-${index}`;
      const metricTransformations = [
        { metricName: 'ConsoleLogin', metricNamespace: 'LoginWatch/Trail', metricValue: '1' },
      ];
      group.metricFilters.set(filterName, { filterName, filterPattern, metricTransformations });
    }
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

/** Sign-ins with a record that no metric filter asks for: docs/pipelines.md says so in its table. */
const LESS_BY_ALARMS = new Set([
  'root of a member account',
  'aws login, for another device',
  'aws login, token taken elsewhere',
  'aws login, only its token is known',
  'tokens by other credentials',
]);

test.each(Object.entries(SIGN_IN_KINDS))(
  'each way in arrives alike by every pipeline, alone and together: %s',
  async (kind, records) => {
    const told = new Map<string, readonly string[]>();
    for (const set of SETS) {
      const { notifier, slack } = await startWithSlack({ settings, start: START });
      for (const record of recordsOf([records])) {
        for (const name of set) await notifier.hand(PIPELINES[name](record, notifier));
        await notifier.pump();
      }
      await pass(20 * MINUTE, MINUTE, notifier);
      told.set(set.join(), heard(slack));
    }
    const { events = [], alarms = [], ...others } = Object.fromEntries(told);
    for (const [set, texts] of Object.entries(others)) expect([set, texts]).toEqual([set, events]);
    if (LESS_BY_ALARMS.has(kind)) expect(alarms.length).toBeLessThan(events.length);
    else expect(alarms).toEqual(events);
  },
);
