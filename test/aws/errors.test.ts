import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { afterEach, describe, expect, test } from 'vitest';
import { makeAws } from '../../src/aws/clients.ts';
import { explainAws } from '../../src/aws/errors.ts';
import { type AwsAnswer, type AwsServer, awsError, startAws } from '../helpers/aws/aws-server.ts';

let server: AwsServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const ATTEMPT = { action: 'cloudtrail:LookupEvents', region: 'eu-north-1' };

/** What the user reads when the real client gets this answer. */
async function told(answer: AwsAnswer): Promise<readonly [message: string, hint: string | undefined, exit: number]> {
  server = await startAws(() => answer);
  const client = await makeAws({ endpoint: server.endpoint }).cloudtrail('eu-north-1');
  try {
    await client.send(new LookupEventsCommand({}));
  } catch (error) {
    const { message, hint, exit } = explainAws(error, ATTEMPT);
    return [message, hint, exit];
  }
  throw new Error('the client took it for an answer');
}

describe('what AWS says no with, through the real client', () => {
  test.each<[name: string, answer: AwsAnswer, message: string, hint: RegExp]>([
    [
      'no policy',
      awsError(
        400,
        'AccessDeniedException',
        'User: arn:aws:iam::111122223333:user/alice is not authorized to perform: cloudtrail:LookupEvents because no identity-based policy allows the cloudtrail:LookupEvents action',
      ),
      'Not allowed to call cloudtrail:LookupEvents in eu-north-1: no identity-based policy allows the cloudtrail:LookupEvents action',
      /login-watch policy replay/,
    ],
    [
      'a service control policy',
      awsError(
        400,
        'com.amazonaws.cloudtrail#AccessDeniedException',
        'User: x is not authorized to perform: cloudtrail:LookupEvents with an explicit deny in a service control policy',
      ),
      'Not allowed to call cloudtrail:LookupEvents in eu-north-1: with an explicit deny in a service control policy',
      /login-watch policy replay/,
    ],
    [
      'a role that may not be taken',
      awsError(403, 'AccessDenied', 'User: x is not authorized to perform: sts:AssumeRole on resource: y'),
      'Not allowed to call sts:AssumeRole in eu-north-1',
      /login-watch policy replay/,
    ],
    [
      'an old session',
      awsError(400, 'ExpiredTokenException', 'The security token included in the request is expired'),
      'The AWS session has expired or was never started',
      /AWS_SESSION_TOKEN/,
    ],
    [
      'unknown keys',
      awsError(400, 'UnrecognizedClientException', 'The security token included in the request is invalid.'),
      'AWS does not accept the credentials in eu-north-1',
      /aws sts get-caller-identity/,
    ],
    [
      'a wrong clock',
      awsError(
        400,
        'InvalidSignatureException',
        'Signature expired: 20261120T000000Z is now earlier than 20261120T010000Z',
      ),
      'AWS refuses requests from this machine because its clock is wrong',
      /Set the clock/,
    ],
    [
      'a wrong clock, in other words',
      awsError(403, 'RequestTimeTooSkewed', 'The difference is too large.'),
      'AWS refuses requests from this machine because its clock is wrong',
      /Set the clock/,
    ],
    [
      'throttling',
      awsError(400, 'ThrottlingException', 'Rate exceeded'),
      'AWS kept throttling cloudtrail:LookupEvents in eu-north-1',
      /Try again later/,
    ],
    [
      'a region that is off',
      awsError(400, 'OptInRequired', ''),
      'Region eu-north-1 is not enabled in this account',
      /--regions/,
    ],
    [
      'trouble of its own',
      awsError(503, 'ServiceUnavailable', ''),
      'AWS failed to answer cloudtrail:LookupEvents in eu-north-1 (ServiceUnavailable, HTTP 503)',
      /health\.aws\.amazon\.com/,
    ],
    [
      'somebody else answering',
      { status: 200, body: '<html>Welcome to the Wi-Fi</html>' },
      'The answer to cloudtrail:LookupEvents in eu-north-1 did not come from AWS (WebPage)',
      /AWS_ENDPOINT_URL/,
    ],
    [
      'a gate in between',
      { status: 403, body: '' },
      'The answer to cloudtrail:LookupEvents in eu-north-1 did not come from AWS (Unknown, HTTP 403)',
      /whether a proxy/,
    ],
    [
      'anything else, with a secret in it',
      awsError(400, 'InvalidTimeRangeException', `The key ${'AKIA'}IOSFODNN7EXAMPLE and\n${'s'.repeat(60)} are secret`),
      'AWS refused cloudtrail:LookupEvents in eu-north-1 (InvalidTimeRangeException, HTTP 400: The key AKIA… and … are secret)',
      /documentation/,
    ],
  ])('%s', async (_, answer, message, hint) => {
    expect(await told(answer)).toEqual([message, expect.stringMatching(hint), 3]);
  });

  test('nobody there', async () => {
    server = await startAws(() => ({}));
    const client = await makeAws({ endpoint: server.endpoint }).cloudtrail('eu-north-1');
    await server.close();
    const error = await client.send(new LookupEventsCommand({})).catch((reason: unknown) => reason);
    expect(explainAws(error, ATTEMPT).message).toBe(
      "AWS can't be reached for cloudtrail:LookupEvents in eu-north-1 (ECONNREFUSED)",
    );
  });

  test('hung up on', async () => {
    expect((await told({ hangUp: true }))[0]).toBe(
      "AWS can't be reached for cloudtrail:LookupEvents in eu-north-1 (ECONNRESET)",
    );
  });
});

