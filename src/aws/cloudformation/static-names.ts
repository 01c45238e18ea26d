/**
 * CloudFormation takes over what an earlier stack left behind only where the template has its name as plain text:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-automatically.html
 * So the names of what is kept are worked out here, before AWS sees the template.
 */
import { isScalar, parseDocument } from 'yaml';

/** What holds data, and is kept when its stack goes. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
};

/** Values of parameters and pseudo parameters: `Name`, `AWS::AccountId`. */
export type NameValues = Readonly<Record<string, string>>;

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The template with those names as text; all else is left as it is, and so is a name that can't be worked out. */
export function withStaticNames(template: string, values: NameValues): string {
  const document = parseDocument(template, { logLevel: 'silent' });
  const resources: unknown = document.get('Resources') === undefined ? {} : document.toJS()['Resources'];
  if (document.errors.length > 0 || typeof resources !== 'object' || resources === null) return template;
  const lookUp = (name: string): string | undefined => {
    const value: unknown = values[name] ?? document.getIn(['Parameters', name, 'Default']);
    return value === undefined ? undefined : String(value);
  };
  const pieces = Object.keys(resources).flatMap((id): readonly Piece[] => {
    const at = (...path: string[]) => document.getIn(['Resources', id, ...path]);
    const property = NAMES[String(at('Type'))];
    if (property === undefined || !String(at('DeletionPolicy')).startsWith('Retain')) return [];
    const node = document.getIn(['Resources', id, 'Properties', property], true);
    if (!isScalar(node) || !node.range || typeof node.value !== 'string') return [];
    const name = plainName(node.tag, node.value, lookUp);
    const start = template.lastIndexOf('!', node.range[0] - 1);
    return name === undefined ? [] : [{ start, end: node.range[1], text: JSON.stringify(name) }];
  });
  return pieces.reduceRight(
    (text, { start, end, text: name }) => text.slice(0, start) + name + text.slice(end),
    template,
  );
}

function plainName(
  tag: string | undefined,
  text: string,
  lookUp: (name: string) => string | undefined,
): string | undefined {
  if (tag === '!Ref') return lookUp(text);
  if (tag !== '!Sub') return undefined;
  const names = [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, name = '']) => name);
  if (names.some((name) => lookUp(name) === undefined)) return undefined;
  return text.replace(/\$\{([^}]*)\}/g, (_, name: string) => lookUp(name) ?? '');
}
