import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SEVERITIES } from '../../../src/core/rule.ts';
import { type ComparableFinding, type ComparableReport, compareReports } from '../../../src/core/stories/compare.ts';

const WEEK = { from: '2026-11-16T00:00:00Z', to: '2026-11-23T00:00:00Z' };
const finding = (parts: Partial<ComparableFinding> = {}): ComparableFinding => ({
  id: 'f1',
  rule: 'root-login',
  severity: 'high',
  title: 'Root sign-in',
  message: 'Root signed in',
  time: '2026-11-20T09:00:00Z',
  region: 'us-east-1',
  muted: null,
  events: 1,
  ...parts,
});
const report = (findings: readonly ComparableFinding[], window: ComparableReport['window'] = WEEK) => ({
  window,
  findings,
});
const all = () => true;

describe('two reports', () => {
  test('of the same findings differ in nothing', () => {
    const same = report([finding(), finding({ id: 'f2' })]);
    expect(compareReports(same, same, all)).toEqual({
      fresh: [],
      gone: [],
      changed: [],
      same: 2,
      notAsked: 0,
      notAskedBefore: 0,
    });
  });

  test('new, gone and changed findings are told apart by id', () => {
    const [kept, lost, added] = [finding(), finding({ id: 'lost' }), finding({ id: 'added' })];
    const graver = finding({ severity: 'critical' });
    const compared = compareReports(report([kept, lost]), report([graver, added]), all);
    expect(compared).toMatchObject({
      fresh: [added],
      gone: [lost],
      changed: [{ before: kept, after: graver }],
      same: 0,
    });
  });

  test.each<Partial<ComparableFinding>>([{ severity: 'low' }, { muted: 'business hours' }, { events: 9 }])(
    '%j is a change',
    (parts) => {
      expect(compareReports(report([finding()]), report([finding(parts)]), all).changed).toHaveLength(1);
    },
  );

  test('other words for the same are no change', () => {
    const said = finding({ title: 'Root login', message: 'root logged in' });
    expect(compareReports(report([finding()]), report([said]), all)).toMatchObject({ changed: [], same: 1 });
  });
});

describe('the absence of a finding says nothing', () => {
  test.each([
    ['of a time before the later period', { from: '2026-11-21T00:00:00Z', to: '2026-11-23T00:00:00Z' }],
    ['of a time after it', { from: '2026-11-16T00:00:00Z', to: '2026-11-20T08:59:59Z' }],
    ['if the later report saw no event', { from: null, to: null }],
  ])('%s', (_, window) => {
    expect(compareReports(report([finding()]), report([], window), all)).toMatchObject({ gone: [], notAsked: 1 });
  });

  test('if it was not asked for', () => {
    const isAsked = ({ rule }: ComparableFinding) => rule !== 'root-login';
    const earlier = report([finding(), finding({ id: 'f2', rule: 'iam-key-created' })]);
    expect(compareReports(earlier, report([]), isAsked)).toMatchObject({ gone: [{ id: 'f2' }], notAsked: 1 });
  });

  test('and a new finding of a time before the earlier report is said to be one', () => {
    const earlier = report([], { from: '2026-11-21T00:00:00Z', to: '2026-11-23T00:00:00Z' });
    expect(compareReports(earlier, report([finding()]), all)).toMatchObject({ notAskedBefore: 1, fresh: [{}] });
    expect(compareReports(report([]), report([finding()]), all)).toMatchObject({ notAskedBefore: 0 });
  });
});

test('each finding is in exactly one group', () => {
  const findings = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom(...'abcdefgh'),
      severity: fc.constantFrom(...SEVERITIES),
      hour: fc.integer({ min: 0, max: 400 }),
      events: fc.integer({ min: 1, max: 2 }),
    }),
    { selector: ({ id }) => id },
  );
  const made = (list: readonly { readonly id: string; readonly hour: number }[]) =>
    report(
      list.map(({ hour, ...rest }) =>
        finding({ ...rest, time: new Date(Date.UTC(2026, 10, 10) + hour * 3_600_000).toISOString() }),
      ),
    );
  fc.assert(
    fc.property(findings, findings, fc.boolean(), (before, after, isAsked) => {
      const [earlier, later] = [made(before), made(after)];
      const { fresh, gone, changed, same, notAsked } = compareReports(earlier, later, () => isAsked);
      expect(fresh.length + changed.length + same).toBe(later.findings.length);
      expect(gone.length + notAsked + changed.length + same).toBe(earlier.findings.length);
    }),
  );
});
