/** Hours of a watch of several accounts: each at its own pace, none missed and none twice, and what isn't read is said. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { type Deed, HOME, type WatchRun, watchWorld } from '../../helpers/notifier/watched.ts';

const [DEV, PROD] = ['444455556666', '777788889999'];
const ACCOUNTS = [HOME, DEV, PROD];
const OTHERS = [DEV, PROD];
const ORGANIZATION = ['--organization', '--role-name', 'login-watch'];
const STATE = ['--state', 'watch.state'];
const REGIONS = ['us-east-1', 'eu-west-1'];

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  const section = (name: string, key: string) =>
    `[${name}]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`;
  const text = [section('home', 'test'), section('dev', `AKIA${DEV}`), section('prod', `AKIA${PROD}`)].join('');
  writeFileSync(join(cwd, 'credentials'), text);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(cwd, { recursive: true, force: true });
});

/** One every seven minutes in each account in turn, some of them late. */
const deedsOf = (minutes: number): readonly Deed[] =>
  Array.from({ length: Math.floor(minutes / 7) }, (_, index) => ({
    id: `e${String(index).padStart(3, '0')}`,
    minute: 1 + index * 7,
    delay: [2, 14, 0, 50][index % 4] ?? 0,
    region: index % 5 === 0 ? 'eu-west-1' : 'us-east-1',
    account: ACCOUNTS[index % 3] ?? HOME,
  }));
const named = (deeds: readonly Deed[]) => deeds.map(({ id }) => id).toSorted();
const ids = (...runs: readonly WatchRun[]) =>
  runs.flatMap(({ shown }) => shown.map(({ eventId }) => eventId)).toSorted();

async function world(options: Partial<Parameters<typeof watchWorld>[0]> = {}) {
  const made = await watchWorld({ cwd, deeds: [], regions: REGIONS, others: OTHERS, ...options });
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(cwd, 'credentials'));
  return made;
}

const refusesRole =
  (of: string, from: number, to: number) =>
  (minute: number, _: string, action: string, asked: { readonly input: object }) =>
    action === 'AssumeRole' && minute >= from && minute < to && JSON.stringify(asked.input).includes(of)
      ? new AwsFault('AccessDenied', 'is not authorized to perform: sts:AssumeRole', { status: 403 })
      : undefined;

