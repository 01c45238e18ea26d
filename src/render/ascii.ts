/** ASCII in place of our own marks and typography, for terminals without UTF-8. */

/** As wide as the marks on a terminal, so that columns stay straight. */
const MARKS: readonly (readonly [mark: string, ascii: string])[] = [
  ['🟢✔', '(+)'],
  ['🔴✘', '(x)'],
  ['🟢', '(+)'],
  ['🔴', '(x)'],
  ['⚪', '()'],
  ['⚠', '!'],
  ['✔', '+'],
  ['✓', '+'],
  ['✘', 'x'],
  ['✖', 'x'],
  ['•', '*'],
  ['·', '-'],
  ['…', '...'],
  ['–', '-'],
  ['—', '-'],
  ['↑↓', 'Up/Down'],
  ['◉', '*'],
  ['◯', 'o'],
  ['→', '->'],
  ['←', '<-'],
  ['▸', '>'],
  ['❯', '>'],
  ['█', '#'],
  ['▁', '_'],
  ['▂', '.'],
  ['▃', ':'],
  ['▄', '-'],
  ['▅', '='],
  ['▆', '+'],
  ['▇', '*'],
  ['▌', '|'],
  ['│', '|'],
  ['─', '-'],
  ['┌', '+'],
  ['└', '+'],
  ['×', 'x'],
  ['≥', '>='],
  ['‘', "'"],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['\u00a0', ' '],
];
const ASCII: ReadonlyMap<string, string> = new Map(MARKS);
const MARK = new RegExp(MARKS.map(([mark]) => mark).join('|'), 'gu');

/** Other text (names, Japanese) stays as it is. */
export const toAscii = (text: string): string => text.replace(MARK, (mark) => ASCII.get(mark) ?? mark);

/** The same stream, for libraries that write to it themselves: questions and spinners. */
export const asciiStream = <Stream extends object>(stream: Stream): Stream =>
  new Proxy(stream, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      if (key !== 'write') return value.bind(target);
      return (chunk: unknown, ...rest: readonly unknown[]) => value.call(target, toAscii(String(chunk)), ...rest);
    },
  });

/**
 * True if the locale names another character set than UTF-8, or none (`C`, `POSIX`, unset):
 * https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html#tag_08_02
 * Windows has no such variables, and its consoles show UTF-8.
 */
export function lacksUtf8(env: Readonly<Record<string, string | undefined>>, platform: string): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  if (locale === '' && platform === 'win32') return false;
  return !/\.utf-?8/i.test(locale);
}
