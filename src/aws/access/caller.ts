/** The caller: the owner of the credentials, the account, and the time left. */
import { EXIT } from '../../core/exit.ts';
import { UserError } from '../../core/user-error.ts';
import { refusalFrom } from '../../core/words.ts';
import { CALLER_WORDS } from '../../messages/aws/caller.ts';
import type { Aws } from '../clients.ts';
import { explainAws } from '../errors.ts';

export interface Caller {
  readonly arn: string;
  readonly account: string;
  /** `aws`, `aws-cn`, … */
  readonly partition: string;
  readonly kind: 'root' | 'user' | 'role' | 'federated' | 'other';
  /** The role's name, without its path, which AWS doesn't return. */
  readonly role: string | undefined;
}

/** The caller at work in the home region. */
export interface Identity extends Pick<Caller, 'account' | 'arn' | 'partition'> {
  /** The home region. */
  readonly region: string;
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Finds the credentials that the SDK uses; throws a `UserError` if it finds none that may be used. */
export async function findKeys(aws: Aws, command: string): Promise<Keys> {
  try {
    return await (await aws.sts()).config.credentials();
  } catch (error) {
    throw await explained(error, aws, command);
  }
}

/** Asks AWS. Needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export async function askCaller(aws: Aws, command: string, signal: AbortSignal): Promise<Caller> {
  try {
    const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
    const client = await aws.sts();
    const { Arn = '', Account = '' } = await client.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    if (Arn !== '') return callerOf(Arn, Account);
  } catch (error) {
    throw await explained(error, aws, command);
  }
  const { message, hint } = refusalFrom(CALLER_WORDS, (words) => words.noAnswer);
  throw new UserError(message, { hint, exit: EXIT.refused });
}

/** Throws a `UserError` if there are no credentials, or none that AWS accepts. */
export async function readIdentity(aws: Aws, command: string, signal: AbortSignal): Promise<Identity> {
  const { account, arn, partition } = await askCaller(aws, command, signal);
  return { account, arn, partition, region: await aws.homeRegion() };
}

async function explained(error: unknown, aws: Aws, command: string): Promise<UserError> {
  const region = await aws.homeRegion();
  return explainAws(error, { action: 'sts:GetCallerIdentity', region, profile: aws.profile, command });
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns */
function callerOf(arn: string, account: string): Caller {
  const [, partition = 'aws', , , , ...rest] = arn.split(':');
  const [type = '', ...names] = rest.join(':').split('/');
  const kinds: Readonly<Record<string, Caller['kind']>> = {
    root: 'root',
    user: 'user',
    'assumed-role': 'role',
    'federated-user': 'federated',
  };
  const kind = Object.hasOwn(kinds, type) ? (kinds[type] ?? 'other') : 'other';
  return { arn, account, partition, kind, role: kind === 'role' ? names[0] : undefined };
}