describe('--organization', () => {
  test('each account is watched, none is missed or told twice, and the lag of each region of each is printed', async () => {
    const deeds = deedsOf(150);
    const { watch } = await world({ deeds: [...deeds, ...deeds.map((deed) => ({ ...deed, delay: deed.delay + 2 }))] });
    const done = await watch(ORGANIZATION, { until: 210 });
    expect([done.exit, ids(done)]).toEqual([EXIT.done, named(deeds)]);
    expect(done.err).toContain('Watching 3 accounts, 6 regions from ');
    expect(done.err.match(/last hour: \d+ rounds/g)).toHaveLength(3);
    for (const id of ACCOUNTS)
      expect(done.err).toMatch(
        new RegExp(
          `account name-${id.slice(0, 4)} \\(${id}\\): eu-west-1: read \\d+ s ago.*; us-east-1: read \\d+ s ago`,
        ),
      );
    expect(done.shown[0]).toHaveProperty('accountName', expect.stringMatching(/^name-/));
  });

  test('of each account it takes at most half of its two requests a second, side by side with the others', async () => {
    const many = ACCOUNTS.flatMap((account) =>
      Array.from({ length: 500 }, (_, index) => {
        const id = `f${account}-${index}`;
        return { id, minute: -10, delay: 0, isFailed: true as const, account };
      }),
    );
    const { watch, asked } = await world({ deeds: many, regions: ['us-east-1'], speed: 4 });
    await watch([...ORGANIZATION, ...STATE, '--since', '1h', '--once']);
    const lookups = asked.filter(({ action }) => action === 'LookupEvents');
    let each = 0;
    for (const id of ACCOUNTS) {
      const times = lookups.filter(({ key }) => (id === HOME ? key === 'test' : key.includes(id))).map(({ at }) => at);
      expect(times.length).toBeGreaterThan(8);
      const took = Math.max(...times) - Math.min(...times);
      each += took;
      expect(took).toBeGreaterThan((times.length - 2) * 1_000);
    }
    const all = lookups.map(({ at }) => at);
    expect(Math.max(...all) - Math.min(...all)).toBeLessThan(each * 0.7);
  });

  test('an account that can’t be read is said once and tried again; then it is read from the beginning on', async () => {
    const deeds = deedsOf(120);
    const { watch } = await world({ deeds, trouble: refusesRole(DEV, 0, 60) });
    const done = await watch(ORGANIZATION, { until: 180 });
    expect(ids(done)).toEqual(named(deeds));
    const place = 'account name-4444 (444455556666): ';
    expect(done.err.match(/Not allowed to take role login-watch there/g)).toHaveLength(1);
    expect(done.err).toContain(`${place}Not allowed to take role login-watch there. The role must exist`);
    expect(done.err).toContain(`${place}watched now, with all since 2026-11-20T09:12:41Z`);
    // The others don't wait for it.
    const early = done.shown.filter(({ eventId }, index) => {
      const deed = deeds.find(({ id }) => id === eventId);
      return deed?.account !== DEV && deed !== undefined && (done.minutes[index] ?? 0) - deed.minute - deed.delay > 13;
    });
    expect(early).toEqual([]);
  });

  test('one whose history refuses everywhere is a trouble of that account alone', async () => {
    const deeds = deedsOf(60);
    const { watch } = await world({
      deeds,
      trouble: (minute, _, action, { key }) =>
        action === 'LookupEvents' && key.startsWith(`ASIA${PROD}`) && minute < 40
          ? new AwsFault('AccessDeniedException', 'no')
          : undefined,
    });
    const done = await watch(ORGANIZATION, { until: 125 });
    expect(ids(done)).toEqual(named(deeds));
    expect(done.err).toContain('account name-7777 (777788889999): all 2 regions: Not allowed to call cloudtrail');
    expect(done.err).toContain('account name-7777 (777788889999): eu-west-1, us-east-1: read again');
  });

  test('an account that joins is watched from the last listing on; one that is suspended is said', async () => {
    const joins = [95, 110, 118].map((minute) => ({ id: `j${minute}`, minute, delay: 3, account: PROD }));
    const early = { id: 'before', minute: 20, delay: 0, account: PROD };
    const made = await world({
      deeds: [...joins, early],
      trouble: (minute) => {
        if (minute >= 90) made?.account.directory.members.set(PROD, 'prod');
        if (minute >= 200) made?.account.directory.states.set(PROD, 'SUSPENDED');
        return undefined;
      },
    });
    made.account.directory.members.delete(PROD);
    const done = await made.watch(ORGANIZATION, { until: 300 });
    expect(ids(done)).toEqual(['j110', 'j118', 'j95']);
    expect(done.err).toMatch(/account prod \(777788889999\): watched now, with all since 2026-11-20T10:1/);
    expect(done.err).toContain('account prod (777788889999): no longer watched: it is closed, suspended');
  });

  test('a list of accounts that is refused meanwhile changes nothing, and is said', async () => {
    const deeds = deedsOf(130);
    const { watch } = await world({
      deeds,
      trouble: (minute, _, action) =>
        action === 'ListAccounts' && minute > 50 && minute < 100
          ? new AwsFault('AccessDeniedException', 'no')
          : undefined,
    });
    const done = await watch(ORGANIZATION, { until: 190 });
    expect(ids(done)).toEqual(named(deeds));
    expect(done.err.match(/accounts of the organization: /g)).toHaveLength(1);
  });
});

describe('--profiles', () => {
  test('a profile whose session is over at the start, and one whose session ends, are read once it is renewed', async () => {
    const deeds = deedsOf(130);
    let over = '';
    const made = await world({
      deeds,
      trouble: (minute, _, action, { key }) => {
        over = minute < 30 ? `AKIA${DEV}` : minute > 60 && minute < 90 ? `AKIA${PROD}` : '';
        return key === over && action !== 'ListAccounts'
          ? new AwsFault('ExpiredTokenException', 'The security token included in the request is expired')
          : undefined;
      },
    });
    const done = await made.watch(['--profiles', 'home,dev,prod'], { until: 190 });
    expect([done.exit, ids(done)]).toEqual([EXIT.done, named(deeds)]);
    expect(done.err.match(/profile dev: .*expired/g)).toHaveLength(1);
    expect(done.err).toMatch(/account 444455556666: watched now|account name-4444 \(444455556666\): watched now/);
    expect(done.err.match(/777788889999\)?: all 2 regions: .*expired/g)).toHaveLength(1);
    expect(done.err).not.toContain('profile prod: ');
  });

  test('none that leads to an account ends it at once', async () => {
    const { watch } = await world();
    const { exit, err } = await watch(['--profiles', 'stage,test']);
    expect([exit, err]).toEqual([EXIT.refused, expect.stringContaining('None of 2 accounts could be read')]);
  });

  test.each([
    [['--organization'], '--organization needs --role-name'],
    [['--profiles', 'a', '--profile', 'b'], 'cannot be used together'],
  ])('%j is refused', async (args, said) => {
    const { watch } = await world();
    const { exit, err } = await watch(args);
    expect([exit, err]).toEqual([EXIT.wrongUse, expect.stringContaining(said)]);
  });
});

