import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  LookupEventsCommand,
} from '@aws-sdk/client-cloudtrail';
import { IAMClient, ListAccountAliasesCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { DAY_REGIONS, madeUpDay } from '../../../src/demo/day.ts';
import { testAccount } from '../../helpers/records/account.ts';

test('a trail of all regions is seen from each; one of a region only there', async () => {
  const account = await testAccount();
  const arn = account.cloudtrail.add(
    { Name: 'org-trail', S3BucketName: 'acme-trail', IsMultiRegionTrail: true },
    { status: { LatestDeliveryTime: 1_795_000_000 }, selectors: { AdvancedEventSelectors: [] } },
  );
  account.cloudtrail.add({ Name: 'local', S3BucketName: 'acme-local' }, { status: { IsLogging: false } });
  const client = (region: string) => new CloudTrailClient(account.client(region));
  const seen = async (region: string, more = {}) =>
    (await client(region).send(new DescribeTrailsCommand(more))).trailList?.map(
      ({ Name, HomeRegion }) => `${Name} ${HomeRegion}`,
    );
  expect(await seen('us-east-1')).toEqual(['org-trail us-east-1', 'local us-east-1']);
  expect(await seen('eu-north-1')).toEqual(['org-trail us-east-1']);
  expect(await seen('eu-north-1', { includeShadowTrails: false })).toEqual([]);
  expect(await seen('eu-north-1', { trailNameList: ['org-trail'] })).toEqual([]);
  expect(await seen('eu-north-1', { trailNameList: [arn] })).toEqual(['org-trail us-east-1']);
  const status = (region: string, Name: string) => client(region).send(new GetTrailStatusCommand({ Name }));
  expect(await status('eu-north-1', arn)).toMatchObject({
    IsLogging: true,
    LatestDeliveryTime: new Date(1_795_000_000_000),
  });
  expect(await status('us-east-1', 'local')).toMatchObject({ IsLogging: false });
  await expect(status('eu-north-1', 'org-trail')).rejects.toMatchObject({ name: 'TrailNotFoundException' });
  const selectors = (TrailName: string) => client('us-east-1').send(new GetEventSelectorsCommand({ TrailName }));
  expect(await selectors('local')).toMatchObject({
    EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
  });
  expect((await selectors('org-trail')).EventSelectors).toBeUndefined();
  account.cloudtrail.remove(arn);
  expect(await seen('eu-north-1')).toEqual([]);
});

test('the event history is told as in the sandbox, region by region', async () => {
  const now = Date.UTC(2026, 10, 19);
  const account = await testAccount({ now: () => now, records: madeUpDay(now), denied: ['eu-north-1'] });
  const lookup = (region: string) => new CloudTrailClient(account.client(region)).send(new LookupEventsCommand({}));
  const { Events, NextToken } = await lookup('us-east-1');
  expect(Events?.map(({ EventName }) => EventName)).toContain('ConsoleLogin');
  expect(NextToken).toBeUndefined();
  await expect(lookup('eu-north-1')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(account.cloudtrail.statistics.pages).toEqual({ 'us-east-1': 1 });
});

test('who asks, what they may, what the account is called and where it is', async () => {
  const account = await testAccount({ regions: DAY_REGIONS });
  const settings = account.client();
  account.identity.aliases.push('acme-production');
  account.identity.denied.add('logs:FilterLogEvents');
  expect(await new STSClient(settings).send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '111122223333',
    Arn: 'arn:aws:iam::111122223333:user/sandbox',
  });
  const iam = new IAMClient(settings);
  expect((await iam.send(new ListAccountAliasesCommand({}))).AccountAliases).toEqual(['acme-production']);
  const simulate = (PolicySourceArn: string) =>
    iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn,
        ActionNames: ['logs:FilterLogEvents', 'sts:GetCallerIdentity'],
      }),
    );
  expect((await simulate('arn:aws:iam::111122223333:role/acme')).EvaluationResults).toMatchObject([
    { EvalActionName: 'logs:FilterLogEvents', EvalDecision: 'implicitDeny', EvalResourceName: '*' },
    { EvalActionName: 'sts:GetCallerIdentity', EvalDecision: 'allowed' },
  ]);
  await expect(simulate('arn:aws:sts::111122223333:assumed-role/acme/me')).rejects.toMatchObject({
    name: 'InvalidInputException',
  });
  const { Regions } = await new AccountClient(settings).send(new ListRegionsCommand({}));
  expect(Regions?.map(({ RegionName }) => RegionName)).toEqual(DAY_REGIONS);
});
