/** Callers and their permissions: STS and IAM. The names of the account's regions: Account. */
import type { Json, JsonObject } from '../../src/core/event.ts';
import { listAt, textAt } from '../../src/core/fields.ts';
import { changesOf } from './doors/changes.ts';
import { Credentials } from './doors/credentials.ts';
import { principalChanges } from './iam-changes.ts';
import { contextOf, IamDirectory } from './iam-directory.ts';
import { pageOf } from './pages.ts';
import { Roles, roleActions } from './roles.ts';
import { AwsFault, jsonService, queryService, type Service } from './service.ts';
import type { Sessions } from './sessions.ts';
import type { AccountContext } from './world.ts';

export interface IdentityService {
  readonly sts: Service;
  readonly iam: Service;
  readonly account: Service;
  /** The ARN that GetCallerIdentity returns. */
  caller: string;
  readonly aliases: string[];
  /** Actions that SimulatePrincipalPolicy denies, e.g. `cloudtrail:LookupEvents`. */
  readonly denied: Set<string>;
  /** Names of existing roles without documents. */
  readonly roles: Set<string>;
  /** Inline policies by the role's name, then by theirs. */
  readonly rolePolicies: Map<string, Map<string, string>>;
  readonly credentials: Credentials;
  readonly documents: Roles;
  /** Users, groups, roles and policies with their documents. */
  readonly principals: IamDirectory;
}

export function identity(world: AccountContext, regions: readonly string[], sessions: Sessions): IdentityService {
  const aliases: string[] = [];
  const denied = new Set<string>();
  const roles = new Set<string>();
  const rolePolicies: IdentityService['rolePolicies'] = new Map();
  const credentials = new Credentials(world);
  const documents = new Roles(world.account);
  const principals = new IamDirectory(world.account);
  const made: IdentityService = {
    caller: `arn:aws:iam::${world.account}:user/sandbox`,
    aliases,
    denied,
    roles,
    rolePolicies,
    credentials,
    documents,
    principals,
    sts: queryService({
      GetCallerIdentity: () => ({ Arn: made.caller, UserId: 'AIDAEXAMPLESANDBOX', Account: world.account }),
      AssumeRole: (input) => sessions.assumeRole(input),
    }),
    iam: queryService({
      ...credentials.actions(),
      ...changesOf(credentials),
      ...principalChanges(principals),
      ListAccountAliases: () => ({ AccountAliases: aliases, IsTruncated: false }),
      CreateRole: (input) => createRole(input, roles, documents),
      PutRolePolicy: (input) => putRolePolicy(input, roles, rolePolicies, documents),
      ...roleActions(documents, roles, principals),
      SimulatePrincipalPolicy: (input) => simulate(input, denied, principals),
      GetAccountAuthorizationDetails: (input) => principals.details(input),
    }),
    account: listRegions(regions),
  };
  return made;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
function createRole(input: JsonObject, roles: Set<string>, documents: Roles) {
  const name = textAt(input, 'RoleName') ?? '';
  const trust: JsonObject = JSON.parse(textAt(input, 'AssumeRolePolicyDocument') ?? '');
  if (!/^[\w+=,.@-]{1,64}$/.test(name)) throw new AwsFault('ValidationError', `roleName ${name}`);
  if (roles.has(name) || documents.all.has(name))
    throw new AwsFault('EntityAlreadyExists', `Role with name ${name} already exists.`, { status: 409 });
  roles.add(name);
  const path = textAt(input, 'Path') ?? '/';
  if (!/^\/(?:[\x21-\x7e]+\/)?$/.test(path)) throw new AwsFault('ValidationError', `path ${path}`);
  documents.all.set(name, { trust, path });
  return { Role: { Path: path, RoleName: name, Arn: documents.arnOf(name) } };
}

function putRolePolicy(
  input: JsonObject,
  roles: ReadonlySet<string>,
  all: IdentityService['rolePolicies'],
  documents: Roles,
): undefined {
  const [name = '', policy = '', document = ''] = ['RoleName', 'PolicyName', 'PolicyDocument'].map((key) =>
    textAt(input, key),
  );
  const found = documents.all.get(name);
  if (!roles.has(name) && found === undefined)
    throw new AwsFault('NoSuchEntity', `The role with name ${name} cannot be found.`, { status: 404 });
  const inline = { ...found?.inline, [policy]: JSON.parse(document) };
  if (found !== undefined) documents.all.set(name, { ...found, inline });
  all.set(name, (all.get(name) ?? new Map<string, string>()).set(policy, document));
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html: users, groups and roles only. */
function simulate(input: JsonObject, denied: ReadonlySet<string>, principals: IamDirectory) {
  const source = textAt(input, 'PolicySourceArn') ?? '';
  if (!/^arn:aws:iam::\d{12}:(user|group|role)\/./.test(source))
    throw new AwsFault('InvalidInput', `Invalid Entity Arn: ${source} does not clearly define entity type and name.`);
  const resources = listAt(input, 'ResourceArns').map(String);
  const all = listAt(input, 'ActionNames').flatMap((action) =>
    (resources.length === 0 ? ['*'] : resources).map(
      (resource) =>
        principals.simulate(source, { action: String(action), resource, context: contextOf(input) }) ?? {
          EvalActionName: String(action),
          EvalResourceName: resource,
          EvalDecision: denied.has(String(action)) ? 'implicitDeny' : 'allowed',
          MatchedStatements: [],
          MissingContextValues: [],
        },
    ),
  );
  const { items, next } = pageOf(all, Number(textAt(input, 'MaxItems') ?? 100), textAt(input, 'Marker'), [
    source,
    resources,
  ]);
  return { EvaluationResults: items, IsTruncated: next !== undefined, Marker: next };
}

/** REST-JSON: the action stands in the path. */
function listRegions(regions: readonly string[]): Service {
  const list = (): Json => regions.map((name) => ({ RegionName: name, RegionOptStatus: 'ENABLED_BY_DEFAULT' }));
  const service = jsonService({});
  return {
    ...service,
    actionOf: ({ path }) => (path === '/listRegions' ? 'ListRegions' : ''),
    answer({ path }) {
      if (path !== '/listRegions') throw new AwsFault('UnknownOperationException', `The sandbox has no ${path}`);
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ Regions: list() }),
      };
    },
  };
}
