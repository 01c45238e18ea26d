/** Statements of the policies in a template, by their Sid. */
import { type Document, isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';

/** Below `Resources`; numbers are positions in lists. */
type Path = readonly (string | number)[];

/** Throws where there is none. */
export function statementNamed(document: Document, policy: Path, sid: string): YAMLMap {
  const found = statementsOf(document, policy).items.find((item) => isNamed(item, sid));
  if (!isMap(found)) throw new TypeError(`the template has no statement ${sid} at ${policy.join('.')}`);
  return found;
}

/** `flow`: on one line, which takes less of what CloudFormation accepts as text. */
export function addStatement(
  document: Document,
  policy: Path,
  statement: Readonly<Record<string, unknown>>,
  flow = false,
): void {
  statementsOf(document, policy).add(document.createNode(statement, { flow }));
}

export function dropStatement(document: Document, policy: Path, sid: string): void {
  const statements = statementsOf(document, policy);
  statements.items = statements.items.filter((item) => !isNamed(item, sid));
}

function statementsOf(document: Document, policy: Path): YAMLSeq {
  const statements = document.getIn(['Resources', ...policy, 'Statement'], true);
  if (!isSeq(statements)) throw new TypeError(`the template has no statements at ${policy.join('.')}`);
  return statements;
}

const isNamed = (item: unknown, sid: string) => isMap(item) && item.get('Sid') === sid;
