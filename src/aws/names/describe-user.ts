/** The name of one user of IAM Identity Center, from the identity store itself. */
import type { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import type { NamelessUser } from '../../core/people.ts';
import { readError } from '../fault.ts';

export const DESCRIBE_USER = 'identitystore:DescribeUser';
/** Requests at a time; the identity store takes 20 a second. */
export const USERS_AT_ONCE = 5;

/** Undefined if the store has no such user any more, or the user no name. Throws AWS's error. */
export async function describeUser(
  client: IdentitystoreClient,
  { id, store }: NamelessUser,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { DescribeUserCommand } = await import('@aws-sdk/client-identitystore');
  const asked = new DescribeUserCommand({ IdentityStoreId: store, UserId: id });
  try {
    const { UserName, DisplayName } = await client.send(asked, signal === undefined ? {} : { abortSignal: signal });
    return [UserName, DisplayName].find((name) => name !== undefined && name.trim() !== '');
  } catch (error) {
    if (readError(error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
