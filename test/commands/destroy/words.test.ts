import { expect, test } from 'vitest';
import type { Inventory } from '../../../src/commands/destroy/inventory.ts';
import { planText } from '../../../src/commands/destroy/words.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { DESTROY_WORDS } from '../../../src/messages/set-up/destroy.ts';

const EMPTY: Inventory = {
  account: '111122223333',
  accountName: 'payments\u001b[2J',
  region: 'us-east-1',
  artifacts: undefined,
  notifier: undefined,
  alarms: undefined,
  health: undefined,
  trail: undefined,
  forwarders: [],
  foreign: [],
  table: undefined,
  bucket: undefined,
  logGroup: undefined,
  otherTrails: undefined,
  waiting: [],
  unseen: [],
};

test("an account's name comes from AWS, and drives no terminal", () => {
  const text = planText(EMPTY, { settings: DEFAULT_SETTINGS, steps: [], all: false, words: DESTROY_WORDS.en });
  expect(text).toContain('payments\\u{1b}[2J (111122223333)');
  expect(text).not.toContain('\u001b');
});
