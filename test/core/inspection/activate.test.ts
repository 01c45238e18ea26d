import { expect, test } from 'vitest';
import { activate, stateOf } from '../../../src/core/inspection/activate.ts';
import { parsePattern } from '../../../src/core/patterns/pattern.ts';
import { normalise } from '../../../src/core/record/normalise.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { madeUpDay } from '../../../src/demo/day.ts';
import { RULES } from '../../../src/rules/index.ts';
import { rule } from '../../helpers/records/rule.ts';
import { publicRecords, recordsOf, SIGN_IN_RECORDS } from '../../helpers/shared.ts';

const state = (parts: Parameters<typeof rule>[0], settings: Partial<Settings> = {}) =>
  stateOf(rule(parts), { ...DEFAULT_SETTINGS, ...settings });

test('on or off, how severe, and who says so', () => {
  expect(state({})).toEqual({ on: true, severity: 'high', because: 'default' });
  expect(state({ byDefault: 'off' })).toEqual({ on: false, severity: 'high', because: 'default' });
  expect(state({ byDefault: 'off' }, { rules: { signin: { on: true, severity: 'low' } } })).toEqual({
    on: true,
    severity: 'low',
    because: 'signin',
  });
  expect(state({}, { rules: { signin: { on: true }, probe: { on: false } } })).toEqual({
    on: false,
    severity: 'high',
    because: 'probe',
  });
});

test('a rule is off while the settings lack what it needs', () => {
  const off = { on: false, severity: 'high', because: 'needs breakGlass' };
  expect(state({ needs: 'breakGlass' })).toEqual(off);
  expect(state({ needs: 'breakGlass' }, { rules: { probe: { on: true } } })).toEqual(off);
  expect(state({ needs: 'breakGlass' }, { breakGlass: ['emergency-*'] })).toEqual({
    on: true,
    severity: 'high',
    because: 'default',
  });
  expect(state({ needs: 'businessHours' })).toEqual({ on: false, severity: 'high', because: 'needs businessHours' });
  const businessHours = { days: [], from: '09:00', to: '18:00', mute: [] };
  expect(state({ needs: 'businessHours' }, { businessHours }).on).toBe(true);
});

test('what is asked for by name is on whatever the settings say', () => {
  const rules = [rule({ byDefault: 'off' }), rule({ id: 'other', needs: 'breakGlass' })];
  const active = (named: readonly string[]) => activate(rules, DEFAULT_SETTINGS, named).map((one) => one.rule.id);
  expect([active([]), active(['probe']), active(['other'])]).toEqual([[], ['probe'], ['other']]);
});

test('looking a record up by source and name finds what the pattern matches', () => {
  const records = [...madeUpDay(Date.UTC(2026, 10, 20)), ...recordsOf(SIGN_IN_RECORDS), ...publicRecords()];
  const readings = records.map(normalise).flatMap((reading) => (reading.kind === 'event' ? [reading.event] : []));
  const wrong = activate(
    RULES,
    DEFAULT_SETTINGS,
    RULES.map(({ id }) => id),
  )
    .filter(({ rule: { on } }) => on === undefined)
    .flatMap(({ rule: { id, when }, matches }) => {
      const slow = parsePattern(when);
      return readings
        .filter((event) => matches(event) !== (event.detailType === undefined && slow(event.record)))
        .map(({ name }) => `${id}: ${name}`);
    });
  expect(wrong).toEqual([]);
  expect(readings.length).toBeGreaterThan(10);
});
