/** Hours of a watch on the sandbox's clock: nothing missed, nothing twice, and what isn't known is said. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { type Server, serve } from '../../helpers/host/server.ts';
import { type Deed, type WatchRun, watchWorld } from '../../helpers/notifier/watched.ts';

let cwd = '';
let slack: Server | undefined;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(cwd, { recursive: true, force: true });
  await slack?.close();
  slack = undefined;
});

const ids = (...runs: readonly WatchRun[]) =>
  runs.flatMap(({ shown }) => shown.map(({ eventId }) => eventId)).toSorted();
const named = (deeds: readonly Deed[]) => deeds.map(({ id }) => id).toSorted();
const STATE = ['--state', 'watch.state'];

/** One every seven minutes, each as late as the list says, over and over. */
const deedsOf = (minutes: number, delays: readonly number[] = [2, 5, 14, 0, 59, 9]): readonly Deed[] =>
  Array.from({ length: Math.floor(minutes / 7) }, (_, index) => ({
    id: `e${String(index).padStart(3, '0')}`,
    minute: 1 + index * 7,
    delay: delays[index % delays.length] ?? 0,
    region: index % 3 === 0 ? 'eu-west-1' : 'us-east-1',
  }));
const REGIONS = ['us-east-1', 'eu-west-1'];

describe('hours of it', () => {
  test('records that come late or twice are shown once each, soon, with a line every hour', async () => {
    const deeds = deedsOf(180);
    const twice = deeds.filter((_, index) => index % 4 === 0).map((deed) => ({ ...deed, delay: deed.delay + 1 }));
    const { watch } = await watchWorld({ cwd, deeds: [...deeds, ...twice], regions: REGIONS });
    const done = await watch([], { until: 250 });
    expect([done.exit, ids(done)]).toEqual([EXIT.done, named(deeds)]);
    expect(done.err.match(/last hour: \d+ rounds/g)).toHaveLength(4);
    expect(done.err).toMatch(/us-east-1: read \d+ s ago, records up to \d+ min late/);
    expect(done.err).toMatch(/Stopped\.\n$/);
    // Within minutes after the event history has it.
    const dueAt = new Map(deeds.map(({ id, minute, delay }) => [id, minute + delay]));
    const waited = done.shown.map(({ eventId }, index) => (done.minutes[index] ?? 0) - (dueAt.get(eventId) ?? 0));
    expect(Math.max(...waited)).toBeLessThanOrEqual(13);
  });

  test('it takes at most half of the account’s two requests a second', async () => {
    const many = Array.from({ length: 160 }, (_, index) => ({
      id: `f${index}`,
      minute: -10,
      delay: 0,
      isFailed: true as const,
    }));
    const { watch, asked } = await watchWorld({ cwd, deeds: many });
    await watch(['--since', '1h'], { until: 20 });
    const times = asked.filter(({ action }) => action === 'LookupEvents').map(({ at }) => at);
    expect(times.length).toBeGreaterThan(50);
    expect(Math.min(...times.slice(1).map((at, index) => at - (times[index] ?? 0)))).toBeGreaterThanOrEqual(1_000);
  });

  test('one that comes later than --overlap is shown if it is seen, and is said to be late', async () => {
    const deeds = [{ id: 'late', minute: 20, delay: 55 }];
    const { watch } = await watchWorld({ cwd, deeds });
    const done = await watch(['--overlap', '30m'], { until: 150 });
    expect(done.shown).toMatchObject([{ eventId: 'late', perhapsShown: false }]);
    expect(done.shown[0]?.late).toBeGreaterThanOrEqual(55);
  });

  test('a lost network, throttling, refusals and sleep are said once and over, and nothing is missed', async () => {
    const fault = (minute: number, region: string, action: string) => {
      if (action !== 'LookupEvents') return undefined;
      if (minute > 30 && minute < 60) return { status: 503, body: '' };
      if (minute > 90 && minute < 100 && region === 'eu-west-1')
        return new AwsFault('ThrottlingException', 'Rate exceeded');
      if (minute > 120 && minute < 200) return new AwsFault('ExpiredTokenException', 'The security token is expired');
      return undefined;
    };
    const deeds = deedsOf(240);
    const { watch } = await watchWorld({ cwd, deeds, regions: REGIONS, trouble: fault });
    const done = await watch([], { until: 310 });
    expect([done.exit, ids(done)]).toEqual([EXIT.done, named(deeds)]);
    expect(done.shown.filter(({ late }) => late !== null)).toEqual([]);
    expect(done.err.match(/has expired/g)).toHaveLength(1);
    expect(done.err.match(/read again/g)?.length).toBeGreaterThanOrEqual(2);
  });

  test('a region that the account keeps closed is said, and the others are watched', async () => {
    const deeds = deedsOf(40).filter(({ region }) => region === 'us-east-1');
    const { watch } = await watchWorld({
      cwd,
      deeds,
      regions: REGIONS,
      trouble: (_, region, action) =>
        action === 'LookupEvents' && region === 'eu-west-1' ? new AwsFault('AccessDeniedException', 'no') : undefined,
    });
    const done = await watch([], { until: 130 });
    expect(ids(done)).toEqual(named(deeds));
    expect(done.err.match(/not watched: eu-west-1/g)).toHaveLength(1);
  });

  test('a permission that is missing everywhere ends it at once', async () => {
    const denied = new AwsFault('AccessDeniedException', 'no');
    const { watch } = await watchWorld({
      cwd,
      deeds: [],
      regions: REGIONS,
      trouble: (_, __, action) => (action === 'LookupEvents' ? denied : undefined),
    });
    const { exit, err } = await watch([]);
    expect([exit, err]).toEqual([EXIT.refused, expect.stringContaining('login-watch policy watch')]);
  });

  test('the machine slept: it is said for how long, and what happened meanwhile is read', async () => {
    const deeds = deedsOf(400, [2]);
    const { watch } = await watchWorld({ cwd, deeds, regions: REGIONS, nap: [60, 180] });
    const done = await watch([], { until: 430 });
    expect(ids(done)).toEqual(named(deeds));
    expect(done.err.match(/This machine slept/g)).toHaveLength(1);
    expect(done.err).toContain('This machine slept for 180 minutes; what happened meanwhile is read now.');
    // None of them is called late: nobody could have read it earlier.
    expect(done.shown.filter(({ late }) => late !== null)).toEqual([]);
  });

  test('--since begins in the past', async () => {
    const { watch } = await watchWorld({
      cwd,
      deeds: [-200, -100, -30].map((minute) => ({ id: `e${minute}`, minute, delay: 0 })),
    });
    expect(ids(await watch(['--since', '2h'], { until: 5 }))).toEqual(['e-100', 'e-30']);
  });
});

