import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FaultInjector } from '../../../sandbox/account/router.ts';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { monthsBackward } from '../../../src/aws/login-table/history.ts';
import { loginsCommand } from '../../../src/commands/logins/flags.ts';
import type { LoginsOptions } from '../../../src/commands/logins/run.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { type Dynamo, startDynamo } from '../../helpers/aws/dynamodb.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { fakeHost, NOW } from '../../helpers/host/fake-host.ts';
import { testNotifier } from '../../helpers/notifier/notifier.ts';
import { HOSTILE } from '../../helpers/records/hostile.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

const DAY = 86_400_000;
const login = (daysAgo: number, more: Readonly<Record<string, string>> = {}) => {
  const time = `${new Date(NOW - daysAgo * DAY).toISOString().slice(0, 19)}Z`;
  return {
    eventId: `event-${daysAgo}`,
    account: '111122223333',
    user: 'alice',
    userKind: 'iam-user',
    time,
    localTime: `${time} UTC`,
    region: 'us-east-1',
    address: '203.0.113.9',
    agent: 'Mozilla/5.0',
    event: 'ConsoleLogin',
    outcome: 'success',
    mfa: 'used',
    network: 'trusted: Tokyo office',
    ...more,
  };
};
type Row = ReturnType<typeof login> & { readonly client?: string };

async function fill(table: string, rows: readonly Row[], url = dynamo.url): Promise<void> {
  const client = new DynamoDBClient({ endpoint: url, region: 'us-east-1' });
  const put = (row: Row) =>
    client.send(
      new PutItemCommand({
        TableName: table,
        Item: {
          pk: { S: `login#${row.time.slice(0, 7)}` },
          sk: { S: `${row.time}#${row.eventId}` },
          expiresAt: { N: '1800000000' },
          ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, { S: value }])),
        },
      }),
    );
  await Promise.all(rows.map(put));
  client.destroy();
}

let tables = 0;
async function withLogins(rows: readonly Row[], trouble?: FaultInjector) {
  const table = `acme-logins-${tables++}`;
  await dynamo.createTable(table);
  await fill(table, rows);
  const notifier = await testNotifier({ dynamodb: dynamo.url, ...(trouble === undefined ? {} : { trouble }) });
  notifier.deploy({ TableName: table });
  return notifier;
}

test('newest first, over months, in columns', async () => {
  const { run } = await withLogins([
    login(3),
    login(0.1, { user: 'bob', network: 'untrusted', address: '198.51.100.7', outcome: 'failure', mfa: 'not-used' }),
    login(25, { user: 'carol', network: 'untrusted', region: 'ap-northeast-1', mfa: 'unknown' }),
    login(40, { user: 'too old' }),
  ]);
  expect(await run(['logins', '--since', '30d'], { settings: 'name: acme\ntimezone: Asia/Tokyo\n' })).toEqual({
    exit: EXIT.done,
    out: `     When          Who    Where          Region          What           MFA
     (Asia/Tokyo)
⚠    2026-11-20    bob    198.51.100.7   us-east-1       ConsoleLogin   not used
     15:48:41                                            failure
🟢✔  2026-11-17    alice  203.0.113.9    us-east-1       ConsoleLogin   used
     18:12:41             (Tokyo                         success
                          office)
🔴✘  2026-10-26    carol  203.0.113.9    ap-northeast-1  ConsoleLogin   unknown
     18:12:41                                            success
`,
    err: '',
  });
});

test('the edges of the window are in, what is a second before is not', async () => {
  const { run } = await withLogins([
    login(7, { user: 'edge' }),
    login(7 + 1 / 86_400, { user: 'before' }),
    login(0, { user: 'now' }),
  ]);
  const { out } = await run(['logins', '--format', 'json']);
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    window: { from: '2026-11-13T09:12:41.000Z', to: '2026-11-20T09:12:41.000Z' },
    logins: [{ user: 'now' }, { user: 'edge' }],
  });
});

test('one person, whatever the case, or several by *', async () => {
  const { run } = await withLogins([login(1), login(2, { user: 'alicia' }), login(3, { user: 'bob' })]);
  const users = async (name: string) =>
    JSON.parse((await run(['logins', '--user', name, '--format', 'json'])).out).logins.map(({ user }: Row) => user);
  expect([await users('ALICE'), await users('ali*'), await users('al')]).toEqual([['alice'], ['alice', 'alicia'], []]);
});

