import {
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { testAccount } from '../../helpers/records/account.ts';

const FunctionName = 'acme-notifier';

async function functions() {
  const account = await testAccount({
    invoke: async (name, payload) => {
      const input = JSON.parse(payload);
      if (input.fail) throw new TypeError('it broke');
      return { payload: JSON.stringify({ name, input }) };
    },
  });
  account.lambda.create(FunctionName, { Timeout: 180 });
  const client = new LambdaClient(account.client());
  const invoke = (Payload: string, more = {}) => client.send(new InvokeCommand({ FunctionName, Payload, ...more }));
  return { account, client, invoke };
}

test.each([FunctionName, `${FunctionName}:$LATEST`, `arn:aws:lambda:us-east-1:111122223333:function:${FunctionName}`])(
  'runs %s and tells what it answered',
  async (named) => {
    const { invoke } = await functions();
    const told = await invoke('{"text":"é 🟢"}', { FunctionName: named });
    expect(told.Payload?.transformToString()).toBe('{"name":"acme-notifier","input":{"text":"é 🟢"}}');
    expect([told.StatusCode, told.FunctionError]).toEqual([200, undefined]);
  },
);

test('a function that fails says so in the payload', async () => {
  const { invoke } = await functions();
  const told = await invoke('{"fail":true}');
  expect([told.StatusCode, told.FunctionError]).toEqual([200, 'Unhandled']);
  expect(JSON.parse(told.Payload?.transformToString() ?? '')).toMatchObject({
    errorType: 'TypeError',
    errorMessage: 'it broke',
  });
});

test('an asynchronous invocation is taken at once and run later, whatever becomes of it', async () => {
  const { account, invoke } = await functions();
  for (const fail of [true, false])
    expect((await invoke(JSON.stringify({ fail }), { InvocationType: 'Event' })).StatusCode).toBe(202);
  await account.settled();
  expect(account.lambda.invocations.map(({ result }) => result?.functionError)).toEqual(['Unhandled', undefined]);
});

test('tells settings, and refuses what is unknown, unreadable or too large', async () => {
  const { account, client, invoke } = await functions();
  expect(await client.send(new GetFunctionConfigurationCommand({ FunctionName }))).toMatchObject({
    FunctionName,
    Timeout: 180,
    State: 'Active',
  });
  expect((await client.send(new GetFunctionCommand({ FunctionName }))).Configuration).toMatchObject({ Timeout: 180 });
  await expect(invoke('{}', { FunctionName: 'nobody' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Function not found: arn:aws:lambda:us-east-1:111122223333:function:nobody',
  });
  const far = new LambdaClient(account.client('eu-north-1')).send(new GetFunctionCommand({ FunctionName }));
  await expect(far).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(invoke('{')).rejects.toMatchObject({ name: 'InvalidRequestContentException' });
  await expect(invoke(JSON.stringify('x'.repeat(1_048_576)), { InvocationType: 'Event' })).rejects.toMatchObject({
    name: 'RequestTooLargeException',
  });
  expect(account.lambda.invocations).toEqual([]);
});
