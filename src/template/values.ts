/** What a template comes to with the parameters that it is given: which conditions hold, and what names are. */
import { type Document, isMap, isScalar, isSeq } from 'yaml';
import type { Identity } from '../aws/access/identity.ts';
import type { StackSpec } from '../aws/cloudformation/stacks.ts';
import { parseTemplate } from './document.ts';

export interface Values {
  readonly document: Document;
  readonly holds: (condition: string) => boolean;
  /** The text with what is known filled in; what is a resource's own stays as the template names it. */
  readonly fillIn: (text: string) => string;
  /** What a resource will be called; undefined where AWS makes up its name. */
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

export function valuesOf(spec: Pick<StackSpec, 'template' | 'parameters' | 'region'>, identity: Identity): Values {
  const document = parseTemplate(spec.template);
  const known: Readonly<Record<string, string>> = { ...pseudo(identity, spec.region), ...spec.parameters };
  const lookUp = (name: string): string | undefined => {
    const value: unknown = known[name] ?? document.getIn(['Parameters', name, 'Default']);
    return value === undefined ? undefined : String(value);
  };
  const fillIn = (text: string) => text.replace(/\$\{([\w:]+)\}/g, (whole, name: string) => lookUp(name) ?? whole);
  return {
    document,
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

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
const pseudo = ({ account, partition }: Identity, region: string) => ({
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
