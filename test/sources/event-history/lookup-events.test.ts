import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { LookupQuery } from '../../../src/selection/lookup-plan.ts';
import { type LookupOptions, lookupEvents } from '../../../src/sources/event-history/lookup-events.ts';
import type { LookupProgress } from '../../../src/sources/event-history/lookup-progress.ts';
import { awsError } from '../../helpers/aws/aws-server.ts';
import {
  type History,
  type HistoryEvent,
  type HistoryOptions,
  NOW,
  startHistory,
} from '../../helpers/aws/event-history.ts';
import { type EnglishReading, inEnglish, readingsOf } from '../../helpers/records/readings.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const EVERYTHING: LookupQuery = { attribute: null };
const bySource = (value: string): LookupQuery => ({ attribute: { key: 'EventSource', value } });
const SIGN_INS = bySource('signin.amazonaws.com');

// Loaded while virtual time would already run, it would be in the way of the first request.
beforeAll(() => import('@aws-sdk/client-cloudtrail'));

let history: History | undefined;
afterEach(async () => {
  await history?.close();
});

/** So many events, one a minute backwards from now. */
function minutes(count: number, source = 'signin.amazonaws.com', region = ''): readonly HistoryEvent[] {
  return Array.from({ length: count }, (_, n) => ({ id: `${source}${region}-${n}`, time: NOW - n * 60_000, source }));
}

async function lookUp(server: HistoryOptions, options: Partial<LookupOptions> = {}, signal?: AbortSignal) {
  history = await startHistory(server);
  const { aws, clock } = history;
  const regions = Object.keys(server.events);
  const source = lookupEvents({
    aws,
    clock,
    regions,
    queries: [EVERYTHING],
    from: NOW - DAY,
    to: NOW,
    random: () => 0.5,
    ...options,
  });
  const readings = (await readingsOf(source, signal)).map(inEnglish);
  return { readings, took: clock.now() - NOW, server: history };
}

const idsOf = (readings: readonly EnglishReading[]) =>
  readings.flatMap((reading) => (reading.kind === 'record' ? [Reflect.get(Object(reading.record), 'eventID')] : []));
/** What could not be looked at, but for the note that is always there. */
const notCoveredIn = (readings: readonly EnglishReading[]) =>
  readings.flatMap((reading) =>
    reading.kind === 'not-covered' && !reading.reason.includes('data events') ? [[reading.region, reading.reason]] : [],
  );

describe('what is asked', () => {
  test('every region, newest first, page by page, always with the same times', async () => {
    const { readings, server } = await lookUp(
      { events: { 'us-east-1': minutes(120), 'eu-north-1': minutes(1, 'signin.amazonaws.com', 'eu') } },
      { queries: [SIGN_INS], from: NOW - DAY + 300 },
    );
    expect(idsOf(readings).toSorted()).toEqual(
      [...minutes(120), ...minutes(1, 'signin.amazonaws.com', 'eu')].map(({ id }) => id).toSorted(),
    );
    expect(readings.find(({ kind }) => kind === 'record')).toMatchObject({
      from: expect.stringMatching(/^LookupEvents (?:us-east-1|eu-north-1)$/),
    });
    const asked = {
      LookupAttributes: [{ AttributeKey: 'EventSource', AttributeValue: 'signin.amazonaws.com' }],
      MaxResults: 50,
      StartTime: (NOW - DAY) / 1000,
      EndTime: NOW / 1000,
    };
    const token = expect.any(String);
    const bodies = (region: string) => server.requests.filter((one) => one.region === region).map(({ body }) => body);
    expect(bodies('us-east-1')).toEqual([asked, { ...asked, NextToken: token }, { ...asked, NextToken: token }]);
    expect(bodies('eu-north-1')).toEqual([asked]);
  });

  test('no attribute, where everything is wanted', async () => {
    const { server } = await lookUp({ events: { 'us-east-1': [] } });
    expect(server.requests.map(({ body }) => Object.keys(body).toSorted())).toEqual([
      ['EndTime', 'MaxResults', 'StartTime'],
    ]);
  });

  test('what event history never shows is told', async () => {
    const { readings } = await lookUp({ events: { 'us-east-1': [] } });
    expect(readings).toEqual([
      { kind: 'not-covered', region: null, from: 'cloudtrail', reason: expect.stringContaining('data events') },
    ]);
  });

  test('an event without a readable record is counted', async () => {
    const { readings } = await lookUp({ events: { 'us-east-1': [{ id: 'bad', time: NOW, record: '{"a":' }] } });
    expect(readings.slice(1)).toEqual([
      { kind: 'unreadable', from: 'LookupEvents us-east-1', reason: 'event bad has a record that is not JSON' },
    ]);
  });

  test('the sources are the regions, each once', async () => {
    history = await startHistory({ events: {} });
    const { aws, clock } = history;
    const regions = ['us-east-1', 'eu-north-1', 'us-east-1'];
    const source = lookupEvents({ aws, clock, regions, queries: [], from: NOW, to: NOW });
    expect(source.names).toEqual(['cloudtrail:eu-north-1', 'cloudtrail:us-east-1']);
  });
});

