/** Why there are no credentials: each cause in its own sentence, through the real chain of providers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeAws } from '../../src/aws/clients.ts';
import { explainAws } from '../../src/aws/errors.ts';
import { assumedRegion } from '../../src/commands/shared/assumed-region.ts';
import { type AwsServer, awsError, startAws } from '../helpers/aws/aws-server.ts';
import { fakeHost } from '../helpers/host/fake-host.ts';

const CONFIG = `[profile base]
aws_access_key_id = test
aws_secret_access_key = test
[profile orphan]
role_arn = arn:aws:iam::111122223333:role/admin
source_profile = gone
[profile fails]
credential_process = node -e "process.exit(1)"
[profile junk]
credential_process = node -p 1
[profile empty]
region = eu-west-1
[profile sso]
sso_session = main
sso_account_id = 111122223333
sso_role_name = Audit
[profile chained]
role_arn = arn:aws:iam::111122223333:role/admin
source_profile = sso
[profile lost]
sso_session = nowhere
sso_account_id = 111122223333
sso_role_name = Audit
[profile session]
aws_access_key_id = test
aws_secret_access_key = test
aws_session_token = test
[profile tool]
credential_process = node -p "JSON.stringify({Version:1,AccessKeyId:'a',SecretAccessKey:'b',SessionToken:'c'})"
[sso-session main]
sso_start_url = https://example.com
sso_region = us-east-1
`;

const environment = { ...process.env };
let folder = '';
let server: AwsServer | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'login-watch-'));
  writeFileSync(join(folder, 'config'), CONFIG);
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE']) delete process.env[name];
  process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  rmSync(folder, { recursive: true });
});

const NAMES = 'base, chained, empty, fails, junk, lost, orphan, session, sso, tool';

/** What is said when a call with this profile fails, in both languages. */
async function told(
  profile: string | undefined,
  answer = awsError(400, 'ExpiredTokenException'),
  region = 'us-east-1',
) {
  server = await startAws(() => answer);
  const client = await makeAws({ profile, endpoint: server.endpoint }).cloudtrail(region);
  const error: unknown = await client.send(new LookupEventsCommand({})).then(
    () => undefined,
    (failure: unknown) => failure,
  );
  const explained = explainAws(error, { action: 'cloudtrail:LookupEvents', region, profile });
  expect([explained.exit, explained.said('ja'), explained.todo('ja')]).toEqual([
    3,
    expect.stringMatching(/[ぁ-ん]/),
    expect.stringMatching(/[ぁ-ん]/),
  ]);
  return [explained.message, explained.hint];
}

describe('credentials that are missing', () => {
  test.each<[profile: string | undefined, message: string | RegExp, hint: string | RegExp]>([
    ['nope', 'There is no AWS profile nope', `Profiles there are: ${NAMES}. Name one`],
    [
      'orphan',
      'AWS profile orphan takes its credentials from profile gone, which does not exist',
      `Correct \`source_profile\` of profile orphan. Profiles there are: ${NAMES}.`,
    ],
    ['fails', /^The program that gives AWS profile fails its credentials .* failed or gave none/, 'by hand'],
    [
      'junk',
      /^The program that gives AWS profile junk its credentials/,
      'Run the `credential_process` of profile junk',
    ],
    ['empty', 'AWS profile empty holds no credentials', '`aws configure --profile empty`'],
    ['lost', 'AWS profile lost signs in by sso-session nowhere, which does not exist', '[sso-session nowhere]'],
    [undefined, 'No AWS credentials were found', `none was named. Profiles there are: ${NAMES}.`],
  ])('%s', async (profile, message, hint) => {
    const [said, todo] = await told(profile);
    expect(said).toMatch(message);
    expect(todo).toContain(hint);
    expect(`${said} ${todo}`).not.toContain('aws sso login');
  });

  test('the profile of the environment is named too', async () => {
    process.env['AWS_PROFILE'] = 'orphan';
    expect((await told(undefined))[0]).toContain('AWS profile orphan takes its credentials from profile gone');
  });
});

describe('a session that is over', () => {
  test.each<[profile: string, hint: string]>([
    ['sso', 'Run `aws sso login --profile sso`, then try again.'],
    ['chained', 'Run `aws sso login --profile sso`, then try again.'],
    ['session', 'Profile session holds temporary keys: put new ones in their place.'],
    ['tool', 'Renew the sign-in of the program that `credential_process` of profile tool runs.'],
    ['base', 'Get new temporary credentials from where these came, then try again.'],
  ])('of profile %s', async (profile, hint) => {
    expect(await told(profile)).toEqual([
      `The AWS session for profile ${profile} has expired or was never started`,
      hint,
    ]);
  });

  test('of the environment', async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_SESSION_TOKEN: 'c' });
    const [said, todo] = await told(undefined);
    expect([said, todo]).toEqual([
      'The AWS session has expired or was never started',
      expect.stringContaining('unset'),
    ]);
    expect(todo).not.toContain('sso');
  });
});

test('a session of the global endpoint in a region that has to be enabled', async () => {
  const refused = awsError(403, 'UnrecognizedClientException', 'The security token included in the request is invalid');
  expect(await told('base', refused, 'ap-east-1')).toEqual([
    'AWS does not accept these credentials in ap-east-1, a region that an account has to enable',
    expect.stringContaining('AWS_STS_REGIONAL_ENDPOINTS=regional'),
  ]);
  expect((await told('base', refused, 'eu-west-1'))[0]).toBe(
    'AWS does not accept the credentials for profile base in eu-west-1',
  );
});

describe('the region', () => {
  async function assumed(options: { readonly region?: string; readonly profile?: string }) {
    const regions: string[] = [];
    const aws = makeAws({ ...options, onAssumedRegion: (region) => void regions.push(region) });
    return [await aws.homeRegion(), await aws.homeRegion(), regions];
  }

  test('that nobody configured is said, once', async () => {
    delete process.env['AWS_REGION'];
    expect(await assumed({ profile: 'base' })).toEqual(['us-east-1', 'us-east-1', ['us-east-1']]);
    const host = fakeHost();
    assumedRegion(host).onAssumedRegion('us-east-1');
    expect(host.err()).toBe(
      'No region is configured, so us-east-1 is used. Name another with --region, AWS_REGION or the profile’s `region`.\n',
    );
    const japanese = fakeHost({ language: 'ja' });
    assumedRegion(japanese).onAssumedRegion('us-east-1');
    expect(japanese.err()).toContain('リージョンが設定されていないため、us-east-1 を使います');
  });

  test('of the command line, the environment or the profile is not', async () => {
    expect(await assumed({ region: 'eu-west-3' })).toEqual(['eu-west-3', 'eu-west-3', []]);
    expect(await assumed({})).toEqual(['us-east-1', 'us-east-1', []]);
    delete process.env['AWS_REGION'];
    expect(await assumed({ profile: 'empty' })).toEqual(['eu-west-1', 'eu-west-1', []]);
  });
});
