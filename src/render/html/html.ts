/** `--format html`: one file that needs no network. The page is built once (`page/`); a report adds its data, as base64. */
import type { Render } from '../replay/report.ts';
import { FIRST, pageHead, personRow, storyRow } from './head.ts';
import { type Deflate, dataElement } from './pack.ts';
import { rowBlock } from './rows.ts';

/** Where the data goes: what is shown first stands before the page's program, which needn't wait for the rest. */
const FIRST_DATA = '<!--first-data-->';
const FURTHER_DATA = '<!--further-data-->';

/** Findings, stories and people in one element. */
const BLOCK = 2_000;

/** `page`: the built page. */
export const renderHtml =
  (page: string, deflate: Deflate): Render =>
  (report, options) => ({
    *[Symbol.iterator]() {
      const [begin = '', middle = '', end = ''] = page.split(new RegExp(`${FIRST_DATA}|${FURTHER_DATA}`));
      const { findings, answer } = report;
      yield begin;
      yield dataElement('head', pageHead(report, options), deflate);
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