describe('two requests a second, in each region', () => {
  /** The promise: at most 1.1 times pages / 2 seconds of the slowest region, and no throttling of our own. */
  function expectFast(took: number, server: History): void {
    const slowest = Math.max(...Object.values(server.times).map((times) => times.length));
    expect(took).toBeLessThanOrEqual(slowest * 500 * 1.1);
    expect(server.throttled()).toBe(0);
  }

  test('regions side by side', async () => {
    const { readings, took, server } = await lookUp({
      events: {
        'us-east-1': minutes(1000),
        'eu-north-1': minutes(400, 's', 'eu'),
        'ap-southeast-2': minutes(20, 's', 'ap'),
      },
    });
    expect(new Set(idsOf(readings)).size).toBe(1420);
    expect(Object.fromEntries(Object.entries(server.times).map(([region, { length }]) => [region, length]))).toEqual({
      'us-east-1': 20,
      'eu-north-1': 8,
      'ap-southeast-2': 1,
    });
    expectFast(took, server);
  });

  test('all queries of a region together', async () => {
    const sources = Array.from({ length: 9 }, (_, n) => `s${n}.amazonaws.com`);
    const { readings, took, server } = await lookUp(
      { events: { 'us-east-1': sources.flatMap((source) => minutes(60, source)) } },
      { queries: sources.map(bySource) },
    );
    expect(new Set(idsOf(readings)).size).toBe(540);
    expect(server.times['us-east-1']?.length).toBe(18);
    expectFast(took, server);
  });

  test('even where the first request is long on its way', async () => {
    const sources = ['a.amazonaws.com', 'b.amazonaws.com', 'c.amazonaws.com'];
    const { took, server } = await lookUp(
      { connecting: 400, events: { 'us-east-1': sources.flatMap((source) => minutes(300, source)) } },
      { queries: sources.map(bySource) },
    );
    expect(server.times['us-east-1']?.length).toBe(18);
    expectFast(took, server);
  });

  test('even where AWS takes longer to answer than that', async () => {
    const { readings, took, server } = await lookUp({ latency: 1_400, events: { 'us-east-1': minutes(1400) } });
    expect(new Set(idsOf(readings)).size).toBe(1400);
    // 28 pages, one by one, would take 39 seconds.
    expect(took).toBeLessThan(28 * 500 * 1.5);
    expect(server.times['us-east-1']?.length).toBeLessThanOrEqual(28 + 6);
    expect(server.throttled()).toBe(0);
  });

  test('less while AWS throttles, and it finishes', async () => {
    const { readings, took, server } = await lookUp({
      events: { 'us-east-1': minutes(600) },
      refuse: (_, n) => (n >= 3 && n <= 6 ? awsError(400, 'ThrottlingException', 'Rate exceeded') : undefined),
    });
    expect(idsOf(readings)).toEqual(minutes(600).map(({ id }) => id));
    expect(notCoveredIn(readings)).toEqual([]);
    const gaps = (server.times['us-east-1'] ?? [])
      .slice(1)
      .map((time, n) => time - (server.times['us-east-1']?.[n] ?? 0));
    // Pauses grow (the jitter is fixed here), then the pace is slower, and recovers.
    expect(gaps).toEqual([510, 510, 750, 1500, 3000, 6000, ...Array(9).fill(1020), 510].slice(0, gaps.length));
    expect(gaps.length).toBe(15);
    expect(took).toBeLessThan(60_000);
  });

  test('and no longer than sensible, where it never stops', async () => {
    const { readings } = await lookUp({
      events: { 'us-east-1': minutes(600), 'eu-north-1': minutes(1) },
      refuse: ({ region, body }) =>
        region === 'us-east-1' && body['NextToken'] !== undefined ? awsError(400, 'ThrottlingException') : undefined,
    });
    expect(notCoveredIn(readings)).toEqual([
      ['us-east-1', 'AWS kept throttling cloudtrail:LookupEvents in us-east-1 after 1 page; the rest was not read'],
    ]);
    expect(idsOf(readings).length).toBe(51);
  });
});