test.each([
  ['SELF_SIGNED_CERT_IN_CHAIN', /certificate .* is not trusted/, /NODE_EXTRA_CA_CERTS/],
  ['ENOTFOUND', /can't be reached .*\(ENOTFOUND\)/, /HTTPS_PROXY/],
  ['ERR_INVALID_URL', /no valid endpoint/, /AWS_ENDPOINT_URL/],
])('an error of Node, %s, is explained', (code, message, hint) => {
  const explained = explainAws(Object.assign(new Error('node says so'), { code }), ATTEMPT);
  expect([explained.message, explained.hint]).toEqual([expect.stringMatching(message), expect.stringMatching(hint)]);
});

test('a region that is none is explained', async () => {
  const client = await makeAws({}).cloudtrail('no region!');
  const error = await client.send(new LookupEventsCommand({})).catch((reason: unknown) => reason);
  expect(explainAws(error, { ...ATTEMPT, region: 'no region!' }).message).toBe(
    'There is no valid endpoint for cloudtrail:LookupEvents in no region!',
  );
});

test('a host that is not found is named', () => {
  const error = Object.assign(new Error(), { code: 'ENOTFOUND', hostname: 'cloudtrail.eu-nort-1.amazonaws.com' });
  expect(explainAws(error, ATTEMPT).message).toBe(
    "AWS can't be reached for cloudtrail:LookupEvents in eu-north-1 (ENOTFOUND cloudtrail.eu-nort-1.amazonaws.com)",
  );
});

test('credentials that could not be fetched for lack of a network are no lack of credentials', () => {
  const error = Object.assign(new Error('Error: getaddrinfo ENOTFOUND portal.sso'), {
    name: 'CredentialsProviderError',
  });
  expect(explainAws(error, ATTEMPT).message).toContain("AWS can't be reached");
});

test('a role that Identity Center does not give is no lack of credentials', () => {
  const error = Object.assign(new Error('ForbiddenException: No access'), { name: 'CredentialsProviderError' });
  expect(explainAws(error, { ...ATTEMPT, profile: 'audit' }).message).toBe(
    'AWS does not accept the credentials for profile audit in eu-north-1',
  );
});

test('the profile is named where a hint needs it', () => {
  const expired = Object.assign(new Error('Token is expired.'), { name: 'TokenProviderError' });
  const { message, hint } = explainAws(expired, { ...ATTEMPT, profile: 'audit' });
  expect([message, hint]).toEqual([
    'The AWS session for profile audit has expired or was never started',
    'Run `aws sso login --profile audit`, then try again.',
  ]);
});

test('the same error in Japanese keeps the names, and no English sentence', () => {
  const denied = Object.assign(new Error('User: arn:x is not authorized to perform: sts:AssumeRole on resource: y'), {
    name: 'AccessDenied',
  });
  const error = explainAws(denied, { action: 'cloudtrail:LookupEvents', region: 'eu-north-1', command: 'status' });
  expect([error.said('ja'), error.todo('ja')]).toEqual([
    'eu-north-1 で sts:AssumeRole を呼び出す権限がありません',
    '`login-watch policy status` が表示するポリシーを割り当てるか、権限のあるプロファイルを使ってください。',
  ]);
});
