import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  containsNetwork,
  coversTooMuch,
  coversWorld,
  doubtsAbout,
  isNetwork,
  parseAddress,
  parseNetworks,
  subnetOf,
} from '../../src/core/network.ts';

const from = (address: string | undefined) => ({ kind: 'address', text: address ?? '-', address }) as const;

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:0DB8::0:1', '2001:db8::1'],
  ['::FFFF:198.51.100.7', '198.51.100.7'],
  ['::ffff:c633:6407', '198.51.100.7'],
  ['203.0.113.07', undefined],
  ['203.0.113', undefined],
  ['0x7f.1', undefined],
  ['fe80::1%1', undefined],
  ['203.0.113.7/32', undefined],
  ['localhost', undefined],
  ['', undefined],
])('parseAddress %s', (text, expected) => {
  expect(parseAddress(text)).toBe(expected);
});

test.each([
  ['203.0.113.0/24', true],
  ['203.0.113.7', true],
  ['2001:db8::/32', true],
  ['::ffff:203.0.113.0/120', true],
  ['::ffff:203.0.113.0/95', false],
  ['203.0.113.0/33', false],
  ['203.0.113.0/', false],
  ['203.0.113.0/-1', false],
  ['203.0.113.0/24/24', false],
  ['office', false],
])('isNetwork %s', (text, expected) => {
  expect(isNetwork(text)).toBe(expected);
});

describe('coversWorld', () => {
  test.each([
    [['0.0.0.0/0']],
    [['203.0.113.9/0']],
    [['::/0']],
    [['2001:db8::/0']],
    [['0.0.0.0/1', '128.0.0.0/1']],
    [['128.0.0.0/1', '203.0.113.0/24', '0.0.0.0/1']],
    [['::/1', '8000::/1']],
    [['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '200.0.0.0/2']],
  ])('%j', (cidrs) => {
    expect(coversWorld(cidrs)).toBe(true);
  });

  test.each([
    [[]],
    [['0.0.0.0/1']],
    [['0.0.0.0/1', '8000::/1']],
    [['0.0.0.0/1', '128.0.0.0/2']],
    [['128.0.0.0/1', '64.0.0.0/2']],
    [['203.0.113.0/24']],
    [['0.0.0.0']],
    [['anywhere']],
  ])('not %j', (cidrs) => {
    expect(coversWorld(cidrs)).toBe(false);
  });

  test('splitting the world in any way leaves it the world; leaving one part out does not', () => {
    const split = (cidr: string, depth: readonly boolean[]): string[] => {
      const [address = '', length = '0'] = cidr.split('/');
      const [first, ...rest] = depth;
      if (first === undefined) return [cidr];
      const bits = Number(length) + 1;
      const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) + 2 ** (32 - bits);
      const upper = [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
      const [kept, halved] = first
        ? [`${address}/${bits}`, `${upper}/${bits}`]
        : [`${upper}/${bits}`, `${address}/${bits}`];
      return [kept, ...split(halved, rest)];
    };
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), fc.nat(), (depth, pick) => {
        const parts = split('0.0.0.0/0', depth);
        expect(coversWorld(parts)).toBe(true);
        expect(coversWorld(parts.filter((_, index) => index !== pick % parts.length))).toBe(false);
      }),
    );
  });
});

describe('coversTooMuch: more than a sixteenth of IPv4, or of 2000::/3', () => {
  test.each<[isTooMuch: boolean, ...cidrs: string[]]>([
    [false, '192.0.0.0/4'],
    [true, '192.0.0.0/3'],
    [true, '192.0.0.0/4', '8.8.8.8'],
    [false, '192.0.0.0/4', '203.0.113.0/24'],
    [true, ...Array.from({ length: 17 }, (_, index) => `${index + 1}.0.0.0/8`)],
    [false, ...Array.from({ length: 16 }, (_, index) => `${index + 1}.0.0.0/8`), '3.1.0.0/16', '3.1.2.0/24'],
    [false, '2000::/7'],
    [true, '2000::/6'],
    [true, '2000::/7', '2400::/32'],
    [true, '::/0'],
    [true, '::/2'],
    [false, 'fc00::/7', 'fe80::/10'],
    [true, '::ffff:0:0/97'],
    [false],
  ])('%s: %s %s', (isTooMuch, ...cidrs) => {
    expect(coversTooMuch(cidrs)).toBe(isTooMuch);
    expect(coversTooMuch(cidrs.toReversed())).toBe(isTooMuch);
  });
});

test.each([
  ['10.0.0.0/8', false, undefined],
  ['10.0.0.0/7', true, undefined],
  ['2001:4000::/17', true, '2001::/17'],
  ['2000::/19', false, undefined],
  ['2000::/18', true, undefined],
  ['203.0.113.5/24', false, '203.0.113.0/24'],
  ['203.0.113.5/32', false, undefined],
  ['203.0.113.5', false, undefined],
  ['2001:db8::1/32', false, '2001:db8::/32'],
  ['nowhere', false, undefined],
])('doubts about %s', (cidr, isWide, meant) => {
  expect(doubtsAbout(cidr)).toEqual({ isWide, meant });
});

test.each([
  ['203.0.113.0/24', '203.0.113.128/25', true],
  ['203.0.113.0/24', '203.0.113.7', true],
  ['203.0.113.0/24', '203.0.0.0/16', false],
  ['203.0.113.0/24', '::ffff:203.0.113.7', true],
  ['::/0', '203.0.113.7', false],
  ['2001:db8::/32', '2001:db8:1::/48', true],
  ['nowhere', '203.0.113.7', false],
])('containsNetwork %s %s', (outer, inner, expected) => {
  expect(containsNetwork(outer, inner)).toBe(expected);
});

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2:3::4', '2001:db8:1:2::/64'],
  ['nowhere', undefined],
])('subnetOf %s', (address, expected) => {
  expect(subnetOf(address)).toBe(expected);
});

describe('verdict', () => {
  const networks = parseNetworks(
    [
      { cidr: '203.0.113.0/24', name: 'Tokyo office' },
      { cidr: '203.0.113.64/26', name: 'Tokyo VPN' },
      { cidr: '198.51.100.7', name: 'Visitor', until: '2026-11-20' },
      { cidr: '2001:db8::/32' },
    ],
    'Asia/Tokyo',
  );
  // The last second of 20 November in Tokyo.
  const lastSecond = Date.UTC(2026, 10, 20, 14, 59, 59);

  test.each([
    ['203.0.113.1', { verdict: 'trusted', name: 'Tokyo office' }],
    ['203.0.113.70', { verdict: 'trusted', name: 'Tokyo VPN' }],
    ['2001:db8::1', { verdict: 'trusted', name: '2001:db8::/32' }],
    ['198.51.100.7', { verdict: 'trusted', name: 'Visitor' }],
    ['198.51.100.8', { verdict: 'untrusted', name: null }],
    [undefined, { verdict: 'not-an-address', name: null }],
  ])('%s', (address, expected) => {
    expect(networks.verdict(from(address), lastSecond)).toEqual(expected);
  });

  test('after its last day in the time zone a network is trusted no more', () => {
    expect(networks.verdict(from('198.51.100.7'), lastSecond + 1_000).verdict).toBe('untrusted');
  });

  test('a block is trusted only as a whole', () => {
    expect([networks.holds('203.0.113.0/25', lastSecond), networks.holds('203.0.112.0/23', lastSecond)]).toEqual([
      true,
      false,
    ]);
  });
});
