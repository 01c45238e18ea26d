/** The name of one user or group of IAM Identity Center, from the identity store itself. */
import type { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import type { NamelessUser } from '../../core/people/people.ts';
import { readError } from '../fault.ts';

/** The action that names it, as IAM writes it. */
export const describeAction = ({ isGroup }: Pick<NamelessUser, 'isGroup'>): string =>
  `identitystore:Describe${isGroup === true ? 'Group' : 'User'}`;

/** Requests at a time; the identity store takes 20 a second. */
export const USERS_AT_ONCE = 5;

/** Undefined if the store has no such user or group any more, or it has no name. Throws AWS's error. */
export async function describeUser(
  client: IdentitystoreClient,
  { id, store, isGroup }: NamelessUser,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const options = signal === undefined ? {} : { abortSignal: signal };
  try {
    return await (isGroup === true ? askGroup : askUser)(client, store, id, options);
  } catch (error) {
    if (readError(error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

type Ask = (
  client: IdentitystoreClient,
  store: string,
  id: string,
  options: { readonly abortSignal?: AbortSignal },
) => Promise<string | undefined>;

const askUser: Ask = async (client, store, id, options) => {
  const { DescribeUserCommand } = await import('@aws-sdk/client-identitystore');
  const asked = new DescribeUserCommand({ IdentityStoreId: store, UserId: id });
  const { UserName, DisplayName } = await client.send(asked, options);
  return [UserName, DisplayName].find(isName);
};

const askGroup: Ask = async (client, store, id, options) => {
  const { DescribeGroupCommand } = await import('@aws-sdk/client-identitystore');
  const asked = new DescribeGroupCommand({ IdentityStoreId: store, GroupId: id });
  const { DisplayName } = await client.send(asked, options);
  return isName(DisplayName) ? DisplayName : undefined;
};

const isName = (text: string | undefined) => text !== undefined && text.trim() !== '';
