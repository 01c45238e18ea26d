/** AWS's query protocol (CloudFormation, SNS, STS, IAM): forms in, XML out. */
import { randomUUID } from 'node:crypto';
import type { HttpAnswer, HttpRequest } from '../../src/demo/http.ts';
import { element, type XmlObject } from './xml.ts';

/** `A.member.N` is a list, `A.entry.N` an object by its keys, `A.B` an object; all else is text. */
export type QueryValue = string | readonly QueryValue[] | QueryInput;
export interface QueryInput {
  readonly [name: string]: QueryValue;
}

export interface QueryCall {
  /** From the scope of the signature, as is the service: `cloudformation`, `sns`, `sts`. */
  readonly region: string;
  readonly service: string;
  /** `DescribeStacks` */
  readonly action: string;
  readonly input: QueryInput;
}

/** Undefined for a request that isn't signed, or isn't a form with an Action: another protocol, or none. */
export function readQuery({ headers, body }: Pick<HttpRequest, 'headers' | 'body'>): QueryCall | undefined {
  const [, region, service] =
    /Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/.exec(headers.authorization ?? '') ?? [];
  if (!headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return undefined;
  const form = new URLSearchParams(body);
  const action = form.get('Action');
  if (region === undefined || service === undefined || action === null) return undefined;
  const root: Node = { children: new Map() };
  for (const [name, text] of form) if (name !== 'Action' && name !== 'Version') plant(root, name.split('.'), text);
  return { region, service, action, input: objectOf(root) };
}

export function inputText(input: QueryInput, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

/** Objects of a list; `[]` if there is none. */
export function inputObjects(input: QueryInput, name: string): readonly QueryInput[] {
  return listOf(input, name).filter(isObject);
}

export function inputTexts(input: QueryInput, name: string): readonly string[] {
  return listOf(input, name).filter((value) => typeof value === 'string');
}

/** Without a result the result element is omitted, as in AWS. */
export function succeedXml({ action }: QueryCall, result?: XmlObject): HttpAnswer {
  const response = { [`${action}Result`]: result, ResponseMetadata: { RequestId: randomUUID() } };
  return xml(200, element(`${action}Response`, response));
}

/** `code` is the name on the wire, e.g. `ValidationError`, `ChangeSetNotFound`. */
export function failXml(code: string, message: string, status = 400): HttpAnswer {
  const error = { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message };
  return xml(status, element('ErrorResponse', { Error: error, RequestId: randomUUID() }));
}

const xml = (status: number, body: string): HttpAnswer => ({ status, headers: { 'content-type': 'text/xml' }, body });

interface Node {
  readonly children: Map<string, Node>;
  text?: string;
}

function plant(root: Node, path: readonly string[], text: string): void {
  let node = root;
  for (const step of path) {
    const next = node.children.get(step) ?? { children: new Map() };
    node.children.set(step, next);
    node = next;
  }
  node.text = text;
}

function readNode(node: Node): QueryValue {
  if (node.children.size === 0) return node.text ?? '';
  const members = node.children.get('member');
  if (members !== undefined) return inOrder(members).map(readNode);
  const entries = node.children.get('entry');
  if (entries !== undefined) return Object.fromEntries(inOrder(entries).map(entryOf));
  return objectOf(node);
}

/** Names of the two halves differ from service to service. */
function entryOf(node: Node): [string, QueryValue] {
  const half = (...names: string[]) => names.flatMap((name) => node.children.get(name) ?? [])[0];
  const value = half('value', 'Value');
  return [half('key', 'Name')?.text ?? '', value === undefined ? '' : readNode(value)];
}

const objectOf = (node: Node): QueryInput =>
  Object.fromEntries([...node.children].map(([name, child]) => [name, readNode(child)]));
const inOrder = (node: Node) =>
  [...node.children].toSorted(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child);

const isObject = (value: QueryValue): value is QueryInput => typeof value === 'object' && !Array.isArray(value);
const isList = (value: QueryValue | undefined): value is readonly QueryValue[] => Array.isArray(value);

function listOf(input: QueryInput, name: string): readonly QueryValue[] {
  const value = input[name];
  return isList(value) ? value : [];
}
