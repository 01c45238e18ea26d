/** A terminal's screen as a picture: SVG that needs no font of ours. */
import stringWidth from 'string-width';

const [CELL, LINE, PADDING] = [8.4, 19, 16];
/** Readable on the picture's light ground; by the SGR codes that chalk writes. */
const COLOURS: Readonly<Record<string, string>> = { 31: '#b3261e', 32: '#146c2e', 35: '#8e24aa', 36: '#00677d' };

const MARKS: Readonly<Record<string, string>> = { '🟢': '#2e9e44', '🔴': '#d93025' };
/** ANSI codes of styles: https://en.wikipedia.org/wiki/ANSI_escape_code#SGR */
const SGR = new RegExp(`(${String.fromCharCode(27)}\\[[\\d;]*m)`);

interface Picture {
  readonly columns: number;
  /** Alternative text. */
  readonly label: string;
}

export function svgOf(lines: readonly string[], { columns, label }: Picture): string {
  const [width, height] = [columns * CELL + 2 * PADDING, lines.length * LINE + 2 * PADDING];
  const rows: string[] = [];
  let style = '';
  for (const [index, line] of lines.entries()) {
    const row = rowOf(line, PADDING + (index + 0.8) * LINE, style);
    rows.push(row.svg);
    style = row.style;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(label)}">`,
    `<rect width="100%" height="100%" rx="8" fill="#fbfbf8" stroke="#d0d0c8"/>`,
    `<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="#1f1f1f" xml:space="preserve">`,
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/**
 * Every word at its own column, so that fonts with wider signs shift nothing. A style may continue on the next line.
 */
function rowOf(line: string, y: number, before: string): { readonly svg: string; readonly style: string } {
  let column = 0;
  let style = before;
  const parts: string[] = [];
  const marks: string[] = [];
  for (const piece of line.split(SGR)) {
    const code = SGR.test(piece) ? piece.slice(2, -1) : undefined;
    if (code !== undefined) {
      for (const one of code.split(';')) style = styleOf(one, style);
      continue;
    }
    for (const word of piece.split(/( +)/)) {
      const x = PADDING + column * CELL;
      const mark = MARKS[word];
      // Fonts differ in whether they have these marks, and in colour.
      if (mark !== undefined)
        marks.push(`<circle cx="${(x + CELL).toFixed(1)}" cy="${(y - 5).toFixed(1)}" r="6" fill="${mark}"/>`);
      else if (word.trim() !== '') parts.push(`<tspan x="${x.toFixed(1)}"${style}>${escapeXml(word)}</tspan>`);
      column += stringWidth(word);
    }
  }
  const text = parts.length === 0 ? [] : [`<text y="${y.toFixed(1)}">${parts.join('')}</text>`];
  return { svg: [...marks, ...text].join('\n'), style };
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