test('more than one page', async () => {
  // DynamoDB ends a page at 1 MB: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
  const rows = Array.from({ length: 6 }, (_, index) => login(index, { agent: 'x'.repeat(250_000) }));
  const { run, calls } = await withLogins(rows);
  const { out } = await run(['logins', '--format', 'json']);
  expect(JSON.parse(out).logins.map(({ eventId }: Row) => eventId)).toEqual(rows.map(({ eventId }) => eventId));
  expect(calls.filter(({ action }) => action === 'Query').length).toBeGreaterThan(1);
});

describe('names that drive a terminal or a spreadsheet', () => {
  const names = HOSTILE.filter((name) => name.length < 1_000 && name !== '\ud83d');
  const rows = [...names, '=1+1', '+1', '-1', '@SUM(A1)', '\t=1'].map((user, index) =>
    login(index / 10, { user, agent: user, address: user, network: `trusted: ${user}` }),
  );

  test.each(['table', 'json', 'csv'])('do not in %s', async (format) => {
    const { run } = await withLogins(rows);
    const { out, exit } = await run(['logins', '--format', format]);
    expect(exit).toBe(EXIT.done);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u200b\ufeff]/);
    if (format === 'csv') expect(out).not.toMatch(/(?:^|,)"?[=+\-@\t]/m);
    if (format === 'json')
      expect(JSON.parse(out).logins.map(({ user }: Row) => user)).toEqual(rows.map(({ user }) => user));
  });

  test('a name without end takes no more room than the longest that AWS allows', async () => {
    const { run } = await withLogins([login(1, { user: 'x'.repeat(5_000) })]);
    const { out } = await run(['logins']);
    expect(out).toContain(`${'x'.repeat(10)}`);
    expect(out.length).toBeLessThan(1_000);
  });
});

test('by program; one that is no browser stands beside the event, and rows from before it was kept stay', async () => {
  const { run } = await withLogins([
    login(3),
    { ...login(2, { event: 'AuthorizeOAuth2Access', user: 'bob' }), client: 'aws-cli' },
    { ...login(1, { event: 'AuthorizeOAuth2Access' }), client: 'mcp:claude' },
  ]);
  const users = async (...flags: string[]) =>
    JSON.parse((await run(['logins', '--format', 'json', ...flags])).out).logins.map(
      ({ user, client }: Readonly<Record<string, string>>) => `${user} ${client}`,
    );

  expect(await users()).toEqual(['alice mcp:claude', 'bob aws-cli', 'alice ']);
  expect(await users('--client', 'MCP:*')).toEqual(['alice mcp:claude']);
  expect(await users('--client', 'aws-cli', '--user', 'alice')).toEqual([]);
  const { out } = await run(['logins', '--plain']);
  expect(out).toContain('AuthorizeOAuth2Access (mcp:claude) success');
  expect(out).toContain('ConsoleLogin success');
});

test('what the table does not say is left empty', async () => {
  const { run } = await withLogins([
    { ...login(1), ...Object.fromEntries(['user', 'address', 'network', 'mfa'].map((key) => [key, ''])) },
  ]);
  const { out } = await run(['logins', '--format', 'csv']);
  expect(out).toBe(
    'time,localTime,account,region,user,userKind,address,network,event,outcome,mfa,agent,eventId,accountName,client,person,via\n' +
      '2026-11-19T09:12:41Z,2026-11-19T09:12:41Z UTC,111122223333,us-east-1,,iam-user,,,ConsoleLogin,success,,Mozilla/5.0,event-1,,,,\n',
  );
});

test('nothing there is said, and is no failure', async () => {
  const { run } = await withLogins([]);
  expect(await run(['logins', '--user', 'nobody'])).toEqual({
    exit: EXIT.done,
    out: '',
    err: 'No sign-ins like that are kept from that time.\n',
  });
});

test('what is older than the table keeps is not asked for month by month, and that is said', async () => {
  const { run, calls } = await withLogins([login(170)]);
  const { out, err } = await run(['logins', '--since', '1999-01-01', '--format', 'json']);
  expect([JSON.parse(out).logins.length, err]).toEqual([
    1,
    'Sign-ins are kept for 180 days; older ones were not searched.\n',
  ]);
  expect(calls.filter(({ action }) => action === 'Query').length).toBeLessThan(10);
});