describe('the state', () => {
  test('stopped and started again it neither repeats nor skips, whatever was late meanwhile', async () => {
    const deeds = deedsOf(200);
    const { watch, skip } = await watchWorld({ cwd, deeds, regions: REGIONS });
    const runs: WatchRun[] = [];
    for (const until of [20, 47, 90]) runs.push(await watch(STATE, { until }));
    skip(60);
    runs.push(await watch([...STATE, '--since', '1h'], { until: 270 }));
    expect(ids(...runs)).toEqual(named(deeds));
    expect(runs[3]?.err).toContain('Going on where the last run ended');
    expect(runs[3]?.err).toContain('--since is left aside');
    expect(statSync(join(cwd, 'watch.state')).mode & 0o777).toBe(0o600);
    expect(runs[0]?.err).toContain('the next run goes on from watch.state');
  });

  test('--once, as cron calls it, does the same; a region that was not read is read by the next run', async () => {
    const deeds = deedsOf(100);
    const { watch, skip, minute } = await watchWorld({
      cwd,
      deeds,
      regions: REGIONS,
      trouble: (now, _, action) =>
        action === 'LookupEvents' && now > 40 && now < 70 ? new AwsFault('AccessDeniedException', 'no') : undefined,
    });
    const runs: WatchRun[] = [];
    while (minute() < 170) {
      runs.push(await watch([...STATE, '--once'], { until: 1_000 }));
      skip(9);
    }
    expect(ids(...runs)).toEqual(named(deeds));
    expect(new Set(runs.map(({ exit }) => exit))).toEqual(new Set([EXIT.done, EXIT.refused]));
    expect(runs.at(-1)?.exit).toBe(EXIT.done);
  });

  test('killed at any moment: nothing missed, nothing twice but what is said to be in doubt', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 4 }), async (kills) => {
        rmSync(join(cwd, 'watch.state'), { force: true });
        const deeds = deedsOf(40);
        const { watch, account } = await watchWorld({ cwd, deeds, regions: REGIONS });
        const runs: WatchRun[] = [];
        for (const killAt of kills) runs.push(await watch(['--since', '1h', ...STATE], { until: 110, killAt }));
        runs.push(await watch(['--since', '1h', ...STATE], { until: 110 }));
        await account.close();
        const shown = runs.flatMap((run) => run.shown);
        expect([...new Set(shown.map(({ eventId }) => eventId))].toSorted()).toEqual(named(deeds));
        const sure = shown.filter(({ perhapsShown }) => !perhapsShown).map(({ eventId }) => eventId);
        expect(sure.toSorted()).toEqual([...new Set(sure)].toSorted());
        expect(shown.length - sure.length).toBeLessThanOrEqual(kills.length * 3);
      }),
      { numRuns: 8 },
    );
  });

  test('killed at each step of a round that finds something', async () => {
    const deeds = [-30, -20].map((minute) => ({ id: `e${minute}`, minute, delay: 0 }));
    let doubts = 0;
    for (let killAt = 1; killAt <= 45; killAt += 1) {
      rmSync(join(cwd, 'watch.state'), { force: true });
      const { watch, account } = await watchWorld({ cwd, deeds });
      const args = ['--since', '1h', ...STATE];
      const runs = [await watch(args, { until: 1, killAt }), await watch(args, { until: 3 })];
      await account.close();
      const shown = runs.flatMap((run) => run.shown);
      expect([killAt, [...new Set(ids(...runs))]]).toEqual([killAt, named(deeds)]);
      const sure = shown.filter(({ perhapsShown }) => !perhapsShown).map(({ eventId }) => eventId);
      expect([killAt, sure.length]).toEqual([killAt, new Set(sure).size]);
      doubts += shown.length - sure.length;
    }
    expect(doubts).toBeGreaterThan(0);
  });

  test('what rules count goes on over rounds and restarts: one burst, once', async () => {
    // By the restart the first ones are older than any later reading goes back.
    const deeds = [1, 4.5, 8, 11.5, 15].map((minute, index) => ({
      id: `f${index}`,
      minute,
      delay: 1,
      isFailed: true as const,
    }));
    const { watch } = await watchWorld({ cwd, deeds });
    const runs = [13, 40].map((until) => () => watch([...STATE, '--overlap', '2m'], { until }));
    const shown: WatchRun['shown'][number][] = [];
    for (const start of runs) shown.push(...(await start()).shown);
    expect(shown).toMatchObject([{ rule: 'signin-bruteforce', events: 5 }]);
  });

  test('a file that is damaged, of another program or of another account is said, and stays', async () => {
    const { watch, account } = await watchWorld({ cwd, deeds: [] });
    for (const text of ['{"kind":"login-watch watch","ver', '{}', '']) {
      writeFileSync(join(cwd, 'watch.state'), text);
      const { exit, err } = await watch(STATE, { until: 5 });
      expect([exit, err]).toEqual([
        EXIT.wrongUse,
        expect.stringContaining('is damaged, or no state of login-watch watch'),
      ]);
      expect(readFileSync(join(cwd, 'watch.state'), 'utf8')).toBe(text);
    }
    rmSync(join(cwd, 'watch.state'));
    await watch(STATE, { until: 2 });
    expect(account.calls.length).toBeGreaterThan(0);
    const state = JSON.parse(readFileSync(join(cwd, 'watch.state'), 'utf8'));
    writeFileSync(
      join(cwd, 'watch.state'),
      JSON.stringify({ ...state, accounts: { '444455556666': { begun: 0, marks: {} } } }),
    );
    expect((await watch(STATE, { until: 5 })).err).toContain('is the state of account 444455556666');
  });

  test.each([
    [['--once'], '--once needs --state'],
    [['--overlap', 'soon'], "isn't a valid length of time"],
    [['--state', 'nowhere/watch.state'], 'nowhere/watch.state'],
  ])('%j is refused', async (args, said) => {
    const { watch } = await watchWorld({ cwd, deeds: [] });
    const { exit, err } = await watch(args, { until: 5 });
    expect([exit, err]).toEqual([EXIT.wrongUse, expect.stringContaining(said)]);
  });
});

