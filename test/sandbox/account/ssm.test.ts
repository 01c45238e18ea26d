import {
  DeleteParameterCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { testAccount } from '../../helpers/records/account.ts';

const secure = (Name: string, Value: string, more = {}) =>
  new PutParameterCommand({ Name, Value, Type: 'SecureString', ...more });

test('keeps versions of a SecureString, and its value only for who decrypts it', async () => {
  const account = await testAccount({ now: () => Date.UTC(2026, 10, 19) });
  const client = new SSMClient(account.client());
  expect(await client.send(secure('/acme/hook', 'first'))).toMatchObject({ Version: 1 });
  await expect(client.send(secure('/acme/hook', 'second'))).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
  expect(await client.send(secure('/acme/hook', 'second', { Overwrite: true }))).toMatchObject({ Version: 2 });
  const get = async (Name: string, WithDecryption = true) =>
    (await client.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;
  expect(await get('/acme/hook')).toMatchObject({
    Value: 'second',
    Version: 2,
    Type: 'SecureString',
    ARN: 'arn:aws:ssm:us-east-1:111122223333:parameter/acme/hook',
    LastModifiedDate: new Date(Date.UTC(2026, 10, 19)),
  });
  expect(await get('/acme/hook:1')).toMatchObject({ Value: 'first', Version: 1 });
  expect(await get('arn:aws:ssm:us-east-1:111122223333:parameter/acme/hook')).toMatchObject({ Value: 'second' });
  expect((await get('/acme/hook', false))?.Value).not.toContain('second');
  await expect(get('/acme/hook:3')).rejects.toMatchObject({ name: 'ParameterVersionNotFound' });
  await expect(get('/acme/hoo')).rejects.toMatchObject({ name: 'ParameterNotFound' });
});

test('regions have their own parameters; what was put is there for tests', async () => {
  const account = await testAccount();
  account.ssm.put('/a', 'home');
  account.ssm.put('/a', 'far', 'eu-north-1');
  const get = async (region: string) =>
    (await new SSMClient(account.client(region)).send(new GetParameterCommand({ Name: '/a', WithDecryption: true })))
      .Parameter?.Value;
  expect([await get('us-east-1'), await get('eu-north-1')]).toEqual(['home', 'far']);
  await expect(get('us-west-2')).rejects.toMatchObject({ name: 'ParameterNotFound' });
  expect(account.ssm.get('/a', 'eu-north-1')).toBe('far');
});

test('lists in pages, tells names that are not there, deletes', async () => {
  const account = await testAccount();
  const client = new SSMClient(account.client());
  for (const name of ['/acme/a', '/acme/b', '/acme/c', '/other/a']) account.ssm.put(name, 'x');
  const names: (string | undefined)[][] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new DescribeParametersCommand({
        NextToken,
        MaxResults: 2,
        ParameterFilters: [{ Key: 'Path', Values: ['/acme'] }],
      }),
    );
    names.push(page.Parameters?.map(({ Name }) => Name) ?? []);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  expect(names).toEqual([['/acme/a', '/acme/b'], ['/acme/c']]);
  const several = await client.send(new GetParametersCommand({ Names: ['/acme/a', '/nothing'], WithDecryption: true }));
  expect([several.Parameters?.length, several.InvalidParameters]).toEqual([1, ['/nothing']]);
  await client.send(new DeleteParameterCommand({ Name: '/acme/a' }));
  await expect(client.send(new DeleteParameterCommand({ Name: '/acme/a' }))).rejects.toMatchObject({
    name: 'ParameterNotFound',
  });
  expect(account.ssm.names()).toEqual(['/acme/b', '/acme/c', '/other/a']);
});

test.each([
  ['a reserved name', secure('/aws/hook', 'x'), 'AccessDeniedException'],
  ['a path without a slash before it', secure('acme/hook', 'x'), 'ValidationException'],
  ['no value', secure('/a', ''), 'ValidationException'],
  ['a value too long', secure('/a', 'x'.repeat(4_097)), 'ValidationException'],
  ['a value that refers to another', secure('/a', 'https://example.com/{{x}}'), 'ValidationException'],
  ['no type', new PutParameterCommand({ Name: '/a', Value: 'x' }), 'ValidationException'],
])('refuses %s', async (_, command, name) => {
  const account = await testAccount();
  await expect(new SSMClient(account.client()).send(command)).rejects.toMatchObject({ name });
  expect(account.ssm.names()).toEqual([]);
});
