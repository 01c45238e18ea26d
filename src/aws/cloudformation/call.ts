/** One request to CloudFormation about one stack; refusals become sentences. */
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { EXIT } from '../../core/exit.ts';
import { clip, visible } from '../../core/text.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../../core/words.ts';
import { CLOUDFORMATION_WORDS, type CloudFormationWords } from '../../messages/aws/cloudformation.ts';
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
  const special = SPECIAL[code];
  if (special !== undefined) {
    const { message: said, hint } = refusalFrom(CLOUDFORMATION_WORDS, (words) =>
      special(words, name, region, sentence),
    );
    return new UserError(said, { hint, exit: EXIT.refused, cause: error });
  }
  const told = explainAws(error, { action: `cloudformation:${action}`, region, profile: aws.profile, command });
  const fault = faultOf(error);
  if (fault !== 'region-disabled' && fault !== 'bad-credentials') return told;
  // https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
  const hint = wordsFrom(CLOUDFORMATION_WORDS, (words, language) =>
    fault === 'region-disabled'
      ? words.enableRegion(region)
      : `${told.todo(language)} ${words.perhapsDisabled(region)}`,
  );
  return new UserError(told.words, { hint, exit: EXIT.refused, cause: error });
}

type Say = (
  words: CloudFormationWords,
  stack: string,
  region: string,
  quoted: string,
) => { readonly message: string; readonly hint: string };

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html#API_CreateChangeSet_Errors */
const SPECIAL: Readonly<Record<string, Say>> = {
  InsufficientCapabilitiesException: (words, ...about) => words.capabilities(...about),
  LimitExceededException: (words, ...about) => words.limit(...about),
  TokenAlreadyExistsException: (words, stack, region) => words.sameToken(stack, region),
  ValidationError: (words, ...about) => words.invalid(...about),
};

/** AWS's own sentence, safe to show. */
export function sentenceOf(text: string): string {
  return clip(visible(text.replace(/\s+/g, ' ').trim()), 500);
}
