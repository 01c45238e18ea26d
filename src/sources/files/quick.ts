/** The content of a whole file -> readings, by the quickest way that gives the same as reading it value by value. */
import { isObject } from '../../core/fields.ts';
import type { Words } from '../../core/language.ts';
import { parseJson } from '../parse-json.ts';
import type { PassedOver } from '../source.ts';
import { MOST_UNPACKED } from '../unpacked.ts';
import type { FileReading } from './archive-file.ts';
import { FileReport } from './file-report.ts';
import { recordsOf, type Selection, type UsualForm, usualFormReader } from './usual-form.ts';

const LIST = '"Records"';

/** The content of a file, unpacked. */
export interface WholeContent {
  readonly bytes: Buffer;
  /** Its records, if it was judged already; the bytes are theirs alone. */
  readonly usual?: UsualForm | undefined;
}

/** Undefined if the content is neither in a trail's usual form nor one value of moderate size with a list of records. */
export type ReadQuickly = (content: WholeContent, from: Words) => Iterable<FileReading> | undefined;

/** Made ready once for all files. Without a selection each record is parsed. */
export function quickReader(selection: Selection | undefined): ReadQuickly {
  const readUsualForm = selection === undefined ? undefined : usualFormReader(selection);
  return ({ bytes, usual = readUsualForm?.(bytes) }, from) => {
    const candidates = usual === undefined ? undefined : recordsOf(bytes, usual.candidates);
    if (usual !== undefined && candidates !== undefined) return inUsualForm(candidates, usual.passedOver, from);
    const records = bytes.length > MOST_UNPACKED.parsedFile ? undefined : listIn(bytes.toString());
    return records === undefined ? undefined : reported(records, from);
  };
}

function* inUsualForm(records: readonly unknown[], passedOver: PassedOver, from: Words): Generator<FileReading> {
  yield* reported(records, from);
  const { within, first, last, outside } = passedOver;
  yield { kind: 'passed-over', within, first, last, outside };
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
