import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli.ts';
import { doctorCommand } from '../../../src/commands/doctor/flags.ts';
import { nodeResult } from '../../../src/commands/doctor/program.ts';
import type { DoctorOptions } from '../../../src/commands/doctor/run.ts';
import { runDoctor } from '../../../src/commands/doctor/run.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { VERSION } from '../../../src/version.ts';
import {
  type AwsAnswer,
  type AwsRequest,
  type AwsServer,
  awsError,
  queryError,
  startAws,
} from '../../helpers/aws/aws-server.ts';
import { englishIn } from '../../helpers/host/english.ts';
import { type FakeHost, fakeHost, NOW } from '../../helpers/host/fake-host.ts';

const SECRET_KEY = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/');
const TOKEN = ['FwoGZXIvYXdzE', 'session', 'token'].join('');
const PASSWORD = ['pass', 'word', '12345'].join('-');
const PRIVATE = 'abcdefghijklmnop';
const SLACK_URL = ['https://hooks.slack.com', 'services', 'T00000000', 'B00000000', PRIVATE].join('/');
const USER = 'arn:aws:iam::111122223333:user/alice';

const environment = { ...process.env };
const opened: { close(): unknown }[] = [];
let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'login-watch-doctor-'));
  for (const name of Object.keys(process.env)) if (/_proxy$/i.test(name)) delete process.env[name];
  Object.assign(process.env, { HOME: cwd, AWS_SECRET_ACCESS_KEY: SECRET_KEY, AWS_SESSION_TOKEN: TOKEN });
});
afterEach(async () => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  rmSync(cwd, { recursive: true });
  for (const one of opened.splice(0)) await one.close();
});

const xml = (action: string, result: string): AwsAnswer => ({
  body: `<${action}Response><${action}Result>${result}</${action}Result><ResponseMetadata/></${action}Response>`,
});
const identity = (arn: string) =>
  xml('GetCallerIdentity', `<Arn>${arn}</Arn><UserId>X</UserId><Account>111122223333</Account>`);
const member = (action: string, decision: string, more = '') =>
  `<member><EvalActionName>${action}</EvalActionName><EvalResourceName>*</EvalResourceName><EvalDecision>${decision}</EvalDecision>${more}</member>`;

/** What the simulation is asked, as `action` and `resource`. */
function simulated({ body }: AwsRequest): { actions: string[]; resource: string } {
  const texts = Object.entries(body);
  const actions = texts.flatMap(([name, value]) => (name.startsWith('ActionNames.') ? [String(value)] : []));
  return { actions, resource: String(body['ResourceArns.member.1']) };
}
const simulation = (request: AwsRequest, decide: (action: string, resource: string) => string) => {
  const { actions, resource } = simulated(request);
  const members = actions.map((action) => member(action, decide(action, resource)));
  return xml(
    'SimulatePrincipalPolicy',
    `<IsTruncated>false</IsTruncated><EvaluationResults>${members.join('')}</EvaluationResults>`,
  );
};

/** An account in which everything is fine, until a test says otherwise. */
function fine(request: AwsRequest): AwsAnswer {
  switch (request.action) {
    case 'GetCallerIdentity':
      return identity(USER);
    case 'SimulatePrincipalPolicy':
      return simulation(request, () => 'allowed');
    case 'GetParameter':
      return { body: { Parameter: { Value: SLACK_URL } } };
    case 'LookupEvents':
      return { body: { Events: [] } };
    case '/listRegions':
      return { body: { Regions: [] } };
    default:
      return {};
  }
}

interface Given {
  readonly argv?: readonly string[];
  readonly settings?: string;
  /** Undefined: as where everything is fine. Unsigned requests don't get here. */
  readonly answer?: (request: AwsRequest) => AwsAnswer | undefined;
  readonly unsigned?: (request: AwsRequest) => AwsAnswer | undefined;
  /** The lead of AWS's clock over ours, ms. */
  readonly skew?: number;
  readonly noEndpoint?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** As people read it. */
  readonly isTable?: true;
}

interface Checked {
  readonly check: string;
  readonly of: string | null;
  readonly state: string;
  readonly said: string;
  readonly todo: string | null;
}

const GOOD = `name: acme
trusted: [{ cidr: 203.0.113.0/24, name: office }]
channels: [{ slack: { webhook: ssm:/acme/slack-webhook } }]
`;

