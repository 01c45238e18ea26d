import { expect, test } from 'vitest';
import { listed } from '../../src/auditing/checks/alarms.ts';

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ en: `line ${index}`, ja: `行${index}` }));

test('evidence that isn’t listed is counted', () => {
  expect(listed(lines(5))).toEqual(lines(5));
  expect(listed(lines(8))).toEqual([
    ...lines(5),
    { en: 'And 3 more that are not listed.', ja: 'ほかに3件あります（省略）。' },
  ]);
});
