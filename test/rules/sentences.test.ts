import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { composeFor } from '../../src/channels/compose.ts';
import { createMemory } from '../../src/core/counting/memory.ts';
import { isObject } from '../../src/core/fields.ts';
import { activate } from '../../src/core/inspection/activate.ts';
import { makeContext } from '../../src/core/inspection/context.ts';
import { inspect } from '../../src/core/inspection/inspect.ts';
import { normalise } from '../../src/core/record/normalise.ts';
import type { Finding } from '../../src/core/rule.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { makeDigest } from '../../src/core/stories/digest.ts';
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

const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
/** As mail breaks it. */
const unlinked = (text: string) => unescaped(text).replaceAll('://', ':／／');

/** Every line that a reader of Slack's message sees, in the form in which a mail has it. */
function linesOfSlack(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(linesOfSlack);
  if (!isObject(value)) return [];
  const { type, text, blocks, attachments, fields, elements } = value;
  if (type === 'plain_text') return unlinked(String(text)).split('\n');
  if (type === 'mrkdwn')
    return [String(text).replace(/^<([^|]+)\|(.*)>$/, (_, url, words) => `${unescaped(words)}: ${url}`)];
  const labelled = (Array.isArray(fields) ? fields : []).map((field: { readonly text: string }) =>
    unlinked(field.text).replace('\n', ': '),
  );
  return [blocks, attachments, text, elements].flatMap(linesOfSlack).concat(labelled);
}

async function toldAlike(records: readonly unknown[], settings: Settings): Promise<number> {
  const digest = makeDigest(await findingsOf(records, settings), makeContext(settings));
  if (digest.items.length === 0) return 0;
  const [slack = [], mail = []] = [
    composeFor({ kind: 'slack', slack: { webhook: 'env:A' } }, digest, settings),
    composeFor({ kind: 'email', email: { to: ['security@example.com'] } }, digest, settings),
  ];
  const inSlack = slack.flatMap(({ body }) => linesOfSlack(JSON.parse(body)));
  const inMail = mail.flatMap(({ body }) => body.split('\n').map((line) => line.trim())).filter((line) => line !== '');
  expect(inSlack).toEqual(inMail);
  const [first] = mail;
  const subject = first?.kind === 'sns' ? first.subject : '';
  expect(inMail[0]).toContain(subject.replace(/^[^:]+: /, '').replace(/(?:…| \(\+\d+ more\)|（ほか\d+件）)+$/, ''));
  return inMail.length;
}

test.each(['en', 'ja'] as const)('Slack and mail tell the same sentences over all cases, in %s', async (language) => {
  let told = 0;
  for (const { record, settings } of CASES) told += await toldAlike([record].flat(), { ...allOn(settings), language });
  // Several in one message, and as deeds of one story.
  for (let place = 0; place < CASES.length; place += 3) {
    const three = CASES.slice(place, place + 3).flatMap(({ record }) => record);
    told += await toldAlike(three, { ...allOn(), language });
  }
  expect(told).toBeGreaterThan(12_000);
});
