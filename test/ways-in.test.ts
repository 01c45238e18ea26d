/** The list of sign-in events, the rules, the table of the pages, the pipelines, and what is known of AWS agree. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../src/core/event.ts';
import { textAt } from '../src/core/fields.ts';
import { activate } from '../src/core/inspection/activate.ts';
import { parseLogsFilter } from '../src/core/patterns/logs-filter.ts';
import { parsePattern } from '../src/core/patterns/pattern.ts';
import { SIGN_IN_EVENTS, type SignInEvent } from '../src/core/record/sign-in-events.ts';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { RULES } from '../src/rules/index.ts';
import { compileEventBridge } from '../src/selection/eventbridge.ts';
import { compileLogsFilter } from '../src/selection/logs-filter.ts';
import { readPage } from './helpers/pages.ts';
import { recordsOf, SIGN_IN_RECORDS } from './helpers/shared.ts';

const ROOT = resolve(import.meta.dirname, '..');
const ruleOf = (id: string) => RULES.find((rule) => rule.id === id);
const cases = SIGN_IN_EVENTS.map((one) => [one.name, one] as const);
const rulesOn = activate(RULES, {
  ...DEFAULT_SETTINGS,
  breakGlass: ['x'],
  rules: { 'signin-switch-role': { on: true } },
});

/** As little of a record as patterns and metric filters ask for. */
function recordOf({ source, name, rules, isRead }: SignInEvent): JsonObject {
  const isRoot = source === 'signin.amazonaws.com' && rules.some((id) => id.startsWith('root-'));
  return {
    eventSource: source,
    eventName: name,
    eventType: 'AwsConsoleSignIn',
    readOnly: isRead === true,
    userIdentity: { type: isRoot ? 'Root' : name === 'GetSigninToken' ? 'FederatedUser' : 'IAMUser' },
    responseElements: { [name]: 'Failure' },
    serviceEventDetails: { [name]: 'Failure' },
    requestParameters: { grantType: 'urn:ietf:params:oauth:grant-type:device_code' },
  };
}

test.each(cases)('%s is reported by the rules of the list, which are there and look at it', (_, one) => {
  const looking = one.rules.filter((id) => {
    const when = ruleOf(id)?.when;
    return when !== undefined && parsePattern(when)(recordOf(one));
  });
  expect(looking).toEqual(one.rules);
});

test('an event without a rule is looked at by none that tells of signing in', () => {
  const silent = SIGN_IN_EVENTS.filter(({ rules }) => rules.length === 0).map(recordOf);
  const looking = rulesOn.filter(
    ({ rule }) =>
      rule.theme === 'signin' && silent.some((record) => rule.on === undefined && parsePattern(rule.when)(record)),
  );
  expect(looking.map(({ rule }) => rule.id)).toEqual([]);
});

test('every rule about signing in that looks at records of a sign-in is about events of the list', () => {
  const known = new Set(SIGN_IN_EVENTS.map(({ name }) => name));
  const names = RULES.filter(({ theme, on }) => theme === 'signin' && on === undefined)
    .filter(({ id }) => !['sso-grant', 'sso-idp-change', 'idc-identity', 'idc-settings'].includes(id))
    .flatMap(({ when }) => [when['eventName']].flat());
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => typeof name !== 'string' || !known.has(name))).toEqual([]);
});

describe('a deployed pipeline', () => {
  const rules = rulesOn.map(({ rule }) => rule);
  const patterns = compileEventBridge(rules).map(({ pattern, state }) => ({ matches: parsePattern(pattern), state }));
  const filters = compileLogsFilter(rules).map(parseLogsFilter);

  test.each(cases.filter(([, one]) => one.rules.length > 0))('lets %s through, whichever has it', (name, one) => {
    const passed = patterns.filter(({ matches }) => matches({ source: 'aws.signin', detail: recordOf(one) }));
    const isSeen = passed.some(({ state }) => state !== 'ENABLED' || !one.isRead);
    expect({ name, isSeen }).toEqual({ name, isSeen: true });
    expect(filters.some((passes) => passes(recordOf(one)))).toBe(true);
    expect(alarmsOf(one).length > 0).toBe(one.hasAlarm === true);
  });
});

