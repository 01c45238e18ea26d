/** Hands a test to the deployed function, as its pipelines would, and puts nothing anywhere that stays. */
import type { Aws } from '../aws/clients.ts';
import { explainAws } from '../aws/errors.ts';
import { EXIT } from '../core/exit.ts';
import { UserError } from '../core/user-error.ts';
import { refusalFrom } from '../core/words.ts';
import { PROOF_WORDS } from '../messages/operate/proof.ts';
import { type Synthetic, testKey, testObject } from './synthetic.ts';

/** The function's answer to a test (`IntakeOutcome` of src/lambda/intake.ts). */
export interface TestAnswer {
  readonly records?: number;
  readonly findings?: readonly { readonly rule: string }[];
  readonly told?: readonly string[];
  readonly errorType?: string;
  readonly errorMessage?: string;
}

interface OwnBucket {
  readonly name: string;
  /** Whose it must be. */
  readonly account: string;
}

/** Throws a `UserError`. */
export async function invokeTest(functionName: string, input: object, aws: Aws): Promise<TestAnswer> {
  const { InvokeCommand } = await import('@aws-sdk/client-lambda');
  const client = await aws.lambda();
  const payload = await client
    .send(new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(input)) }))
    .then(
      ({ Payload }) => Buffer.from(Payload ?? []).toString('utf8'),
      async (error: unknown) => {
        throw await explained(error, 'lambda:InvokeFunction', aws);
      },
    );
  return readAnswer(payload, functionName);
}

function readAnswer(payload: string, functionName: string): TestAnswer {
  try {
    const answer: unknown = JSON.parse(payload === '' ? '{}' : payload);
    return typeof answer === 'object' && answer !== null ? answer : {};
  } catch (cause) {
    const { message, hint } = refusalFrom(PROOF_WORDS, (words) => words.noJson(functionName));
    throw new UserError(message, { hint, exit: EXIT.refused, cause });
  }
}

export async function putTestObject(synthetic: Synthetic, bucket: OwnBucket, aws: Aws): Promise<void> {
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  try {
    const client = await aws.s3();
    await client.send(new PutObjectCommand({ ...placeOf(synthetic, bucket), Body: testObject(synthetic) }));
  } catch (error) {
    throw await explained(error, 's3:PutObject', aws);
  }
}

/** Failing is harmless: the bucket's lifecycle removes it. */
export async function removeTestObject(synthetic: Synthetic, bucket: OwnBucket, aws: Aws): Promise<void> {
  const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
  const client = await aws.s3();
  await client.send(new DeleteObjectCommand(placeOf(synthetic, bucket))).catch(() => undefined);
}

const placeOf = (synthetic: Synthetic, { name, account }: OwnBucket) => ({
  Bucket: name,
  Key: testKey(synthetic),
  ExpectedBucketOwner: account,
});

async function explained(error: unknown, action: string, aws: Aws): Promise<UserError> {
  return explainAws(error, { action, region: await aws.homeRegion(), profile: aws.profile, command: 'test' });
}
