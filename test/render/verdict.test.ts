import { describe, expect, test } from 'vitest';
import { VERDICT_WORDS } from '../../src/messages/operate/verdicts.ts';

describe.each(['en', 'ja'] as const)('the verdict in %s', (language) => {
  const stop = language === 'ja' ? '。' : '.';

  test.each(['status', 'doctor'] as const)('%s: one whole sentence or two, and nothing twice', (topic) => {
    const { good, bad, partly, probably, unknown } = VERDICT_WORDS[language][topic];
    const said = [good(0), good(2), bad('x', 0), bad('x', 3), partly('x', 1), probably(1, 'a'), unknown(2, 'a')];
    for (const sentence of said) {
      expect(sentence.endsWith(stop) && !sentence.endsWith(stop + stop)).toBe(true);
      expect(sentence).not.toMatch(/(.{6,}).*\1/);
    }
  });
});