/** Metric filters of the template that count it. */
function alarmsOf(one: SignInEvent): readonly string[] {
  const template = readFileSync(resolve(ROOT, 'templates/alarms.yaml'), 'utf8');
  const filters = [...template.matchAll(/FilterPattern: '([^']+)'/g)].map(([, filter = '']) => filter);
  expect(filters.filter((filter) => filter.length > 1_024)).toEqual([]);
  return filters.filter((filter) => parseLogsFilter(filter)(recordOf(one)));
}

describe.each(['docs/pipelines.md', 'docs/pipelines.ja.md'])('the table of %s', (name) => {
  const page = readPage(name);
  const [, section = ''] = /^## (?:Ways into an account|アカウントに入る方法)$([\s\S]*?)^## /m.exec(page) ?? [];
  const rows = section.split('\n').filter((line) => /^\| [^|]+ \| [^|]*`[A-Z]\w+`/.test(line));
  const namesOf = (row: string) =>
    [...(row.split(' | ')[1] ?? '').matchAll(/`([A-Z]\w+)`/g)].map(([, one]) => one ?? '');
  const idsOf = (row: string) => [...row.matchAll(/rules(?:\.ja)?\.md#([a-z-]+)/g)].map(([, id]) => id);

  test('has every event of the list, and no other', () => {
    const known = SIGN_IN_EVENTS.map((one) => one.name);
    expect([...new Set(rows.flatMap(namesOf))].toSorted()).toEqual(known.toSorted());
  });

  test.each(cases)('%s has its rules in a row', (event, { rules }) => {
    const ids = rows.filter((row) => namesOf(row).includes(event)).flatMap(idsOf);
    expect(rules.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('names the pipelines: read events, and what alarms count', () => {
    const told = rows.flatMap((row) => {
      const [, , , , trail = '', alarms = ''] = row
        .split('|')
        .slice(1)
        .map((cell) => cell.trim());
      return namesOf(row).map((event) => ({ event, trail, alarms }));
    });
    for (const { name: event, rules, isRead, hasAlarm } of SIGN_IN_EVENTS) {
      const own = told.filter((row) => row.event === event && row.trail !== '–');
      if (rules.length === 0 || own.length === 0) continue;
      expect({ event, reads: own.some(({ trail }) => /read events|読み取り/.test(trail)) }).toEqual({
        event,
        reads: isRead === true || own.some(({ trail }) => /AssumeRole/.test(trail)),
      });
      const isCounted = own.some(({ alarms }) => !/^(?:no|×)$/.test(alarms) && !/AssumeRole/.test(alarms));
      if (event !== 'AssumeRole') expect({ event, isCounted }).toEqual({ event, isCounted: hasAlarm === true });
    }
  });
});

test('the list is complete against the sheet of facts, and against a record of each kind', (context) => {
  const sheet = resolve(ROOT, '../shared/reference/aws-facts.md');
  if (!existsSync(sheet)) return context.skip('the sheet of facts is not here');
  const known = new Set(SIGN_IN_EVENTS.map(({ name }) => name));
  const section = /### 1\.2 Event names\n([\s\S]*?)\n### /.exec(readFileSync(sheet, 'utf8'))?.[1] ?? '';
  const names = section.split('\n').flatMap((row) => (/^\| ([A-Z][\w, /.]+) \|/.exec(row)?.[1] ?? '').split(/[, /]+/));
  const events = names.filter((name) => /^[A-Z]\w{4,}$/.test(name));
  expect(events.length).toBeGreaterThan(25);
  expect(events.filter((name) => !known.has(name))).toEqual([]);
  const kinds = recordsOf(SIGN_IN_RECORDS).filter((record) =>
    /^(?:signin|sso|sts)\./.test(textAt(record, 'eventSource') ?? ''),
  );
  expect(kinds.map((record) => textAt(record, 'eventName')).filter((name) => !known.has(name ?? ''))).toEqual([]);
});
