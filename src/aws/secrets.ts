/** Secrets in SSM Parameter Store: reads and writes SecureStrings. No error holds a value. */
import { UserError } from '../core/user-error.ts';
import { refusalFrom, wordsFrom } from '../core/words.ts';
import { SECRET_WORDS } from '../messages/settings/secrets.ts';
import { type AwsOptions, makeAws } from './clients.ts';
import { explainAws } from './errors.ts';
import { faultOf, readError } from './fault.ts';
import { fetchParameter } from './parameter.ts';

// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html#API_GetParameter_Errors
const MISSING = ['ParameterNotFound', 'ParameterVersionNotFound'];

/** Returns the secret in this parameter, or throws a `UserError`: a parameter, a permission or a session is missing. */
export async function readParameter(name: string, options: AwsOptions = {}): Promise<string> {
  const aws = makeAws(options);
  const region = await aws.homeRegion();
  try {
    const value = await fetchParameter(name, await aws.ssm());
    if (value !== '') return value;
  } catch (error) {
    if (!MISSING.includes(readError(error).name))
      throw explain(error, { name }, { action: 'ssm:GetParameter', region, profile: aws.profile });
    const { message, hint } = refusalFrom(SECRET_WORDS, ({ missingParameter }) => missingParameter(name, region));
    throw new UserError(message, { hint, cause: error });
  }
  const { message, hint } = refusalFrom(SECRET_WORDS, ({ emptyParameter }) => emptyParameter(name, region));
  throw new UserError(message, { hint });
}

export interface NewParameter {
  readonly name: string;
  readonly value: string;
  readonly description: string;
  /** Replace an existing parameter. */
  readonly overwrite: boolean;
}

export interface Written {
  readonly region: string;
  /** The parameter existed, and was left alone. */
  readonly exists: boolean;
}

/** Writes a SecureString under the account's own key for Parameter Store. */
export async function writeParameter(parameter: NewParameter, options: AwsOptions = {}): Promise<Written> {
  const { name, value, description, overwrite } = parameter;
  const aws = makeAws(options);
  const region = await aws.homeRegion();
  try {
    const { PutParameterCommand } = await import('@aws-sdk/client-ssm');
    const client = await aws.ssm();
    await client.send(
      new PutParameterCommand({
        Name: name,
        Value: value,
        Description: description,
        Type: 'SecureString',
        Overwrite: overwrite,
      }),
    );
    return { region, exists: false };
  } catch (error) {
    if (readError(error).name === 'ParameterAlreadyExists') return { region, exists: true };
    throw explain(error, parameter, { action: 'ssm:PutParameter', region, profile: aws.profile });
  }
}

/** The SDK's error isn't kept as the cause: AWS may quote the request in it, as it may in its sentence. */
function explain(error: unknown, { name, value }: Named, call: Call): UserError {
  const explained = explainAws(error, call);
  const redacted = (text: string) => (value === undefined ? text : text.replaceAll(value, '[secret]'));
  const message = wordsFrom(SECRET_WORDS, ({ aboutParameter }, language) =>
    aboutParameter(redacted(explained.said(language)), name),
  );
  const keyAction = call.action === 'ssm:PutParameter' ? 'kms:Encrypt' : 'kms:Decrypt';
  const hint = wordsFrom(SECRET_WORDS, ({ allow }, language) =>
    faultOf(error) === 'denied' ? allow(call.action, keyAction) : (explained.todo(language) ?? ''),
  );
  return new UserError(message, { hint, exit: explained.exit });
}

interface Named {
  readonly name: string;
  readonly value?: string;
}

interface Call {
  readonly action: 'ssm:GetParameter' | 'ssm:PutParameter';
  readonly region: string;
  readonly profile: string | undefined;
}
