/** A session over several accounts, from a trail's bucket, and behind the question that a long search asks. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { AccountOptions } from '../../../sandbox/account/account.ts';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { run } from '../../../src/cli.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { BUCKET, bodyOf, keyOf, trailBucket } from '../../helpers/aws/trail-bucket.ts';
import { eachInFolder } from '../../helpers/host/each-folder.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { playing } from '../../helpers/host/keys.ts';
import { testAccount } from '../../helpers/records/account.ts';
import { apiCall, at, ELSEWHERE, iamUser, signIn } from '../../helpers/records/records.ts';
import { asRole, assumes, byKey, inConsole, type RoleSession } from '../../helpers/records/sessions.ts';

const [HOME, DEV, PROD] = ['111122223333', '444455556666', '777788889999'];
const NOW = Date.parse(at(300));
const OPS: RoleSession = { name: 'Ops', session: 'carol', key: 'ASIAEXAMPLEOPS000001', begun: 20, account: DEV };
const DEPLOY: RoleSession = { name: 'Deploy', session: 'carol', key: 'ASIAEXAMPLEDEPLOY001', begun: 30, account: PROD };

const LOGIN = signIn({ by: iamUser('carol'), from: ELSEWHERE, minute: 10 });
const inDev = assumes(inConsole('carol', 10, 'ASIAEXAMPLEREQUEST20'), OPS, {
  sharedEventID: 'shared-1',
  sessionCredentialFromConsole: 'true',
});
/** The other account's copy knows only whose call it was. */
const copyInDev = {
  ...inDev,
  ...{ eventID: 'copy-1', recipientAccountId: DEV },
  userIdentity: { type: 'AWSAccount', principalId: 'AIDAEXAMPLECAROL', accountId: HOME },
};
const RECORDS = [
  LOGIN,
  apiCall('iam', 'CreateUser', {
    by: inConsole('carol', 10, 'ASIAEXAMPLEREQUEST15'),
    from: ELSEWHERE,
    minute: 15,
    request: { userName: 'backup' },
  }),
  inDev,
  copyInDev,
  apiCall('s3', 'CreateBucket', { by: asRole(OPS), minute: 22, account: DEV, request: { bucketName: 'copies' } }),
  // From there on into a third account.
  assumes(asRole(OPS), DEPLOY, { recipientAccountId: DEV }),
  apiCall('cloudtrail', 'StopLogging', { by: asRole(DEPLOY), minute: 31, account: PROD, request: { name: 'main' } }),
];
const idOf = (record: Readonly<Record<string, unknown>> | undefined) => String(record?.['eventID']);
const recordsOf = (id: string) =>
  JSON.parse(JSON.stringify(RECORDS.filter(({ recipientAccountId }) => recipientAccountId === id)));

const folder = eachInFolder();

async function organization(options: Partial<AccountOptions> = {}) {
  let now = NOW;
  const other = (id: string) => ({ id, keys: [`AKIA${id}`], roles: ['login-watch'], records: recordsOf(id) });
  const account = await testAccount({
    now: () => now,
    records: recordsOf(HOME),
    others: [other(DEV), other(PROD)],
    regions: ['us-east-1'],
    ...options,
  });
  for (const [id, name] of [
    [HOME, 'home'],
    [DEV, 'dev'],
    [PROD, 'prod'],
  ] as const)
    account.directory.members.set(id, name);
  const section = (name: string, key: string) => `[${name}]\naws_access_key_id = ${key}\naws_secret_access_key = s\n`;
  writeFileSync(join(folder.cwd, 'credentials'), [section('home', 'test'), section('dev', `AKIA${DEV}`)].join(''));
  for (const [name, value] of Object.entries({
    ...{ AWS_ENDPOINT_URL: account.endpoint, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'secret' },
    ...{ AWS_REGION: 'us-east-1', AWS_SHARED_CREDENTIALS_FILE: join(folder.cwd, 'credentials') },
  }))
    vi.stubEnv(name, value);
  const sleep = async (ms: number) => {
    now += ms;
  };
  const session = async (...args: readonly string[]) => {
    const host = { ...fakeHost({ cwd: folder.cwd, columns: 120 }), now: () => now, sleep };
    const exit = await run(['session', ...args], host);
    return { exit, out: host.out(), err: host.err().replaceAll(/\s+/g, ' ') };
  };
  return { account, session };
}

const outline = (out: string) => {
  const { session: one, sessions, changes, became, notCovered } = JSON.parse(out);
  return {
    events: one.events,
    sessions: sessions.length,
    changes: changes.map(({ text }: { readonly text: string }) => text),
    became: became.length,
    notCovered: notCovered.filter(
      ({ reason }: { readonly reason: string }) => !reason.startsWith('event history holds'),
    ),
  };
};
const ORGANIZATION = ['--organization', '--role-name', 'login-watch', '--format', 'json'];

