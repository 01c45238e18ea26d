/** The short name of an event in place of its id. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { handleOf, isNamedBy, readHandle } from '../../../src/core/session/handle.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { apiCall, at, ELSEWHERE, iamUser, signIn } from '../../helpers/records/records.ts';
import { byKey } from '../../helpers/records/sessions.ts';

const ID = '7e360ee6-b09e-1dfa-a818-7e22abcf74f6';
const HANDLE = handleOf(ID, Date.parse(at(10)));
const LOGIN = { ...signIn({ by: iamUser('carol'), from: ELSEWHERE, minute: 10 }), eventID: ID };

async function session(question: string, records: readonly object[], ...args: readonly string[]) {
  const cwd = await mkdtemp(join(tmpdir(), 'login-watch-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  await writeFile(join(cwd, 'trail.json'), JSON.stringify({ Records: records }));
  const host = fakeHost({ cwd, columns: 200 });
  return {
    exit: await run(['session', question, join(cwd, 'trail.json'), ...args], host),
    out: host.out(),
    err: host.err(),
  };
}

test('it names the event by how its id begins and by its second', () => {
  const handle = readHandle(HANDLE.toUpperCase());
  expect(handle).toBeDefined();
  const named = (id: string, epoch: number) => handle !== undefined && isNamedBy(handle, id, epoch);
  expect(named(ID.toUpperCase(), Date.parse(at(10)) + 999)).toBe(true);
  expect(named(ID, Date.parse(at(10)) + 1_000)).toBe(false);
  expect(named(ID.replace('7e360e', '7e360f'), Date.parse(at(10)))).toBe(false);
});

test.each(['carol', 'latest', ID, '7e360ee6', '7e360e.', 'g23456.top2v4', '7e360e.top2v', '7e360e.top2v44'])(
  '%s is no handle',
  (text) => expect(readHandle(text)).toBeUndefined(),
);

test('it shows the session, also in capitals', async () => {
  for (const question of [HANDLE, HANDLE.toUpperCase()]) {
    const { exit, out } = await session(question, [LOGIN]);
    expect([exit, out]).toEqual([EXIT.done, expect.stringContaining('Session of carol')]);
  }
});

test('two events of that name: both are told by their ids, in both languages', async () => {
  const other = { ...LOGIN, eventID: ID.replace('4f6', '4f7') };
  const both = `${ID}, ${other.eventID}`;
  const [english, japanese] = [
    await session(HANDLE, [LOGIN, other]),
    await session(HANDLE, [LOGIN, other], '--language', 'ja'),
  ];
  expect([english.exit, english.err]).toEqual([
    EXIT.wrongUse,
    expect.stringContaining(`${HANDLE} names several events: ${both}.`),
  ]);
  expect(japanese.err).toContain(`${HANDLE} に当てはまるイベントが複数あります：${both.replace(', ', '、')}。`);
});

test('where no event has that name, a user who is called so is meant; else it is said', async () => {
  const call = apiCall('iam', 'ListUsers', { by: byKey('facade.tanaka', 'AKIAEXAMPLEFACADE001'), minute: 5 });
  const named = await session('facade.tanaka', [LOGIN, call]);
  expect([named.exit, named.out]).toEqual([EXIT.done, expect.stringContaining('Session of facade.tanaka')]);
  const none = await session('facade.tanaka', [LOGIN]);
  expect([none.exit, none.err]).toEqual([
    EXIT.wrongUse,
    expect.stringContaining('No event facade.tanaka among 1 record.'),
  ]);
});

test('an event of no session says why', async () => {
  const failed = { ...signIn({ by: iamUser('carol'), from: ELSEWHERE, minute: 10, result: 'Failure' }), eventID: ID };
  const { exit, err } = await session(HANDLE, [failed]);
  expect([exit, err]).toEqual([EXIT.wrongUse, expect.stringContaining('the sign-in failed, so nobody got in')]);
});
