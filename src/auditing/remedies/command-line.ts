/** Writes calls of the AWS CLI as lines for a POSIX shell, as https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters.html */
import type { Json } from '../../core/event.ts';

export type Option = Json;

/** `('cloudtrail', 'start-logging', 'us-east-1', { Name: 'main' })` -> `aws cloudtrail start-logging --name main --region us-east-1` */
export function commandLine(
  service: string,
  command: string,
  region: string | undefined,
  options: Readonly<Record<string, Option>>,
): string {
  const all = region === undefined ? options : { ...options, region };
  return ['aws', service, command, ...Object.entries(all).flatMap(([name, value]) => written(name, value))].join(' ');
}

function written(name: string, value: Option): readonly string[] {
  const flag = `--${kebab(name)}`;
  if (value === true) return [flag];
  if (value === false) return [`--no-${kebab(name)}`];
  if (Array.isArray(value)) return [flag, ...listed(value)];
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.startsWith('-') ? [`${flag}=${quoted(text)}`] : [flag, quoted(text)];
}

/** Plain words stand by themselves; a word that might be read as a flag or as JSON makes all of it JSON. */
function listed(values: readonly Option[]): readonly string[] {
  const isPlain = (value: Option): value is string => typeof value === 'string' && /^[^-[{"\s]/.test(value);
  return values.length > 0 && values.every(isPlain) ? values.map(quoted) : [quoted(JSON.stringify(values))];
}

/** As the AWS CLI names parameters: `OKActions` -> `ok-actions`, `S3BucketName` -> `s3-bucket-name`. */
const kebab = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();

/** For a POSIX shell. */
const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
