/** CreateChangeSet: the checks that refuse at once, and then the comparison. */
import { randomUUID } from 'node:crypto';
import { objectsOf, type QueryCall, textOf, textsOf } from '../../protocol/query-protocol.ts';
import type { XmlObject } from '../../protocol/xml.ts';
import { findStack } from '../ask.ts';
import { Refusal } from '../refusal.ts';
import { AT_REST, pseudoParameters, type Stack, stackArn, turn, type World } from '../state.ts';
import { type ChangeSet, compare } from './change-set.ts';
import { capabilityNeeded, type Prepared, prepare } from './prepare.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const BODY_LIMIT = 51_200;
const URL_LIMIT = 1_048_576;

export async function createChangeSet(
  world: World,
  readUrl: (url: string) => string | undefined,
  call: QueryCall,
): Promise<XmlObject> {
  const { input, region } = call;
  const stackName = textOf(input, 'StackName') ?? '';
  const type = textOf(input, 'ChangeSetType') ?? 'UPDATE';
  const there = findStack(world, call, stackName);
  checkStack(there, stackName, type, textOf(input, 'ChangeSetName') ?? '');
  const onFailure = textOf(input, 'OnStackFailure') ?? 'ROLLBACK';
  if (onFailure === 'DELETE' && type !== 'CREATE')
    throw new Refusal('OnStackFailure value DELETE is only supported when ChangeSetType is CREATE');
  const id = there?.id ?? stackArn(world.account, region, stackName);
  const body = readBody(call, readUrl, there);
  const prepared = prepare(body, input, there?.prepared, pseudoParameters(world, region, stackName, id));
  checkCapability(prepared, textsOf(input, 'Capabilities'));
  const stack = there ?? newStack(world, call, stackName, id);
  const given = objectsOf(input, 'Tags').map((tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? '']);
  const tags = given.length === 0 ? stack.tags : Object.fromEntries(given);
  const outcome = await compare(world, stack, prepared, {
    tags,
    mayImport: textOf(input, 'ImportExistingResources') === 'true',
  });
  const name = textOf(input, 'ChangeSetName') ?? '';
  const changeSet: ChangeSet = {
    id: `arn:aws:cloudformation:${region}:${world.account}:changeSet/${name}/${randomUUID()}`,
    name,
    created: new Date(world.now()),
    type,
    token: textOf(input, 'ClientToken'),
    prepared,
    tags,
    onFailure,
    outcome,
    asked: 0,
    execution: 'AVAILABLE',
  };
  stack.changeSets.push(changeSet);
  return { Id: changeSet.id, StackId: stack.id };
}

function checkStack(stack: Stack | undefined, name: string, type: string, changeSet: string): void {
  if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(changeSet) || !/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name))
    throw new Refusal(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  if (type === 'CREATE') {
    if (stack !== undefined && stack.status !== 'REVIEW_IN_PROGRESS')
      throw new Refusal(
        `Stack [${name}] already exists and cannot be created again with the changeSet [${changeSet}].`,
      );
  } else if (stack === undefined) throw new Refusal(`Stack [${name}] does not exist`);
  else if (!AT_REST.test(stack.status))
    throw new Refusal(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
  if (stack?.changeSets.some((one) => one.name === changeSet))
    throw new Refusal(`ChangeSet ${changeSet} already exists`, 'AlreadyExistsException');
}

function readBody(
  { input }: QueryCall,
  readUrl: (url: string) => string | undefined,
  stack: Stack | undefined,
): string {
  if (textOf(input, 'UsePreviousTemplate') === 'true') return stack?.prepared?.body ?? '';
  const url = textOf(input, 'TemplateURL');
  const body = url === undefined ? textOf(input, 'TemplateBody') : readUrl(url);
  if (body === undefined)
    throw new Refusal(
      url === undefined ? 'Either Template URL or Template Body must be specified.' : 'S3 error: Access Denied',
    );
  if (url === undefined && Buffer.byteLength(body) > BODY_LIMIT)
    throw new Refusal(
      `1 validation error detected: Value '${body}' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${BODY_LIMIT}`,
    );
  if (Buffer.byteLength(body) > URL_LIMIT) throw new Refusal(`Template may not exceed ${URL_LIMIT} bytes in size.`);
  return body;
}

function checkCapability(prepared: Prepared, given: readonly string[]): void {
  const needed = capabilityNeeded(prepared);
  if (needed === undefined || given.includes(needed) || given.includes('CAPABILITY_NAMED_IAM')) return;
  throw new Refusal(`Requires capabilities : [${needed}]`, 'InsufficientCapabilitiesException');
}

function newStack(world: World, { region, input }: QueryCall, name: string, id: string): Stack {
  const stack: Stack = {
    id,
    name,
    region,
    created: new Date(world.now()),
    status: '',
    reason: undefined,
    prepared: undefined,
    isProtected: false,
    tags: {},
    outputs: {},
    resources: new Map(),
    events: [],
    changeSets: [],
    work: undefined,
    undone: [],
  };
  world.stacks.push(stack);
  turn(world, stack, 'REVIEW_IN_PROGRESS', 'User Initiated', textOf(input, 'ClientToken'));
  return stack;
}
