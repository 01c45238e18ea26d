/** A remedy that only a person can carry out: every format says why nothing is there to paste. */
import { expect, test } from 'vitest';
import { byHand } from '../../../src/auditing/remedies/remedy.ts';
import type { Verdict } from '../../../src/auditing/verdict.ts';
import { renderAuditJson } from '../../../src/render/audit/json.ts';
import { todoLines } from '../../../src/render/audit/todo.ts';

const VERDICT: Verdict = {
  ...{ id: 'door.root-mfa', area: 'doors', result: 'fail', severity: 'critical', evidence: [], missing: [] },
  title: { en: 'MFA', ja: 'MFA' },
  said: { en: 'None.', ja: 'なし。' },
  todo: [byHand({ en: 'Assign a device.', ja: '割り当ててください。' }, 'own-device')],
  controls: { cis: [], securityHub: [], rules: [] },
};

test('the list below the table', () => {
  expect(todoLines([VERDICT], 'en', false).map(({ text }) => text)).toEqual([
    'Assign a device. No command is printed: only the person has the device. (door.root-mfa)',
  ]);
  expect(todoLines([VERDICT], 'ja', false).map(({ text }) => text)).toEqual([
    '割り当ててください。コマンドはありません。デバイスを登録できるのは本人だけです。（door.root-mfa）',
  ]);
});

test('JSON', () => {
  const report = {
    account: '111122223333',
    accountName: null,
    at: 0,
    regions: [],
    verdicts: [VERDICT],
    limits: [],
  };
  const [check] = JSON.parse(renderAuditJson({ ...report, compared: undefined })).checks;
  expect(check).toMatchObject({
    remedies: [],
    byHand: [{ todo: 'Assign a device.', why: 'No command is printed: only the person has the device.' }],
  });
});