describe('what is said where it can not be read', () => {
  test('no notifier', async () => {
    const { run } = await testNotifier();
    expect(await run(['logins'])).toEqual({
      exit: EXIT.wrongUse,
      out: '',
      err: 'No notifier is deployed: there is no stack acme-notifier in us-east-1.\nRun `login-watch deploy`, or name another region with --region.\n',
    });
  });

  test('no table', async () => {
    const { run, calls } = await testNotifier({ dynamodb: dynamo.url });
    expect(await run(['logins', '--table', 'gone'])).toEqual({
      exit: EXIT.wrongUse,
      out: '',
      err: 'There is no table gone in us-east-1.\nRun `login-watch deploy`, or name another table with --table or another region with --region.\n',
    });
    expect(calls.map(({ action }) => action)).toEqual(['Query']);
  });

  test('no permission', async () => {
    const { run } = await testNotifier({
      dynamodb: dynamo.url,
      trouble: (service) =>
        service === 'dynamodb'
          ? new AwsFault('AccessDeniedException', 'User: x is not authorized to perform: dynamodb:Query')
          : undefined,
    });
    expect(await run(['logins', '--table', 't'])).toEqual({
      exit: EXIT.refused,
      out: '',
      err: 'Not allowed to call dynamodb:Query in us-east-1.\nAttach the policy that `login-watch policy logins` prints, or use a profile that has it.\n',
    });
  });

  test('a time in the future', async () => {
    const { run } = await testNotifier();
    expect((await run(['logins', '--since', '2027-01-01'])).err).toBe(
      '--since is in the future.\nGive a time in the past, such as 7d.\n',
    );
  });
});

describe('in Japanese', () => {
  const JAPANESE = ['--language', 'ja', 'logins'];

  test.each([
    ['sign-ins', [], '不明'],
    ['of one user', ['--user', 'alice'], '使用'],
    ['of a user without any', ['--user', 'nobody'], '該当するサインインの記録はありません'],
    ['older ones', ['--since', '1999-01-01'], '保存期間は180日'],
    ['no table', ['--table', 'gone'], 'テーブル gone がありません'],
    ['in the future', ['--since', '2027-01-01'], '--since が未来の時刻です'],
  ])('%s', async (_, flags, words) => {
    const { run } = await withLogins([login(1), login(2, { user: 'carol', network: 'untrusted', mfa: 'unknown' })]);
    const { out, err } = await run([...JAPANESE, ...flags]);
    expect(out + err).toContain(words);
    expect(englishIn((out + err).replaceAll('Tokyo office', '§'))).toEqual([]);
  });

  test('no notifier', async () => {
    const { run } = await testNotifier();
    expect(englishIn((await run(JAPANESE)).err)).toEqual([]);
  });
});

test('the months of a span', () => {
  const months = (from: string, to: string) => [...monthsBackward(Date.parse(from), Date.parse(to))];
  expect(months('2026-11-30T23:59:59.999Z', '2027-01-01T00:00:00Z')).toEqual(['2027-01', '2026-12', '2026-11']);
  expect(months('2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z')).toEqual(['2026-11']);
});

test('flags are what the work is given', async () => {
  const given: LoginsOptions[] = [];
  const command = loginsCommand(
    fakeHost(),
    () => {},
    async (options) => {
      given.push(options);
      return EXIT.done;
    },
  );
  await command.parseAsync(['--user', 'alice', '--since', '1d', '--format', 'csv', '--table', 't'], { from: 'user' });
  await command.parseAsync([], { from: 'user' });
  await command.parseAsync(['--trusted', '203.0.113.0/24,2001:db8::/32', '--group-by', 'ip'], { from: 'user' });
  expect(given[0]).toEqual({ user: 'alice', since: NOW - DAY, format: 'csv', table: 't', trusted: [] });
  expect(given[2]).toMatchObject({ trusted: ['203.0.113.0/24', '2001:db8::/32'], groupBy: 'ip' });
});