describe('the state', () => {
  test('holds each account; stopped and started again it neither repeats nor skips', async () => {
    const deeds = deedsOf(200);
    const { watch, skip } = await world({ deeds, trouble: refusesRole(PROD, 40, 130) });
    const runs: WatchRun[] = [];
    for (const until of [20, 60]) runs.push(await watch([...ORGANIZATION, ...STATE], { until }));
    skip(60);
    runs.push(await watch([...ORGANIZATION, ...STATE], { until: 280 }));
    expect(ids(...runs)).toEqual(named(deeds));
    const { accounts } = JSON.parse(readFileSync(join(cwd, 'watch.state'), 'utf8'));
    expect(Object.keys(accounts).toSorted()).toEqual(ACCOUNTS);
    for (const id of ACCOUNTS) expect(Object.keys(accounts[id].marks).toSorted()).toEqual(REGIONS.toSorted());
  });

  test('an account that no run could read yet is read from the first run on', async () => {
    const deeds = deedsOf(60);
    const { watch } = await world({ deeds, trouble: refusesRole(DEV, 0, 70) });
    const args = [...ORGANIZATION, ...STATE, '--once'];
    const runs = [await watch(args, { until: 1_000 })];
    runs.push(await watch([...ORGANIZATION, ...STATE], { until: 65 }));
    expect(runs[0]?.exit).toBe(EXIT.refused);
    runs.push(await watch([...ORGANIZATION, ...STATE], { until: 130 }));
    expect(ids(...runs)).toEqual(named(deeds));
  });

  test('killed at any moment: nothing missed, nothing twice but what is said to be in doubt', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 3 }), async (kills) => {
        rmSync(join(cwd, 'watch.state'), { force: true });
        const deeds = deedsOf(45);
        const { watch, account } = await world({ deeds, regions: ['us-east-1', 'eu-west-1'] });
        const args = [...ORGANIZATION, ...STATE, '--since', '1h'];
        const runs: WatchRun[] = [];
        for (const killAt of kills) runs.push(await watch(args, { until: 110, killAt }));
        runs.push(await watch(args, { until: 110 }));
        await account.close();
        const shown = runs.flatMap((run) => run.shown);
        expect([...new Set(shown.map(({ eventId }) => eventId))].toSorted()).toEqual(named(deeds));
        const sure = shown.filter(({ perhapsShown }) => !perhapsShown).map(({ eventId }) => eventId);
        expect(sure.toSorted()).toEqual([...new Set(sure)].toSorted());
      }),
      { numRuns: 5 },
    );
  });

  test('of other accounts is refused; one account’s state goes on with more accounts', async () => {
    const deeds = deedsOf(60);
    const { watch } = await world({ deeds });
    await watch(['--profiles', 'dev', ...STATE], { until: 5 });
    const other = await watch(['--profiles', 'home,prod', ...STATE], { until: 10 });
    expect([other.exit, other.err]).toEqual([
      EXIT.wrongUse,
      expect.stringContaining(
        `watch.state is the state of account ${DEV}, and these credentials are of ${HOME}, ${PROD}`,
      ),
    ]);
    const own = await watch([...STATE], { until: 10 });
    expect(own.exit).toBe(EXIT.wrongUse);
    const more = await watch(['--profiles', 'home,dev,prod', ...STATE], { until: 120 });
    const missing = deeds.filter(({ minute, account }) => minute < 4 && account !== DEV).map(({ id }) => id);
    expect(named(deeds).filter((id) => !ids(more).includes(id) && !missing.includes(id))).toEqual([]);
    expect(new Set(ids(more)).size).toBe(ids(more).length);
  });
});

test('in Japanese', async () => {
  const { watch } = await world({ deeds: deedsOf(40), trouble: refusesRole(DEV, 0, 10) });
  const done = await watch([...ORGANIZATION, '--language', 'ja'], { until: 70 });
  expect(done.err).toContain('3件のアカウント、');
  expect(done.err).toContain(
    'アカウント name-4444（444455556666）：このアカウントではロール login-watch を引き受けられません',
  );
  expect(englishIn(done.err.replaceAll(/name-\d+|login-watch policy [^`]+/g, '§'))).toEqual([]);
});
