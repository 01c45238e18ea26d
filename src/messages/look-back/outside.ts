/** Records that lie outside the time and the regions asked for, in each language. */
import type { WordTable } from '../../core/words.ts';
import { counted } from '../units.ts';

/** ISO 8601; `from` or `to` is null where that end was left open. */
interface Span {
  readonly from: string | null;
  readonly to: string | null;
}

interface Covered {
  readonly from: string;
  readonly to: string;
}

export interface OutsideWords {
  readonly time: (records: number, asked: Span, covered: Covered) => string;
  readonly regions: (records: number, asked: readonly string[], seen: readonly string[]) => string;
  readonly both: (records: number, time: number, regions: number) => string;
  readonly unreadable: (records: number) => string;
}

const none = (records: number) => `none of ${counted(records, 'record')} is`;

const en: OutsideWords = {
  time: (records, { from, to }, covered) => {
    const asked = from === null ? `until ${to}` : to === null ? `since ${from}` : `from ${from} to ${to}`;
    return `${none(records)} ${asked}; they cover ${covered.from} to ${covered.to}`;
  },
  regions: (records, asked, seen) => `${none(records)} from ${asked.join(', ')}; they are from ${seen.join(', ')}`,
  both: (records, time, regions) =>
    `${none(records)} of the time and the regions asked for: ${time} of another time, ${regions} of another region`,
  unreadable: (records) => `${none(records)} readable`,
};

const jaNone = (records: number) => `記録${records}件の中に`;

const ja: OutsideWords = {
  time: (records, { from, to }, covered) => {
    const asked = from === null ? `${to} まで` : to === null ? `${from} 以降` : `${from} から ${to} まで`;
    return `${jaNone(records)}、${asked}のものはありません。記録の範囲は ${covered.from} から ${covered.to} までです`;
  },
  regions: (records, asked, seen) =>
    `${jaNone(records)} ${asked.join('、')} のものはありません。記録のリージョンは ${seen.join('、')} です`,
  both: (records, time, regions) =>
    `${jaNone(records)}、指定した期間とリージョンのものはありません（期間外 ${time}件、ほかのリージョン ${regions}件）`,
  unreadable: (records) => `記録${records}件のうち、読み取れたものはありません`,
};

export const OUTSIDE_WORDS: WordTable<OutsideWords> = { en, ja };