describe('who, where and from where', () => {
  const personId = '94d00cd8-e9e6-4810-b177-b08e84725435';
  const inCenter = (daysAgo: number, more: Readonly<Record<string, string>>) =>
    login(daysAgo, { userKind: 'identity-center-user', personId, ...more });
  const rows: readonly Row[] = [
    login(1, { account: '444455556666', accountName: 'payments', user: 'bob', address: '2001:db8::9' }),
    inCenter(2, { user: 'taro@example.com', person: 'taro@example.com' }),
    inCenter(3, { user: 'an Identity Center user (94d00cd8…)', address: 'AWS Internal' }),
    login(4, { user: 'break-glass', person: 'hanako', userKind: 'role', address: '198.51.100.7' }),
  ];
  const found = async (...flags: string[]) => {
    const { run } = await withLogins(rows);
    return JSON.parse((await run(['logins', '--format', 'json', ...flags])).out).logins.map(({ user }: Row) => user);
  };

  test.each([
    [[], ['bob', 'taro@example.com', 'taro@example.com', 'break-glass']],
    [
      ['--user', 'TARO@*'],
      ['taro@example.com', 'taro@example.com'],
    ],
    [['--user', 'hanako'], ['break-glass']],
    [['--account', 'pay*'], ['bob']],
    [['--account', '444455556666'], ['bob']],
    [['--ip', '203.0.113.0/24'], ['taro@example.com']],
    [['--ip', '198.51.100.7'], ['break-glass']],
    [['--ip', '2001:db8::/32', '--account', 'payments'], ['bob']],
  ])('%j', async (flags, users) => {
    expect(await found(...flags)).toEqual(users);
  });

  test('an address that is none is refused', async () => {
    const { run } = await withLogins([]);
    const { exit, err } = await run(['logins', '--ip', 'tokyo']);
    expect([exit, err]).toEqual([EXIT.wrongUse, expect.stringContaining('--ip "tokyo" is neither an address nor')]);
  });
});

describe('names that no row holds', () => {
  const PERSON = '94d00cd8-e9e6-4810-b177-b08e84725435';
  const person = (daysAgo: number, more: Readonly<Record<string, string>> = {}) =>
    login(daysAgo, {
      ...{ user: 'an Identity Center user (94d00cd8…)', userKind: 'identity-center-user' },
      ...{ personId: PERSON, personStore: 'd-1234567890', ...more },
    });
  const ask = (calls: readonly { readonly action: string }[]) =>
    calls.map(({ action }) => action).filter((action) => /^(?:DescribeUser|ListAccount)/.test(action));

  test('people of Identity Center and accounts of the organization, asked for once and searchable', async () => {
    const notifier = await withLogins([person(1), person(2), login(3, { account: '444455556666' })]);
    notifier.directory.users.set(PERSON, 'taro@example.com');
    notifier.directory.members.set('444455556666', 'payments');
    notifier.directory.members.set('111122223333', 'acme');
    const { out, err } = await notifier.run(['logins', '--format', 'json', '--user', 'taro@*']);
    const rows = JSON.parse(out).logins;
    expect(
      rows.map((row: Row & { accountName: string; person: string }) => [row.user, row.person, row.accountName]),
    ).toEqual(Array(2).fill(['taro@example.com', 'taro@example.com', 'acme']));
    expect([err, ask(notifier.calls).toSorted()]).toEqual(['', ['DescribeUser', 'ListAccounts']]);
    const { out: csv } = await notifier.run(['logins', '--format', 'csv', '--account', 'payments']);
    expect(csv.split('\n')).toHaveLength(3);
  });

  test('rows and settings that hold all names: AWS is not asked', async () => {
    const notifier = await withLogins([person(1, { person: 'taro@example.com', accountName: 'kept' })]);
    await notifier.run(['logins']);
    expect(ask(notifier.calls)).toEqual([]);
  });

  test('denied: asked once, said once, and all rows are there', async () => {
    const notifier = await withLogins([person(1), person(2)], (_, action) =>
      /^(?:DescribeUser|ListAccounts)$/.test(action) ? new AwsFault('AccessDeniedException', 'no') : undefined,
    );
    const { out, err, exit } = await notifier.run(['logins']);
    expect([exit, out.match(/94d00cd8/g)?.length]).toEqual([EXIT.done, 2]);
    expect(err.split('\n')).toEqual([
      'Not allowed to call identitystore:DescribeUser in us-east-1, so 1 Identity Center user has no name; list names under `people` in login-watch.yaml.',
      'Not allowed to call organizations:ListAccounts in us-east-1, so 1 account has no name; list names under `accounts` in login-watch.yaml.',
      '',
    ]);
    expect(ask(notifier.calls).toSorted()).toEqual(['DescribeUser', 'ListAccountAliases', 'ListAccounts']);
  });
});

