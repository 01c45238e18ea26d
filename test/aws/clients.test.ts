import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeAws } from '../../src/aws/clients.ts';
import { explainAws } from '../../src/aws/errors.ts';
import { startAws } from '../helpers/aws/aws-server.ts';

const environment = { ...process.env };
let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'login-watch-'));
  Object.assign(process.env, { HOME: home, USERPROFILE: home });
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  rmSync(home, { recursive: true });
});

function withoutKeys(config = ''): void {
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  delete process.env['AWS_REGION'];
  process.env['AWS_CONFIG_FILE'] = join(home, 'config');
  writeFileSync(join(home, 'config'), config);
}

/** What the user reads when the credentials are asked for. */
async function refusal(profile?: string): Promise<string> {
  const aws = makeAws({ profile });
  const error = await aws.checkCredentials().catch((reason: unknown) => reason);
  return explainAws(error, { action: 'cloudtrail:LookupEvents', region: 'us-east-1', profile: aws.profile }).message;
}

describe('credentials', () => {
  test('none anywhere', async () => {
    withoutKeys();
    expect(await refusal()).toBe('No AWS credentials were found');
  });

  test('a profile that nobody wrote', async () => {
    withoutKeys();
    expect(await refusal('audit')).toBe('There is no AWS profile audit');
  });

  test('a profile named by the environment', async () => {
    withoutKeys();
    process.env['AWS_PROFILE'] = 'audit';
    expect(await refusal()).toBe('There is no AWS profile audit');
  });

  test('an SSO profile whose session is over', async () => {
    withoutKeys(`[profile audit]
sso_session = main
sso_account_id = 111122223333
sso_role_name = Audit
[sso-session main]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
`);
    expect(await refusal('audit')).toBe('The AWS session for profile audit has expired or was never started');
  });

  test('a role that asks for MFA', async () => {
    withoutKeys(`[profile base]
aws_access_key_id = test
aws_secret_access_key = test
[profile admin]
role_arn = arn:aws:iam::111122223333:role/admin
source_profile = base
mfa_serial = arn:aws:iam::111122223333:mfa/alice
`);
    expect(await refusal('admin')).toBe("The AWS profile admin asks for an MFA code, which can't be entered here");
  });

  test('a process is asked once, whatever the number of regions', async () => {
    const script = join(home, 'credentials.mjs');
    writeFileSync(
      script,
      `import { appendFileSync } from 'node:fs';
appendFileSync(${JSON.stringify(join(home, 'asked'))}, 'x');
console.log(JSON.stringify({ Version: 1, AccessKeyId: 'test', SecretAccessKey: 'test' }));`,
    );
    withoutKeys(`[profile tool]\ncredential_process = "${process.execPath}" "${script}"\n`);
    const server = await startAws(() => ({ body: { Events: [] } }));
    const aws = makeAws({ profile: 'tool', endpoint: server.endpoint });
    const regions = ['us-east-1', 'eu-north-1', 'ap-southeast-2'];
    await Promise.all(regions.map(async (region) => (await aws.cloudtrail(region)).send(new LookupEventsCommand({}))));
    await server.close();
    expect(server.requests.map(({ region }) => region).toSorted()).toEqual(regions.toSorted());
    expect(readFileSync(join(home, 'asked'), 'utf8')).toBe('x');
  });
});

test('the SDK writes nothing to the terminal by itself', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const warned = vi.spyOn(console, 'warn').mockReturnValue();
  // Both kinds of credentials at once: the SDK has a long warning for that.
  writeFileSync(join(home, 'config'), '[profile audit]\naws_access_key_id = test\naws_secret_access_key = test\n');
  Object.assign(process.env, { AWS_PROFILE: 'audit', AWS_CONFIG_FILE: join(home, 'config') });
  await makeAws({}).checkCredentials();
  const said = [...written.mock.calls, ...warned.mock.calls];
  vi.restoreAllMocks();
  expect(said).toEqual([]);
});

test('each request names the tool', async () => {
  const server = await startAws(() => ({ body: { Events: [] } }));
  const client = await makeAws({ endpoint: server.endpoint }).cloudtrail('eu-west-1');
  await client.send(new LookupEventsCommand({}));
  await server.close();
  expect(server.requests).toEqual([
    {
      region: 'eu-west-1',
      action: 'LookupEvents',
      userAgent: expect.stringContaining('app/aws-login-watch'),
      body: {},
    },
  ]);
});

test('a client and its connections serve all who ask in its region, and no other region', async () => {
  const aws = makeAws({ region: 'eu-west-1' });
  const [first, again, elsewhere] = await Promise.all([
    aws.sqs('eu-west-1'),
    aws.sqs('eu-west-1'),
    aws.sqs('eu-west-3'),
  ]);
  expect(again).toBe(first);
  expect([await first.config.region(), await elsewhere.config.region()]).toEqual(['eu-west-1', 'eu-west-3']);
});

test('the home region is the flag, the environment, the profile, the AWS CLI’s variable, us-east-1', async () => {
  process.env['AWS_REGION'] = 'eu-west-1';
  expect(await makeAws({ region: 'eu-west-3' }).homeRegion()).toBe('eu-west-3');
  expect(await makeAws({}).homeRegion()).toBe('eu-west-1');
  withoutKeys('[profile tokyo]\nregion = ap-northeast-1\n');
  expect(await makeAws({ profile: 'tokyo' }).homeRegion()).toBe('ap-northeast-1');
  expect(await makeAws({}).homeRegion()).toBe('us-east-1');
  process.env['AWS_DEFAULT_REGION'] = 'eu-central-1';
  expect(await makeAws({}).homeRegion()).toBe('eu-central-1');
});

describe('a proxy', () => {
  test('is used for AWS, and its refusal is told without its password', async () => {
    const asked: string[] = [];
    const proxy = createServer().on('connect', (request, socket) => {
      asked.push(`${request.url} ${request.headers['proxy-authorization'] === undefined ? 'without' : 'with'} login`);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    process.env['HTTPS_PROXY'] = `http://alice:pass-word@127.0.0.1:${port}`;
    delete process.env['AWS_ENDPOINT_URL'];
    const client = await makeAws({}).cloudtrail('eu-west-1');
    const error = await client.send(new LookupEventsCommand({})).catch((reason: unknown) => reason);
    proxy.close();
    proxy.closeAllConnections();
    expect(asked).toEqual(['cloudtrail.eu-west-1.amazonaws.com:443 with login']);
    const { message, hint } = explainAws(error, { action: 'cloudtrail:LookupEvents', region: 'eu-west-1' });
    expect([message, hint]).toEqual([
      'The proxy on the way to AWS requires a login (HTTP 407) for cloudtrail:LookupEvents in eu-west-1',
      expect.stringContaining('HTTPS_PROXY'),
    ]);
  });

  test('is not used for hosts that NO_PROXY names', async () => {
    let asked = 0;
    const proxy = createServer().on('connect', (_, socket) => {
      asked += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${port}`;
    process.env['NO_PROXY'] = '127.0.0.1';
    // A plain server: a TLS greeting makes it hang up, which shows that it was met directly.
    const client = await makeAws({ endpoint: `https://127.0.0.1:${port}` }).cloudtrail('eu-west-1');
    const error = await client.send(new LookupEventsCommand({})).catch((reason: unknown) => reason);
    proxy.close();
    proxy.closeAllConnections();
    expect([error, asked]).toEqual([expect.any(Error), 0]);
  });
});
