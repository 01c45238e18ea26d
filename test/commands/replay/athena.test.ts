/** `replay --athena` and `athena setup`: Athena's SQL runs on DuckDB over the bucket's files. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Athena } from '../../../sandbox/account/athena.ts';
import { AwsFault } from '../../../sandbox/account/service.ts';
import { cloudformation } from '../../../sandbox/cloudformation/cloudformation.ts';
import { run } from '../../../src/cli.ts';
import type { JsonObject } from '../../../src/core/event.ts';
import { textAt } from '../../../src/core/fields.ts';
import { madeUpDay } from '../../../src/demo/day.ts';
import { ALL_COLUMNS, glueType } from '../../../src/selection/athena/columns.ts';
import { athenaTemplate } from '../../../src/template/athena.ts';
import { HANDLER_ACTIONS } from '../../../src/template/handler-actions.ts';
import { type AllowStatement, askedOfIam, isAllowed } from '../../helpers/aws/iam.ts';
import { BUCKET, bodyOf, keyOf, record, trailBucket } from '../../helpers/aws/trail-bucket.ts';
import { eachInFolder } from '../../helpers/host/each-folder.ts';
import { fakeHost } from '../../helpers/host/fake-host.ts';
import { KEY, playing } from '../../helpers/host/keys.ts';

/**
 * Asked by CloudFormation, with the caller's rights: the handlers of the stack's types, and of what a failed first try
 * leaves. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Athena.html
 */
const BY_CLOUDFORMATION = [
  ...['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'].flatMap((type) => Object.values(HANDLER_ACTIONS[type] ?? {}).flat()),
  ...['CreateWorkGroup', 'GetWorkGroup', 'UpdateWorkGroup', 'DeleteWorkGroup', 'TagResource', 'UntagResource'].map(
    (action) => `athena:${action}`,
  ),
  'athena:ListTagsForResource',
  ...['Create', 'Get', 'Update', 'Delete'].flatMap((deed) => [`glue:${deed}Database`, `glue:${deed}Table`]),
  ...['TagResource', 'UntagResource', 'DeleteStack', 'DeleteChangeSet', 'DescribeEvents'].map(
    (action) => `cloudformation:${action}`,
  ),
];

const NOW = Date.UTC(2026, 10, 21);
const ACCOUNT = '111122223333';
const PLACE = `s3://${BUCKET}/AWSLogs/`;
/** A day of an account, in files of ten records each. */
const DAY = madeUpDay(NOW - 3_600_000);

const folder = eachInFolder();

interface Trouble {
  readonly service: string;
  readonly action: string;
  readonly fault: AwsFault;
}

async function world(trouble?: Trouble) {
  let s3: Awaited<ReturnType<typeof trailBucket>>['s3'] | undefined;
  const athena = new Athena(() => {
    if (s3 === undefined) throw new RangeError('no account yet');
    return s3;
  });
  onTestFinished(() => athena.close());
  const stacks = cloudformation({
    account: ACCOUNT,
    makers: athena.makers(),
  });
  const account = await trailBucket({
    athena: athena.service,
    cloudformation: stacks.answer,
    trouble: (service, action) =>
      service === trouble?.service && action === trouble.action ? trouble.fault : undefined,
  });
  s3 = account.s3;
  const put = (records: readonly JsonObject[]) => {
    for (let at = 0; at < records.length; at += 10) {
      const some = records.slice(at, at + 10);
      const region = textAt(some[0], 'awsRegion') ?? 'us-east-1';
      const stamp = (textAt(some.at(-1), 'eventTime') ?? '').slice(0, 16).replaceAll(/[-:]/g, '');
      const key = keyOf(ACCOUNT, region, stamp).replace('_abc', `_${at}`);
      account.s3.put(BUCKET, key, bodyOf(...some));
    }
  };
  return { ...account, athena, putDay: () => put(DAY) };
}

async function ready(trouble?: Trouble) {
  const made = await world(trouble);
  made.athena.addTable('login_watch.cloudtrail', PLACE);
  made.athena.workgroups.set('login-watch', undefined);
  made.putDay();
  return made;
}

async function program(args: readonly string[], options: Parameters<typeof fakeHost>[0] = {}) {
  let time = NOW;
  const sleep = async (ms: number) => {
    time += ms;
  };
  const host = { ...fakeHost({ cwd: folder.cwd, columns: 200, ...options }), now: () => time, sleep };
  const exit = await run(args, host);
  return { exit, out: host.out(), err: host.err() };
}

