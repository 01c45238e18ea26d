import { afterEach, expect, test } from 'vitest';
import { makeAws } from '../../../src/aws/clients.ts';
import { notifierOutputs, outputOf } from '../../../src/aws/resources/notifier-stack.ts';
import { type AwsAnswer, type AwsServer, queryError, startAws } from '../../helpers/aws/aws-server.ts';
import { stackAnswer } from '../../helpers/aws/stack-answer.ts';

let server: AwsServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function ask(answer: AwsAnswer, signal?: AbortSignal) {
  server = await startAws(() => answer);
  const aws = makeAws({ endpoint: server.endpoint, region: 'ap-northeast-1' });
  return notifierOutputs({ name: 'acme' }, aws, signal === undefined ? {} : { signal });
}

test('the outputs, by key', async () => {
  expect(await ask(stackAnswer({ TableName: 'acme-logins', FunctionName: 'acme-notifier' }))).toEqual({
    TableName: 'acme-logins',
    FunctionName: 'acme-notifier',
  });
  expect(server?.requests).toMatchObject([
    { action: 'DescribeStacks', region: 'ap-northeast-1', body: { StackName: 'acme-notifier' } },
  ]);
});

test.each([
  [
    'it was never deployed',
    queryError(400, 'ValidationError', 'Stack with id acme-notifier does not exist'),
    'No notifier is deployed: there is no stack acme-notifier in ap-northeast-1',
    2,
  ],
  [
    'it was deleted',
    stackAnswer({ TableName: 't' }, 'DELETE_COMPLETE'),
    'No notifier is deployed: there is no stack acme-notifier in ap-northeast-1',
    2,
  ],
  [
    'its first deploy failed',
    stackAnswer({}, 'ROLLBACK_COMPLETE'),
    'The stack acme-notifier in ap-northeast-1 is not whole (ROLLBACK_COMPLETE)',
    2,
  ],
  [
    'another error of validation',
    queryError(400, 'ValidationError', 'Template format error'),
    'AWS refused cloudformation:DescribeStacks in ap-northeast-1 (ValidationError, HTTP 400: Template format error)',
    3,
  ],
  [
    'no permission',
    queryError(403, 'AccessDenied', 'User: x is not authorized to perform: cloudformation:DescribeStacks'),
    'Not allowed to call cloudformation:DescribeStacks in ap-northeast-1',
    3,
  ],
])('%s', async (_, answer, message, exit) => {
  await expect(ask(answer)).rejects.toMatchObject({ name: 'UserError', message, exit });
});

test('what to do is said', async () => {
  await expect(ask(queryError(400, 'ValidationError', 'Stack with id x does not exist'))).rejects.toMatchObject({
    hint: 'Run `login-watch deploy`, or name another region with --region.',
  });
});

test('Ctrl-C ends it', async () => {
  await expect(ask(stackAnswer({ A: 'b' }), AbortSignal.abort())).rejects.toMatchObject({
    message: 'Stopped while calling cloudformation:DescribeStacks in ap-northeast-1',
  });
});

test('an output that is not there is told', () => {
  expect(outputOf({ DeadUrl: 'https://x' }, 'DeadUrl')).toBe('https://x');
  expect(() => outputOf({ DeadUrl: '' }, 'DeadUrl')).toThrow("The notifier's stack has no output DeadUrl");
});
