/** CreateChangeSet: the checks that refuse at once, and then the comparison. */
import { randomUUID } from 'node:crypto';
import { LIMITS } from '../../limits.ts';
import { inputObjects, inputText, inputTexts, type QueryCall } from '../../protocol/query-protocol.ts';
import type { XmlObject } from '../../protocol/xml.ts';
import { findStack } from '../ask.ts';
import { CloudFormationFault } from '../refusal.ts';
import { AT_REST, type CloudFormationContext, pseudoParameters, type Stack, stackArn, turn } from '../state.ts';
import { type ChangeSet, compare } from './change-set.ts';
import { executeChangeSet } from './change-set-actions.ts';
import { capabilityNeeded, type Prepared, prepare } from './prepare.ts';

export async function createChangeSet(
  world: CloudFormationContext,
  readUrl: (url: string) => string | undefined,
  call: QueryCall,
): Promise<XmlObject> {
  const { input, region } = call;
  const stackName = inputText(input, 'StackName') ?? '';
  const type = inputText(input, 'ChangeSetType') ?? 'UPDATE';
  const there = findStack(world, call, stackName);
  checkStack(there, stackName, type, inputText(input, 'ChangeSetName') ?? '');
  const onFailure = inputText(input, 'OnStackFailure') ?? 'ROLLBACK';
  if (onFailure === 'DELETE' && type !== 'CREATE')
    throw new CloudFormationFault('OnStackFailure value DELETE is only supported when ChangeSetType is CREATE');
  const id = there?.id ?? stackArn(world.account, region, stackName);
  const body = readBody(call, readUrl, there);
  const prepared = prepare(body, input, there?.prepared, pseudoParameters(world, region, stackName, id));
  checkCapability(prepared, inputTexts(input, 'Capabilities'));
  const stack = there ?? newStack(world, call, stackName, id);
  const given = inputObjects(input, 'Tags').map((tag) => [inputText(tag, 'Key') ?? '', inputText(tag, 'Value') ?? '']);
  const tags = given.length === 0 ? stack.tags : Object.fromEntries(given);
  const outcome = await compare(world, stack, prepared, {
    tags,
    mayImport: inputText(input, 'ImportExistingResources') === 'true',
  });
  const name = inputText(input, 'ChangeSetName') ?? '';
  const changeSet: ChangeSet = {
    id: `arn:aws:cloudformation:${region}:${world.account}:changeSet/${name}/${randomUUID()}`,
    name,
    created: new Date(world.now()),
    type,
    token: inputText(input, 'ClientToken'),
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

/** A stack without a change set of its own, made and executed at once. */
export async function createStack(
  world: CloudFormationContext,
  readUrl: (url: string) => string | undefined,
  call: QueryCall,
): Promise<XmlObject> {
  const ChangeSetName = 'create';
  const there = findStack(world, call, inputText(call.input, 'StackName') ?? '');
  if (there !== undefined)
    throw new CloudFormationFault(`Stack [${there.name}] already exists`, 'AlreadyExistsException');
  const made = await createChangeSet(world, readUrl, {
    ...call,
    input: { ...call.input, ChangeSetName, ChangeSetType: 'CREATE' },
  });
  // A change set of its own needs no waiting.
  for (const one of findStack(world, call, inputText(call.input, 'StackName') ?? '')?.changeSets ?? []) one.asked = 3;
  executeChangeSet(world, { ...call, input: { StackName: inputText(call.input, 'StackName') ?? '', ChangeSetName } });
  return { StackId: made['StackId'] };
}

function checkStack(stack: Stack | undefined, name: string, type: string, changeSet: string): void {
  if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(changeSet) || !/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name))
    throw new CloudFormationFault(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  if (type === 'CREATE') {
    if (stack !== undefined && stack.status !== 'REVIEW_IN_PROGRESS')
      throw new CloudFormationFault(
        `Stack [${name}] already exists and cannot be created again with the changeSet [${changeSet}].`,
      );
  } else if (stack === undefined) throw new CloudFormationFault(`Stack [${name}] does not exist`);
  else if (!AT_REST.test(stack.status))
    throw new CloudFormationFault(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
  if (stack?.changeSets.some((one) => one.name === changeSet))
    throw new CloudFormationFault(`ChangeSet ${changeSet} already exists`, 'AlreadyExistsException');
}

function readBody(
  { input }: QueryCall,
  readUrl: (url: string) => string | undefined,
  stack: Stack | undefined,
): string {
  if (inputText(input, 'UsePreviousTemplate') === 'true') return stack?.prepared?.body ?? '';
  const url = inputText(input, 'TemplateURL');
  const body = url === undefined ? inputText(input, 'TemplateBody') : readUrl(url);
  if (body === undefined)
    throw new CloudFormationFault(
      url === undefined ? 'Either Template URL or Template Body must be specified.' : 'S3 error: Access Denied',
    );
  if (url === undefined && Buffer.byteLength(body) > LIMITS.templateBody)
    throw new CloudFormationFault(
      `1 validation error detected: Value '${body}' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${LIMITS.templateBody}`,
    );
  if (Buffer.byteLength(body) > LIMITS.templateUrl)
    throw new CloudFormationFault(`Template may not exceed ${LIMITS.templateUrl} bytes in size.`);
  return body;
}

function checkCapability(prepared: Prepared, given: readonly string[]): void {
  const needed = capabilityNeeded(prepared);
  if (needed === undefined || given.includes(needed) || given.includes('CAPABILITY_NAMED_IAM')) return;
  throw new CloudFormationFault(`Requires capabilities : [${needed}]`, 'InsufficientCapabilitiesException');
}

function newStack(world: CloudFormationContext, { region, input }: QueryCall, name: string, id: string): Stack {
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
  turn(world, stack, 'REVIEW_IN_PROGRESS', 'User Initiated', inputText(input, 'ClientToken'));
  return stack;
}
