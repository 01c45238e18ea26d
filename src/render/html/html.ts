/** `--format html`: one file that needs no network. The page is built once (`page/`); a report adds its data, as base64. */
import type { Render } from '../replay/report.ts';
import { FIRST, pageHead, personRow, storyRow } from './head.ts';
import { MARKERS } from './model.ts';
import { type Deflate, dataElement } from './pack.ts';
import { rowBlock } from './rows.ts';
import { sessionRow } from './session-rows.ts';

/** Findings, stories and people in one element. */
const BLOCK = 2_000;
/** Sessions in one element: each is as long as many findings. */
const MOST_SESSIONS = 50;

export interface Parts {
  /** The built page. */
  readonly page: string;
  readonly deflate: Deflate;
  /** The program's version. */
  readonly version: string;
}

export const renderHtml =
  ({ page, deflate, version }: Parts): Render =>
  (report, options) => ({
    *[Symbol.iterator]() {
      const [begin, middle, end] = partsOf(page);
      const { findings, answer, sessions } = report;
      yield begin;
      yield dataElement('head', pageHead(report, options, version), deflate);
      yield middle;
      for (const [batch] of batches(sessions?.told ?? [], 0, MOST_SESSIONS))
        yield dataElement('sessions', batch.map(sessionRow), deflate);
      for (const [batch] of batches(findings, FIRST.rows))
        yield dataElement('rows', rowBlock(batch, options.timezone, sessions?.findings), deflate);
      for (const [batch, from] of batches(answer.stories, FIRST.stories))
        yield dataElement('stories', batch.map(storyRow(sessions, from)), deflate);
      for (const [batch, from] of batches(answer.people, FIRST.people))
        yield dataElement('people', batch.map(personRow(sessions, from)), deflate);
      yield end;
    },
  });

/** The built page around what stands first and around the rest. */
export function partsOf(page: string): readonly [begin: string, middle: string, end: string] {
  const [begin = '', middle = '', end = ''] = page.split(new RegExp(`${MARKERS.first}|${MARKERS.further}`));
  return [begin, middle, end];
}

function* batches<Item>(
  items: readonly Item[],
  from: number,
  most = BLOCK,
): Generator<readonly [batch: readonly Item[], from: number]> {
  for (let start = from; start < items.length; start += most) yield [items.slice(start, start + most), start];
}
