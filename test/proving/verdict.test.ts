import { expect, test } from 'vitest';
import { PROOF_WORDS } from '../../src/messages/operate/proof.ts';
import type { Hop } from '../../src/proving/course.ts';
import { isProven, proofVerdict } from '../../src/proving/verdict.ts';
import { englishIn } from '../helpers/host/english.ts';

const hop = (step: string, more: Partial<Hop> = {}): Hop => ({
  ...{ pipeline: 'events', step, outcome: 'ok', ms: 1, detail: '' },
  ...more,
});
const INNER = [hop('function'), hop('rules')];
const MAIL = hop('email ops@example.com', { outcome: 'failed', isUnconfirmed: true });
const FAILED = hop('slack', { outcome: 'failed' });

test.each<[what: string, hops: readonly Hop[], isWhole: boolean, en: RegExp]>([
  ['all arrived', [...INNER, hop('slack')], true, /^You will be alerted\.$/],
  [
    'Slack works, a mail address waits',
    [...INNER, hop('slack'), MAIL],
    false,
    /^You will be alerted \(1 note\): not by e-mail/,
  ],
  ['there is only a mail address that waits', [...INNER, MAIL], false, /^You will NOT be alerted until a mail address/],
  ['a channel failed beside it', [...INNER, MAIL, FAILED], false, /^A step failed/],
  ['nothing was tried', [], false, /^A step failed/],
])('%s', (_, hops, isWhole, en) => {
  expect([isProven(hops), proofVerdict(hops, PROOF_WORDS.en)]).toEqual([isWhole, expect.stringMatching(en)]);
  expect(englishIn(proofVerdict(hops, PROOF_WORDS.ja))).toEqual([]);
});