describe('what goes wrong', () => {
  const both = { 'us-east-1': minutes(3), 'eu-north-1': minutes(3, 's', 'eu') };
  const denied = awsError(
    400,
    'AccessDeniedException',
    'User: x is not authorized to perform: cloudtrail:LookupEvents',
  );
  const expired = awsError(400, 'ExpiredTokenException', 'The security token included in the request is expired');
  const unknown = awsError(
    400,
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  );

  test('one region denied: the others are read', async () => {
    const { readings } = await lookUp({
      events: both,
      refuse: ({ region }) => (region === 'eu-north-1' ? denied : undefined),
    });
    expect(idsOf(readings)).toEqual(minutes(3).map(({ id }) => id));
    expect(notCoveredIn(readings)).toEqual([
      ['eu-north-1', 'Not allowed to call cloudtrail:LookupEvents in eu-north-1'],
    ]);
  });

  test('all regions denied', async () => {
    await expect(lookUp({ events: both, refuse: () => denied })).rejects.toMatchObject({
      name: 'UserError',
      exit: 3,
      message: 'Not allowed to call cloudtrail:LookupEvents in all 2 regions',
    });
    await history?.close();
    const trouble = awsError(400, 'ValidationException', 'no');
    const refuse: HistoryOptions['refuse'] = ({ region }) => (region === 'us-east-1' ? trouble : denied);
    await expect(lookUp({ events: both, refuse })).rejects.toMatchObject({
      message: 'Not allowed to call cloudtrail:LookupEvents in eu-north-1',
    });
  });

  test('a session that is over before it begins: one error, and nobody asks twice', async () => {
    await expect(lookUp({ events: both, refuse: () => expired })).rejects.toMatchObject({
      name: 'UserError',
      exit: 3,
      message: 'The AWS session has expired or was never started',
    });
    expect(history?.requests.length).toBeLessThanOrEqual(2);
  });

  test('a session that ends in the middle: what was read is used, the rest is told, and nobody asks on', async () => {
    const { readings, server } = await lookUp({
      events: { 'us-east-1': minutes(500), 'eu-north-1': minutes(500, 's', 'eu') },
      refuse: ({ region, body }, n) => (n > 6 && region === 'us-east-1' && body['NextToken'] ? expired : undefined),
    });
    const pages = Object.fromEntries(Object.entries(server.times).map(([region, { length }]) => [region, length]));
    expect(pages['us-east-1']).toBe(4);
    expect(pages['eu-north-1']).toBeLessThanOrEqual(4);
    expect(idsOf(readings).length).toBeLessThanOrEqual(350);
    const reason = expect.stringMatching(
      /^The AWS session has expired or was never started after [34] pages; the rest was not read$/,
    );
    expect(notCoveredIn(readings).toSorted()).toEqual([
      ['eu-north-1', reason],
      ['us-east-1', reason],
    ]);
  });

  test('credentials that AWS does not know', async () => {
    await expect(lookUp({ events: both, refuse: () => unknown })).rejects.toMatchObject({
      message: expect.stringMatching(/^AWS does not accept the credentials in/),
    });
  });

  test('a region that is not enabled answers as if they were unknown', async () => {
    const { readings } = await lookUp({
      events: { 'us-east-1': minutes(3), 'me-south-1': [] },
      refuse: ({ region }) => (region === 'me-south-1' ? unknown : undefined),
    });
    expect(idsOf(readings).length).toBe(3);
    expect(notCoveredIn(readings)).toEqual([
      ['me-south-1', 'AWS does not accept these credentials in me-south-1, a region that an account has to enable'],
    ]);
  });

  test('a connection that breaks, an answer of trouble: asked again', async () => {
    const { readings, server } = await lookUp({
      events: { 'us-east-1': minutes(120) },
      refuse: (_, n) => (n === 2 ? { hangUp: true } : n === 3 ? awsError(503, 'ServiceUnavailable') : undefined),
    });
    expect(idsOf(readings)).toEqual(minutes(120).map(({ id }) => id));
    expect([notCoveredIn(readings), server.requests.length]).toEqual([[], 5]);
  });

  test('a page token that AWS has forgotten: read on from there', async () => {
    const { readings } = await lookUp({
      events: { 'us-east-1': minutes(200) },
      refuse: (_, n) => (n === 3 ? awsError(400, 'InvalidNextTokenException') : undefined),
    });
    expect([...new Set(idsOf(readings))]).toEqual(minutes(200).map(({ id }) => id));
    expect(notCoveredIn(readings)).toEqual([]);
  });

  test.each([
    ['the page before', ['a', 'a']],
    ['an earlier page', ['a', 'b', 'a']],
  ])('a page token that points to %s ends the region as not covered', async (_, tokens) => {
    const { readings, server } = await lookUp({
      events: { 'us-east-1': [], 'eu-north-1': minutes(10, 's', 'eu') },
      refuse: ({ region, body }) => {
        if (region !== 'us-east-1') return undefined;
        const at = body['NextToken'] === undefined ? 0 : tokens.indexOf(String(body['NextToken'])) + 1;
        const EventTime = NOW / 1000 - at;
        const Events = [{ EventId: `${at}`, EventTime, CloudTrailEvent: JSON.stringify({ eventID: `u${at}` }) }];
        return { body: { Events, NextToken: tokens[at] } };
      },
    });
    expect(idsOf(readings)).toEqual(expect.arrayContaining(['u0', 'seu-9']));
    expect(notCoveredIn(readings)).toEqual([
      [
        'us-east-1',
        expect.stringMatching(/did not come from AWS \(PageTokenTwice\) after \d pages?; the rest was not read/),
      ],
    ]);
    expect(server.requests.length).toBeLessThan(6);
  });

  test.each([[null], [{}], [''], [{ NextToken: 'more' }]])('an answer without events, %j, is none', async (body) => {
    const { readings } = await lookUp({
      events: { 'us-east-1': [], 'eu-north-1': minutes(10, 's', 'eu') },
      refuse: ({ region }) => (region === 'us-east-1' ? { body } : undefined),
    });
    expect(notCoveredIn(readings)).toEqual([
      ['us-east-1', expect.stringMatching(/^The answer to cloudtrail:LookupEvents in us-east-1 did not come from AWS/)],
    ]);
  });

  test('Ctrl-C: what was read is used, the rest is told', async () => {
    const stopper = new AbortController();
    const { readings } = await lookUp(
      { events: { 'us-east-1': minutes(600), 'eu-north-1': minutes(10, 's', 'eu') } },
      { onProgress: ({ pages }) => pages === 4 && stopper.abort() },
      stopper.signal,
    );
    expect(idsOf(readings).length).toBe(160);
    expect(notCoveredIn(readings)).toEqual([['us-east-1', 'it was stopped after 3 pages; the rest was not read']]);
  });

  test('a reader who has seen enough: no more is asked', async () => {
    history = await startHistory({ events: { 'us-east-1': minutes(600) } });
    const { aws, clock } = history;
    const source = lookupEvents({
      aws,
      clock,
      regions: ['us-east-1'],
      queries: [EVERYTHING],
      from: NOW - DAY,
      to: NOW,
    });
    for await (const { kind } of source.read(new AbortController().signal)) if (kind === 'record') break;
    await clock.sleep(HOUR);
    expect(history.requests.length).toBeLessThan(3);
  });
});