const PERIOD = ['--since', '2026-11-19T00:00:00Z', '--until', '2026-11-21T00:00:00Z'];
async function replay(args: readonly string[], options: Parameters<typeof fakeHost>[0] = {}) {
  const { out, ...rest } = await program(['replay', '--format', 'json', ...PERIOD, ...args], options);
  return { ...rest, report: out === '' ? undefined : JSON.parse(out) };
}
const ATHENA = ['--athena', '--yes'];
const asked = ({ calls }: Awaited<ReturnType<typeof world>>) =>
  calls.filter(({ action }) => action === 'StartQueryExecution').length;

interface Finding {
  readonly id: string;
  readonly source: string;
}
const withoutPlace = (findings: readonly Finding[]) =>
  findings.map(({ source: _, ...one }) => one).toSorted((a, b) => (a.id < b.id ? -1 : 1));

describe('replay --athena', () => {
  test('finds what the bucket’s files hold, in the same words', async () => {
    await ready();
    const files = await replay(['--s3', PLACE, '--rules', 'all']);
    const { exit, report, err } = await replay([...ATHENA, '--rules', 'all']);
    expect(exit).toBe(0);
    expect(report.findings.length).toBeGreaterThan(15);
    expect(withoutPlace(report.findings)).toEqual(withoutPlace(files.report.findings));
    expect(report.sources).toEqual(['athena:login_watch.cloudtrail']);
    expect(report.notCovered).toEqual(files.report.notCovered);
    expect(report.counts.records).toBeLessThan(files.report.counts.records);
    expect(err).toMatch(
      /Athena will scan about .* MB \(\d+ files, 2026\/11\/19 to 2026\/11\/21\) of login_watch\.cloudtrail/,
    );
    expect(err).toMatch(/Athena scanned .* and returned \d+ records/);
  });

  test('what it says it will scan is what Athena scans', async () => {
    const { athena, lists } = await ready();
    const { err } = await replay(ATHENA);
    const [shown] = /\d+\.\d+ MB/.exec(err) ?? [];
    expect(athena.executions).toHaveLength(1);
    expect(`${((athena.executions[0]?.scanned ?? 0) / 1e6).toFixed(1)} MB`).toBe(shown);
    expect(lists().every((prefix) => prefix.startsWith('AWSLogs'))).toBe(true);
  });

  test('files of the same day count, although they are outside of the period', async () => {
    const { athena, s3 } = await ready();
    for (const stamp of ['20261120T0105', '20261120T2355', '20261119T2355', '20261122T0005'])
      s3.put(BUCKET, keyOf(ACCOUNT, 'us-east-1', stamp), bodyOf({ noise: randomBytes(1_000_000).toString('hex') }));
    const { err } = await replay([...ATHENA, '--since', '2026-11-20T10:00:00Z', '--until', '2026-11-20T11:00:00Z']);
    const scanned = athena.executions[0]?.scanned ?? 0;
    expect(scanned).toBeGreaterThan(2_000_000);
    expect(scanned).toBeLessThan(4_000_000);
    expect(err).toContain(`about ${(scanned / 1e6).toFixed(1)} MB`);
  });

  test('only the regions that are named', async () => {
    const { athena, putDay } = await ready();
    putDay();
    const { report } = await replay([...ATHENA, '--regions', 'us-east-1']);
    expect(athena.executions[0]?.sql).toContain(`"region" IN ('us-east-1')`);
    expect(report.findings.every(({ region }: { region: string }) => region === 'us-east-1')).toBe(true);
  });

  test('more rows than a page holds', async () => {
    const { s3 } = await ready();
    const many = Array.from({ length: 2_300 }, (_, n) =>
      record(`many-${n}`, '2026-11-20T10:00:00Z', ACCOUNT, 'us-east-1'),
    );
    s3.put(BUCKET, keyOf(ACCOUNT, 'us-east-1', '20261120T1005'), bodyOf(...many));
    const { report } = await replay([...ATHENA, '--rules', 'root-login']);
    const ids: readonly string[] = report.findings.map(({ eventId }: { eventId: string }) => eventId);
    expect(ids.filter((id) => id.startsWith('many-'))).toHaveLength(2_300);
  });

  test('nothing in the period: nothing is asked, and that is no "all is well"', async () => {
    const made = await ready();
    const { exit, report } = await replay([...ATHENA, '--since', '2026-01-01', '--until', '2026-01-02']);
    expect([exit, asked(made)]).toEqual([2, 0]);
    expect(report.notCovered[0].reason).toContain('no log files for 2026-01-01T00:00:00Z');
  });

  test('no candidate among files that were searched is an answer', async () => {
    await ready();
    const { exit, report } = await replay([...ATHENA, '--rules', 'root-contact']);
    expect([exit, report.findings, report.notCovered]).toEqual([0, [], []]);
  });

  describe('is not asked', () => {
    test('without a yes, where nobody can be asked', async () => {
      const made = await ready();
      const { exit, err } = await replay(['--athena']);
      expect([exit, asked(made)]).toEqual([2, 0]);
      expect(err).toContain('Athena will scan about');
      expect(err).toContain('Add --yes to run it.');
    });

    test.each([
      ['y', 0, 1],
      ['n', 2, 0],
    ])('without a yes: a person who types %s', async (key, status, times) => {
      const made = await ready();
      const fake = fakeHost({ cwd: folder.cwd, columns: 200, isTerminal: true });
      const { host, played } = playing(fake, [['Run the query?', key, KEY.enter]]);
      const exit = await run(['replay', '--format', 'json', ...PERIOD, '--athena'], {
        ...host,
        now: () => NOW,
        sleep: async () => {},
      });
      await played;
      expect([exit, asked(made)]).toEqual([status, times]);
    });

    test('for more than --max-scan', async () => {
      const made = await ready();
      const { putDay } = made;
      putDay();
      made.s3.put(BUCKET, keyOf(ACCOUNT, 'us-east-1', '20261120T1105'), Buffer.alloc(3_000_000));
      const { exit, err } = await replay([...ATHENA, '--max-scan', '1MB']);
      expect([exit, asked(made)]).toEqual([2, 0]);
      expect(err).toMatch(/would scan 3\.\d MB, more than --max-scan allows \(1\.0 MB\)/);
    });

    test('for more than the workgroup lets through', async () => {
      const made = await ready();
      made.athena.workgroups.set('login-watch', 10);
      const { exit, err } = await replay(ATHENA);
      expect([exit, asked(made)]).toEqual([2, 0]);
      expect(err).toContain('workgroup login-watch stops queries at');
    });

    test.each([
      [['--table', 'x'], 'is not a table'],
      [['--max-scan', '10'], 'is not an amount of data'],
      [['--s3', PLACE], 'cannot be used together'],
    ])('with %j', async (args, said) => {
      const { exit, err } = await replay([...ATHENA, ...args]);
      expect([exit, err.includes(said)]).toEqual([2, true]);
    });

    test('nor do its flags mean anything without it', async () => {
      expect((await replay(['--max-scan', '1GB'])).err).toContain('need --athena');
    });
  });

  describe('fails with what to do', () => {
    test.each([
      ['Access Denied (Service: Amazon S3; Status Code: 403)', 'login-watch policy replay --athena'],
      ['HIVE_BAD_DATA: Error parsing field value', 'do not fit its files'],
      ['TABLE_NOT_FOUND: line 1:1: Table does not exist', 'athena setup'],
      ['Query cancelled! : Bytes scanned limit was exceeded', 'stopped the query at its limit'],
      ['No output location provided.', 'query result location'],
      ['GENERIC_INTERNAL_ERROR: ouch', 'The query failed in Athena'],
    ])('%s', async (reason, said) => {
      const { athena } = await ready();
      athena.failure = reason;
      for (const language of ['en', 'ja']) {
        const { exit, err } = await replay([...ATHENA, '--language', language]);
        expect(exit).toBe(3);
        expect(err).toContain(reason.slice(0, 20));
        if (language === 'en') expect(err.replaceAll('\n', ' ')).toContain(said);
      }
    });

    test('a table that is not there', async () => {
      await ready();
      const { exit, err } = await replay([...ATHENA, '--table', 'other.logs']);
      expect([exit, err.includes('Athena does not find other.logs')]).toEqual([3, true]);
    });

    test('a denied request names the action', async () => {
      const fault = new AwsFault(
        'AccessDeniedException',
        'User: x is not authorized to perform: athena:StartQueryExecution on resource: y',
      );
      await ready({ service: 'athena', action: 'StartQueryExecution', fault });
      const { exit, err } = await replay(ATHENA);
      expect(exit).toBe(3);
      expect(err).toContain('athena:StartQueryExecution');
      expect(err).toContain('login-watch policy replay --athena');
    });
  });

  test('Ctrl-C stops the query, and says what is missing', async () => {
    const { athena, calls } = await ready();
    athena.patience = 1_000;
    const stopper = new AbortController();
    const before = athena.service.answer;
    let looks = 0;
    athena.service.answer = (asking, region) => {
      if (athena.service.actionOf(asking) === 'GetQueryExecution') looks += 1;
      if (looks === 3) stopper.abort();
      return before(asking, region);
    };
    const { exit, report } = await replay(ATHENA, { signal: stopper.signal });
    expect(exit).toBe(3);
    expect(report.partial).toBe(true);
    expect(calls.filter(({ action }) => action === 'StopQueryExecution')).toHaveLength(1);
    expect(athena.executions[0]?.state).toBe('CANCELLED');
  });
});