describe('--trusted, for this run', () => {
  const rows = [
    login(1, { user: 'kept' }),
    login(2, { user: 'inside', address: '198.51.100.7', network: 'untrusted' }),
    login(3, { user: 'outside', address: '192.0.2.1', network: 'untrusted' }),
    login(4, { user: 'inside before any was set', address: '::ffff:198.51.100.9', network: 'not-judged' }),
    login(5, { user: 'outside before any was set', address: '2001:db8::1', network: 'not-judged' }),
    login(6, { user: 'service', address: 'AWS Internal', network: 'not-an-address' }),
  ];
  const trusting = async (...flags: string[]) => {
    const { run } = await withLogins(rows);
    return await run(['logins', ...flags]);
  };

  test('judges the kept sign-ins as a replay would, and keeps what was trusted on its day', async () => {
    const { out } = await trusting('--trusted', '198.51.100.0/24', '--format', 'json');
    expect(JSON.parse(out).logins.map(({ user, network }: Row) => `${user}: ${network}`)).toEqual([
      'kept: trusted: Tokyo office',
      'inside: trusted: 198.51.100.0/24',
      'outside: untrusted',
      'inside before any was set: trusted: 198.51.100.0/24',
      'outside before any was set: untrusted',
      'service: not-an-address',
    ]);
  });

  test('marks and names it in the table, in both languages', async () => {
    for (const language of ['en', 'ja']) {
      const { out } = await trusting(
        '--language',
        language,
        '--plain',
        '--trusted',
        '198.51.100.7',
        '--user',
        'inside',
      );
      expect(out.split('\n')[1]).toMatch(/^(?:trusted|信頼済み).*\t?.*198\.51\.100\.7 \(198\.51\.100\.7\)/);
    }
  });

  test.each(['0.0.0.0/1', 'office'])('%s is refused', async (network) => {
    expect((await trusting('--trusted', network)).exit).toBe(EXIT.wrongUse);
  });

  test('host bits are said, as in a replay', async () => {
    expect((await trusting('--trusted', '198.51.100.7/24')).err).toContain('--trusted: ');
  });
});

describe('--group-by', () => {
  const rows = [
    login(0.1, { user: 'bob', outcome: 'failure', address: '198.51.100.7' }),
    login(0.2, { user: 'bob', address: '198.51.100.7' }),
    login(1, { user: 'role/x', person: 'bob' }),
    login(2, { account: '444455556666', accountName: 'payments' }),
  ];
  const grouped = async (...flags: string[]) => {
    const { run } = await withLogins(rows);
    return await run(['logins', ...flags]);
  };

  test.each([
    ['user', /^bob +3 +2 successful, 1 failed +2026-11-19 09:12 – 2026-11-20 06:48$/],
    ['ip', /^198\.51\.100\.7 +2 +1 successful, 1 failed +2026-11-20 04:24 – 06:48$/],
    ['account', /^111122223333 +3 +2 successful, 1 failed /],
    ['hour', /^2026-11-18 09:00 +1 +1 successful +2026-11-18 09:12$/],
  ])('%s', async (key, row) => {
    const { out } = await grouped('--group-by', key);
    expect(out.split('\n')[0]).toMatch(/^(?:Who|Where|Account|Hour) +Sign-ins +What +When$/);
    expect(out.split('\n')[1]).toMatch(row);
  });

  test('in JSON beside the sign-ins', async () => {
    const { groups, logins } = JSON.parse((await grouped('--group-by', 'account', '--format', 'json')).out);
    expect(logins).toHaveLength(4);
    expect(groups[1]).toEqual({
      ...{ key: '444455556666', name: 'payments', logins: 1, outcomes: { success: 1, failure: 0 } },
      ...{ first: '2026-11-18T09:12:41Z', last: '2026-11-18T09:12:41Z' },
    });
  });

  test('in Japanese', async () => {
    const { out } = await grouped('--language', 'ja', '--group-by', 'ip');
    expect(out).toContain('1件成功、1件失敗');
    expect(englishIn(out)).toEqual([]);
  });

  test('by rule is refused: no rule judged them', async () => {
    const { exit, err } = await grouped('--group-by', 'rule');
    expect([exit, err]).toEqual([EXIT.wrongUse, expect.stringContaining('user, ip, account')]);
  });
});
