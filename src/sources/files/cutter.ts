/** The cutter of a text into values, by its first line: CSV, YAML of the AWS CLI, and JSON for all else. */
import { CsvRows, csvColumns, lackingColumns } from '../csv-rows.ts';
import { JsonSplitter, type Piece } from '../json/json-splitter.ts';

/** The first line of what the AWS CLI writes with `--output yaml`. */
const YAML =
  /^(?:Events|events|Records|results|QueryResultRows):\s*$|^- (?:CloudTrailEvent|EventId|AccessKeyId|ReadOnly):/;
const beginsYaml = (line: string): boolean => YAML.test(line);

export interface Cutter {
  push(chunk: string): readonly Piece[];
  end(): readonly Piece[];
}

interface Chosen {
  readonly cutter: Cutter;
  /** The columns without which a CSV file says too little. */
  readonly lacking: readonly string[];
}

/** The parser of YAML is loaded only for YAML. */
export async function cutterFor(head: string, longest?: number): Promise<Chosen> {
  const [line = ''] = head.trimStart().split('\n', 1);
  const columns = csvColumns(line);
  if (columns !== undefined) return { cutter: new CsvRows(), lacking: lackingColumns(columns) };
  if (!beginsYaml(line.trimEnd())) return { cutter: new JsonSplitter(longest), lacking: [] };
  const { YamlItems } = await import('../yaml-items.ts');
  return { cutter: new YamlItems(), lacking: [] };
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
    if (head.length < MOST_HEAD && !/^\s*(?:[[{]|\S[^\n]*\n)/.test(head)) continue;
    yield head;
    head = undefined;
  }
  if (head !== undefined && head !== '') yield head;
}
