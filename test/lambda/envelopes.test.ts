import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/core/event.ts';
import { isObject, textAt } from '../../src/core/fields.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { RULES } from '../../src/rules/index.ts';
import { newSettingsText } from '../../src/settings/new-text.ts';
import {
  eventBridgeEnvelope,
  logsEnvelope,
  s3EventBridge,
  s3Notification,
  snsEnvelope,
  sqsEnvelope,
} from '../helpers/envelopes.ts';
import { runCli } from '../helpers/run-cli.ts';
import { type RunningNotifier, startNotifier } from '../helpers/running-notifier.ts';
import { CASES, TRUSTED } from '../helpers/test-rule.ts';

// Every rule's own cases, those with thresholds among them. Importing runs them here as well, which costs little.
const folder = join(import.meta.dirname, '../rules');
for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (/[\\/].*\.test\.ts$/.test(file)) await import(join(folder, file));
}

const ALL_ON = Object.fromEntries(RULES.map(({ id }) => [id, { on: true }]));

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
  // In order of time, and of ids within a second, as replay sorts them: what arrives in another order may begin a burst
  // with another event.
  const orderOf = (record: JsonObject) =>
    `${textAt(record, 'eventTime') ?? textAt(record, 'time')} ${textAt(record, 'eventID') ?? textAt(record, 'id')}`;
  return [...byText].map(([text, records]) => ({
    settings: JSON.parse(text),
    records: records.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
  }));
}

/** Only EventBridge carries what is no record of CloudTrail. */
const isEvent = (record: JsonObject) => typeof record['detail-type'] === 'string';

type Hand = (records: readonly JsonObject[], notifier: RunningNotifier) => Promise<readonly string[]>;

async function idsOf(input: JsonObject, notifier: RunningNotifier): Promise<readonly string[]> {
  const { payload, error } = await notifier.invoke(input);
  if (error !== undefined) throw new Error(JSON.stringify(payload));
  return (payload as { findings: { id: string; rule: string }[] }).findings.map(({ id, rule }) => `${rule} ${id}`);
}

async function oneByOne(inputs: readonly JsonObject[], notifier: RunningNotifier): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const input of inputs) ids.push(...(await idsOf(input, notifier)));
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

/** What an envelope wraps is read as if it were bare, so that some of it shows as much as all. */
const some = <T>(list: readonly T[]) => list.filter((_, index) => index % 10 === 0);
const PARTIAL = ['EventBridge through SNS', 'a file in S3, by EventBridge in SQS'];

const ENVELOPES: Readonly<Record<string, Hand>> = {
  'EventBridge, one by one': (records, notifier) => oneByOne(records.map(eventOf), notifier),
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
    return idsOf(s3Notification('trail', KEY), notifier);
  },
  'a file in S3, by EventBridge in SQS': async (records, notifier) => {
    await putObject(records, notifier);
    return idsOf(sqsEnvelope(s3EventBridge('trail', KEY)), notifier);
  },
};

const opened: RunningNotifier[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function replayed({ settings, records }: Group): Promise<readonly string[]> {
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-'));
  await writeFile(join(cwd, 'login-watch.yaml'), newSettingsText(settings, { language: 'en' }));
  await writeFile(join(cwd, 'records.json'), JSON.stringify(records));
  const args = ['replay', '--file', 'records.json', '--rules', 'all', '--format', 'json'];
  const { code, stdout, stderr } = await runCli(args, { cwd });
  await rm(cwd, { recursive: true });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return JSON.parse(stdout).findings.map(({ id, rule }: { id: string; rule: string }) => `${rule} ${id}`);
}

const sorted = (ids: readonly string[]) => [...new Set(ids)].sort();

describe('the same records give the same finding ids, in replay and', () => {
  test.each(Object.entries(ENVELOPES))(
    'by %s',
    async (name, hand) => {
      const all = groups();
      let count = 0;
      for (const group of all) {
        const carried = group.records.filter((record) => name.startsWith('EventBridge') || !isEvent(record));
        const records = PARTIAL.includes(name) ? some(carried) : carried;
        const notifier = await startNotifier({ settings: group.settings });
        opened.push(notifier);
        const [expected, found] = [await replayed({ ...group, records }), await hand(records, notifier)];
        expect(sorted(found)).toEqual(sorted(expected));
        count += expected.length;
        await opened.pop()?.close();
      }
      // The comparison is worth something only where there is much to compare.
      expect(new Set(CASES.map(({ rule }) => rule.id)).size).toBe(RULES.length);
      expect(count).toBeGreaterThan(PARTIAL.includes(name) ? 20 : 200);
    },
    180_000,
  );
});