describe('several accounts', () => {
  test.each([
    ['the last sign-in', 'latest'],
    ['the event of a role two accounts away', idOf(RECORDS.at(-1))],
    ['the person', 'carol'],
  ])('%s: followed from role to role across accounts, and back', async (_, question) => {
    const { session, account } = await organization();
    const { exit, out } = await session(question, ...ORGANIZATION);
    expect([exit, outline(out)]).toEqual([
      EXIT.done,
      {
        events: 7,
        sessions: 3,
        changes: ['created IAM user backup', expect.stringContaining('copies'), 'stopped logging of trail main'],
        became: 2,
        notCovered: [],
      },
    ]);
    expect(JSON.parse(out).sources).toEqual([HOME, DEV, PROD].map((id) => `cloudtrail:${id}`));
    // Accounts that have nothing to do with it are asked only the first question.
    expect(account.calls.filter(({ action }) => action === 'LookupEvents').length).toBeLessThan(80);
  });

  test('an event that may be in an account that can’t be read isn’t said to be absent: the gap and its next step are named', async () => {
    const { session } = await organization({
      others: [
        { id: DEV, roles: ['login-watch'], records: recordsOf(DEV) },
        { id: PROD, records: recordsOf(PROD) },
      ],
    });
    const id = idOf(RECORDS.at(-1));
    const { exit, err } = await session(id, ...ORGANIZATION);
    expect([exit, err]).toEqual([
      EXIT.refused,
      expect.stringMatching(
        /No (?:event|session) .* among \d+ records?\. Not looked at: account prod \(777788889999\): Not allowed to take role login-watch there\./,
      ),
    ]);
    expect(err).toContain('The role must exist in that account');
    const japanese = await session(id, ...ORGANIZATION, '--language', 'ja');
    expect(japanese.err).toMatch(/記録の中に、.*がありません。調べられなかった範囲：/);
    expect([japanese.exit, englishIn(japanese.err)]).toEqual([EXIT.refused, []]);
  });

  test('an account that can’t be read stands in what wasn’t looked at, once, with the next step', async () => {
    const { session } = await organization({
      others: [
        { id: DEV, roles: ['login-watch'], records: recordsOf(DEV) },
        { id: PROD, records: recordsOf(PROD) },
      ],
    });
    const { exit, out } = await session('latest', ...ORGANIZATION);
    expect([exit, outline(out)]).toMatchObject([
      EXIT.refused,
      {
        sessions: 2,
        notCovered: [
          {
            account: PROD,
            reason: `account prod (${PROD}): Not allowed to take role login-watch there`,
            hint: expect.stringContaining('login-watch policy replay'),
          },
        ],
      },
    ]);
  });

  test('one that fails later on is a gap too, and what was read stands', async () => {
    let isOver = false;
    const { session } = await organization({
      trouble: (_, action, __, { key, input }) => {
        // Roles are asked for by name once the sign-in was found.
        if (action === 'LookupEvents' && JSON.stringify(input).includes('AssumeRole')) isOver = true;
        return isOver && action === 'LookupEvents' && key.startsWith(`ASIA${DEV}`)
          ? new AwsFault('AccessDeniedException', 'no')
          : undefined;
      },
    });
    const { exit, out } = await session('latest', ...ORGANIZATION);
    const { notCovered, changes } = outline(out);
    expect([exit, changes]).toEqual([EXIT.refused, expect.arrayContaining(['created IAM user backup'])]);
    expect(notCovered.filter(({ account }: { readonly account?: string }) => account === DEV)).toHaveLength(1);
  });

  test('if it is the only account of the session, the sign-in stands nevertheless', async () => {
    let count = 0;
    const { session } = await organization({
      trouble: (_, action, __, { key }) => {
        if (action !== 'LookupEvents' || key !== 'test') return undefined;
        count += 1;
        return count > 1 ? new AwsFault('AccessDeniedException', 'no') : undefined;
      },
    });
    const { exit, out } = await session('latest', ...ORGANIZATION);
    const { events, notCovered } = outline(out);
    expect([exit, events]).toEqual([EXIT.refused, 1]);
    expect(notCovered).toMatchObject([{ account: HOME, hint: expect.any(String) }]);
  });

  test('--profiles: an account of none of them is named, and is no failure', async () => {
    const { session } = await organization();
    const { exit, out } = await session('latest', '--profiles', 'home,dev', '--format', 'json');
    expect([exit, outline(out)]).toMatchObject([
      EXIT.done,
      { sessions: 2, notCovered: [{ account: PROD, reason: expect.stringContaining("its records weren't read") }] },
    ]);
  });

  test('none of them can be read: a failure with the reasons', async () => {
    const { session } = await organization();
    const { exit, err } = await session('latest', '--profiles', 'stage,test');
    expect([exit, err]).toEqual([
      EXIT.refused,
      expect.stringContaining('None of 2 accounts could be read: profile stage'),
    ]);
  });

  test('in Japanese', async () => {
    const { session } = await organization();
    const { out } = await session('latest', ...ORGANIZATION, '--format', 'table', '--language', 'ja');
    expect(out).toContain('アカウント prod (777788889999) の Deploy');
    expect(out).toContain('証跡 main のログ記録を停止しました');
  });

  test.each([
    [['--profiles', 'a', '--file', 'x.json'], 'cannot be used together'],
    [['--organization'], '--organization needs --role-name'],
  ])('%j is refused', async (args, said) => {
    const { session } = await organization();
    const { exit, err } = await session('latest', ...args);
    expect([exit, err]).toEqual([EXIT.wrongUse, expect.stringContaining(said)]);
  });

  test('the command at the end of a replay of several accounts names them', async () => {
    const { session: _ } = await organization();
    const host = { ...fakeHost({ cwd: folder.cwd, columns: 300 }), now: () => NOW };
    await run(['replay', '--rules', 'all', '--organization', '--role-name', 'login-watch', '--since', '24h'], host);
    expect(host.out()).toMatch(/login-watch session [\w-]+ --organization --role-name login-watch/);
  });
});

