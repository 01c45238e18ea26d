/** CloudFormation in memory: refuses as AWS does, in its sentences; takes one step at each request. */
import type { HttpAnswer, HttpRequest } from '../../src/demo/http.ts';
import { failXml, inputText, type QueryCall, readQuery, succeedXml } from '../protocol/query-protocol.ts';
import type { XmlObject } from '../protocol/xml.ts';
import {
  deleteChangeSet,
  describeChangeSet,
  describeEvents,
  executeChangeSet,
  listChangeSets,
} from './change-sets/change-set-actions.ts';
import { createChangeSet, createStack } from './change-sets/create-change-set.ts';
import { driftActions } from './drift-actions.ts';
import { CloudFormationFault } from './refusal.ts';
import {
  continueUpdateRollback,
  deleteStack,
  describeStackEvents,
  describeStackResources,
  describeStacks,
  getTemplate,
  listStackResources,
  listStacks,
  updateTerminationProtection,
} from './stack-actions.ts';
import type { CloudFormationContext, Difference, Failure, ResourceMaker, Stack } from './state.ts';

export type {
  Difference,
  Failure,
  Made,
  MakerContext,
  Resource,
  ResourceMaker,
  Stack,
} from './state.ts';

export interface CloudFormationOptions {
  readonly account: string;
  readonly now?: () => number;
  /** By type; other known types are made up: a name and an ARN. */
  readonly makers?: Readonly<Record<string, ResourceMaker>>;
  /** By logical id; read at each attempt, so that tests can mend them. */
  readonly failures?: Readonly<Record<string, Failure>>;
  /** Actions denied to the caller: `cloudformation:CreateChangeSet`, `iam:CreateRole`. */
  readonly denied?: readonly string[];
  /** Changes by hand, by logical id. */
  readonly drift?: ReadonlyMap<string, readonly Difference[] | 'DELETED'>;
  /** The text at a TemplateURL. */
  readonly readUrl?: (url: string) => string | undefined;
  /** A refusal of any request, e.g. throttling or an expired session. */
  readonly refuse?: (call: QueryCall) => Refused | undefined;
  /** Items in a page of a list. Defaults to AWS's 100. */
  readonly pageSize?: number;
}

export interface Refused {
  /** `Throttling`, `ExpiredToken`, `InvalidClientTokenId` */
  readonly code: string;
  readonly message: string;
  readonly status?: number;
}

export interface CloudFormation {
  /** For requests whose signature is for `cloudformation`. */
  answer(asked: HttpRequest): Promise<HttpAnswer>;
  /** Deleted ones too, oldest first. */
  readonly stacks: readonly Stack[];
  /** One step of all running work, without a request. */
  goOn(): Promise<void>;
}

type Action = (call: QueryCall) => XmlObject | undefined | Promise<XmlObject>;

export function cloudformation(options: CloudFormationOptions): CloudFormation {
  const { denied = [], refuse = () => undefined } = options;
  const world: CloudFormationContext = {
    account: options.account,
    now: options.now ?? Date.now,
    makers: options.makers ?? {},
    failures: options.failures ?? {},
    denied,
    drift: options.drift ?? new Map(),
    stacks: [],
    names: new Map(),
  };
  const actions = actionsOf(world, options);
  const answer = async (asked: HttpRequest): Promise<HttpAnswer> => {
    const call = readQuery(asked);
    if (call === undefined)
      return failXml('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
    const refused = refuse(call) ?? refusalFor(call, world);
    if (refused !== undefined) return failXml(refused.code, refused.message, refused.status);
    const action = actions[call.action];
    if (action === undefined)
      return failXml('InvalidAction', `Could not find operation ${call.action} for version 2010-05-15`);
    await step(world, call);
    try {
      return succeedXml(call, await action(call));
    } catch (error) {
      if (error instanceof CloudFormationFault) return failXml(error.code, error.message, error.status);
      throw error;
    }
  };
  return { answer, stacks: world.stacks, goOn: () => stepAll(world.stacks) };
}

/** AWS's pages hold up to 100; the newest few are what is asked for again and again. */
const EVENTS = 30;

function actionsOf(world: CloudFormationContext, options: CloudFormationOptions): Readonly<Record<string, Action>> {
  const { pageSize: size = 100, readUrl = () => undefined } = options;
  return {
    CreateStack: (call) => createStack(world, readUrl, call),
    CreateChangeSet: (call) => createChangeSet(world, readUrl, call),
    DescribeChangeSet: (call) => describeChangeSet(world, size, call),
    ListChangeSets: (call) => listChangeSets(world, call),
    DeleteChangeSet: (call) => deleteChangeSet(world, call),
    ExecuteChangeSet: (call) => executeChangeSet(world, call),
    DescribeEvents: (call) => describeEvents(world, call),
    DescribeStacks: (call) => describeStacks(world, size, call),
    ListStacks: (call) => listStacks(world, size, call),
    DescribeStackEvents: (call) => describeStackEvents(world, Math.min(size, EVENTS), call),
    DeleteStack: (call) => deleteStack(world, call),
    GetTemplate: (call) => getTemplate(world, call),
    DescribeStackResources: (call) => describeStackResources(world, call),
    ListStackResources: (call) => listStackResources(world, size, call),
    UpdateTerminationProtection: (call) => updateTerminationProtection(world, call),
    ContinueUpdateRollback: (call) => continueUpdateRollback(world, call),
    ...driftActions(world, size),
  };
}

function refusalFor({ action, region }: QueryCall, { denied, account }: CloudFormationContext): Refused | undefined {
  const name = `cloudformation:${action}`;
  if (!denied.includes(name)) return undefined;
  const message = `User: arn:aws:iam::${account}:user/deployer is not authorized to perform: ${name} on resource: arn:aws:cloudformation:${region}:${account}:stack/* because no identity-based policy allows the ${name} action`;
  return { code: 'AccessDenied', message, status: 403 };
}

/** Takes the requested stack's work one step further; all of the region's if none is named. */
async function step({ stacks }: CloudFormationContext, { region, input }: QueryCall): Promise<void> {
  const name = inputText(input, 'StackName');
  const isMeant = (stack: Stack) => name === undefined || stack.name === name || stack.id === name;
  await stepAll(stacks.filter((stack) => stack.region === region && isMeant(stack)));
}

async function stepAll(stacks: readonly Stack[]): Promise<void> {
  for (const stack of stacks) {
    if (stack.work === undefined) continue;
    const { done } = await stack.work.next();
    if (done) stack.work = undefined;
  }
}
