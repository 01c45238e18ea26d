/** The content of a whole file -> readings, by the quickest way that gives the same as reading it value by value. */
import { isObject } from '../../core/fields.ts';
import type { Words } from '../../core/language.ts';
import { parseJson } from '../parse-json.ts';
import type { PassedOver } from '../source.ts';
import type { FileReading } from './archive-file.ts';
import { FileReport } from './file-report.ts';
import { recordsOf, type Selection, usualFormReader } from './usual-form.ts';

const LIST = '"Records"';
/** Parsed at once a file takes up to ten times as much memory. */
const MOST_PARSED = 8 * 1024 ** 2;

/** Undefined if the content is neither in a trail's usual form nor one value of moderate size with a list of records. */
export type ReadQuickly = (content: Buffer, from: Words) => Iterable<FileReading> | undefined;

/** Made ready once for all files. Without a selection each record is parsed. */
export function quickReader(selection: Selection | undefined): ReadQuickly {
  const readUsualForm = selection === undefined ? undefined : usualFormReader(selection);
  return (content, from) => {
    const usual = readUsualForm?.(content);
    const candidates = usual === undefined ? undefined : recordsOf(content, usual.candidates);
    if (usual !== undefined && candidates !== undefined) return inUsualForm(candidates, usual.passedOver, from);
    const records = content.length > MOST_PARSED ? undefined : listIn(content.toString());
    return records === undefined ? undefined : reported(records, from);
  };
}

function* inUsualForm(records: readonly unknown[], passedOver: PassedOver, from: Words): Generator<FileReading> {
  yield* reported(records, from);
  yield { kind: 'passed-over', ...passedOver };
}

/** The list of records; undefined if there are two of that name, of which the value would hold the last one alone. */
function listIn(text: string): readonly unknown[] | undefined {
  const at = text.indexOf(LIST);
  if (at < 0 || text.indexOf(LIST, at + 1) >= 0) return undefined;
  const value = parseJson(text);
  const records = isObject(value) ? value['Records'] : undefined;
  return Array.isArray(records) ? records : undefined;
}

function* reported(records: readonly unknown[], from: Words): Generator<FileReading> {
  const report = new FileReport(from);
  for (const [index, value] of records.entries()) {
    yield* report.take({ kind: 'value', value, within: 'Records', at: `record ${index + 1}` });
  }
  // A file all of whose records were passed over isn't empty.
  const trouble = records.length === 0 ? undefined : report.trouble();
  if (trouble !== undefined) yield { kind: 'trouble', trouble };
}
