/** Comma-separated values for spreadsheets (RFC 4180): a cell from an event must not become a formula. */
import { visible } from '../core/text.ts';

export type CsvValue = string | number | null | undefined;

/** One row with its line break. */
export const csvLine = (values: readonly CsvValue[]): string => `${values.map(cellOf).join(',')}\n`;

/** Spreadsheets take such a cell for a formula, unless an apostrophe in front says that it is text. */
const FORMULA = /^[=+@\t\r\-\uff1d\uff0b\uff0d\uff20]/;
const QUOTED = /[",\n\r]/;

function cellOf(value: CsvValue): string {
  if (typeof value !== 'string') return String(value ?? '');
  const shown = visible(value);
  const text = FORMULA.test(shown) ? `'${shown}` : shown;
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