describe('90 days', () => {
  test('what is older is clipped, and told', async () => {
    const { readings, server } = await lookUp({ events: { 'us-east-1': minutes(1) } }, { from: NOW - 100 * DAY });
    expect(notCoveredIn(readings)).toEqual([
      [
        null,
        'CloudTrail keeps 90 days of event history, so 2026-08-12T09:12:41Z to 2026-08-22T09:22:41Z was not looked at',
      ],
    ]);
    expect(idsOf(readings).length).toBe(1);
    expect(server.requests.map(({ body }) => body['StartTime'])).toEqual([(NOW - 90 * DAY) / 1000 + 600]);
  });

  test('the last page is still asked for inside of them', async () => {
    const { readings } = await lookUp(
      { events: { 'us-east-1': minutes(3000) } },
      { from: NOW - 90 * DAY, queries: [EVERYTHING] },
    );
    expect(idsOf(readings).length).toBe(3000);
  });

  test('90 days, asked for a moment ago, lack nothing that anybody could do something about', async () => {
    const hintsFor = async (from: number) => {
      const { readings } = await lookUp({ events: { 'us-east-1': minutes(1) } }, { from });
      return readings.flatMap((reading) => (reading.kind === 'not-covered' ? [reading.hint] : []));
    };
    expect(await hintsFor(NOW - 90 * DAY - 30_000)).toEqual([undefined, undefined]);
    expect(await hintsFor(NOW - 91 * DAY)).toEqual([expect.stringContaining('--file FOLDER'), undefined]);
  });

  test('a time that is all before them is refused', async () => {
    await expect(
      lookUp({ events: { 'us-east-1': [] } }, { from: NOW - 100 * DAY, to: NOW - 95 * DAY }),
    ).rejects.toMatchObject({
      name: 'UserError',
      exit: 2,
      message: 'CloudTrail keeps 90 days of event history, and 2026-08-17T09:12:41Z is before that',
    });
    expect(history?.requests).toEqual([]);
  });
});

