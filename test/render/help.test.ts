import { describe, expect, test } from 'vitest';
import { programFor, run } from '../../src/cli.ts';
import { helpPageOf } from '../../src/commands/shared/help-page.ts';
import { LANGUAGES } from '../../src/core/rule.ts';
import { PARSER_WORDS } from '../../src/messages/help/parser.ts';
import { helpColumns, layOut } from '../../src/render/help.ts';
import { MARKED, markedPage } from '../../src/render/marked.ts';
import { piecesOf, widthOf, wrap } from '../../src/render/wrap.ts';
import { fakeHost } from '../helpers/host/fake-host.ts';

describe.each(LANGUAGES)('the page of the program in %s', (language) => {
  const page = async () => {
    const program = await programFor([], fakeHost({ language }), () => undefined);
    return helpPageOf(program, PARSER_WORDS[language]);
  };

  test('no line is wider than the terminal but command lines, and the build breaks lines as the program does', async () => {
    const whole = await page();
    const marked = markedPage(whole, piecesOf);
    for (let width = 60; width <= 120; width += 1) {
      const text = layOut(whole, width, { widthOf, wrap });
      expect(layOut(marked, width, MARKED)).toBe(text);
      expect(text.split('\n').filter((line) => widthOf(line) > width && !line.includes('$ '))).toEqual([]);
    }
  });
});

test.each([
  [60, 60],
  [20, 60],
  [200, 120],
])('a terminal of %i columns gets %i', (columns, expected) => {
  expect(helpColumns(true, columns)).toBe(expected);
  expect(helpColumns(false, columns)).toBe(80);
});

test.each([60, 80, 200])('replay --help in a terminal of %i columns uses them', async (columns) => {
  const host = fakeHost({ isTerminal: true, columns });
  await run(['replay', '--help'], host);
  const widths = host
    .out()
    .split('\n')
    .filter((line) => !line.includes('$ '))
    .map(widthOf);
  const limit = Math.min(columns, 120);
  expect(Math.max(...widths)).toBeLessThanOrEqual(limit);
  expect(Math.max(...widths)).toBeGreaterThan(limit - 12);
  expect(host.out()).not.toMatch(/default: false|"table"/);
});