describe('a table that somebody made', () => {
  const projected = (more: Readonly<Record<string, string>>) => ({
    location: PLACE,
    'projection.enabled': 'true',
    'projection.account.type': 'enum',
    'projection.account.values': '111122223333',
    'projection.region.type': 'enum',
    'projection.region.values': [...new Set(DAY.map((one) => textAt(one, 'awsRegion')))].join(','),
    'projection.day.type': 'date',
    'projection.day.format': 'yyyy/MM/dd',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Glue's placeholders
    'storage.location.template': `${PLACE}${'${account}/CloudTrail/${region}/${day}'}`,
    ...more,
  });
  const OWN = ['--table', 'logs.trail', '--workgroup', 'primary'];

  test('is asked by its own names', async () => {
    const { athena } = await ready();
    athena.addTable('logs.trail', PLACE, { parameters: projected({}) });
    athena.workgroups.set('primary', undefined);
    const { exit, report } = await replay([...ATHENA, ...OWN, '--rules', 'all']);
    expect([exit, report.findings.length > 15]).toEqual([0, true]);
  });

  test('accounts, regions and days that it leaves out are said', async () => {
    const { athena } = await ready();
    const parameters = projected({
      'projection.account.values': '444455556666',
      'projection.region.values': 'eu-north-1',
      'projection.day.range': '2026/11/20,NOW',
    });
    athena.addTable('logs.trail', PLACE, { parameters });
    athena.workgroups.set('primary', undefined);
    const { exit, report } = await replay([...ATHENA, ...OWN]);
    const reasons = report.notCovered.map(({ reason }: { reason: string }) => reason).join('\n');
    expect(exit).toBe(2);
    expect(reasons).toContain('does not list account 111122223333');
    expect(reasons).toMatch(/does not list region .*us-east-1/);
    expect(reasons).toContain('begins at 2026/11/20');
  });

  test('columns that it lacks are said with the rules that read them, and lose no other finding', async () => {
    const { athena } = await ready();
    const columns = [...ALL_COLUMNS]
      .filter(([name]) => name !== 'errorcode')
      .map(([name, type]) => [name, glueType(type)] as const);
    athena.addTable('logs.trail', PLACE, { columns, parameters: projected({}) });
    athena.workgroups.set('primary', undefined);
    const { exit, report } = await replay([...ATHENA, ...OWN, '--rules', 'denied-burst,root-login']);
    const whole = await replay([...ATHENA, '--rules', 'root-login']);
    expect(exit).toBe(2);
    const ids = (one: typeof report) =>
      one.findings.filter(({ rule }: { rule: string }) => rule === 'root-login').map(({ id }: Finding) => id);
    expect(ids(report)).toEqual(ids(whole.report));
    const [first] = report.notCovered;
    expect(first.reason).toContain('does not keep errorCode, which denied-burst reads');
    expect(first.hint).toContain('login-watch athena setup');
  });

  test('without partitions everything is counted, and registered ones are mentioned', async () => {
    const { athena } = await ready();
    athena.addTable('logs.trail', PLACE, { parameters: { location: PLACE }, keys: ['day'] });
    athena.workgroups.set('primary', undefined);
    const { report, exit } = await replay([...ATHENA, ...OWN]);
    expect(exit).toBe(0);
    expect(report.notCovered[0].reason).toContain('registered by hand');
    expect(athena.executions[0]?.sql).not.toContain('"day"');
  });
});

