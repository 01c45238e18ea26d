/** Drift: changes by hand, as the sandbox's owner scripts them. */
import { randomUUID } from 'node:crypto';
import { inputText, inputTexts, type QueryCall } from '../protocol/query-protocol.ts';
import type { XmlObject } from '../protocol/xml.ts';
import { page, stackOf } from './ask.ts';
import { CloudFormationFault } from './refusal.ts';
import type { CloudFormationContext, Resource, Stack } from './state.ts';

interface Detection {
  readonly stack: Stack;
  asked: number;
}

export function driftActions(world: CloudFormationContext, size: number) {
  const detections = new Map<string, Detection>();
  const drifted = (stack: Stack) => [...stack.resources.keys()].filter((id) => world.drift.has(id));
  return {
    DetectStackDrift(call: QueryCall): XmlObject {
      const stack = stackOf(world, call);
      if (!/_COMPLETE$|^UPDATE_ROLLBACK_FAILED$/.test(stack.status))
        throw new CloudFormationFault(
          `Drift detection cannot be performed on stack [${stack.name}] while in ${stack.status} state`,
        );
      const id = randomUUID();
      detections.set(id, { stack, asked: 0 });
      return { StackDriftDetectionId: id };
    },
    DescribeStackDriftDetectionStatus(call: QueryCall): XmlObject {
      const id = inputText(call.input, 'StackDriftDetectionId') ?? '';
      const detection = detections.get(id);
      if (detection === undefined) throw new CloudFormationFault(`Drift detection [${id}] does not exist`);
      const count = drifted(detection.stack).length;
      detection.asked += 1;
      const isDone = detection.asked > 1;
      return {
        StackId: detection.stack.id,
        StackDriftDetectionId: id,
        DetectionStatus: isDone ? 'DETECTION_COMPLETE' : 'DETECTION_IN_PROGRESS',
        StackDriftStatus: isDone ? (count > 0 ? 'DRIFTED' : 'IN_SYNC') : undefined,
        DriftedStackResourceCount: isDone ? count : undefined,
        Timestamp: new Date(world.now()),
      };
    },
    DetectStackResourceDrift(call: QueryCall): XmlObject {
      const stack = stackOf(world, call);
      const id = inputText(call.input, 'LogicalResourceId') ?? '';
      const resource = stack.resources.get(id);
      if (resource === undefined)
        throw new CloudFormationFault(`Resource ${id} does not exist for stack ${stack.name}`);
      return { StackResourceDrift: driftXml(world, stack, resource) };
    },
    DescribeStackResourceDrifts(call: QueryCall): XmlObject {
      const stack = stackOf(world, call);
      const wanted = inputTexts(call.input, 'StackResourceDriftStatusFilters');
      const all = [...stack.resources.values()]
        .map((resource) => driftXml(world, stack, resource))
        .filter(({ StackResourceDriftStatus: status }) => wanted.length === 0 || wanted.includes(String(status)));
      const { some, next } = page(all, call, size);
      return { StackResourceDrifts: some, NextToken: next };
    },
  };
}

function driftXml(
  { drift, now }: CloudFormationContext,
  stack: Stack,
  { logicalId, physicalId, type }: Resource,
): XmlObject {
  const what = drift.get(logicalId);
  return {
    StackId: stack.id,
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    StackResourceDriftStatus: what === undefined ? 'IN_SYNC' : what === 'DELETED' ? 'DELETED' : 'MODIFIED',
    PropertyDifferences:
      what === undefined || what === 'DELETED'
        ? undefined
        : what.map(({ path, expected, actual, kind }) => ({
            PropertyPath: path,
            ExpectedValue: expected,
            ActualValue: actual,
            DifferenceType: kind,
          })),
    Timestamp: new Date(now()),
  };
}
