/** People and accounts by name: Identity Center's identity store, and the organization. */
import type { JsonObject } from '../../src/core/event.ts';
import { numberAt, textAt } from '../../src/core/fields.ts';
import { pageOf } from './pages.ts';
import { AwsFault, type JsonActions, jsonService, type Service } from './service.ts';

export interface Directory {
  readonly identitystore: Service;
  readonly organizations: Service;
  /** The store that this account owns. */
  readonly store: string;
  /** Names of the store's users by id; one without a name is null. */
  readonly users: Map<string, string | null>;
  /** Names of the store's groups by id. */
  readonly groups: Map<string, string>;
  /** Names of the organization's accounts by id; empty: there is no organization. */
  readonly members: Map<string, string>;
  /** States of accounts that are not `ACTIVE`, by id: `SUSPENDED`, `PENDING_CLOSURE`, … */
  readonly states: Map<string, string>;
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
const PAGE = 20;

/** `more`: further actions of the organization. */
export function directory(more: JsonActions = {}, store = 'd-1234567890'): Directory {
  const users = new Map<string, string | null>();
  const groups = new Map<string, string>();
  const members = new Map<string, string>();
  const states = new Map<string, string>();
  return {
    store,
    users,
    groups,
    members,
    states,
    identitystore: jsonService({
      DescribeUser: (input) => describe(input, store, users),
      DescribeGroup: (input) => describeGroup(input, store, groups),
    }),
    organizations: jsonService({ ...more, ListAccounts: (input) => listAccounts(input, members, states) }),
  };
}

/** https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_DescribeUser.html */
function describe(input: JsonObject, store: string, users: ReadonlyMap<string, string | null>) {
  checkStore(input, store);
  const id = textAt(input, 'UserId') ?? '';
  const name = users.get(id);
  if (name === undefined) throw new AwsFault('ResourceNotFoundException', 'USER not found.');
  return { IdentityStoreId: store, UserId: id, ...(name === null ? {} : { UserName: name, DisplayName: name }) };
}

/** https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_DescribeGroup.html */
function describeGroup(input: JsonObject, store: string, groups: ReadonlyMap<string, string>) {
  checkStore(input, store);
  const id = textAt(input, 'GroupId') ?? '';
  const name = groups.get(id);
  if (name === undefined) throw new AwsFault('ResourceNotFoundException', 'GROUP not found.');
  return { IdentityStoreId: store, GroupId: id, DisplayName: name };
}

function checkStore(input: JsonObject, store: string): void {
  const asked = textAt(input, 'IdentityStoreId') ?? '';
  if (!/^d-[0-9a-f]{10}$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(asked))
    throw new AwsFault('ValidationException', `1 validation error detected: Value at 'identityStoreId': ${asked}`);
  if (asked !== store) throw new AwsFault('AccessDeniedException', `You are not the owner of ${asked}`);
}

function listAccounts(input: JsonObject, members: ReadonlyMap<string, string>, states: ReadonlyMap<string, string>) {
  if (members.size === 0)
    throw new AwsFault('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
  const all = [...members].map(([Id, Name]) => ({
    Id,
    Name,
    Arn: `arn:aws:organizations::111122223333:account/o-exampleorgid/${Id}`,
    State: states.get(Id) ?? 'ACTIVE',
  }));
  const most = Math.min(numberAt(input, 'MaxResults') ?? PAGE, PAGE);
  const { items, next } = pageOf(all, most, textAt(input, 'NextToken'), ['ListAccounts']);
  return { Accounts: items, ...(next === undefined ? {} : { NextToken: next }) };
}
