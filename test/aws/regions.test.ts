import { afterEach, expect, test } from 'vitest';
import { makeAws } from '../../src/aws/clients.ts';
import { enabledRegions } from '../../src/aws/regions.ts';
import { REGIONS_ENABLED_BY_DEFAULT } from '../../src/aws/regions-by-default.ts';
import { type AwsAnswer, type AwsServer, awsError, startAws } from '../helpers/aws/aws-server.ts';

let server: AwsServer | undefined;
afterEach(async () => {
  await server?.close();
});

async function ask(answer: (body: Readonly<Record<string, unknown>>) => AwsAnswer) {
  server = await startAws(({ body }) => answer(body));
  return enabledRegions(makeAws({ endpoint: server.endpoint, region: 'us-east-1' }), new AbortController().signal);
}

test('the account says which regions are on, page by page', async () => {
  const answer = await ask(({ NextToken }) =>
    NextToken === undefined
      ? { body: { Regions: [{ RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' }], NextToken: 'more' } }
      : { body: { Regions: [{ RegionName: 'af-south-1', RegionOptStatus: 'ENABLED' }] } },
  );
  expect(answer).toEqual({ regions: ['af-south-1', 'us-east-1'], notCovered: undefined });
  expect(server?.requests.map(({ action, body }) => [action, body])).toEqual([
    ['/listRegions', { MaxResults: 50, RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] }],
    ['/listRegions', { MaxResults: 50, NextToken: 'more', RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'] }],
  ]);
});

test('where that is not allowed, the regions that are on by default are taken, and that is told', async () => {
  const answer = await ask(() => awsError(403, 'AccessDeniedException', 'User: x is not authorized'));
  expect(answer).toMatchObject({
    regions: REGIONS_ENABLED_BY_DEFAULT,
    notCovered: {
      en: 'Not allowed to call account:ListRegions in us-east-1, so regions that are not enabled by default were not looked at; name them with --regions',
      ja: expect.stringMatching(/^us-east-1 で account:ListRegions を呼び出す権限がありません。そのため/),
    },
  });
  expect(REGIONS_ENABLED_BY_DEFAULT.length).toBe(17);
});

test('credentials that have expired end it at once', async () => {
  await expect(ask(() => awsError(403, 'ExpiredTokenException', 'expired'))).rejects.toMatchObject({
    name: 'UserError',
    message: 'The AWS session has expired or was never started',
    exit: 3,
  });
});
