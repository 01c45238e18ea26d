/** Makers for the pipelines to a function: rules, metric filters, alarms, schedules. */
import type { JsonObject } from '../../src/core/event.ts';
import { isObject, listAt, numberAt, objectAt, textAt } from '../../src/core/fields.ts';
import type { Account } from '../account/account.ts';
import type { ResourceMaker } from '../cloudformation/cloudformation.ts';
import { LIMITS } from '../limits.ts';

type Here = () => Account;

export function makersOfPipelines(here: Here): Readonly<Record<string, ResourceMaker>> {
  return {
    'AWS::Events::EventBus': buses(here),
    'AWS::Events::EventBusPolicy': busPolicies(here),
    'AWS::Events::Rule': rules(here),
    'AWS::Lambda::Permission': permissions(here),
    'AWS::Logs::MetricFilter': metricFilters(here),
    'AWS::CloudWatch::Alarm': alarms(here),
    'AWS::Scheduler::Schedule': schedules(here),
    'AWS::SQS::QueuePolicy': queuePolicies(here),
    'AWS::IAM::Role': roles(here),
  };
}

/** A resource that is put as a whole, by its properties and its region. */
const putting = (put: (properties: JsonObject, region: string) => void): Pick<ResourceMaker, 'create' | 'update'> => ({
  create(properties, { region }, made) {
    put(properties, region);
    return made;
  },
  update(properties, { region }, { physicalId }) {
    put(properties, region);
    return { physicalId };
  },
});

function buses(here: Here): ResourceMaker {
  return {
    create(properties, { region }, made) {
      here()
        .events.busesIn(region)
        .set(textAt(properties, 'Name') ?? '', '{}');
      return made;
    },
    remove({ physicalId }, { region }) {
      here().events.busesIn(region).delete(physicalId);
    },
  };
}

/** One statement each; a bus of ours has no other. */
function busPolicies(here: Here): ResourceMaker {
  const put = (properties: JsonObject, region: string) => {
    const statement = objectAt(properties, 'Statement') ?? {};
    here()
      .events.busesIn(region)
      .set(textAt(properties, 'EventBusName') ?? '', JSON.stringify({ Statement: [statement] }));
  };
  return {
    ...putting(put),
    remove({ properties }, { region }) {
      const buses = here().events.busesIn(region);
      const name = textAt(properties, 'EventBusName') ?? '';
      if (buses.has(name)) buses.set(name, '{}');
    },
  };
}

function rules(here: Here): ResourceMaker {
  // Ref of a rule on a bus of one's own is `BUS|NAME`.
  const put = (properties: JsonObject, region: string, name: string) => {
    const bus = textAt(properties, 'EventBusName');
    const Arn = here().events.putRule(name.split('|').at(-1) ?? '', properties, region);
    return { physicalId: bus === undefined || name.includes('|') ? name : `${bus}|${name}`, attributes: { Arn } };
  };
  return {
    create: (properties, { region }, { physicalId }) => put(properties, region, physicalId),
    update: (properties, { region }, { physicalId }) => put(properties, region, physicalId),
    remove({ physicalId }, { region }) {
      here().events.rulesIn(region).delete(physicalId);
    },
  };
}

/** About that of AWS: id, principal, action, the function's ARN and the condition. */
const STATEMENT_BYTES = 390;

function permissions(here: Here): ResourceMaker {
  return {
    create(properties, _, made) {
      const [functionName = '', sourceArn = ''] = ['FunctionName', 'SourceArn'].map((key) => textAt(properties, key));
      const { permissions } = here().lambda;
      const statements = [...permissions, { functionName, sourceArn }].filter(
        (one) => one.functionName === functionName,
      );
      if (statements.length * STATEMENT_BYTES + sourceArn.length > LIMITS.functionPolicy)
        throw new Error(
          'The final policy size is bigger than the limit (20480). (Service: Lambda, Status Code: 400, PolicyLengthExceededException)',
        );
      permissions.push({ functionName, sourceArn, principal: textAt(properties, 'Principal') ?? '' });
      return made;
    },
    remove({ properties }) {
      const { permissions: all } = here().lambda;
      const at = all.findIndex(({ sourceArn }) => sourceArn === textAt(properties, 'SourceArn'));
      if (at >= 0) all.splice(at, 1);
    },
  };
}

