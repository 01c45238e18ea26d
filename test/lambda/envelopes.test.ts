import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { JsonObject } from '../../src/core/event.ts';
import { isObject, textAt } from '../../src/core/fields.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { RULES } from '../../src/rules/index.ts';
import { type RunningNotifier, startNotifier } from '../helpers/notifier/running-notifier.ts';
import { failedSignIn, found, signIn } from '../helpers/notifier/slack-notifier.ts';
import {
  eventBridgeEnvelope,
  logsEnvelope,
  s3EventBridge,
  s3Notification,
  snsEnvelope,
  sqsEnvelope,
} from '../helpers/records/envelopes.ts';
import { replayed } from '../helpers/records/replayed.ts';
import { CASES, TRUSTED } from '../helpers/records/test-rule.ts';

// Every rule's own cases, those with thresholds among them. Importing runs them here as well, which costs little.
const folder = join(import.meta.dirname, '../rules');
for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (/[\\/].*\.test\.ts$/.test(file)) await import(join(folder, file));
}

const ALL_ON = Object.fromEntries(RULES.map(({ id }) => [id, { on: true }]));

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 20, 9);
/** Milliseconds: a busy machine is no failure. */
const GENEROUS = 300_000;

interface Group {
  readonly settings: Settings;
  readonly records: readonly JsonObject[];
}

/** Cases that share their settings are put together: what they make of each other must be the same everywhere too. */
function groups(): readonly Group[] {
  const byText = new Map<string, JsonObject[]>();
  for (const { record, settings } of CASES) {
    const whole: Settings = { ...DEFAULT_SETTINGS, ...TRUSTED, ...settings, rules: { ...ALL_ON, ...settings?.rules } };
    const text = JSON.stringify(whole);
    const records: readonly unknown[] = Array.isArray(record) ? record : [record];
    byText.set(text, [...(byText.get(text) ?? []), ...records.filter(isObject)]);
  }
  // In order of time, authorisations and then ids within a second, as replay sorts them: what arrives in another order
  // may begin a burst with another event.
  const orderOf = (record: JsonObject) => {
    const step = textAt(record, 'eventName') === 'AuthorizeOAuth2Access' ? 0 : 1;
    const time = textAt(record, 'eventTime') ?? textAt(record, 'time');
    return `${time} ${step} ${textAt(record, 'eventID') ?? textAt(record, 'id')}`;
  };
  return [...byText].map(([text, records]) => ({
    settings: JSON.parse(text),
    records: records.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
  }));
}

/** Only EventBridge carries what is no record of CloudTrail. */
const isEvent = (record: JsonObject) => typeof record['detail-type'] === 'string';

type Hand = (records: readonly JsonObject[], notifier: RunningNotifier) => Promise<readonly string[]>;

async function oneByOne(inputs: readonly JsonObject[], notifier: RunningNotifier): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const input of inputs) ids.push(...(await found(input, notifier)));
  return ids;
}

const KEY = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/a file.json.gz';
async function putObject(records: readonly JsonObject[], { account }: RunningNotifier) {
  account.s3.create('trail');
  account.s3.put('trail', KEY, gzipSync(JSON.stringify({ Records: records })));
}

function inPieces<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

const eventOf = (record: JsonObject) => (isEvent(record) ? record : eventBridgeEnvelope(record));

/** Records of each rule's first case, on which it fires: what an envelope wraps is read as if it were bare. */
const firsts = new Map(CASES.toReversed().map(({ rule, record }) => [rule.id, [record].flat()]));
const oneOfEach = new Set<unknown>([...firsts.values()].flat());
const some = (records: readonly JsonObject[]) => records.filter((record) => oneOfEach.has(record));
const PARTIAL: Readonly<Record<string, (records: readonly JsonObject[]) => readonly JsonObject[]>> = {
  // What is counted comes one by one, all of it.
  'EventBridge, one by one': (records) => records.filter((record) => isCounted(record) || oneOfEach.has(record)),
  'EventBridge through SNS': some,
  'a file in S3, by EventBridge in SQS': some,
};
const isCounted = (record: JsonObject) => textAt(record, 'eventSource') === 'signin.amazonaws.com';

const ENVELOPES: Readonly<Record<string, Hand>> = {
  'EventBridge, one by one': (records, notifier) => oneByOne(records.map(eventOf), notifier),
  'EventBridge through SQS, ten at a time': (records, notifier) =>
    oneByOne(
      inPieces(records, 10).map((some) => sqsEnvelope(...some.map(eventOf))),
      notifier,
    ),
  'EventBridge through SNS': (records, notifier) =>
    oneByOne(
      records.map((one) => snsEnvelope(eventOf(one))),
      notifier,
    ),
  'a log subscription, seven at a time': (records, notifier) =>
    oneByOne(
      inPieces(records, 7).map((some) => logsEnvelope(some)),
      notifier,
    ),
  'a file in S3': async (records, notifier) => {
    await putObject(records, notifier);
    return found(s3Notification('trail', KEY), notifier);
  },
  'a file in S3, by EventBridge in SQS': async (records, notifier) => {
    await putObject(records, notifier);
    return found(sqsEnvelope(s3EventBridge('trail', KEY)), notifier);
  },
};

const sorted = (ids: readonly string[]) => [...new Set(ids)].sort();

/** What the envelope carries of the records. */
function carriedBy(name: string, records: readonly JsonObject[]): readonly JsonObject[] {
  const carried = records.filter((record) => name.startsWith('EventBridge') || !isEvent(record));
  return PARTIAL[name]?.(carried) ?? carried;
}

describe('the same records give the same finding ids in replay and by every envelope', () => {
  const all = groups();

  test.each(Object.entries(ENVELOPES))(
    '%s, of all rules',
    async (name, hand) => {
      const rules = new Set<string>();
      for (const { settings, records } of all) {
        const handed = carriedBy(name, records);
        const expected = await replayed(handed, settings);
        const notifier = await startNotifier({ settings });
        onTestFinished(notifier.close);
        expect(sorted(await hand(handed, notifier))).toEqual(sorted(expected));
        for (const id of expected) rules.add(id.split(' ')[0] ?? '');
      }

      const carries = (records: readonly unknown[]) => !records.some((record) => isObject(record) && isEvent(record));
      const those = RULES.map(({ id }) => id).filter(
        (id) => name.startsWith('EventBridge') || carries(firsts.get(id) ?? []),
      );
      expect([...rules]).toEqual(expect.arrayContaining(those));
      // GuardDuty's and the native anomaly's alone are no records of CloudTrail.
      expect(RULES.length - those.length).toBeLessThan(3);
    },
    GENEROUS,
  );

  test.each(Object.entries(ENVELOPES))(
    '%s, deployed',
    async (name, hand) => {
      const settings = { ...DEFAULT_SETTINGS, ...TRUSTED };
      const notifier = await startNotifier({ settings, isDeployed: true });
      onTestFinished(notifier.close);
      const records = [0, 1, 2, 3, 4].map((count) => failedSignIn('alice', START + count * MINUTE, count));
      const handed = [...records, signIn('bob', START)];
      const expected = await replayed(handed, settings);
      expect(expected.length).toBeGreaterThan(2);
      expect({ name, ids: sorted(await hand(handed, notifier)) }).toEqual({ name, ids: sorted(expected) });
    },
    GENEROUS,
  );
});