async function examine(given: Given = {}) {
  const { argv = [], settings = GOOD, answer = () => undefined, unsigned = () => undefined, skew = 0 } = given;
  if (settings !== '') writeFileSync(join(cwd, 'login-watch.yaml'), settings);
  const headers = { date: new Date(NOW + skew).toUTCString() };
  const refusal = (request: AwsRequest) =>
    'Version' in request.body || request.action.includes('ListBuckets')
      ? queryError(403, 'MissingAuthenticationToken')
      : awsError(403, 'MissingAuthenticationTokenException');
  const server: AwsServer = await startAws((request) => {
    const isSigned = request.region !== '';
    const told = isSigned ? (answer(request) ?? fine(request)) : (unsigned(request) ?? refusal(request));
    return { headers, ...told };
  });
  opened.push(server);
  if (given.noEndpoint) delete process.env['AWS_ENDPOINT_URL'];
  else process.env['AWS_ENDPOINT_URL'] = server.endpoint;
  const { env = {}, isTable = false } = given;
  const host = fakeHost({ cwd, env, columns: 100 });
  const exit = await run(['doctor', ...(isTable ? [] : ['--format', 'json']), ...argv], host);
  const requests = [...server.requests];
  await expectJapanese(argv, fakeHost({ cwd, env, columns: 100 }));
  const told = host.out() + host.err();
  for (const secret of [SECRET_KEY, TOKEN, PASSWORD, PRIVATE, SLACK_URL]) expect(told).not.toContain(secret);
  const checks: readonly Checked[] = host.out().startsWith('{') ? JSON.parse(host.out()).checks : [];
  const labelled = (label: string) =>
    checks.filter(({ check, of }) => label === (of === null ? check : `${check}: ${of}`));
  /** What is said of a check, `state said`, in order. */
  const about = (label: string) => labelled(label).map(({ state, said }) => `${state} ${said}`);
  const todo = (label: string) => labelled(label).flatMap((one) => one.todo ?? []);
  return { exit, out: host.out(), err: host.err(), about, todo, requests };
}

/** The same in Japanese holds no English sentence. */
async function expectJapanese(argv: readonly string[], host: FakeHost): Promise<void> {
  await run(['doctor', ...argv.filter((word) => !/^(?:--format|json)$/.test(word)), '--language', 'ja'], host);
  expect(englishIn(host.out() + host.err())).toEqual([]);
}

test('where everything is fine, all of it is said, and nothing failed', async () => {
  const { exit, err, about, requests } = await examine();
  expect([exit, err]).toEqual([EXIT.done, '']);
  expect(about('credentials')).toEqual([
    'ok arn:aws:iam::111122223333:user/alice in account 111122223333, long-lived credentials',
  ]);
  expect(about('clock')).toEqual(['ok agrees with the clock of AWS']);
  expect(about('proxy')).toEqual(['ok none; AWS is reached directly']);
  expect(about('endpoints')).toEqual([
    'ok account, cloudformation, cloudtrail, cloudwatch, dynamodb, iam, lambda, logs, s3, sns, sqs, ssm, sts answer in us-east-1',
    expect.stringMatching(/^warning custom endpoint in use: AWS_ENDPOINT_URL \(127\.0\.0\.1:\d+\)$/),
  ]);
  expect(about('permissions: replay')).toEqual(['ok allowed: cloudtrail:LookupEvents, account:ListRegions']);
  expect(about('permissions: test-slack')).toEqual([
    'ok allowed: ssm:GetParameter on arn:aws:ssm:us-east-1:111122223333:parameter/acme/slack-webhook',
  ]);
  expect(about('settings')).toEqual(['ok login-watch.yaml is valid']);
  expect(about('secrets: slack')).toEqual(['ok ssm:/acme/slack-webhook is present, in the right form']);
  // The endpoints are asked without a signature, so that nobody's permissions are told for an endpoint that is there.
  expect(requests.filter(({ region }) => region === '')).toHaveLength(13);
});

