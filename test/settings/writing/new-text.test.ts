import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { parseSettings } from '../../../src/settings/parse.ts';
import { newSettingsText } from '../../../src/settings/writing/write.ts';
import { anySettings } from '../../helpers/records/any-settings.ts';

const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  name: 'acme',
  language: 'ja',
  timezone: 'Asia/Tokyo',
  trusted: [
    { cidr: '203.0.113.0/24', name: 'Tokyo office' },
    { cidr: '198.51.100.7', name: 'VPN', until: '2027-03-31' },
  ],
  trail: { use: 'existing', name: 'org-trail' },
  channels: [
    { kind: 'slack', slack: { webhook: 'ssm:/acme/slack-webhook', from: 'info' } },
    { kind: 'chatwork', chatwork: { room: 123456, token: 'ssm:/acme/chatwork-token', from: 'high' } },
    { kind: 'email', email: { to: ['security@example.com'], from: 'critical' } },
  ],
  businessHours: {
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    from: '09:00',
    to: '18:00',
    mute: ['info', 'low', 'medium'],
  },
  rules: {
    'iam-policy-changed': { on: true },
    'sg-changed': { severity: 'low', except: { userIdentity: { arn: [{ wildcard: '*:assumed-role/ci-deploy/*' }] } } },
  },
  own: [
    {
      id: 'db-snapshot-shared',
      title: 'Database snapshot shared',
      severity: 'high',
      when: { eventSource: ['rds.amazonaws.com'], eventName: ['ModifyDBSnapshotAttribute'] },
    },
  ],
};

test('a first file says what was chosen, in the order of people, each section below a comment', () => {
  expect(
    newSettingsText(SETTINGS, { language: 'en', chosen: ['pipelines'] }),
  ).toBe(`# yaml-language-server: $schema=./login-watch.schema.json

# Prefix of everything that is deployed
name: acme

# Of alerts and reports: en or ja
language: ja

# Times are shown in it
timezone: Asia/Tokyo

# A sign-in from these networks is 🟢, from any other 🔴; \`until\` is the last day
trusted:
  - { cidr: 203.0.113.0/24, name: Tokyo office }
  - { cidr: 198.51.100.7, name: VPN, until: 2027-03-31 }

# How records reach the notifier: events is fast, logs is complete
pipelines: [events, logs]

# The trail that is watched
trail: { use: existing, name: org-trail }

# Where alerts go, and from which severity on; secrets are named here, never written
channels:
  - slack: { webhook: ssm:/acme/slack-webhook, from: info }
  - chatwork: { room: 123456, token: ssm:/acme/chatwork-token, from: high }
  - email: { to: [security@example.com], from: critical }

# In these hours the severities under \`mute\` wait for a digest at their end
businessHours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00", mute: [info, low, medium] }

# What differs from the rules as they are; \`login-watch rules list\` shows all
rules:
  iam-policy-changed: { on: true }
  sg-changed: { severity: low, except: { userIdentity: { arn: [{ wildcard: "*:assumed-role/ci-deploy/*" }] } } }

# Rules of your own
own:
  - id: db-snapshot-shared
    title: Database snapshot shared
    severity: high
    when: { eventSource: [rds.amazonaws.com], eventName: [ModifyDBSnapshotAttribute] }
`);
});

test('the comments are in the language of the settings', () => {
  const text = newSettingsText({ ...DEFAULT_SETTINGS, language: 'ja' });
  expect(text).toContain('# 通知とレポートの言語：en または ja\nlanguage: ja\n');
  expect(text).not.toContain('name:');
});

test('nothing but the first line where all is as by default', () => {
  expect(newSettingsText(DEFAULT_SETTINGS).split('\n').length).toBe(2);
});

test('what is written is read back as it was, whatever it holds', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      expect(parseSettings(newSettingsText(settings), 'login-watch.yaml')).toEqual(settings);
    }),
    { numRuns: 100 },
  );
});
