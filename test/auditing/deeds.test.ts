/** The sample records of deeds: what CIS's own patterns and our own rules say of them. */
import { describe, expect, test } from 'vitest';
import { CONTROL_DEEDS } from '../../src/auditing/deeds/controls.ts';
import { isNative, regionsOf } from '../../src/auditing/deeds/deed.ts';
import { DEEDS } from '../../src/auditing/deeds/index.ts';
import { NAMED_IDS, NO_NAMES, namedDeeds, namedLimits } from '../../src/auditing/deeds/named.ts';
import { RULE_DEEDS } from '../../src/auditing/deeds/rules.ts';
import { SIGN_IN_DEEDS } from '../../src/auditing/deeds/sign-ins.ts';
import { createMemory } from '../../src/core/counting/memory.ts';
import type { JsonObject } from '../../src/core/event.ts';
import { activate } from '../../src/core/inspection/activate.ts';
import { makeContext } from '../../src/core/inspection/context.ts';
import { inspect } from '../../src/core/inspection/inspect.ts';
import { parseLogsFilter } from '../../src/core/patterns/logs-filter.ts';
import { normalise } from '../../src/core/record/normalise.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
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
const fired = (...records: readonly JsonObject[]) => firedWith({}, ...records);

async function firedWith(more: Partial<Settings>, ...records: readonly JsonObject[]): Promise<readonly string[]> {
  const events = records.map((record) => {
    const reading = normalise(record);
    if (reading.kind === 'unreadable') throw new Error(reading.reason.en);
    return reading.event;
  });
  const settings = { ...DEFAULT_SETTINGS, mailDomains: ['example.org'], ...more };
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

  test('each has a sample', () => {
    const sampled = new Set([...DEEDS.flatMap(({ controls }) => controls.rules), ...NAMED_IDS]);
    const without = RULES.filter(({ id, severity }) => /high|critical/.test(severity) && !sampled.has(id));
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  test('of two events that are in no trail one is followed: findings of GuardDuty leave the account by other ways too', () => {
    const unrecorded = RULES.filter(({ on }) => on !== undefined);
    expect(unrecorded.map(({ id, severity }) => [id, severity])).toEqual([
      ['signin-anomaly', 'high'],
      ['guardduty-finding', 'medium'],
    ]);
    const followed = DEEDS.filter(({ samples }) => samples.some(({ record }) => isNative(record(PLACE))));
    expect(followed.map(({ id }) => id)).toEqual(['signin-anomaly']);
  });

  test('those about names fire on a sample of each name', async () => {
    const names = {
      breakGlass: ['emergency-*', `arn:aws:iam::${PLACE.account}:role/Emergency`],
      buckets: [
        { name: 'acme-trail', region: 'us-east-1' },
        { name: 'old-trail', region: 'eu-north-1' },
      ],
      notifiers: [{ name: 'login-watch-notifier', region: 'us-east-1' }],
    };
    const watched = ['acme-trail', 'old-trail', 'login-watch-notifier'];
    const found = await Promise.all(
      namedDeeds(names).flatMap(({ id, samples }) =>
        samples.map(async (sample) => {
          const [region = ''] = regionsOf(sample, ['ap-northeast-1']);
          const all = await firedWith({ breakGlass: names.breakGlass, watched }, sample.record({ ...PLACE, region }));
          return [sample.name, region, all.filter((one) => one.startsWith(`${id} `))];
        }),
      ),
    );
    expect(found).toEqual([
      ['ConsoleLogin (emergency-*)', 'ap-northeast-1', ['signin-break-glass critical']],
      [`AssumeRole (${names.breakGlass[1]})`, 'us-east-1', ['signin-break-glass critical']],
      ['PutBucketLifecycle (acme-trail)', 'us-east-1', ['trail-bucket critical']],
      ['PutBucketLifecycle (old-trail)', 'eu-north-1', ['trail-bucket critical']],
      ['UpdateFunctionCode20150331v2', 'us-east-1', ['notifier-changed critical']],
    ]);
  });

  test('a rule without a name has no deed, and its absence is said', () => {
    expect(namedDeeds(NO_NAMES)).toEqual([]);
    expect(namedLimits(NO_NAMES, () => true).map(({ en }) => /`([\w-]+)`/.exec(en)?.[1])).toEqual(NAMED_IDS);
    expect(namedLimits({ ...NO_NAMES, breakGlass: ['emergency'] }, (id) => id === 'signin-break-glass')).toEqual([]);
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
