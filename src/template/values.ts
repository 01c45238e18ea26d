/** Resolves a template with its parameters and its account: which conditions hold, and the names of resources. */
import { type Document, isMap, isScalar, isSeq } from 'yaml';
import { recent } from '../core/recent.ts';
import { keyOf } from './document.ts';
import { type Template, templateFrom } from './template.ts';

/** A template and all that its stack is given. */
interface Stack {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  readonly region: string;
}

interface Account {
  readonly account: string;
  readonly partition: string;
}

export interface Values {
  readonly holds: (condition: string) => boolean;
  /** The text with what is known filled in; what is a resource's own stays as the template names it. */
  readonly fillIn: (text: string) => string;
  /** The future name of a resource; undefined if AWS makes it up. */
  readonly nameOf: (logicalId: string) => string | undefined;
}

/** The property that names a resource of this type. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::CloudTrail::Trail': 'TrailName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
};

/** Types whose resources hold data: those are kept when their stack goes. */
const HOLD_DATA = ['AWS::DynamoDB::Table', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket'];

export function valuesOf({ template: { document }, parameters, region }: Stack, account: Account): Values {
  const known: Readonly<Record<string, string>> = { ...pseudo(account, region), ...parameters };
  const lookUp = (name: string): string | undefined => {
    const value: unknown = known[name] ?? document.getIn(['Parameters', name, 'Default']);
    return value === undefined ? undefined : String(value);
  };
  const fillIn = (text: string) => text.replace(/\$\{([\w:]+)\}/g, (whole, name: string) => lookUp(name) ?? whole);
  return {
    holds: conditions(document, lookUp),
    fillIn,
    nameOf(logicalId) {
      const resource = ['Resources', logicalId];
      const property = NAMES[String(document.getIn([...resource, 'Type']))];
      const node = property === undefined ? undefined : document.getIn([...resource, 'Properties', property], true);
      if (!isScalar(node)) return undefined;
      if (node.tag === '!Ref') return lookUp(String(node.value));
      const text = fillIn(String(node.value));
      return node.tag === '!GetAtt' || text.includes('${') ? undefined : text;
    },
  };
}

/**
 * The template with plain text for the names of resources that are kept; the same value if it keeps none.
 * CloudFormation imports an existing resource only if the template has its name as plain text:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-automatically.html
 */
export function withStaticNames(stack: Stack, account: Account): Template {
  const { template, parameters, region } = stack;
  const kept = named.get(template) ?? recent<Template>(4);
  named.set(template, kept);
  const { account: id, partition } = account;
  return kept(JSON.stringify([parameters, region, id, partition]), () => putStaticNames(stack, account));
}

/** Results for each template's latest stacks. */
const named = new WeakMap<Template, ReturnType<typeof recent<Template>>>();

function putStaticNames(stack: Stack, account: Account): Template {
  const { nameOf } = valuesOf(stack, account);
  const { document } = stack.template;
  const names = keptIn(document).flatMap(([path, id]) => {
    const name = nameOf(id);
    return name === undefined ? [] : [{ path, name }];
  });
  if (names.length === 0) return stack.template;
  const copy = document.clone();
  for (const { path, name } of names) {
    const scalar = copy.getIn(path, true);
    if (isScalar(scalar)) Object.assign(scalar, { value: name, tag: undefined, type: 'QUOTE_DOUBLE' });
  }
  return templateFrom(copy);
}

/** Positions of the computed names of kept resources. */
function keptIn(document: Document): readonly (readonly [path: readonly string[], logicalId: string])[] {
  const resources = document.get('Resources');
  return (isMap(resources) ? resources.items : []).flatMap((item) => {
    const path = ['Resources', keyOf(item)];
    const type = String(document.getIn([...path, 'Type']));
    if (!HOLD_DATA.includes(type) || !String(document.getIn([...path, 'DeletionPolicy'])).startsWith('Retain'))
      return [];
    const place = [...path, 'Properties', NAMES[type] ?? ''];
    const name = document.getIn(place, true);
    return isScalar(name) && (name.tag === '!Ref' || name.tag === '!Sub') ? [[place, keyOf(item)] as const] : [];
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
const pseudo = ({ account, partition }: Account, region: string) => ({
  'AWS::Region': region,
  'AWS::AccountId': account,
  'AWS::Partition': partition,
});

type LookUp = (name: string) => string | undefined;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html */
function conditions(document: Document, lookUp: LookUp): (name: string) => boolean {
  const holds = (name: string): boolean => evaluate(document.getIn(['Conditions', name], true));
  const plain = (node: unknown): string => {
    if (isSeq(node)) return String(document.getIn(['Mappings', ...node.items.map(plain)]));
    if (!isScalar(node)) return '';
    return node.tag === '!Ref' ? (lookUp(String(node.value)) ?? '') : String(node.value);
  };
  const evaluate = (node: unknown): boolean => {
    if (isScalar(node)) return holds(String(node.value));
    const items = isSeq(node) ? node.items : [];
    switch (isSeq(node) || isMap(node) ? node.tag : undefined) {
      case '!Equals':
        return plain(items[0]) === plain(items[1]);
      case '!Not':
        return !evaluate(items[0]);
      case '!And':
        return items.every(evaluate);
      case '!Or':
        return items.some(evaluate);
      default:
        throw new TypeError(`the template has a condition that is not understood: ${String(node)}`);
    }
  };
  return holds;
}
