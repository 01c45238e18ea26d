import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { readParameter, writeParameter } from '../../src/aws/secrets.ts';
import { UserError } from '../../src/core/user-error.ts';
import { type AwsAnswer, type AwsServer, awsError, startAws } from '../helpers/aws/aws-server.ts';

const SECRET = 'the-secret-value';
const NAME = '/acme/slack-webhook';
const REGION = 'ap-northeast-1';

let server: AwsServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serve(answer: AwsAnswer) {
  server = await startAws(() => answer);
  return { endpoint: server.endpoint, region: REGION };
}

async function refusal(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => new Error('it was taken'),
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error;
  throw error;
}

test('a parameter is read in clear', async () => {
  const options = await serve({ body: { Parameter: { Name: NAME, Value: `${SECRET}\n` } } });
  expect(await readParameter(NAME, options)).toBe(SECRET);
  expect(server?.requests.map(({ action, region, body }) => ({ action, region, body }))).toEqual([
    { action: 'GetParameter', region: REGION, body: { Name: NAME, WithDecryption: true } },
  ]);
});

describe('what reading says where there is nothing to read', () => {
  test.each<[name: string, answer: AwsAnswer, message: string, hint: RegExp, exit: number]>([
    [
      'missing',
      awsError(400, 'ParameterNotFound'),
      `There is no parameter ${NAME} in ${REGION}`,
      /login-watch secret set.*--region/,
      2,
    ],
    ['empty', { body: { Parameter: { Value: ' ' } } }, `The parameter ${NAME} in ${REGION} is empty`, /secret set/, 2],
    [
      'denied',
      awsError(
        400,
        'AccessDeniedException',
        'User: x is not authorized to perform: ssm:GetParameter on resource: y because no identity-based policy allows the ssm:GetParameter action',
      ),
      `Not allowed to call ssm:GetParameter in ${REGION}: no identity-based policy allows the ssm:GetParameter action (parameter ${NAME})`,
      /kms:Decrypt/,
      3,
    ],
    [
      'expired',
      awsError(400, 'ExpiredTokenException', 'The security token included in the request is expired'),
      `The AWS session has expired or was never started (parameter ${NAME})`,
      /set new ones/,
      3,
    ],
  ])('%s', async (_, answer, message, hint, exit) => {
    const error = await refusal(readParameter(NAME, await serve(answer)));
    expect({ message: error.message, hint: error.hint, exit: error.exit }).toEqual({
      message,
      hint: expect.stringMatching(hint),
      exit,
    });
  });
});

const PARAMETER = { name: NAME, value: SECRET, description: 'For login-watch', overwrite: false };

test('a secret is written encrypted, and nothing is replaced unasked', async () => {
  const options = await serve({ body: { Version: 1 } });
  expect(await writeParameter(PARAMETER, options)).toEqual({ region: REGION, exists: false });
  expect(server?.requests.map(({ action, body }) => ({ action, body }))).toEqual([
    {
      action: 'PutParameter',
      body: { Name: NAME, Value: SECRET, Description: 'For login-watch', Type: 'SecureString', Overwrite: false },
    },
  ]);
});

test('a parameter that exists already is told apart', async () => {
  expect(await writeParameter(PARAMETER, await serve(awsError(400, 'ParameterAlreadyExists')))).toEqual({
    region: REGION,
    exists: true,
  });
});

test('a refused write names what is missing and never the secret', async () => {
  const quoting = awsError(400, 'AccessDeniedException', `not authorized to put ${SECRET}`);
  const error = await refusal(writeParameter(PARAMETER, await serve(quoting)));
  expect([error.message, error.hint]).toEqual([
    `Not allowed to call ssm:PutParameter in ${REGION} (parameter ${NAME})`,
    'Allow ssm:PutParameter on that parameter. If a key of your own encrypts it, allow kms:Encrypt on that key too.',
  ]);
  expect(inspect(error, { depth: 10 })).not.toContain(SECRET);
});

test('an error that nobody knows does not quote the secret either', async () => {
  const quoting = awsError(400, 'ValidationException', `Value ${SECRET} failed to satisfy a constraint`);
  const error = await refusal(writeParameter(PARAMETER, await serve(quoting)));
  expect(inspect(error, { depth: 10 })).not.toContain(SECRET);
});
