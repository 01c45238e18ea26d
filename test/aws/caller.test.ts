import { expect, onTestFinished, test } from 'vitest';
import { askCaller } from '../../src/aws/access/caller.ts';
import { makeAws } from '../../src/aws/clients.ts';
import { UserError } from '../../src/core/user-error.ts';
import { type AwsAnswer, startAws } from '../helpers/aws/aws-server.ts';
import { englishIn } from '../helpers/host/english.ts';

async function ask(result: string) {
  const answer: AwsAnswer = {
    body: `<GetCallerIdentityResponse><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
  };
  const server = await startAws(() => answer);
  onTestFinished(() => server.close());
  return askCaller(makeAws({ endpoint: server.endpoint, region: 'us-east-1' }), 'doctor', new AbortController().signal);
}

test('a caller is named by account, partition and role', async () => {
  const arn = 'arn:aws-cn:sts::111122223333:assumed-role/Reader/alice';
  expect(await ask(`<Arn>${arn}</Arn><Account>111122223333</Account>`)).toEqual({
    arn,
    account: '111122223333',
    partition: 'aws-cn',
    kind: 'role',
    role: 'Reader',
  });
});

test('an answer without a caller is refused, in both languages', async () => {
  const error = await ask('<Account>111122223333</Account>').catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw error;
  expect([error.exit, error.message, error.hint]).toEqual([
    3,
    'The answer to sts:GetCallerIdentity names no caller.',
    'Check AWS_ENDPOINT_URL: AWS itself always names the caller.',
  ]);
  expect(englishIn(`${error.said('ja')}\n${error.todo('ja')}`)).toEqual([]);
});
