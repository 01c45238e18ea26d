import { expect, test } from 'vitest';
import { PROOF_WORDS } from '../../src/messages/operate/proof.ts';
import { renderHops } from '../../src/render/hops.ts';

const HOP = { pipeline: 'events', step: 'rules', outcome: 'ok', ms: 812, detail: 'a\u202eb' } as const;

test('the time of a hop has the unit of the language, and text from outside shows its invisible characters', () => {
  const rows = (['en', 'ja'] as const).map(
    (language) => renderHops([HOP], { columns: 80, colour: false, words: PROOF_WORDS[language] }).split('\n')[1],
  );
  expect(rows[0]).toMatch(/^events {4}rules {2}ok {7}0\.8 s {2}a\\u\{202e\}b$/);
  expect(rows[1]).toMatch(/^events +ルール +成功 +0\.8秒 +a\\u\{202e\}b$/);
});
