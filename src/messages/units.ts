/** Durations and counts as people read them, in each language. */
import type { WordTable } from '../core/words.ts';

interface UnitWords {
  /** `8 h 5 min`, `12 min`, `40 s`; milliseconds. */
  readonly duration: (ms: number) => string;
  /** `0.8 s`; milliseconds. */
  readonly seconds: (ms: number) => string;
}

/** Seconds stand beside few minutes only. */
const FEW_MINUTES = 10;

function split(ms: number) {
  const all = Math.round(Math.abs(ms) / 1_000);
  const [hours, minutes] = [Math.floor(all / 3_600), Math.floor((all % 3_600) / 60)];
  const seconds = hours > 0 || minutes >= FEW_MINUTES ? 0 : all % 60;
  return { hours, minutes, seconds };
}

function duration(ms: number, [h, min, s]: readonly [string, string, string], between: string): string {
  const { hours, minutes, seconds } = split(ms);
  const parts = [hours > 0 && `${hours}${h}`, minutes > 0 && `${minutes}${min}`, seconds > 0 && `${seconds}${s}`];
  return parts.filter((part) => part !== false).join(between) || `0${s}`;
}

const en: UnitWords = {
  duration: (ms) => duration(ms, [' h', ' min', ' s'], ' '),
  seconds: (ms) => `${(ms / 1_000).toFixed(1)} s`,
};

const ja: UnitWords = {
  duration: (ms) => duration(ms, ['時間', '分', '秒'], ''),
  seconds: (ms) => `${(ms / 1_000).toFixed(1)}秒`,
};

export const UNIT_WORDS: WordTable<UnitWords> = { en, ja };

/** `1 record`, `2 records`; for English. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
