/** `npm run picture`: docs/replay.svg, from what the program really prints about the sandbox's day. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import stringWidth from 'string-width';
import { run } from '../src/cli.ts';
import type { Output } from '../src/host.ts';
import { madeUpDay } from '../src/sandbox/day.ts';

const NOW = Date.UTC(2026, 10, 20, 3);
const COLUMNS = 122;
const [CELL, LINE, PADDING] = [8.4, 19, 16];
const SETTINGS = `timezone: Asia/Tokyo
trusted:
  - { cidr: 203.0.113.0/24, name: Tokyo office }
  - { cidr: "2001:db8::/32", name: Tokyo office }
`;
/** Readable on the picture's light ground; by the SGR codes that chalk writes. */
const COLOURS: Readonly<Record<string, string>> = { 31: '#b3261e', 32: '#146c2e', 35: '#8e24aa', 36: '#00677d' };

const MARKS: Readonly<Record<string, string>> = { '🟢': '#2e9e44', '🔴': '#d93025' };
/** How a terminal is told a style: https://en.wikipedia.org/wiki/ANSI_escape_code#SGR */
const SGR = new RegExp(`(${String.fromCharCode(27)}\\[\\d+m)`);

const folder = await mkdtemp(join(tmpdir(), 'login-watch-picture-'));
await writeFile(join(folder, 'login-watch.yaml'), SETTINGS);
await writeFile(
  join(folder, 'day.ndjson'),
  madeUpDay(NOW)
    .map((record) => JSON.stringify(record))
    .join('\n'),
);
let text = '$ login-watch replay --since 24h\n\n';
const output = (take: (text: string) => void): Output => ({
  write: async (part) => take(part),
  isTerminal: true,
  columns: COLUMNS,
  colour: true,
  stream: new Writable({ write: (_, __, done) => done() }),
});
await run(['replay', '--file', join(folder, 'day.ndjson')], {
  stdin: Readable.from([]),
  stdout: output((part) => {
    text += part;
  }),
  stderr: output(() => undefined),
  env: {},
  cwd: folder,
  now: () => NOW,
  sleep: async () => undefined,
  signal: new AbortController().signal,
});
await rm(folder, { recursive: true });
await writeFile(resolve(import.meta.dirname, '../docs/replay.svg'), svgOf(text.trimEnd().split('\n')));

function svgOf(lines: readonly string[]): string {
  const [width, height] = [COLUMNS * CELL + 2 * PADDING, lines.length * LINE + 2 * PADDING];
  const rows = lines.map((line, index) => rowOf(line, PADDING + (index + 0.8) * LINE));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="A terminal: login-watch replay shows who signed in, from where">`,
    `<rect width="100%" height="100%" rx="8" fill="#fbfbf8" stroke="#d0d0c8"/>`,
    `<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="#1f1f1f" xml:space="preserve">`,
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Every word at its own column, so that fonts with wider signs shift nothing. */
function rowOf(line: string, y: number): string {
  let column = 0;
  let style = '';
  const parts: string[] = [];
  const marks: string[] = [];
  for (const piece of line.split(SGR)) {
    const code = SGR.test(piece) ? piece.slice(2, -1) : undefined;
    if (code !== undefined) {
      style = styleOf(code, style);
      continue;
    }
    for (const word of piece.split(/( +)/)) {
      const x = PADDING + column * CELL;
      const mark = MARKS[word];
      // Fonts differ in whether they have these, and in colour.
      if (mark !== undefined)
        marks.push(`<circle cx="${(x + CELL).toFixed(1)}" cy="${(y - 5).toFixed(1)}" r="6" fill="${mark}"/>`);
      else if (word.trim() !== '') parts.push(`<tspan x="${x.toFixed(1)}"${style}>${escapeXml(word)}</tspan>`);
      column += stringWidth(word);
    }
  }
  return [...marks, ...(parts.length === 0 ? [] : [`<text y="${y.toFixed(1)}">${parts.join('')}</text>`])].join('\n');
}

function styleOf(code: string, style: string): string {
  if (code === '1') return `${style} font-weight="bold"`;
  if (code === '2') return `${style} fill-opacity="0.65"`;
  if (COLOURS[code] !== undefined) return `${style.replace(/ fill="[^"]*"/, '')} fill="${COLOURS[code]}"`;
  if (code === '39') return style.replace(/ fill="[^"]*"/, '');
  return '';
}

function escapeXml(word: string): string {
  return word.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
