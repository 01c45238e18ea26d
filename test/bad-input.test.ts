/** Everything that people get wrong at three in the morning, with the real program: one sentence, what to do, no stack. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type AwsAnswer, type AwsRequest, type AwsServer, awsError, startAws } from './helpers/aws/aws-server.ts';
import { runCli } from './helpers/host/run-cli.ts';
import { signIn } from './helpers/records/records.ts';

const SSO_CONFIG = `[profile sso]
sso_session = s
sso_account_id = 111122223333
sso_role_name = r
region = us-east-1

[sso-session s]
sso_start_url = https://example.com
sso_region = us-east-1
`;

let cwd = '';
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-'));
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(cwd, name), content);
  write('good.json', JSON.stringify({ Records: [signIn({ mfa: 'Yes' })] }));
  write('empty.json', '');
  write('words.txt', 'hello\n');
  write('other.json', '{"hello": "world"}');
  write('cut.json', '{"Records":[');
  write('cut.gz', gzipSync('{"Records":[]}').subarray(0, 12));
  write('typo.yaml', 'name: acme\nlanguag: ja\n');
  write('config', SSO_CONFIG);
});
afterAll(() => rmSync(cwd, { recursive: true }));

const HOW =
  'Use CloudTrail files (.json, .json.gz), JSON lines, or the output of `aws cloudtrail lookup-events` or `aws logs filter-log-events`.';
const TIMES = 'Write a span before now (30m, 24h, 7d) or a time in ISO 8601 (2026-11-19, 2026-11-19T09:00:00+09:00).';

test.concurrent.each<[name: string, args: readonly string[], message: string, hint: string]>([
  ['a time that is none', ['--since', 'yesterday'], '"yesterday" isn\'t a valid time for --since.', TIMES],
  ['no such day', ['--until', '2026-02-31'], '"2026-02-31" isn\'t a valid time for --until.', TIMES],
  [
    'times the wrong way round',
    ['--since', '2026-11-20', '--until', '2026-11-19'],
    '--since (2026-11-20T00:00:00Z) is not before --until (2026-11-19T00:00:00Z).',
    'Give an earlier --since or a later --until.',
  ],
  [
    'a region that is none',
    ['--regions', 'us-east1'],
    '"us-east1" is not the name of a region.',
    'Did you mean us-east-1? Write names as us-east-1,ap-northeast-1; `aws account list-regions` lists yours. Without --regions every enabled region is read.',
  ],
  [
    'a rule that is none',
    ['--rules', 'sigin', '--file', 'good.json'],
    'No rule or theme is named "sigin". Did you mean signin?',
    'Run `login-watch rules list` to see all of them.',
  ],
  ['a missing file', ['--file', 'no.json'], 'no.json does not exist.', 'Check the path; `-` reads standard input.'],
  ['an empty file', ['--file', 'empty.json'], 'empty.json is empty.', HOW],
  ['empty input', ['--file', '-'], 'standard input is empty.', HOW],
  ['no JSON', ['--file', 'words.txt'], 'words.txt is not JSON.', HOW],
  ['JSON of something else', ['--file', 'other.json'], 'other.json holds JSON, but no CloudTrail records.', HOW],
  ['JSON cut short', ['--file', 'cut.json'], 'cut.json ends in the middle of record 1.', 'Fetch the file again.'],
  [
    'gzip cut short before anything',
    ['--file', 'cut.gz'],
    'cut.gz is cut short (its gzip data ends in the middle); the rest was not read.',
    'Fetch the file again.',
  ],
  [
    'no settings file there',
    ['--file', 'good.json', '--config', 'no.yaml'],
    'The settings file no.yaml does not exist.',
    'Check the path given with --config, or leave it out.',
  ],
  [
    'a settings file with a typo',
    ['--file', 'good.json', '--config', 'typo.yaml'],
    expect.stringMatching(/^typo\.yaml:2:1: unknown key "languag" \(did you mean `language`\?\)/),
    expect.stringContaining('login-watch'),
  ],
  [
    'nowhere to write',
    ['--file', 'good.json', '--output', join('no', 'x')],
    `Cannot write ${join('no', 'x')}: ENOENT.`,
    'Name a file in a folder that exists and that you may write to.',
  ],
])('%s', async (_, args, message, hint) => {
  const { code, stdout, stderr } = await runCli(['replay', ...args], { cwd });
  const [first, second, ...more] = stderr.split('\n');
  expect({ code, stdout, first, second, more }).toEqual({
    code: 2,
    stdout: '',
    first: message,
    second: hint,
    more: [''],
  });
});

describe('AWS says no', () => {
  const KEYS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  let aws: AwsServer | undefined;
  afterEach(() => aws?.close());

  async function ask(args: readonly string[], env: Readonly<Record<string, string>>) {
    const { code, stdout, stderr } = await runCli(['replay', '--since', '1h', ...args], { cwd, env });
    return { code, stdout, stderr };
  }

  async function answered(answer: (request: AwsRequest) => AwsAnswer, ...args: string[]) {
    aws = await startAws(answer);
    return ask(args, { ...KEYS, AWS_ENDPOINT_URL: aws.endpoint });
  }

  test('no credentials', async () => {
    expect(await ask([], {})).toEqual({
      code: 3,
      stdout: '',
      stderr:
        'No AWS credentials were found.\nSet them up with `aws configure sso`, `aws login` or `aws configure`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.\n',
    });
  });

  test('a profile that does not exist', async () => {
    const { code, stdout, stderr } = await ask(['--profile', 'nope'], {});
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([3, '', 'There is no AWS profile nope.']);
  });

  test('an SSO session that is over', async () => {
    expect(await ask(['--profile', 'sso'], { AWS_CONFIG_FILE: join(cwd, 'config') })).toEqual({
      code: 3,
      stdout: '',
      stderr:
        'The AWS session for profile sso has expired or was never started.\nRun `aws sso login --profile sso`, then try again.\n',
    });
  });

  test('temporary credentials that have expired', async () => {
    const { code, stdout, stderr } = await answered(() => awsError(400, 'ExpiredTokenException'));
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([3, '', 'The AWS session has expired or was never started.']);
  });

  const DENIED = awsError(
    400,
    'AccessDeniedException',
    'no identity-based policy allows the cloudtrail:LookupEvents action',
  );

  test('a permission that is missing everywhere', async () => {
    const { code, stdout, stderr } = await answered(() => DENIED, '--regions', 'us-east-1');
    expect({ code, stdout, stderr }).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(
        /^Not allowed to call cloudtrail:LookupEvents in us-east-1.*\nAttach the policy that `login-watch policy replay` prints, or use a profile that has it\.\n$/,
      ),
    });
  });

  test('a permission that is missing in one of the regions that were named: the rest is shown', async () => {
    const some = (request: AwsRequest) => (request.region === 'eu-west-1' ? DENIED : { body: { Events: [] } });
    const { code, stdout, stderr } = await answered(some, '--regions', 'us-east-1,eu-west-1', '--format', 'json');
    const { notCovered, sources } = JSON.parse(stdout);
    const told = 'Not allowed to call cloudtrail:LookupEvents in eu-west-1';
    expect([code, sources, notCovered[0]]).toEqual([
      3,
      ['cloudtrail:eu-west-1', 'cloudtrail:us-east-1'],
      {
        region: 'eu-west-1',
        reason: expect.stringContaining(told),
        hint: 'Attach the policy that `login-watch policy replay` prints, or use a profile that has it.',
      },
    ]);
    expect(stderr).toContain(told);
  });

  test('a region that the account keeps closed is no failure where nobody named it', async () => {
    const some = ({ action, region }: AwsRequest): AwsAnswer => {
      if (action === '/listRegions')
        return { body: { Regions: ['us-east-1', 'eu-west-1'].map((RegionName) => ({ RegionName })) } };
      return region === 'eu-west-1' ? DENIED : { body: { Events: [] } };
    };
    const { code, stdout, stderr } = await answered(some, '--format', 'json');
    const { notCovered, sources } = JSON.parse(stdout);
    expect([code, stderr, sources, notCovered.map(({ region }: { region: string }) => region)]).toEqual([
      0,
      '',
      ['cloudtrail:eu-west-1', 'cloudtrail:us-east-1'],
      ['eu-west-1', null],
    ]);
  });

  test('more than 90 days: clipped, told, and no success', async () => {
    const { code, stdout, stderr } = await answered(
      () => ({ body: { Events: [] } }),
      '--regions',
      'us-east-1',
      '--since',
      '120d',
      '--format',
      'json',
    );
    const told = /CloudTrail keeps 90 days of event history, so .* was not looked at/;
    expect([code, stderr]).toEqual([2, expect.stringMatching(told)]);
    expect(JSON.parse(stdout).notCovered[0]).toEqual({
      region: null,
      reason: expect.stringMatching(told),
      hint: 'Read older events from the trail’s files: `login-watch replay --file FOLDER`.',
    });
  });
});
