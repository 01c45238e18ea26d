/** Actions on a stack as a whole. */
import { inputText, inputTexts, type QueryCall } from '../protocol/query-protocol.ts';
import type { XmlObject } from '../protocol/xml.ts';
import { findStack, page, stackOf } from './ask.ts';
import { CloudFormationFault } from './refusal.ts';
import { removeStack } from './remove.ts';
import { type CloudFormationContext, type Resource, type Stack, turn } from './state.ts';
import { rollBack } from './work.ts';

export function describeStacks(world: CloudFormationContext, size: number, call: QueryCall): XmlObject {
  if (inputText(call.input, 'StackName') !== undefined) return { Stacks: [stackXml(stackOf(world, call))] };
  const all = world.stacks.filter(({ region, deleted }) => region === call.region && deleted === undefined);
  const { some, next } = page(all, call, size);
  return { Stacks: some.map(stackXml), NextToken: next };
}

function stackXml(stack: Stack): XmlObject {
  const { prepared, outputs, tags } = stack;
  return {
    StackId: stack.id,
    StackName: stack.name,
    Description: prepared?.description,
    Parameters: Object.entries(prepared?.parameters ?? {}).map(([ParameterKey, value]) => ({
      ParameterKey,
      ParameterValue: prepared?.secret.includes(ParameterKey) ? '****' : value,
    })),
    CreationTime: stack.created,
    LastUpdatedTime: stack.updated,
    DeletionTime: stack.deleted,
    StackStatus: stack.status,
    StackStatusReason: stack.reason,
    EnableTerminationProtection: stack.isProtected,
    Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

export function listStacks(world: CloudFormationContext, size: number, call: QueryCall): XmlObject {
  const wanted = inputTexts(call.input, 'StackStatusFilter');
  const all = world.stacks.filter(
    ({ region, status }) => region === call.region && (wanted.length === 0 || wanted.includes(status)),
  );
  const { some, next } = page(all, call, size);
  return {
    StackSummaries: some.map(({ id, name, status, reason, created, updated, deleted }) => ({
      StackId: id,
      StackName: name,
      CreationTime: created,
      LastUpdatedTime: updated,
      DeletionTime: deleted,
      StackStatus: status,
      StackStatusReason: reason,
    })),
    NextToken: next,
  };
}

/** Newest first. */
export function describeStackEvents(world: CloudFormationContext, size: number, call: QueryCall): XmlObject {
  const stack = stackOf(world, call);
  const { some, next } = page(stack.events.toReversed(), call, size);
  return {
    StackEvents: some.map(({ id, logicalId, type, physicalId, status, reason, token, at }) => ({
      StackId: stack.id,
      EventId: id,
      StackName: stack.name,
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      Timestamp: at,
      ResourceStatus: status,
      ResourceStatusReason: reason,
      ClientRequestToken: token,
    })),
    NextToken: next,
  };
}

export function deleteStack(world: CloudFormationContext, call: QueryCall): undefined {
  const stack = findStack(world, call, inputText(call.input, 'StackName') ?? '');
  // Deleting a missing stack succeeds.
  if (stack === undefined || stack.deleted !== undefined) return;
  if (stack.isProtected)
    throw new CloudFormationFault(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
  if (stack.status === 'DELETE_IN_PROGRESS') return;
  if (/^UPDATE_.*IN_PROGRESS$/.test(stack.status))
    throw new CloudFormationFault(`Stack [${stack.name}] cannot be deleted while in status ${stack.status}`);
  const token = inputText(call.input, 'ClientRequestToken');
  turn(world, stack, 'DELETE_IN_PROGRESS', 'User Initiated', token);
  stack.work = removeStack(world, stack, token);
}

export function getTemplate(world: CloudFormationContext, call: QueryCall): XmlObject {
  return { TemplateBody: stackOf(world, call).prepared?.body ?? '', StagesAvailable: ['Original', 'Processed'] };
}

export function describeStackResources(world: CloudFormationContext, call: QueryCall): XmlObject {
  const stack = stackOf(world, call);
  const only = inputText(call.input, 'LogicalResourceId');
  const resources = [...stack.resources.values()].filter(({ logicalId }) => only === undefined || only === logicalId);
  return {
    StackResources: resources.map((one) => ({ ...resourceXml(stack, one), StackId: stack.id, StackName: stack.name })),
  };
}

export function listStackResources(world: CloudFormationContext, size: number, call: QueryCall): XmlObject {
  const stack = stackOf(world, call);
  const { some, next } = page([...stack.resources.values()], call, size);
  return { StackResourceSummaries: some.map((one) => resourceXml(stack, one)), NextToken: next };
}

function resourceXml({ events }: Stack, { logicalId, physicalId, type }: Resource): XmlObject {
  const last = events.findLast((event) => event.logicalId === logicalId);
  return {
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    Timestamp: last?.at,
    LastUpdatedTimestamp: last?.at,
    ResourceStatus: last?.status,
    ResourceStatusReason: last?.reason,
  };
}

export function updateTerminationProtection(world: CloudFormationContext, call: QueryCall): XmlObject {
  const stack = stackOf(world, call);
  stack.isProtected = inputText(call.input, 'EnableTerminationProtection') === 'true';
  return { StackId: stack.id };
}

export function continueUpdateRollback(world: CloudFormationContext, call: QueryCall): XmlObject {
  const stack = stackOf(world, call);
  if (stack.status !== 'UPDATE_ROLLBACK_FAILED')
    throw new CloudFormationFault(
      `Stack:${stack.id} is in ${stack.status} state and can not continue update rollback.`,
    );
  const skipped = inputTexts(call.input, 'ResourcesToSkip');
  const token = inputText(call.input, 'ClientRequestToken');
  turn(world, stack, 'UPDATE_ROLLBACK_IN_PROGRESS', 'User Initiated', token);
  const rest = stack.undone.filter(({ logicalId }) => !skipped.includes(logicalId));
  stack.work = rollBack(world, stack, rest, token);
  return {};
}
