/** DescribeChangeSet, ListChangeSets, DeleteChangeSet, ExecuteChangeSet, DescribeEvents. */
import { randomUUID } from 'node:crypto';
import { inputText, type QueryCall } from '../../protocol/query-protocol.ts';
import type { XmlObject } from '../../protocol/xml.ts';
import { changeSetOf, page, stackOf } from '../ask.ts';
import { CloudFormationFault } from '../refusal.ts';
import { AT_REST, type CloudFormationContext, turn } from '../state.ts';
import { create, update } from '../work.ts';
import type { ChangeSet, ResourceChange } from './change-set.ts';

export function describeChangeSet(world: CloudFormationContext, size: number, call: QueryCall): XmlObject {
  const { stack, changeSet } = changeSetOf(world, call);
  const { outcome, prepared } = changeSet;
  changeSet.asked += 1;
  const { some, next } = page(outcome.changes, call, size);
  const status = statusOf(changeSet);
  const isReady = status === 'CREATE_COMPLETE';
  return {
    ChangeSetName: changeSet.name,
    ChangeSetId: changeSet.id,
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: changeSet.created,
    Status: status,
    StatusReason: status === 'FAILED' ? outcome.reason : undefined,
    ExecutionStatus: isReady ? changeSet.execution : 'UNAVAILABLE',
    Parameters: Object.entries(prepared.parameters).map(([ParameterKey, value]) => ({
      ParameterKey,
      ParameterValue: prepared.secret.includes(ParameterKey) ? '****' : value,
    })),
    Changes: isReady ? some.map(changeXml) : [],
    NextToken: isReady ? next : undefined,
    OnStackFailure: changeSet.onFailure,
  };
}

function statusOf({ asked, outcome }: ChangeSet): string {
  if (asked < 2) return 'CREATE_PENDING';
  if (asked < 3) return 'CREATE_IN_PROGRESS';
  return outcome.reason === undefined ? 'CREATE_COMPLETE' : 'FAILED';
}

function changeXml({ action, logicalId, type, physicalId, replacement, details }: ResourceChange): XmlObject {
  return {
    Type: 'Resource',
    ResourceChange: {
      Action: action,
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      Replacement: replacement,
      Scope: [...new Set(details.map(({ attribute }) => attribute))],
      Details: details.map(({ attribute, name, recreation, by }) => ({
        Target: { Attribute: attribute, Name: name, RequiresRecreation: recreation },
        Evaluation: by === undefined ? 'Static' : 'Dynamic',
        ChangeSource:
          by === undefined ? 'DirectModification' : by.includes('.') ? 'ResourceAttribute' : 'ResourceReference',
        CausingEntity: by,
      })),
    },
  };
}

export function listChangeSets(world: CloudFormationContext, call: QueryCall): XmlObject {
  const stack = stackOf(world, call);
  return {
    Summaries: stack.changeSets.map((one) => ({
      StackId: stack.id,
      StackName: stack.name,
      ChangeSetId: one.id,
      ChangeSetName: one.name,
      Status: statusOf(one),
      ExecutionStatus: one.execution,
      CreationTime: one.created,
    })),
  };
}

export function deleteChangeSet(world: CloudFormationContext, call: QueryCall): XmlObject {
  const { stack, changeSet } = changeSetOf(world, call);
  // Each request for it takes it one step further.
  changeSet.asked += 1;
  if (changeSet.asked < 3 && stack.status !== 'REVIEW_IN_PROGRESS')
    throw new CloudFormationFault(
      `ChangeSet [${changeSet.name}] cannot be deleted in status CREATE_IN_PROGRESS`,
      'InvalidChangeSetStatus',
    );
  if (changeSet.execution === 'EXECUTE_IN_PROGRESS' && stack.work !== undefined)
    throw new CloudFormationFault(
      `An operation is already in progress on ChangeSet [${changeSet.name}] with execution status [EXECUTE_IN_PROGRESS]`,
      'InvalidChangeSetStatus',
    );
  stack.changeSets.splice(stack.changeSets.indexOf(changeSet), 1);
  return {};
}

export function executeChangeSet(world: CloudFormationContext, call: QueryCall): XmlObject {
  const { stack, changeSet } = changeSetOf(world, call);
  const { asked, outcome, execution, name, prepared, tags, onFailure, type } = changeSet;
  const status = asked < 3 || outcome.reason !== undefined ? 'UNAVAILABLE' : execution;
  if (status !== 'AVAILABLE')
    throw new CloudFormationFault(
      `ChangeSet [${name}] cannot be executed in its current execution status of [${status}]`,
      'InvalidChangeSetStatus',
    );
  if (stack.status !== 'REVIEW_IN_PROGRESS' && !AT_REST.test(stack.status))
    throw new CloudFormationFault(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
  for (const other of stack.changeSets) other.execution = 'OBSOLETE';
  changeSet.execution = 'EXECUTE_IN_PROGRESS';
  const token = inputText(call.input, 'ClientRequestToken');
  const retainExceptOnCreate = inputText(call.input, 'RetainExceptOnCreate') === 'true';
  const operation = { world, stack, prepared, token, imports: outcome.imports, onFailure, retainExceptOnCreate };
  stack.tags = tags;
  stack.updated = new Date(world.now());
  stack.prepared ??= prepared;
  turn(world, stack, `${type}_IN_PROGRESS`, 'User Initiated', token);
  stack.work = type === 'CREATE' ? create(operation) : update(operation);
  return {};
}

/** Only the events of a change set that failed its validation. */
export function describeEvents(world: CloudFormationContext, call: QueryCall): XmlObject {
  const { stack, changeSet } = changeSetOf(world, call);
  return {
    OperationEvents: changeSet.outcome.validations.map(({ logicalId, type, physicalId, name, reason }) => ({
      EventId: randomUUID(),
      StackId: stack.id,
      EventType: 'VALIDATION_ERROR',
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      Timestamp: changeSet.created,
      ValidationFailureMode: 'FAIL',
      ValidationName: name,
      ValidationStatus: 'FAILED',
      ValidationStatusReason: reason,
      ValidationPath: `/Resources/${logicalId}`,
    })),
  };
}
