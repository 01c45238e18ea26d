import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Settings } from '../../../src/core/settings.ts';
import { parseSettings } from '../../../src/settings/parse.ts';
import { difference } from '../../../src/settings/writing/difference.ts';
import { editSettings, newSettingsText } from '../../../src/settings/writing/write.ts';

const TEXT = `name: acme # ours
trusted:
  - { cidr: 203.0.113.0/24, name: Tokyo office, until: 2027-03-31 }
channels:
  - slack: { webhook: ssm:/acme/slack-webhook, from: high } # the loud one
  - slack: { webhook: ssm:/acme/other, name: second }
businessHours: { days: [mon], from: "09:00", to: "18:00", mute: [low] }
rules:
  sg-changed: { severity: low, on: true }
  network: { on: false }
`;
const BEFORE = parseSettings(TEXT, 'a');

/** What the file says after it was made to say these settings. */
function written(after: Settings): { readonly text: string; readonly settings: Settings } {
  const text = editSettings(TEXT, difference(BEFORE, after));
  return { text, settings: parseSettings(text, 'a') };
}

test('nothing differs, nothing changes', () => {
  expect(difference(BEFORE, BEFORE)).toEqual({});
  expect(written(BEFORE).text).toBe(TEXT);
});

test('what goes, goes; what comes, comes; comments stay', () => {
  const { businessHours: _, ...rest } = BEFORE;
  const after: Settings = {
    ...rest,
    language: 'ja',
    trusted: [{ cidr: '198.51.100.7', name: 'VPN' }],
    channels: [...BEFORE.channels.slice(0, 1), { kind: 'email', email: { to: ['security@example.com'] } }],
    rules: { 'sg-changed': { on: true }, root: { on: false } },
  };
  const { text, settings } = written(after);
  expect(settings).toEqual(after);
  expect(text).toContain('name: acme # ours');
  expect(text).toContain('# the loud one');
});

test('any change that the interview can make is written so that it is read back', () => {
  const change = fc.record(
    {
      timezone: fc.constantFrom('UTC', 'Asia/Tokyo'),
      pipelines: fc.constantFrom<Settings['pipelines']>(['events'], ['events', 'logs'], ['s3']),
      trail: fc.constantFrom<Settings['trail']>({ use: 'new' }, { use: 'existing', name: 'org' }, { use: 'existing' }),
      trusted: fc.constantFrom<Settings['trusted']>([], BEFORE.trusted, [{ cidr: '2001:db8::/32' }]),
      channels: fc.subarray([...BEFORE.channels]),
      rules: fc.constantFrom<Settings['rules']>({}, BEFORE.rules, { iam: { on: false }, network: { severity: 'low' } }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(change, (changed) => {
      const after = { ...BEFORE, ...changed };
      expect(written(after).settings).toEqual(after);
    }),
    { numRuns: 40 },
  );
});

test('a new file says the same', () => {
  expect(parseSettings(newSettingsText(BEFORE, { chosen: ['name'] }), 'a')).toEqual(BEFORE);
});

/** Another value for each section. */
const OTHER: Required<Settings> = {
  name: 'other',
  language: 'ja',
  timezone: 'Asia/Tokyo',
  trusted: [{ cidr: '198.51.100.7' }],
  pipelines: ['s3'],
  trail: { use: 'new' },
  channels: [{ kind: 'email', email: { to: ['security@example.com'] } }],
  health: { email: ['well@example.com'] },
  table: { pointInTimeRecovery: true, deletionProtection: false },
  businessHours: { days: ['tue'], from: '10:00', to: '11:00', mute: [] },
  rules: { root: { on: false } },
  own: [{ id: 'db', title: 'A', severity: 'low', when: { eventName: ['ModifyDBInstance'] } }],
  watched: ['vault'],
  accounts: ['111122223333'],
  people: { '94d00cd8-e9e6': 'taro' },
  names: { identityCenter: true },
  breakGlass: ['emergency'],
  mailDomains: ['example.com'],
  schedulerRole: 'arn:aws:iam::111122223333:role/acme-hours-eu-west-1',
};

test.each(Object.entries(OTHER))('a change of %s is seen, written, and read back', (key, value) => {
  const after: Settings = { ...BEFORE, [key]: value };
  expect(difference(BEFORE, after)).not.toEqual({});
  expect(written(after).settings).toEqual(after);
});