test('progress is told after each page, with the time that is left', async () => {
  const told: LookupProgress[] = [];
  await lookUp(
    { events: { 'us-east-1': minutes(1440), 'eu-north-1': [] } },
    { onProgress: (progress) => told.push(progress) },
  );
  const last = told.at(-1);
  expect(last).toEqual({ regionsDone: 2, regions: 2, pages: 30, records: 1440, left: 0 });
  const middle = told.find(({ pages }) => pages === 16);
  expect(middle).toMatchObject({ regionsDone: 1, regions: 2, records: 750 });
  // 15 of 29 pages took 7.3 seconds.
  expect(Math.abs((middle?.left ?? 0) - 7_300)).toBeLessThan(1_000);
});

describe('everything, or query by query', () => {
  const named = ['a', 'b', 'c', 'd'].map((name) => bySource(`${name}.amazonaws.com`));

  async function probed(events: readonly HistoryEvent[], queries: readonly LookupQuery[] = named) {
    const choices: unknown[] = [];
    const options = { queries, isProbed: true, onChoice: (choice: unknown) => choices.push(choice) };
    const { readings, server } = await lookUp({ events: { 'us-east-1': events } }, options);
    const asked = server.requests.map(({ body }) => Reflect.get(Object(body['LookupAttributes']), 0)?.AttributeValue);
    return { ids: idsOf(readings).toSorted(), choices, asked, throttled: server.throttled() };
  }

  test('a quiet region takes one request', async () => {
    const events = [...minutes(20, 'a.amazonaws.com'), ...minutes(20, 'other')];
    expect(await probed(events)).toEqual({
      ids: events.map(({ id }) => id).toSorted(),
      choices: [{ region: 'us-east-1', isSweep: true, requests: 1 }],
      asked: [undefined],
      throttled: 0,
    });
  });

  test('a busy region is asked by name, and nothing of the probe is read twice', async () => {
    const events = [...minutes(20, 'a.amazonaws.com'), ...minutes(1000, 'other')];
    const { ids, choices, asked } = await probed(events);
    expect(ids).toEqual(
      minutes(20, 'a.amazonaws.com')
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(choices).toEqual([{ region: 'us-east-1', isSweep: false, requests: expect.any(Number) }]);
    expect(asked.toSorted()).toEqual([undefined, ...named.map(({ attribute }) => attribute?.value)].toSorted());
  });

  test('where most events are wanted, everything is read on from the page that was read', async () => {
    const events = minutes(300, 'a.amazonaws.com');
    const { ids, choices, asked } = await probed(events, [bySource('a.amazonaws.com'), bySource('b.amazonaws.com')]);
    expect(ids).toEqual(events.map(({ id }) => id).toSorted());
    expect(choices).toMatchObject([{ isSweep: true }]);
    expect(asked).toEqual(Array.from({ length: 6 }));
  });

  test('a rule that needs everything costs the pages of the first one’s pace', async () => {
    const { choices, asked } = await probed(minutes(300), [EVERYTHING]);
    expect(choices).toEqual([{ region: 'us-east-1', isSweep: true, requests: Math.ceil((24 * 60) / 49) }]);
    expect(asked).toHaveLength(6);
  });

  test('a page within one second says nothing about everything', async () => {
    const burst = Array.from({ length: 60 }, (_, n) => ({ id: `x${n}`, time: NOW, source: 'other' }));
    const { choices, asked } = await probed(burst);
    expect(choices).toEqual([{ region: 'us-east-1', isSweep: false, requests: Number.POSITIVE_INFINITY }]);
    expect(asked).toHaveLength(5);
  });

  test('a region that refuses the probe is not covered', async () => {
    const refuse = () => awsError(400, 'AccessDeniedException', 'no');
    const { readings, server } = await lookUp(
      {
        events: { 'us-east-1': [], 'eu-north-1': minutes(1) },
        refuse: (one) => (one.region === 'us-east-1' ? refuse() : undefined),
      },
      { queries: named, isProbed: true },
    );
    expect(notCoveredIn(readings)).toEqual([['us-east-1', expect.stringContaining('cloudtrail:LookupEvents')]]);
    expect(server.requests).toHaveLength(2);
  });
});