describe('from a trail’s bucket', () => {
  test('the session of an organization’s trail, across its accounts', async () => {
    const account = await trailBucket({ now: () => NOW });
    for (const id of [HOME, DEV, PROD])
      account.s3.put(BUCKET, keyOf(id, 'us-east-1', '20261120T0915'), bodyOf(...recordsOf(id)));
    const host = fakeHost({ cwd: folder.cwd, columns: 120, now: NOW });
    const args = ['--s3', `s3://${BUCKET}`, '--since', '2026-11-20T00:00:00Z', '--format', 'json'];
    const exit = await run(['session', 'latest', ...args], host);
    const { notCovered, ...rest } = outline(host.out());
    expect([exit, rest]).toMatchObject([EXIT.done, { events: 7, sessions: 3, became: 2 }]);
    expect(notCovered.filter(({ hint }: { readonly hint?: string }) => hint !== undefined)).toEqual([]);
    expect(account.fetched()).toHaveLength(3);
  });

  test('an object that can’t be read is named, and is no success', async () => {
    const account = await trailBucket({
      now: () => NOW,
      trouble: (_, action, __, { input }) =>
        action === 'GetObject' && String(input['Key']).includes(PROD) ? new AwsFault('AccessDenied', 'no') : undefined,
    });
    for (const id of [HOME, DEV, PROD])
      account.s3.put(BUCKET, keyOf(id, 'us-east-1', '20261120T0915'), bodyOf(...recordsOf(id)));
    const host = fakeHost({ cwd: folder.cwd, columns: 120, now: NOW });
    const args = ['--s3', `s3://${BUCKET}`, '--since', '2026-11-20T00:00:00Z', '--format', 'json'];
    const exit = await run(['session', 'latest', ...args], host);
    const { notCovered, sessions } = outline(host.out());
    expect([exit, sessions]).toEqual([EXIT.refused, 2]);
    expect(notCovered.some(({ reason }: { readonly reason: string }) => reason.includes(PROD))).toBe(true);
  });
});

describe('a search of more than two minutes, at a terminal', () => {
  const MANY = Array.from({ length: 400 }, (_, index) =>
    apiCall('iam', 'ListUsers', {
      by: byKey('alice'),
      minute: index / 10,
      also: { readOnly: true, requestID: `${index}` },
    }),
  );

  async function asked(answer: string, language: 'en' | 'ja' = 'en') {
    let now = NOW;
    const account = await testAccount({
      now: () => now,
      records: JSON.parse(JSON.stringify(MANY)),
      regions: ['us-east-1'],
      trouble: () => {
        now += 20_000;
        return undefined;
      },
    });
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv('AWS_ENDPOINT_URL', account.endpoint);
    const sleep = async (ms: number) => {
      now += ms;
    };
    const fake = { ...fakeHost({ cwd: folder.cwd, columns: 100, isTerminal: true }), now: () => now, sleep };
    const question = language === 'ja' ? '続けますか' : 'Go on?';
    const { host, played } = playing(fake, [[question, answer, '\r']]);
    const exit = await run(['session', 'AKIAEXAMPLEALICE00001', '--format', 'json', '--language', language], host);
    await played;
    return { exit, out: fake.out(), err: fake.err() };
  }

  test('yes: it is read from the beginning, and asked no more', async () => {
    const { exit, out, err } = await asked('y');
    expect([exit, outline(out).events]).toEqual([EXIT.done, 400]);
    expect(err).toMatch(/takes (?:about \d+ minutes|more than two minutes)\. Go on\?/);
  });

  test('no: nothing is read, and the other ways are named', async () => {
    const { exit, out, err } = await asked('n');
    expect([exit, out]).toEqual([EXIT.wrongUse, '']);
    expect(err).toContain('would take more than two minutes');
    expect(err.replaceAll(/\s+/g, ' ')).toContain('Add --yes to read it all the same');
  });

  test('in Japanese', async () => {
    const { exit, err } = await asked('n', 'ja');
    expect(exit).toBe(EXIT.wrongUse);
    expect(englishIn(err)).toEqual([]);
  });
});
