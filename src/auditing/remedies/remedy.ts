/** Remedies: a sentence for people and, where one is known, the very text that closes the finding. */
import type { Words } from '../../core/language.ts';
import { BY_HAND, type ByHand } from '../../messages/audit/by-hand.ts';
import { commandLine, type Option } from './command-line.ts';

/** A plain sentence is advice on what couldn't be judged. */
export interface Remedy extends Words {
  readonly fix?: Fix;
  /** The reason why no command and none of our settings close the finding: a person does, or time. */
  readonly byHand?: ByHand;
}

export const byHand = (said: Words, why: ByHand): Remedy => ({ ...said, byHand: why });

/** The remedy's sentence and, where nothing can be pasted, the reason. */
export function adviceOf({ en, ja, byHand: why }: Remedy): Words {
  if (why === undefined) return { en, ja };
  return { en: `${en} ${BY_HAND[why].en}`, ja: `${ja}${BY_HAND[why].ja}` };
}

export type Fix =
  /** Lines for a POSIX shell with the AWS CLI, run in this order. `afterwards`: the part of a person. */
  | { readonly kind: 'commands'; readonly commands: readonly string[]; readonly afterwards?: Words }
  /** YAML that is merged into login-watch.yaml; then `login-watch deploy`. */
  | { readonly kind: 'settings'; readonly settings: string };

type Call = readonly [
  service: string,
  command: string,
  region: string | undefined,
  options: Readonly<Record<string, Option>>,
];

/**
 * A call of the AWS CLI: `['cloudtrail', 'start-logging', 'us-east-1', { Name: 'main' }]`, options as the API has them.
 * `unless`: a call that succeeds once this one was made, so that the lines can be run again.
 */
export type AwsCall = readonly [...call: Call, unless?: Call];

function lineOf([service, command, region, options, unless]: AwsCall): string {
  const line = commandLine(service, command, region, options);
  return unless === undefined ? line : `${commandLine(...unless)} > /dev/null 2>&1 || ${line}`;
}

/** A remedy that AWS calls apply. `audit` prints them as lines for a shell. Without calls it is the plain sentence. */
export function byCalls(said: Words, calls: readonly AwsCall[], afterwards?: Words): Remedy {
  if (calls.length === 0) return said;
  const commands = calls.map(lineOf);
  return { ...said, fix: { kind: 'commands', commands, ...(afterwards === undefined ? {} : { afterwards }) } };
}

/** As `byCalls`; without calls for the reason `why`. */
export const withCalls = (said: Words, calls: readonly AwsCall[], why: ByHand): Remedy =>
  calls.length === 0 ? byHand(said, why) : byCalls(said, calls);
