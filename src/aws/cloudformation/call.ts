/** One request to CloudFormation about one stack; refusals become sentences. */
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EXIT } from '../../core/exit.ts';
import { clip, visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';
import { faultOf, readError } from '../fault.ts';

/** The stack of an operation: for requests and for errors. */
export interface Target {
  /** Name, or ARN if it may be deleted meanwhile. */
  readonly stack: string;
  /** For sentences. */
  readonly name: string;
  readonly region: string;
  readonly aws: Aws;
  /** The command for the hint about `login-watch policy`. */
  readonly command: string;
}

type Sdk = typeof import('@aws-sdk/client-cloudformation');

/** Sends the request, and throws the SDK's own error. */
export async function ask<T>(
  { aws, region }: Target,
  work: (client: CloudFormationClient, sdk: Sdk) => Promise<T>,
): Promise<T> {
  const sdk = await import('@aws-sdk/client-cloudformation');
  return work(await aws.cloudformation(region), sdk);
}

/** `action` without its prefix: `DescribeStacks`. */
export async function call<T>(
  target: Target,
  action: string,
  work: (client: CloudFormationClient, sdk: Sdk) => Promise<T>,
): Promise<T> {
  try {
    return await ask(target, work);
  } catch (error) {
    throw explain(error, target, action);
  }
}

export function explain(error: unknown, target: Target, action: string): UserError {
  if (error instanceof UserError) return error;
  const { name, region, aws, command } = target;
  const { name: code, message } = readError(error);
  const sentence = sentenceOf(message);
  const special = SPECIAL[code]?.(name, region, sentence);
  if (special !== undefined)
    return new UserError(special.message, { hint: special.hint, exit: EXIT.refused, cause: error });
  const told = explainAws(error, { action: `cloudformation:${action}`, region, profile: aws.profile, command });
  if (faultOf(error) === 'region-disabled')
    return new UserError(told.message, {
      hint: `Enable ${region} in the account settings. With account:ListRegions allowed, regions that are off are left out.`,
      exit: EXIT.refused,
      cause: error,
    });
  if (faultOf(error) !== 'bad-credentials') return told;
  // https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
  return new UserError(told.message, {
    hint: `${told.hint} AWS says the same where a region is not enabled in the account: if other regions work, enable ${region} or leave it out.`,
    exit: EXIT.refused,
    cause: error,
  });
}

interface Special {
  readonly message: string;
  readonly hint: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html#API_CreateChangeSet_Errors */
const SPECIAL: Readonly<Record<string, (name: string, region: string, sentence: string) => Special>> = {
  InsufficientCapabilitiesException: (name, region, sentence) => ({
    message: `CloudFormation does not make stack ${name} in ${region} without more being allowed: ${sentence}`,
    hint: 'The template names IAM resources itself or has macros, which login-watch does not allow: let CloudFormation choose the names.',
  }),
  LimitExceededException: (name, region, sentence) => ({
    message: `The account has as many stacks or change sets as it may have, so ${name} can't be deployed in ${region}: ${sentence}`,
    hint: 'Delete stacks or change sets that nobody needs, or ask for a higher quota of CloudFormation in Service Quotas.',
  }),
  TokenAlreadyExistsException: (name, region) => ({
    message: `CloudFormation has had the same request for stack ${name} in ${region} already`,
    hint: 'Run the same command again: it looks at what is there first.',
  }),
  ValidationError: (name, region, sentence) => ({
    message: `CloudFormation refuses what it was asked about stack ${name} in ${region}: ${sentence}`,
    hint: 'Check what the sentence names: the settings, or a stack that somebody else changes.',
  }),
};

/** AWS's own sentence, safe to show. */
export function sentenceOf(text: string): string {
  return clip(visible(text.replace(/\s+/g, ' ').trim()), 500);
}
