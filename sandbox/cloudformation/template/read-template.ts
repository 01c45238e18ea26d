/** A template's text, YAML with short tags or JSON, as data with the long names of the functions. */
import { isAlias, Pair, parseDocument, Scalar, visit, YAMLMap, type YAMLSeq } from 'yaml';
import type { JsonObject } from '../../../src/core/event.ts';
import { isObject } from '../../../src/core/fields.ts';
import { recent } from '../../../src/core/recent.ts';
import { CloudFormationFault } from '../refusal.ts';

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
const FUNCTIONS = ['And', 'Equals', 'FindInMap', 'GetAtt', 'If', 'Join', 'Not', 'Or', 'Select', 'Split', 'Sub'];
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-rules.html
const OF_RULES = ['Contains', 'EachMemberEquals', 'EachMemberIn', 'RefAll'];
const SHORT_TAGS = [
  ...[...FUNCTIONS, ...OF_RULES].map((name) => [`!${name}`, `Fn::${name}`] as const),
  ['!Ref', 'Ref'] as const,
  ['!Condition', 'Condition'] as const,
].flatMap(([tag, name]) => [
  { tag, resolve: (text: string) => ({ [name]: text }) },
  { tag, collection: 'seq' as const, resolve: (node: YAMLMap | YAMLSeq) => wrap(name, node) },
  { tag, collection: 'map' as const, resolve: (node: YAMLMap | YAMLSeq) => wrap(name, node) },
]);

function wrap(name: string, node: YAMLMap | YAMLSeq): YAMLMap {
  const map = new YAMLMap();
  map.items.push(new Pair(new Scalar(name), node));
  return map;
}

const read = recent<JsonObject>(40);

/** Throws a `CloudFormationFault` in AWS's sentences for text that isn't a template. */
export const parseTemplate = (text: string): JsonObject => read(text, () => parse(text));

function parse(text: string): JsonObject {
  const document = parseDocument(text, { customTags: SHORT_TAGS });
  const [trouble] = [...document.errors, ...document.warnings];
  if (trouble !== undefined) {
    const { line = 1, col = 1 } = trouble.linePos?.[0] ?? {};
    throw new CloudFormationFault(`Template format error: YAML not well-formed. (line ${line}, column ${col})`);
  }
  visit(document, (_, node) => {
    if (isAlias(node))
      throw new CloudFormationFault('Template format error: YAML aliases are not allowed in CloudFormation templates');
  });
  const template: unknown = document.toJS();
  if (!isObject(template)) throw new CloudFormationFault('Template format error: unsupported structure.');
  return template;
}
