/** The project's own templates, through the engine, in a CloudFormation that refuses what AWS refuses. */
import { afterEach, expect, test } from 'vitest';
import { deleteStack, executePlan, planStack, type StackSpec } from '../../../src/aws/cloudformation/stacks.ts';
import { templateOf } from '../../../src/template/template.ts';
import { readTemplate, type TemplateName } from '../../../src/template/templates.ts';
import { ACCOUNT, REGION, startCloudFormation, type TestCloudFormation } from '../../helpers/aws/cloudformation.ts';
import { patience, ready } from '../../helpers/aws/stacks.ts';

let cloud: TestCloudFormation;
afterEach(() => cloud.close());

const spec = (name: TemplateName, parameters: Readonly<Record<string, string>>, region = REGION): StackSpec => ({
  name: `acme-${name}`,
  region,
  template: templateOf(readTemplate(name)),
  parameters: { Name: 'acme', ...parameters },
});
const deploy = async (one: StackSpec) => executePlan(await plan(one), cloud.aws, patience());
const plan = (one: StackSpec) => planStack(ready(one), cloud.aws, patience());

test('all are deployed one after another, and again without changes', async () => {
  cloud = await startCloudFormation();
  const artifacts = await deploy(spec('artifacts', {}));
  const trail = await deploy(spec('trail', { BucketPrefix: 'acme' }));
  expect(trail).toMatchObject({
    TrailArn: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/acme-trail`,
    Bucket: `acme-trail-${ACCOUNT}`,
    LogGroupName: 'acme-trail',
  });
  const notifier = spec('notifier', {
    CodeBucket: artifacts['Bucket'] ?? '',
    CodeKey: 'x.zip',
    LogGroupName: trail['LogGroupName'] ?? '',
    TrailBucket: trail['Bucket'] ?? '',
    PipelineS3: 'true',
    PipelineAlarms: 'true',
  });
  const outputs = await deploy(notifier);
  expect(outputs).toMatchObject({ FunctionName: 'acme-notifier', TableName: 'acme-logins' });
  const { AlarmTopicArn = '' } = outputs;
  await deploy(spec('alarms', { LogGroupName: trail['LogGroupName'] ?? '', AlarmTopicArn }));
  await deploy(spec('forwarder', { HomeRegion: REGION }, 'eu-north-1'));
  expect(cloud.stacks.map(({ name, region, status }) => `${name} ${region} ${status}`)).toEqual([
    'acme-artifacts us-east-1 CREATE_COMPLETE',
    'acme-trail us-east-1 CREATE_COMPLETE',
    'acme-notifier us-east-1 CREATE_COMPLETE',
    'acme-alarms us-east-1 CREATE_COMPLETE',
    'acme-forwarder eu-north-1 CREATE_COMPLETE',
  ]);

  expect(await plan(notifier)).toMatchObject({ kind: 'none' });
  const next = await plan({ ...notifier, parameters: { ...notifier.parameters, CodeKey: 'y.zip' } });
  const [function_, ...others] = next.changes.toSorted(
    (a, b) => Number(a.follows !== undefined) - Number(b.follows !== undefined),
  );
  expect(function_).toMatchObject({ action: 'change', logicalId: 'Function', replacement: 'no', details: ['Code'] });
  // All that refers to the function, and to what does.
  expect(others.length).toBeGreaterThan(5);
  for (const { follows, replacement } of others)
    expect([follows?.includes('Function'), replacement]).toEqual([true, 'no']);
});

test('the sign-ins of an earlier notifier are taken over', async () => {
  cloud = await startCloudFormation();
  const notifier = spec('notifier', { CodeBucket: 'b', CodeKey: 'x.zip', PipelineLogs: 'false' });
  await deploy(notifier);
  await deleteStack(notifier.name, REGION, cloud.aws, patience());

  const { changes } = await plan(notifier);
  expect(changes.filter(({ action }) => action === 'import').map(({ physicalId }) => physicalId)).toEqual([
    'acme-logins',
  ]);
});