/** Over the wire, so that an invalid pattern is refused. */
function metricFilters(here: Here): ResourceMaker {
  const put = async (properties: JsonObject, region: string, name: string) => {
    const { CloudWatchLogsClient, PutMetricFilterCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const { endpoint } = here();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    await new CloudWatchLogsClient({ endpoint, region, credentials }).send(
      new PutMetricFilterCommand({
        logGroupName: textAt(properties, 'LogGroupName'),
        filterName: name,
        filterPattern: textAt(properties, 'FilterPattern') ?? '',
        metricTransformations: listAt(properties, 'MetricTransformations')
          .filter(isObject)
          .map((one) => ({
            metricName: textAt(one, 'MetricName'),
            metricNamespace: textAt(one, 'MetricNamespace'),
            metricValue: textAt(one, 'MetricValue'),
            defaultValue: numberAt(one, 'DefaultValue'),
          })),
      }),
    );
    return { physicalId: name };
  };
  return {
    create: (properties, { region }, { physicalId }) => put(properties, region, physicalId),
    update: (properties, { region }, { physicalId }) => put(properties, region, physicalId),
    remove({ physicalId, properties }, { region }) {
      const group = textAt(properties, 'LogGroupName') ?? '';
      here().logs.groupsIn(region).get(group)?.metricFilters.delete(physicalId);
    },
  };
}

function alarms(here: Here): ResourceMaker {
  const put = (properties: JsonObject, region: string, physicalId: string) => {
    here().cloudwatch.putAlarm({ ...properties, AlarmName: physicalId }, region);
    return { physicalId };
  };
  return {
    create: (properties, { region }, { physicalId }) => put(properties, region, physicalId),
    update: (properties, { region }, { physicalId }) => put(properties, region, physicalId),
    remove({ physicalId }, { region }) {
      here().cloudwatch.alarmsIn(region).delete(physicalId);
    },
  };
}

/** Roles by name, with their trust and inline policies. */
function roles(here: Here): ResourceMaker {
  const put = (properties: JsonObject, name: string) => {
    const inline = listAt(properties, 'Policies').map((one) => [
      textAt(one, 'PolicyName') ?? '',
      objectAt(one, 'PolicyDocument') ?? {},
    ]);
    const trust = objectAt(properties, 'AssumeRolePolicyDocument') ?? {};
    here().identity.documents.all.set(name, { trust, inline: Object.fromEntries(inline) });
  };
  return {
    create(properties, _, made) {
      put(properties, made.physicalId);
      return made;
    },
    update(properties, _, { physicalId }) {
      put(properties, physicalId);
      return { physicalId };
    },
    remove({ physicalId }) {
      here().identity.documents.all.delete(physicalId);
    },
  };
}

function queuePolicies(here: Here): ResourceMaker {
  const put = (properties: JsonObject, region: string) => {
    const policy = JSON.stringify(objectAt(properties, 'PolicyDocument'));
    for (const url of listAt(properties, 'Queues'))
      here().sqs.queue(String(url), region).settings.set('Policy', policy);
  };
  return {
    ...putting(put),
    // The queue goes too, or gets another one.
    remove() {},
  };
}

function schedules(here: Here): ResourceMaker {
  const put = (properties: JsonObject, physicalId: string) => {
    here().scheduler.schedules.set(physicalId, properties);
    return { physicalId };
  };
  return {
    create: (properties, _, { physicalId }) => put(properties, physicalId),
    update: (properties, _, { physicalId }) => put(properties, physicalId),
    remove({ physicalId }) {
      here().scheduler.schedules.delete(physicalId);
    },
  };
}
