import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { activate } from '../../src/core/activate.ts';
import { makeContext } from '../../src/core/context.ts';
import { isObject } from '../../src/core/fields.ts';
import { inspect } from '../../src/core/inspect.ts';
import { createMemory } from '../../src/core/memory.ts';
import { normalise } from '../../src/core/normalise.ts';
import type { Finding } from '../../src/core/rule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { RULES } from '../../src/rules/index.ts';
import { CASES, collecting, faultsOf, TRUSTED } from '../helpers/records/test-rule.ts';
import { publicRecords, recordsOf, SIGN_IN_RECORDS } from '../helpers/shared.ts';

// Files share their modules: each is read under a name of its own, so that it still registers its tests when it is run.
collecting.only = true;
CASES.length = 0;
const folder = import.meta.dirname;
for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (/[\\/].*\.test\.ts$/.test(file)) await import(`${join(folder, file)}?cases`);
}
collecting.only = false;

const ALL_ON = Object.fromEntries(RULES.map(({ id }) => [id, { on: true }]));
const allOn = (settings: Partial<Settings> = {}): Settings => ({
  ...DEFAULT_SETTINGS,
  ...TRUSTED,
  ...settings,
  rules: { ...ALL_ON, ...settings.rules },
});

async function findingsOf(records: readonly unknown[], settings: Settings): Promise<readonly Finding[]> {
  const events = records.flatMap((record) => {
    const reading = normalise(JSON.parse(JSON.stringify(record)));
    return reading.kind === 'event' ? [reading.event] : [];
  });
  const { findings } = await inspect(events, activate(RULES, settings), makeContext(settings), createMemory());
  return findings;
}

/** As AWS records a denied call: without its parameters. */
const denied = (record: unknown) =>
  isObject(record) && record['errorCode'] === undefined && record['eventName'] !== 'ConsoleLogin'
    ? { ...record, errorCode: 'AccessDenied', errorMessage: 'denied', requestParameters: null, responseElements: null }
    : record;

const faultsIn = (findings: readonly Finding[]) => [
  ...new Set(
    findings.flatMap(({ rule, message }) => faultsOf(message.en, message.ja).map((one) => `${rule.id}: ${one}`)),
  ),
];

test('every rule’s sentences over all cases, whatever rule they were made for, name what they tell', async () => {
  expect(CASES.length).toBeGreaterThan(800);
  const faults: string[] = [];
  for (const { record, settings } of CASES)
    faults.push(...faultsIn(await findingsOf([record].flat(), allOn(settings))));
  expect([...new Set(faults)]).toEqual([]);
});

test('so do attempts, of which AWS records no parameters', async () => {
  const faults: string[] = [];
  for (const { record, settings } of CASES) {
    faults.push(...faultsIn(await findingsOf([record].flat().map(denied), allOn(settings))));
  }
  expect([...new Set(faults)]).toEqual([]);
});

test('and those over public records', async () => {
  expect(faultsIn(await findingsOf([...recordsOf(SIGN_IN_RECORDS), ...publicRecords()], allOn()))).toEqual([]);
});