test('a table says the same, what to do, and a count', async () => {
  const { out } = await examine({ isTable: true, argv: ['--for', 'replay'] });
  const lines = out
    .replace(/127\.0\.0\.1:\d+/, '127.0.0.1:80')
    .split('\n')
    .filter((line) => !/Node\.js|January 2027|^ {2,}$/.test(line));
  const isOldNode = out.includes('What to do:\n  Node.js');
  expect(lines.join('\n')).toBe(`Everything that login-watch needs is in place (${isOldNode ? '2 notes' : '1 note'}).

Check                State    Result
version              ok       aws-login-watch ${VERSION}
credentials          ok       arn:aws:iam::111122223333:user/alice in account 111122223333,
                              long-lived credentials
clock                ok       agrees with the clock of AWS
proxy                ok       none; AWS is reached directly
endpoints            ok       account, cloudformation, cloudtrail, cloudwatch, dynamodb, iam,
                              lambda, logs, s3, sns, sqs, ssm, sts answer in us-east-1
endpoints            warning  custom endpoint in use: AWS_ENDPOINT_URL (127.0.0.1:80)
permissions: replay  ok       allowed: cloudtrail:LookupEvents, account:ListRegions
settings             ok       login-watch.yaml is valid
secrets: slack       ok       ssm:/acme/slack-webhook is present, in the right form

What to do:
  endpoints: Unset AWS_ENDPOINT_URL, unless that is what you want.

${isOldNode ? '2 warnings, 8 ok' : '1 warning, 9 ok'}
`);
});

test('--format json is the same for programs', async () => {
  const { exit, out } = await examine({ argv: ['--for', 'replay'] });
  const { version, ok, checks } = JSON.parse(out);
  expect([exit, version, ok]).toEqual([EXIT.done, 1, true]);
  expect(checks.filter(({ check }: { check: string }) => check === 'permissions')).toEqual([
    {
      check: 'permissions',
      of: 'replay',
      state: 'ok',
      said: 'allowed: cloudtrail:LookupEvents, account:ListRegions',
      todo: null,
    },
  ]);
});

describe('credentials', () => {
  test('none: told once, and what depends on them is not told as fine', async () => {
    delete process.env['AWS_ACCESS_KEY_ID'];
    const { exit, about, todo } = await examine();
    expect(exit).toBe(EXIT.found);
    expect(about('credentials')).toEqual(['failed No AWS credentials were found']);
    expect(todo('credentials')).toEqual([expect.stringContaining('aws configure sso')]);
    expect(about('permissions')).toEqual([expect.stringMatching(/^not checked /)]);
    expect(about('secrets: slack')).toEqual(["not checked ssm:/acme/slack-webhook can't be read without credentials"]);
    // The network is another matter.
    expect(about('endpoints')[0]).toMatch(/^ok /);
    expect(about('clock')).toEqual(['ok agrees with the clock of AWS']);
  });

  test('expired', async () => {
    const { exit, about } = await examine({
      answer: ({ action, body }) =>
        'Version' in body ? queryError(403, 'ExpiredToken') : awsError(400, 'ExpiredTokenException', action),
    });
    expect(exit).toBe(EXIT.found);
    expect(about('credentials')).toEqual(['failed The AWS session has expired or was never started']);
    expect(about('permissions')).toEqual([expect.stringMatching(/^not checked /)]);
    expect(about('secrets: slack')).toEqual([expect.stringMatching(/^failed The AWS session has expired/)]);
  });

  test.each([
    [29, 'warning', '29 min left', 1],
    [31, 'ok', '31 min left', 0],
    [485, 'ok', '8 h 5 min left', 0],
    [-1, 'warning', 'ended 1 min ago', 1],
  ])('that end in %d minutes', async (minutes, state, left, hints) => {
    const end = new Date(NOW + minutes * 60_000).toISOString();
    process.env['AWS_CREDENTIAL_EXPIRATION'] = end;
    const { exit, about, todo } = await examine();
    expect(exit).toBe(EXIT.done);
    const until = end.slice(0, 16).replace('T', ' ');
    expect(about('credentials')).toEqual([`${state} ${USER} in account 111122223333, until ${until} UTC (${left})`]);
    expect(todo('credentials')).toHaveLength(hints);
  });

  test('of root are no good idea', async () => {
    const { exit, about } = await examine({
      answer: ({ action }) => (action === 'GetCallerIdentity' ? identity('arn:aws:iam::111122223333:root') : undefined),
    });
    expect(exit).toBe(EXIT.done);
    expect(about('credentials')[1]).toBe('warning these are keys of the root user, which no policy can limit');
  });

  test('a name that drives the terminal does not', async () => {
    const { out } = await examine({
      isTable: true,
      answer: ({ action }) =>
        action === 'GetCallerIdentity' ? identity('arn:aws:iam::111122223333:user/&#x202e;x&#x9b;31m') : undefined,
    });
    expect(out).toContain('user/\\u{202e}x\\u{9b}31m');
  });

  test('are not shown where AWS repeats them', async () => {
    const { exit, about } = await examine({
      answer: ({ action }) =>
        action === 'GetCallerIdentity'
          ? queryError(400, 'ValidationError', `no ${TOKEN} of ${SECRET_KEY} here`)
          : undefined,
    });
    expect(exit).toBe(EXIT.found);
    expect(about('credentials')).toEqual([
      'failed AWS refused sts:GetCallerIdentity in us-east-1 (ValidationError, HTTP 400: no [secret] of … here)',
    ]);
  });

  test('are there where only AWS is out of reach', async () => {
    const { about } = await examine({
      answer: ({ action }) => (action === 'GetCallerIdentity' ? { hangUp: true } : undefined),
    });
    expect(about('credentials')).toEqual([
      "not checked found, but AWS did not say whose they are: AWS can't be reached for sts:GetCallerIdentity in us-east-1 (ECONNRESET)",
    ]);
  });
});

