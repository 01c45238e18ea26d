import { expect, onTestFinished, test } from 'vitest';
import { executePlan, planStack } from '../../src/aws/cloudformation/stacks.ts';
import { DEFAULT_SETTINGS } from '../../src/core/settings.ts';
import { findUnwanted } from '../../src/deploying/unwanted.ts';
import { ACCOUNT, REGION, startCloudFormation } from '../helpers/aws/cloudformation.ts';
import { patience, specOf } from '../helpers/aws/stacks.ts';

const SURVEY = {
  identity: { account: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:user/a`, partition: 'aws', region: REGION },
  trail: { use: 'new' },
  trails: [],
  regions: { regions: [REGION], notCovered: undefined },
  logGroup: undefined,
  bucket: undefined,
  filtersUnread: undefined,
  keys: { secrets: { keys: [], refused: undefined }, files: { keys: [], refused: undefined } },
} as const;

test.each([
  ['tagged with our name', { 'login-watch': 'acme' }, ['acme-alarms']],
  ['tagged with the name of another notifier', { 'login-watch': 'other' }, []],
  ['without our tag', { team: 'acme' }, []],
] as const)('a stack of a pipeline that is off, %s', async (_, tags, expected) => {
  const { aws, close } = await startCloudFormation();
  onTestFinished(close);
  const plan = await planStack(specOf({ name: 'acme-alarms', tags }), aws, patience());
  await executePlan(plan, aws, patience());

  const settings = { ...DEFAULT_SETTINGS, name: 'acme', pipelines: ['events'] as const };
  const { unwanted } = await findUnwanted(settings, SURVEY, aws);
  expect(unwanted.map(({ name }) => name)).toEqual(expected);
});