describe('own rules', () => {
  test('a value that would be SQL is a value, and its rule finds what it should', async () => {
    const { athena, s3 } = await ready();
    const hostile = `'); DROP TABLE x; -- %_!"\\`;
    const own = {
      ...record('own', '2026-11-20T10:00:00Z', ACCOUNT, 'us-east-1'),
      eventName: 'Odd',
      requestParameters: { name: hostile },
    };
    s3.put(BUCKET, keyOf(ACCOUNT, 'us-east-1', '20261120T1005'), bodyOf(own));
    const settings = {
      own: [
        {
          id: 'own-odd',
          title: 'Odd',
          severity: 'high',
          say: '{eventName}',
          when: { requestParameters: { name: [hostile] } },
        },
      ],
    };
    writeFileSync(join(folder.cwd, 'login-watch.yaml'), JSON.stringify(settings));
    const { exit, report, err } = await replay([...ATHENA, '--rules', 'own-odd']);
    expect({ exit, err }).toEqual({ exit: 0, err: expect.any(String) });
    expect(report.findings.map(({ eventId }: { eventId: string }) => eventId)).toEqual(['own']);
    expect(athena.executions.map(({ state }) => state)).toEqual(['SUCCEEDED']);
  });
});

describe('athena setup', () => {
  const SETUP = ['athena', 'setup', '--s3', `s3://${BUCKET}`];

  test('finds the folder of the accounts, makes the stack, and replay asks its table', async () => {
    const { athena, putDay } = await world();
    putDay();
    const { exit, out, err } = await program([...SETUP, '--yes', '--max-scan', '5GB']);
    expect({ exit, err }).toEqual({ exit: 0, err: expect.stringContaining('Done: login_watch.cloudtrail.') });
    expect(out).toContain(`login_watch.cloudtrail over ${PLACE}`);
    expect(out).toContain('+ Table (AWS::Glue::Table)');
    expect([...athena.workgroups]).toEqual([['login-watch', 5_000_000_000]]);
    const { report } = await replay([...ATHENA, '--rules', 'all']);
    expect(report.findings.length).toBeGreaterThan(15);
    const again = await program([...SETUP, '--yes', '--max-scan', '5GB']);
    expect([again.exit, again.err]).toEqual([0, expect.stringContaining('is as it should be')]);
    const raised = await program([...SETUP, '--yes', '--max-scan', '1TB']);
    expect(raised.out).toContain('~ Workgroup (AWS::Athena::WorkGroup)');
    expect([...athena.workgroups]).toEqual([['login-watch', 1_000_000_000_000]]);
  });

  test('--plan changes nothing', async () => {
    const { athena, putDay } = await world();
    putDay();
    const { exit, out } = await program([...SETUP, '--plan']);
    expect([exit, athena.tables.size, out.includes('+ Results (AWS::S3::Bucket)')]).toEqual([1, 0, true]);
  });

  test('a bucket without log files, no address, and nobody to ask are refused', async () => {
    await world();
    expect((await program([...SETUP, '--yes'])).err).toContain('holds no log files of a trail');
    expect((await program(['athena', 'setup', '--yes'])).err).toContain('Add --s3 s3://BUCKET/PREFIX');
    expect((await program(SETUP)).exit).toBe(2);
  });

  test('in Japanese', async () => {
    const { putDay } = await world();
    putDay();
    const { out, err } = await program([...SETUP, '--yes', '--language', 'ja']);
    expect(out).toContain('ワークグループ');
    expect(err).toContain('完了しました');
    const after = await replay([...ATHENA, '--language', 'ja']);
    expect(after.err).toContain('スキャンし、その分の料金がかかります');
  });

  test('`policy athena` allows what is asked, and nothing that neither the program nor CloudFormation asks', async () => {
    const { calls, putDay } = await world();
    putDay();
    await program([...SETUP, '--plan']);
    await program([...SETUP, '--yes']);
    await program([...SETUP, '--yes']);
    await program([...SETUP, '--yes', '--max-scan', '1TB']);
    const statements: readonly AllowStatement[] = JSON.parse((await program(['policy', 'athena'])).out).Statement;
    const every = calls.flatMap(askedOfIam);
    expect(every.filter((one) => !isAllowed(one, statements))).toEqual([]);
    const known = new Set([...every.map(({ action }) => action), ...BY_CLOUDFORMATION]);
    expect(statements.flatMap(({ Action }) => Action).filter((action) => !known.has(action))).toEqual([]);
  });

  test('its table keeps every field that is read', () => {
    const { text } = athenaTemplate();
    for (const [name, type] of ALL_COLUMNS) expect(text).toContain(`{Name: ${name}, Type: '${glueType(type)}'}`);
  });
});