describe('--notify', () => {
  const sentIn = (bodies: readonly string[]) =>
    bodies.map((body) =>
      JSON.parse(body)
        .items.flatMap(({ findings }: { readonly findings: readonly { readonly eventId: string }[] }) =>
          findings.map(({ eventId }) => eventId),
        )
        .toSorted(),
    );

  test('what business hours mute is shown at once, and sent as one message when they end, also over restarts', async () => {
    slack = await serve({ status: 200, body: 'ok' });
    const settings = [
      'channels:\n  - webhook: { url: "env:LOGIN_WATCH_HOOK" }\n',
      'rules: { root-login: { severity: low } }\n',
      // It begins at 09:12 on a Friday.
      'businessHours: { days: [fri], from: "09:00", to: "10:30", mute: [low] }\n',
    ];
    writeFileSync(join(cwd, 'login-watch.yaml'), settings.join(''));
    const deeds = [5, 20, 50, 75, 90].map((minute) => ({ id: `e${minute}`, minute, delay: 1 }));
    const { watch } = await watchWorld({ cwd, deeds, env: { LOGIN_WATCH_HOOK: `${slack.url}/hook` } });
    const args = [...STATE, '--notify', '--yes', '--allow-host', '127.0.0.1'];
    const first = await watch(args, { until: 30 });
    const second = await watch(args, { until: 60 });
    expect([ids(first, second), slack.received]).toEqual([['e20', 'e5', 'e50'], []]);
    expect(first.shown).toMatchObject([{ muted: 'business hours' }, { muted: 'business hours' }]);
    // The last one happens within them, and is seen.
    slack.answer({ status: 503, body: 'later' });
    await watch(args, { until: 79 });
    const refused = slack.received.length;
    expect(refused).toBeGreaterThan(0);
    slack.answer({ status: 200, body: 'ok' });
    await watch(args, { until: 120 });
    const taken = slack.received.slice(refused).map(({ body }) => body);
    expect(sentIn(taken)).toEqual([['e20', 'e5', 'e50', 'e75'], ['e90']]);
  });

  test('one that was muted by the hours and is seen after them leaves at once', async () => {
    slack = await serve({ status: 200, body: 'ok' });
    const settings =
      'channels:\n  - webhook: { url: "env:LOGIN_WATCH_HOOK" }\nrules: { root-login: { severity: low } }\nbusinessHours: { days: [fri], from: "09:00", to: "10:00", mute: [low] }\n';
    writeFileSync(join(cwd, 'login-watch.yaml'), settings);
    const deeds = [{ id: 'late', minute: 40, delay: 20 }];
    const { watch } = await watchWorld({ cwd, deeds, env: { LOGIN_WATCH_HOOK: `${slack.url}/hook` } });
    await watch(['--notify', '--yes', '--allow-host', '127.0.0.1'], { until: 90 });
    expect(sentIn(slack.received.map(({ body }) => body))).toEqual([['late']]);
  });

  test('each finding is sent once; while the channel refuses, none is lost, also over a restart', async () => {
    slack = await serve({ status: 200, body: 'ok' });
    const settings = 'channels:\n  - webhook: { url: "env:LOGIN_WATCH_HOOK" }\n';
    writeFileSync(join(cwd, 'login-watch.yaml'), settings);
    const deeds = deedsOf(60, [1]).map((deed) => ({ ...deed, region: 'us-east-1' }));
    const { watch } = await watchWorld({ cwd, deeds, env: { LOGIN_WATCH_HOOK: `${slack.url}/hook` } });
    const args = [...STATE, '--notify', '--yes', '--allow-host', '127.0.0.1'];
    await watch(args, { until: 20 });
    const before = slack.received.length;
    slack.answer({ status: 404, body: 'gone' });
    const refused = await watch(args, { until: 40 });
    expect(refused.err.match(/not sent yet to webhook/g)).toHaveLength(1);
    const after = slack.received.length;
    slack.answer({ status: 200, body: 'ok' });
    await watch(args, { until: 80 });
    const taken = slack.received
      .filter((_, index) => index < before || index >= after)
      .map(({ body }) => JSON.parse(body));
    const sent = taken.flatMap(({ items }) =>
      items.flatMap(({ findings }: { findings: readonly { eventId: string }[] }) =>
        findings.map(({ eventId }) => eventId),
      ),
    );
    expect(sent.toSorted()).toEqual(named(deeds));
  });
});

test('in Japanese, as a table, with the search of replay', async () => {
  const { watch } = await watchWorld({ cwd, deeds: deedsOf(20) });
  const done = await watch(['--format', 'table', '--language', 'ja', '--user', 'nobody'], { until: 30 });
  expect([done.out, done.err]).toEqual(['', expect.stringContaining('Ctrl-Cで終了します')]);
});
