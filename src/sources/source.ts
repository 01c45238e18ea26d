/** Sources of records, for both hosts: `collect.ts` reads a command's trail or files, and the function's input. */
import type { Words } from '../core/language.ts';
import type { OutsideEvents } from './outside.ts';

export interface PassedOver {
  /** Their number in the time and regions that were asked for, and the times of the earliest and the latest of them. */
  readonly within: number;
  readonly first: number | undefined;
  readonly last: number | undefined;
  readonly outside: OutsideEvents;
}

/** One item of a source. `from` names the file, object, region or log group. */
export type Reading =
  | { readonly kind: 'record'; readonly record: unknown; readonly from: Words }
  /** Records that no rule can look at, seen before they were made into values; `first` and `last` in ms since the epoch. */
  | ({ readonly kind: 'passed-over' } & PassedOver)
  /** A damaged record: counted, reported, never fatal. `text` is its content. */
  | { readonly kind: 'unreadable'; readonly from: Words; readonly reason: Words; readonly text?: string }
  /** Gaps and their reasons: a region that denied access, the time before 90 days, a damaged rest of a file. */
  | {
      readonly kind: 'not-covered';
      readonly region: string | null;
      /** Its id, or the profile that should lead to it, where several are read; the reason names it too. */
      readonly account?: string;
      readonly from: Words;
      readonly reason: Words;
      /** The user's remedy; without it nothing that was asked for is missing. */
      readonly hint?: Words;
    };

/** Readings of one file: handing over each by itself takes longer than parsing it. */
export interface Batch {
  readonly kind: 'several';
  readonly readings: readonly Reading[];
}

export interface Source<Item = Reading> {
  /** `cloudtrail:us-east-1`, `file:trail.json.gz`; sorted and listed in the report's `sources`. */
  readonly names: readonly string[];
  /** Ends early, without throwing, when the signal is aborted. */
  read(signal: AbortSignal): AsyncIterable<Item>;
}
