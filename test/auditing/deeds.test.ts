/** The sample records of deeds: what CIS's own patterns and our own rules say of them. */
import { describe, expect, test } from 'vitest';
import { CONTROL_DEEDS } from '../../src/auditing/deeds/controls.ts';
import { DEEDS } from '../../src/auditing/deeds/index.ts';
import { RULE_DEEDS } from '../../src/auditing/deeds/rules.ts';
import { SIGN_IN_DEEDS } from '../../src/auditing/deeds/sign-ins.ts';
import { activate } from '../../src/core/activate.ts';
import { makeContext } from '../../src/core/context.ts';
import type { JsonObject } from '../../src/core/event.ts';
import { inspect } from '../../src/core/inspect.ts';
import { parseLogsFilter } from '../../src/core/logs-filter.ts';
import { createMemory } from '../../src/core/memory.ts';
import { normalise } from '../../src/core/normalise.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { RULES } from '../../src/rules/index.ts';
import { CIS_CONTROLS } from '../../src/selection/cis.ts';

const PLACE = { account: '111122223333', region: 'us-east-1' };

describe('controls', () => {
  test.each(CIS_CONTROLS)('$id: its pattern takes each sample, and each of its calls has one', ({ id, pattern }) => {
    const samples = CONTROL_DEEDS.find((deed) => deed.id === id)?.samples ?? [];
    const matches = parseLogsFilter(pattern);
    expect(samples.filter(({ record }) => !matches(record(PLACE))).map(({ name }) => name)).toEqual([]);
    const named = [...pattern.matchAll(/eventName\s*=\s*"?(\w+)/g)].map(([, name = '']) => name);
    if (named.length > 0) expect(samples.map(({ name }) => name).toSorted()).toEqual(named.toSorted());
    expect(samples.length).toBeGreaterThan(0);
  });

  test('none beside those of Security Hub', () => {
    expect(CONTROL_DEEDS.map(({ id }) => id)).toEqual(CIS_CONTROLS.map(({ id }) => id));
  });
});

/** Ids of the rules that fire on records, with the severity. */
async function fired(...records: readonly JsonObject[]): Promise<readonly string[]> {
  const events = records.map((record) => {
    const reading = normalise(record);
    if (reading.kind === 'unreadable') throw new Error(reading.reason.en);
    return reading.event;
  });
  const settings = { ...DEFAULT_SETTINGS, mailDomains: ['example.org'] };
  const active = activate(
    RULES,
    settings,
    RULES.map(({ id }) => id),
  );
  const { findings } = await inspect(events, active, makeContext(settings), createMemory());
  return findings.map(({ rule, severity }) => `${rule.id} ${severity}`);
}

describe('rules', () => {
  test.each(RULE_DEEDS.map((deed) => [deed.id, deed] as const))(
    '%s fires on its sample, high or critical',
    async (id, deed) => {
      for (const { record, before } of deed.samples) {
        const all = await fired(...(before?.(PLACE) ?? []), record(PLACE));
        expect(all.filter((one) => one.startsWith(`${id} `))).toEqual([expect.stringMatching(/ (?:high|critical)$/)]);
      }
    },
  );

  test('those without a sample need names of the settings, or are in no trail', () => {
    const sampled = new Set(DEEDS.flatMap(({ controls }) => controls.rules));
    const without = RULES.filter(({ id, severity }) => /high|critical/.test(severity) && !sampled.has(id));
    expect(without.map(({ id }) => id)).toEqual([
      'signin-break-glass',
      'signin-anomaly',
      'trail-bucket',
      'notifier-changed',
    ]);
  });
});

test.each(SIGN_IN_DEEDS.map((deed) => [deed.id, deed] as const))('%s is what its rules report', async (_, deed) => {
  const findings = (await Promise.all(deed.samples.map(({ record }) => fired(record(PLACE))))).flat();
  const found = findings.map((one) => one.split(' ')[0]);
  expect(found.some((id) => deed.controls.rules.includes(id ?? ''))).toBe(true);
});

test('ids are unique, and titles differ in both languages', () => {
  for (const of of [
    DEEDS.map(({ id }) => id),
    DEEDS.filter(({ area }) => area !== 'rules').map(({ title }) => title.en),
    DEEDS.filter(({ area }) => area !== 'rules').map(({ title }) => title.ja),
  ])
    expect([...new Set(of)]).toEqual(of);
});
