import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY_REGIONS, madeUpDay } from '../../src/demo/day.ts';
import { type Sandbox, startSandbox } from '../../src/demo/sandbox.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
let now = NOW;
let sandbox: Sandbox;

beforeEach(async () => {
  now = NOW;
  sandbox = await startSandbox({
    records: madeUpDay(NOW),
    regions: DAY_REGIONS,
    denied: ['us-west-2'],
    now: () => now,
  });
});
afterEach(() => sandbox.close());

const ask = async (input: object, region = 'us-east-1') => {
  now += 600;
  const client = new CloudTrailClient({
    region,
    endpoint: sandbox.endpoint,
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return client.send(new LookupEventsCommand(input));
};
const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');
const refusal = (input: object, region?: string) => ask(input, region).then(() => 'taken', nameOf);
const SOURCE = [{ AttributeKey: 'EventSource', AttributeValue: 'signin.amazonaws.com' }] as const;

test('answers newest first, by attribute, with the record as text', async () => {
  const { Events = [] } = await ask({ LookupAttributes: SOURCE });

  expect(Events.map(({ Username }) => Username).slice(0, 2)).toEqual(['root', 'erin']);
  expect(JSON.parse(Events[0]?.CloudTrailEvent ?? '{}')).toMatchObject({
    eventName: 'ConsoleLogin',
    awsRegion: 'us-east-1',
  });
});

test('pages are bound to their question', async () => {
  const { NextToken } = await ask({ MaxResults: 2 });

  expect((await ask({ MaxResults: 2, NextToken })).Events).toHaveLength(2);
  expect(await refusal({ MaxResults: 3, NextToken })).toBe('InvalidNextTokenException');
  expect(await refusal({ MaxResults: 2, NextToken: 'made up' })).toBe('InvalidNextTokenException');
});

test('refuses what AWS refuses', async () => {
  const two = [...SOURCE, { AttributeKey: 'EventName', AttributeValue: 'ConsoleLogin' }];
  const day = 86_400_000;

  expect(await refusal({ LookupAttributes: two })).toBe('InvalidLookupAttributesException');
  expect(await refusal({ MaxResults: 51 })).toBe('InvalidMaxResultsException');
  expect(await refusal({ StartTime: new Date(NOW), EndTime: new Date(NOW - 1_000) })).toBe('InvalidTimeRangeException');
  expect(await refusal({ StartTime: new Date(NOW - 92 * day) })).toBe('InvalidTimeRangeException');
  expect(await refusal({}, 'us-west-2')).toBe('AccessDeniedException');
});

test('takes two requests a second in each region', async () => {
  const quick = async (region: string) => {
    now -= 600;
    return refusal({}, region);
  };
  await ask({});

  expect([await quick('us-east-1'), await quick('us-east-1'), await quick('us-east-2')]).toEqual([
    'taken',
    'ThrottlingException',
    'taken',
  ]);
  expect(sandbox.statistics.throttled).toBe(1);
});

test('Slack answers as Slack does', async () => {
  const post = async (body: string, url = sandbox.slack.url) => {
    now += 1_000;
    const answer = await fetch(url, { method: 'POST', body });
    return [answer.status, await answer.text()];
  };
  const blocks = Array.from({ length: 51 }, () => ({ type: 'divider' }));

  expect(await post('{"text":"hello"}')).toEqual([200, 'ok']);
  expect(await post('{"text":')).toEqual([400, 'invalid_payload']);
  expect(await post(JSON.stringify({ text: 'x', blocks }))).toEqual([400, 'invalid_blocks']);
  expect(await post('{"text":"x"}', sandbox.slack.url.replace('/services/', '/nothing/'))).toEqual([404, 'no_service']);
  await post('{"text":"one"}');
  now -= 1_000;
  expect(await post('{"text":"two"}')).toEqual([429, '']);
});
