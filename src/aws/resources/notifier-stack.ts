/** The deployed notifier's outputs: those of the stack `NAME-notifier`. */
import { EXIT } from '../../core/exit.ts';
import { namesOf } from '../../core/names.ts';
import type { Settings } from '../../core/settings.ts';
import { visible } from '../../core/text.ts';
import type { Aws } from '../clients.ts';
import { refused } from '../cloudformation/refused.ts';
import { explainAws } from '../errors.ts';
import { readError } from '../fault.ts';

export type NotifierOutputs = Readonly<Record<string, string>>;

export interface OutputsOptions {
  readonly signal?: AbortSignal;
  /** The command whose permissions an error refers to. */
  readonly command?: string;
}

type Named = Pick<Settings, 'name'>;

/** By output key. Throws a `UserError` if the stack doesn't exist, or isn't whole. */
export async function notifierOutputs(
  settings: Named,
  aws: Aws,
  options: OutputsOptions = {},
): Promise<NotifierOutputs> {
  const region = await aws.homeRegion();
  const name = namesOf(settings.name).stack('notifier');
  const stack = await describe(name, aws, region, options);
  const state = stack?.StackStatus ?? 'DELETE_COMPLETE';
  if (stack === undefined || state === 'DELETE_COMPLETE') throw notDeployed(name, region);
  const outputs = Object.fromEntries(
    (stack.Outputs ?? []).flatMap(({ OutputKey, OutputValue }) =>
      OutputKey === undefined || OutputValue === undefined ? [] : [[OutputKey, OutputValue]],
    ),
  );
  if (Object.keys(outputs).length > 0) return outputs;
  throw stackError((words) => words.notWhole(name, region, visible(state)));
}

/** Throws a `UserError` if it is missing: the notifier was deployed by an older version. */
export function outputOf(outputs: NotifierOutputs, key: string): string {
  const value = outputs[key];
  if (value !== undefined && value !== '') return value;
  throw stackError((words) => words.noOutput(key));
}

async function describe(name: string, aws: Aws, region: string, { signal, command = 'status' }: OutputsOptions) {
  try {
    const { DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
    const client = await aws.cloudformation();
    const { Stacks } = await client.send(
      new DescribeStacksCommand({ StackName: name }),
      signal === undefined ? {} : { abortSignal: signal },
    );
    return Stacks?.[0];
  } catch (error) {
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html: "If the stack doesn't exist, a ValidationError is returned."
    const { name: kind, message } = readError(error);
    if (kind === 'ValidationError' && /does not exist/.test(message)) return undefined;
    throw explainAws(error, { action: 'cloudformation:DescribeStacks', region, profile: aws.profile, command });
  }
}

const notDeployed = (name: string, region: string) => stackError((words) => words.notDeployed(name, region));

const stackError = (pick: Parameters<typeof refused>[0]) => refused(pick, { exit: EXIT.wrongUse });
