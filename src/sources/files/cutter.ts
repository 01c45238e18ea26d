/** The cutter of a text into values, by its first line: CSV, YAML of the AWS CLI, and JSON for all else. */
import { CsvRows, csvColumns, isConsoleCsv, lackingColumns } from '../csv-rows.ts';
import { JsonSplitter, type Piece } from '../json/json-splitter.ts';
import { otherKindFrom, type Trouble, troubleFrom } from './file-report.ts';

/** The first line of what the AWS CLI writes with `--output yaml`. */
const YAML =
  /^(?:- )?(?:Events|events|Records|results|QueryResultRows):\s*$|^- (?:CloudTrailEvent|EventId|AccessKeyId|ReadOnly):/;
const beginsYaml = (line: string): boolean => YAML.test(line);

export interface Cutter {
  push(chunk: string): readonly Piece[];
  end(): readonly Piece[];
}

type Chosen = { readonly cutter: Cutter } | { readonly trouble: Trouble };

/** The parser of YAML is loaded only for YAML. */
export async function cutterFor(head: string, longest?: number): Promise<Chosen> {
  const [line = ''] = head
    .trimStart()
    .replace(/^---\s*\n/, '')
    .split('\n', 1);
  const columns = csvColumns(line);
  if (columns !== undefined) return rowsOf(columns);
  if (!beginsYaml(line.trimEnd())) return { cutter: new JsonSplitter(longest) };
  const { YamlItems } = await import('../yaml-items.ts');
  return { cutter: new YamlItems() };
}

/** Rows without the columns that rules need are refused: a sign-in without its outcome would pass for a harmless one. */
function rowsOf(columns: readonly string[]): Chosen {
  const lacking = lackingColumns(columns).join(', ');
  if (lacking === '') return { cutter: new CsvRows() };
  const trouble = isConsoleCsv(columns)
    ? otherKindFrom(({ consoleCsv }) => consoleCsv(lacking))
    : troubleFrom(({ csvLacks }) => csvLacks(lacking));
  return { trouble: { ...trouble, isForeign: true } };
}

/** Longer first lines are no header. */
const MOST_HEAD = 4_096;

/** The same text, its first chunk with a whole line, if a line may matter: JSON begins with a bracket. */
export async function* withFirstLine(text: AsyncIterable<string>): AsyncGenerator<string> {
  let head: string | undefined = '';
  for await (const chunk of text) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head += chunk;
    if (head.length < MOST_HEAD && !/^\s*(?:[[{]|(?:---\s*\n)?\S[^\n]*\n)/.test(head)) continue;
    yield head;
    head = undefined;
  }
  if (head !== undefined && head !== '') yield head;
}
