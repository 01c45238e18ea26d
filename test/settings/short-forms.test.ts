import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../src/settings/parse.ts';

describe('short forms', () => {
  test('a trusted network as text', () => {
    expect(parseSettings('trusted: [203.0.113.0/24, { cidr: 2001:db8::/32, name: VPN }]', 'a').trusted).toEqual([
      { cidr: '203.0.113.0/24' },
      { cidr: '2001:db8::/32', name: 'VPN' },
    ]);
  });

  test.each([
    ['on', true],
    ['off', false],
    ['true', true],
    ['false', false],
  ])('a rule that is %s', (text, on) => {
    expect(parseSettings(`rules: { signin-no-mfa: ${text} }`, 'a').rules).toEqual({ 'signin-no-mfa': { on } });
  });

  test('a mistake in one is found in its line', () => {
    expect(() => parseSettings('trusted:\n  - 0.0.0.0/0', 'a')).toThrow(/a:2/);
    expect(() => parseSettings('rules:\n  root: never', 'a')).toThrow(
      'a:2:9: `rules.root` must be on, off or keys with values; found "never"',
    );
  });
});
