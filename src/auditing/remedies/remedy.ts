/** Remedies: a sentence for people and, where one is known, the very text that closes the finding. */
import type { Words } from '../../core/language.ts';
import { commandLine, type Option } from './command-line.ts';

/** A plain sentence is a remedy too: one that takes a person's judgement. */
export interface Remedy extends Words {
  readonly fix?: Fix;
}

export type Fix =
  /** Lines for a POSIX shell with the AWS CLI, run in this order. `afterwards`: the part of a person. */
  | { readonly kind: 'commands'; readonly commands: readonly string[]; readonly afterwards?: Words }
  /** YAML that is merged into login-watch.yaml; then `login-watch deploy`. */
  | { readonly kind: 'settings'; readonly settings: string };

/** A call of the AWS CLI: `['cloudtrail', 'start-logging', 'us-east-1', { Name: 'main' }]`, options as the API has them. */
export type AwsCall = readonly [
  service: string,
  command: string,
  region: string | undefined,
  options: Readonly<Record<string, Option>>,
];

/** A remedy that AWS calls apply. `audit` prints them as lines for a shell. Without calls it is the plain sentence. */
export function byCalls(said: Words, calls: readonly AwsCall[], afterwards?: Words): Remedy {
  if (calls.length === 0) return said;
  const commands = calls.map((call) => commandLine(...call));
  return { ...said, fix: { kind: 'commands', commands, ...(afterwards === undefined ? {} : { afterwards }) } };
}