describe('the clock', () => {
  test.each([
    [
      10,
      'failed the clock is 10 min behind AWS, which refuses requests that are off by more than 5 minutes',
      EXIT.found,
    ],
    [
      -10,
      'failed the clock is 10 min ahead of AWS, which refuses requests that are off by more than 5 minutes',
      EXIT.found,
    ],
    [4, 'warning the clock is 4 min behind AWS', EXIT.done],
    [0.5, 'ok agrees with the clock of AWS', EXIT.done],
  ])('%d minutes off', async (minutes, said, exit) => {
    const examined = await examine({ skew: minutes * 60_000 - 41_000 + (NOW % 60_000) });
    expect([examined.about('clock'), examined.exit]).toEqual([[said], exit]);
  });
});

describe('the network', () => {
  test('one endpoint that is not there', async () => {
    const { exit, about, todo } = await examine({
      unsigned: ({ action }) => (action === 'DescribeParameters' ? { hangUp: true } : undefined),
    });
    expect(exit).toBe(EXIT.found);
    expect(about('endpoints').slice(0, 2)).toEqual([
      'ok account, cloudformation, cloudtrail, cloudwatch, dynamodb, iam, lambda, logs, s3, sns, sqs, sts answer in us-east-1',
      "failed AWS can't be reached for ssm in us-east-1 (ECONNRESET)",
    ]);
    expect(todo('endpoints')[0]).toContain('HTTPS_PROXY');
  });

  test('a Wi-Fi login page is not AWS, and its clock is nobody’s', async () => {
    const { exit, about } = await examine({
      unsigned: () => ({ status: 200, body: '<html>Welcome</html>' }),
      skew: 600_000,
    });
    expect(exit).toBe(EXIT.found);
    expect(about('endpoints').filter((line) => line.startsWith('failed'))).toEqual([
      expect.stringMatching(/^failed The answer to .*cloudtrail.* in us-east-1 did not come from AWS/),
    ]);
    expect(about('clock')).toEqual([expect.stringMatching(/^not checked|^failed/)]);
  });

  test('AWS itself in trouble', async () => {
    const { about } = await examine({
      unsigned: ({ action }) =>
        action === 'LookupEvents'
          ? { ...awsError(503, 'ServiceUnavailable'), headers: { 'x-amzn-requestid': '1' } }
          : undefined,
    });
    expect(about('endpoints')).toContain(
      'failed AWS failed to answer cloudtrail in us-east-1 (ServiceUnavailable, HTTP 503)',
    );
  });

  test('what answers in no known words, but as AWS does, is there', async () => {
    const { about } = await examine({
      unsigned: () => ({ status: 307, body: '', headers: { 'x-amz-request-id': '1' } }),
    });
    expect(about('endpoints')[0]).toMatch(/^ok account, .* sts answer in us-east-1$/);
  });

  /** Takes what is meant for AWS, and refuses it. */
  async function proxy(): Promise<{ readonly url: string; readonly host: string; readonly asked: Set<string> }> {
    const asked = new Set<string>();
    const server = createServer().on('connect', (request, socket) => {
      asked.add(request.url ?? '');
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
    });
    opened.push({ close: () => [server.closeAllConnections(), server.close()] });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { url: `http://alice:${PASSWORD}@${host}`, host, asked };
  }

  test('a proxy that refuses: named without its password', async () => {
    const { url, host, asked } = await proxy();
    process.env['HTTPS_PROXY'] = url;
    const { exit, about, todo } = await examine({ noEndpoint: true });
    expect(exit).toBe(EXIT.found);
    expect(about('proxy')).toEqual([`ok http://${host} leads to AWS`]);
    expect(about('endpoints')).toEqual([
      expect.stringMatching(
        /^failed The proxy on the way to AWS requires a login \(HTTP 407\) for account, .*sts in us-east-1$/,
      ),
    ]);
    expect(todo('endpoints')[0]).toContain('HTTPS_PROXY');
    expect(about('credentials')).toEqual([expect.stringMatching(/^not checked found, but .*HTTP 407/)]);
    expect(asked).toContain('sts.us-east-1.amazonaws.com:443');
    expect(asked).toContain('ssm.us-east-1.amazonaws.com:443');
  });

  test('what NO_PROXY leaves out is said', async () => {
    const { url, host } = await proxy();
    // The one that is left out leads to this machine, too.
    Object.assign(process.env, {
      HTTPS_PROXY: url,
      NO_PROXY: '127.0.0.1',
      AWS_ENDPOINT_URL_SSM: `https://${host}`,
    });
    const { about } = await examine({ noEndpoint: true });
    expect(about('proxy')).toEqual([`ok http://${host} leads to AWS, but not to ${host} (NO_PROXY)`]);
  });

  test('a proxy that is no URL', async () => {
    process.env['HTTPS_PROXY'] = `http://:${PASSWORD}:`;
    const { exit, about } = await examine({ noEndpoint: true });
    expect(exit).toBe(EXIT.found);
    expect(about('proxy')).toEqual(['failed HTTPS_PROXY (or ALL_PROXY) is not a URL']);
  });

  test('what never answers ends, and the rest is told', async () => {
    const server = createServer(() => undefined);
    opened.push({ close: () => [server.closeAllConnections(), server.close()] });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const host = fakeHost({ cwd, columns: 400 });
    expect(await runDoctor({ for: ['replay'], format: 'json' }, host, 500)).toBe(EXIT.found);
    const checks: readonly Checked[] = JSON.parse(host.out()).checks;
    const stateOf = (name: string) => checks.find(({ check }) => check === name);
    expect(stateOf('endpoints')).toMatchObject({
      state: 'failed',
      said: expect.stringMatching(/^no answer in time from account, .*, sts in us-east-1$/),
    });
    expect(stateOf('credentials')).toMatchObject({
      state: 'not checked',
      said: 'found, but AWS did not say in time whose they are',
    });
    expect(stateOf('Node.js')?.state).toMatch(/^(?:ok|warning)$/);
  });
});

