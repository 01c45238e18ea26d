/** `--format html`: one file that needs no network. The page is built once (`page/`); a report adds its data, as base64. */

import type { Render } from '../replay/report.ts';
import { FIRST, pageHead, personRow, storyRow } from './head.ts';
import { MARKERS } from './model.ts';
import { type Deflate, dataElement } from './pack.ts';
import { rowBlock } from './rows.ts';

/** Findings, stories and people in one element. */
const BLOCK = 2_000;

interface Parts {
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
      const [begin = '', middle = '', end = ''] = page.split(new RegExp(`${MARKERS.first}|${MARKERS.further}`));
      const { findings, answer } = report;
      yield begin;
      yield dataElement('head', pageHead(report, options, version), deflate);
      yield middle;
      for (const batch of batches(findings, FIRST.rows))
        yield dataElement('rows', rowBlock(batch, options.timezone), deflate);
      for (const batch of batches(answer.stories, FIRST.stories))
        yield dataElement('stories', batch.map(storyRow), deflate);
      for (const batch of batches(answer.people, FIRST.people))
        yield dataElement('people', batch.map(personRow), deflate);
      yield end;
    },
  });

function* batches<Item>(items: readonly Item[], from: number): Generator<readonly Item[]> {
  for (let start = from; start < items.length; start += BLOCK) yield items.slice(start, start + BLOCK);
}
