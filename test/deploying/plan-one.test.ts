import { expect, test } from 'vitest';
import { planOne } from '../../src/deploying/plan-one.ts';
import { startCloudFormation } from '../helpers/aws/cloudformation.ts';
import { patience, refusalOf, specOf } from '../helpers/aws/stacks.ts';

test('a template over 1 MB is refused before anything is sent, with what to do', async () => {
  const { aws, calls, close } = await startCloudFormation();
  const identity = {
    account: '111122223333',
    arn: 'arn:aws:iam::111122223333:user/a',
    partition: 'aws',
    region: 'us-east-1',
  };
  const survey = {
    identity,
    trail: { use: 'new' },
    trails: [],
    regions: { regions: [], notCovered: undefined },
    logGroup: undefined,
    bucket: undefined,
    filtersUnread: undefined,
    keys: { secrets: { keys: [], refused: undefined }, files: { keys: [], refused: undefined } },
  } as const;
  const template = `Description: '${'x'.repeat(1_048_576)}'\nResources: { Topic: { Type: 'AWS::SNS::Topic' } }\n`;
  const told = await refusalOf(planOne(specOf({ template }), { survey, aws, hasBucket: true }, patience()));
  expect(told.message).toMatch(/has 1,048,6\d\d bytes; CloudFormation allows 1,048,576/);
  expect(told.hint).toContain('fewer rules');
  expect(calls).toEqual([]);
  await close();
});