describe('permissions', () => {
  test('missing for one command only', async () => {
    const { exit, about, todo } = await examine({
      answer: (request) =>
        request.action === 'SimulatePrincipalPolicy'
          ? simulation(request, (action) => (action === 'ssm:PutParameter' ? 'implicitDeny' : 'allowed'))
          : undefined,
    });
    expect(exit).toBe(EXIT.found);
    expect(about('permissions: replay')[0]).toMatch(/^ok /);
    expect(about('permissions: test-slack')[0]).toMatch(/^ok /);
    expect(about('permissions: secret')).toEqual([
      'failed not allowed: ssm:PutParameter on arn:aws:ssm:us-east-1:111122223333:parameter/acme/*',
    ]);
    expect(todo('permissions: secret')[0]).toContain('login-watch policy secret');
    const for_ = await examine({
      argv: ['--for', 'replay'],
      answer: (request) =>
        request.action === 'SimulatePrincipalPolicy'
          ? simulation(request, (action) => (action === 'ssm:PutParameter' ? 'explicitDeny' : 'allowed'))
          : undefined,
    });
    expect([for_.exit, for_.about('permissions: secret')]).toEqual([EXIT.done, []]);
  });

  test('what a command does without is not missing', async () => {
    const { about } = await examine({
      argv: ['--for', 'init'],
      answer: (request) =>
        request.action === 'SimulatePrincipalPolicy'
          ? simulation(request, (action) => (action === 'iam:ListAccountAliases' ? 'implicitDeny' : 'allowed'))
          : undefined,
    });
    expect(about('permissions: init')[0]).toMatch(/^ok /);
  });

  test('a condition is met when IAM is asked, as it will be in earnest', async () => {
    const asked: string[] = [];
    const { about } = await examine({
      argv: ['--for', 'deploy'],
      answer: (request) => {
        if (request.action !== 'SimulatePrincipalPolicy') return undefined;
        asked.push(JSON.stringify(request.body));
        return simulation(request, () => 'allowed');
      },
    });
    expect(about('permissions: deploy')[0]).toMatch(/^ok /);
    expect(asked.filter((input) => input.includes('iam:PassedToService')).join()).toContain('lambda.amazonaws.com');
    expect(asked.filter((input) => input.includes('lambda:FunctionArn')).join()).toContain(
      'arn:aws:lambda:us-east-1:111122223333:function:acme-notifier',
    );
    expect(asked.some((input) => /"[a-z0-9]+:\w*\*/.test(input))).toBe(false);
  });

  test('what the organization forbids is not allowed; what depends on the call is not known', async () => {
    const { about } = await examine({
      argv: ['--for', 'replay'],
      answer: ({ action }) =>
        action === 'SimulatePrincipalPolicy'
          ? xml(
              'SimulatePrincipalPolicy',
              `<IsTruncated>false</IsTruncated><EvaluationResults>${member(
                'cloudtrail:LookupEvents',
                'allowed',
                '<OrganizationsDecisionDetail><AllowedByOrganizations>false</AllowedByOrganizations></OrganizationsDecisionDetail>',
              )}${member('account:ListRegions', 'allowed')}</EvaluationResults>`,
            )
          : undefined,
    });
    expect(about('permissions: replay')).toEqual(['failed not allowed: cloudtrail:LookupEvents']);
    const open = await examine({
      argv: ['--for', 'replay'],
      answer: ({ action }) =>
        action === 'SimulatePrincipalPolicy'
          ? xml(
              'SimulatePrincipalPolicy',
              `<IsTruncated>false</IsTruncated><EvaluationResults>${member(
                'cloudtrail:LookupEvents',
                'implicitDeny',
                '<MissingContextValues><member>aws:SourceIp</member></MissingContextValues>',
              )}</EvaluationResults>`,
            )
          : undefined,
    });
    // The second action was not told of at all.
    expect(open.about('permissions: replay')).toEqual([
      'not checked could not be determined: cloudtrail:LookupEvents, account:ListRegions',
    ]);
  });

  test('without the simulation, harmless calls; what can only be done is not told as fine', async () => {
    const { exit, about, requests } = await examine({
      answer: ({ action }) => {
        if (action === 'SimulatePrincipalPolicy') return queryError(403, 'AccessDenied');
        if (action === 'LookupEvents') return awsError(400, 'AccessDeniedException');
        return undefined;
      },
    });
    expect(exit).toBe(EXIT.found);
    expect(about('permissions: replay')).toEqual(['failed not allowed: cloudtrail:LookupEvents']);
    expect(about('permissions: test-slack')[0]).toMatch(/^ok allowed: ssm:GetParameter on /);
    expect(about('permissions: secret')[0]).toMatch(/^not checked could not be determined: ssm:PutParameter on /);
    expect(requests.map(({ action }) => action)).not.toContain('PutParameter');
  });

  test('a question that IAM does not take leaves the others as they are', async () => {
    const { about } = await examine({
      answer: (request) =>
        request.action === 'SimulatePrincipalPolicy' && simulated(request).resource !== '*'
          ? queryError(400, 'InvalidInput')
          : undefined,
    });
    expect(about('permissions: replay')[0]).toMatch(/^ok /);
    expect(about('permissions: test-slack')[0]).toMatch(/^not checked /);
  });

  test('root has no policies that could be asked about', async () => {
    const { about, requests } = await examine({
      answer: ({ action }) => (action === 'GetCallerIdentity' ? identity('arn:aws:iam::111122223333:root') : undefined),
    });
    expect(requests.map(({ action }) => action)).not.toContain('SimulatePrincipalPolicy');
    expect(about('permissions: replay')[0]).toMatch(/^ok /);
    expect(about('permissions: secret')[0]).toMatch(/^not checked /);
  });

  const SESSION = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Audit_0123/alice';
  const ROLE = 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Audit_0123';

  test('of a session are those of its role, with the path that the session does not tell', async () => {
    const { about, requests } = await examine({
      argv: ['--for', 'replay'],
      answer: ({ action }) => {
        if (action === 'GetCallerIdentity') return identity(SESSION);
        if (action === 'GetRole') return xml('GetRole', `<Role><Arn>${ROLE}</Arn></Role>`);
        return undefined;
      },
    });
    expect(about('permissions: replay')[0]).toMatch(/^ok /);
    const asked = requests.filter(({ action }) => action === 'SimulatePrincipalPolicy');
    expect(asked.map(({ body }) => body['PolicySourceArn'])).toEqual([ROLE]);
  });

  test('of a role that IAM does not find are tried out', async () => {
    const { about } = await examine({
      answer: ({ action }) => {
        if (action === 'GetCallerIdentity') return identity(SESSION);
        if (action === 'GetRole') return queryError(403, 'AccessDenied');
        if (action === 'SimulatePrincipalPolicy') return queryError(404, 'NoSuchEntity');
        return undefined;
      },
    });
    expect(about('permissions: replay')[0]).toMatch(/^ok /);
    expect(about('permissions: secret')[0]).toMatch(/^not checked /);
  });

  test('a command that is none', async () => {
    const { exit, err, requests } = await examine({ argv: ['--for', 'replai'] });
    expect([exit, requests]).toEqual([EXIT.wrongUse, []]);
    expect(err).toMatch(/^replai is not a command that needs permissions\.\nCommands that need permissions: replay, /);
  });
});

describe('settings and secrets', () => {
  test('each mistake, and what depends on them is not told as fine', async () => {
    const { exit, about, todo } = await examine({ settings: 'langage: en\ntrusted: [{ cidr: 203.0.113.0/99 }]\n' });
    expect(exit).toBe(EXIT.found);
    expect(about('settings')).toEqual([
      expect.stringMatching(/^failed login-watch\.yaml:1:1: unknown key "langage" \(did you mean `language`\?\)/),
      expect.stringMatching(/^failed login-watch\.yaml:2:\d+: /),
    ]);
    expect(todo('settings')).toHaveLength(1);
    expect(about('permissions')[0]).toMatch(/^not checked /);
    expect(about('secrets')[0]).toMatch(/^not checked /);
  });

  test('none', async () => {
    const { exit, about } = await examine({ settings: '' });
    expect(exit).toBe(EXIT.done);
    expect(about('settings')[0]).toMatch(/^warning no login-watch\.yaml/);
    expect(about('secrets')).toEqual(['ok the settings name none']);
    expect(about('permissions: test-slack')).toEqual(['ok none needed with these settings']);
  });

  test('what is allowed, and probably not meant', async () => {
    const { exit, about } = await examine({ settings: 'language: en\n' });
    expect(exit).toBe(EXIT.done);
    expect(about('settings')).toContain('warning no channel: no alert is sent');
  });

  test('a file that is named and not there', async () => {
    const { exit, about } = await examine({ argv: ['--config', 'gone.yaml'] });
    expect([exit, about('settings')]).toEqual([EXIT.found, ['failed The settings file gone.yaml does not exist']]);
  });

  test('a secret that is missing, one that may not be read, one that is not what it should be', async () => {
    const settings = `channels:
  - slack: { webhook: ssm:/acme/missing }
  - teams: { webhook: ssm:/acme/denied }
  - discord: { webhook: ssm:/acme/wrong }
  - chatwork: { room: 1, token: env:CHATWORK_TOKEN }
  - webhook: { url: env:HOOK, secret: env:HOOK_KEY }
`;
    const { exit, about, todo } = await examine({
      settings,
      env: { HOOK: 'https://example.com/hook', HOOK_KEY: 'short' },
      answer: ({ action, body }) => {
        if (action !== 'GetParameter') return undefined;
        if (body['Name'] === '/acme/missing') return awsError(400, 'ParameterNotFound');
        if (body['Name'] === '/acme/denied') return awsError(400, 'AccessDeniedException');
        return undefined;
      },
    });
    expect(exit).toBe(EXIT.found);
    expect(about('secrets: slack')).toEqual(['failed There is no parameter /acme/missing in us-east-1']);
    expect(todo('secrets: slack')[0]).toContain('login-watch secret set');
    expect(about('secrets: teams')[0]).toMatch(/^failed Not allowed to call ssm:GetParameter/);
    expect(about('secrets: discord')).toEqual([
      'failed ssm:/acme/wrong: That is a Slack webhook; a Discord webhook looks like https://discord.com/api/webhooks/…',
    ]);
    expect(about('secrets: chatwork')).toEqual(['failed The environment variable CHATWORK_TOKEN is not set']);
    expect(about('secrets: webhook')).toEqual(['ok env:HOOK is present, in the right form']);
    expect(about('secrets: webhook-secret')[0]).toMatch(/^failed env:HOOK_KEY: A key must have/);
    expect(about('secrets')).toEqual([
      `warning ${join(cwd, 'login-watch.yaml')} names HOOK, and that isn't allowed yet`,
      `warning ${join(cwd, 'login-watch.yaml')} has alerts sent to example.com, and that isn't allowed yet`,
    ]);
    expect(todo('secrets').join()).toMatch(/--allow-env HOOK .*--allow-host example\.com /);
  });

  test('a variable of AWS is no secret of a channel, whatever it holds', async () => {
    const settings = 'channels:\n  - webhook: { url: env:AWS_HOOK }\n';
    const { about } = await examine({ settings, env: { AWS_HOOK: 'https://example.com/hook' } });
    expect(about('secrets: webhook')).toEqual([
      'failed The settings name AWS_HOOK, which holds no secret of a channel',
    ]);
  });
});

test('Ctrl-C: what was not looked at is not told as fine', async () => {
  const host = fakeHost({ cwd, columns: 400, signal: AbortSignal.abort() });
  process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9';
  expect(await run(['doctor'], host)).toBe(EXIT.refused);
  expect(host.out()).toMatch(/\ncredentials +not checked +stopped\n/);
  expect(host.out()).not.toMatch(/\n(?:endpoints|permissions|credentials)\S* +ok/);
});

test('on a terminal it says how far it is; a pipe hears nothing of that', async () => {
  const server = await startAws((request) => fine(request));
  opened.push(server);
  process.env['AWS_ENDPOINT_URL'] = server.endpoint;
  const host = fakeHost({ cwd, isTerminal: true });
  await run(['doctor', '--for', 'replay'], host);
  expect(host.err()).toContain('Checking');
  const plain = fakeHost({ cwd, isTerminal: true, columns: 60 });
  await run(['doctor', '--for', 'replay', '--plain'], plain);
  expect(plain.err()).toBe('Checking\n');
  expect(plain.out()).toContain('\npermissions: replay, ok, allowed: cloudtrail:LookupEvents; account:ListRegions\n');
});

describe('Node.js', () => {
  const at = Date.parse('2026-11-20T00:00:00Z');
  test.each([
    ['18.20.4', 'failed', 'Node.js 18.20.4 is too old: 20.19 or later is needed'],
    ['20.18.9', 'failed', 'Node.js 20.18.9 is too old: 20.19 or later is needed'],
    [
      '20.19.0',
      'warning',
      '20.19.0 has had no security fixes since 2026-04-30; this program supports it until January 2027',
    ],
    ['22.1.0', 'ok', '22.1.0 is supported; its security fixes end on 2027-04-30'],
    ['24.11.0', 'ok', '24.11.0 is supported; its security fixes end on 2028-04-30'],
    ['25.0.0', 'warning', '25.0.0 is supported, but without long-term support'],
    ['30.0.0', 'ok', '30.0.0 is supported; this version of the program does not know for how long'],
  ])('%s', (version, state, said) => {
    const result = nodeResult(version, at);
    expect([result.state, result.said.en, result.todo === undefined]).toEqual([state, said, state === 'ok']);
  });
});

test('the flags are what the work is given', async () => {
  let given: DoctorOptions | undefined;
  const command = doctorCommand(
    fakeHost(),
    () => {},
    async (options) => {
      given = options;
      return EXIT.done;
    },
  );
  await command.parseAsync(['--for', 'replay,secret', '--format', 'json'], { from: 'user' });
  expect(given).toEqual({ for: ['replay', 'secret'], format: 'json' });
});
