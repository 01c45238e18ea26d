/** Secrets in SSM Parameter Store: reads and writes SecureStrings. No error holds a value. */
import { UserError } from '../core/user-error.ts';
import { type AwsOptions, makeAws } from './clients.ts';
import { explainAws } from './errors.ts';
import { faultOf, readError } from './fault.ts';
import { fetchParameter } from './parameter.ts';

// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html#API_GetParameter_Errors
const MISSING = ['ParameterNotFound', 'ParameterVersionNotFound'];

/** The secret in this parameter. Throws a `UserError` that says what is missing: the parameter, a permission, a session. */
export async function readParameter(name: string, options: AwsOptions = {}): Promise<string> {
  const aws = makeAws(options);
  const region = await aws.homeRegion();
  try {
    const value = await fetchParameter(name, await aws.ssm());
    if (value !== '') return value;
  } catch (error) {
    if (!MISSING.includes(readError(error).name))
      throw explain(error, { name }, { action: 'ssm:GetParameter', region, profile: aws.profile });
    throw new UserError(`There is no parameter ${name} in ${region}`, {
      hint: 'Store the secret with `login-watch secret set`, name another parameter in login-watch.yaml, or another region with --region.',
      cause: error,
    });
  }
  throw new UserError(`The parameter ${name} in ${region} is empty`, {
    hint: 'Store the secret with `login-watch secret set`.',
  });
}

export interface NewParameter {
  readonly name: string;
  readonly value: string;
  readonly description: string;
  /** Replace what stands there. */
  readonly overwrite: boolean;
}

export interface Written {
  readonly region: string;
  /** There is one already, and it was left alone. */
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

/** The SDK's error is not kept as the cause: AWS may quote the request in it, as it may in its sentence. */
function explain(error: unknown, parameter: Named, call: Call): UserError {
  const { message, hint, exit } = explainAws(error, call);
  const isDenied = faultOf(error) === 'denied';
  const told = parameter.value === undefined ? message : message.replaceAll(parameter.value, '[secret]');
  return new UserError(`${told} (parameter ${parameter.name})`, {
    ...(isDenied ? { hint: permissionHint(call.action) } : hint === undefined ? {} : { hint }),
    exit,
  });
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

function permissionHint(action: Call['action']): string {
  const use = action === 'ssm:PutParameter' ? 'kms:Encrypt' : 'kms:Decrypt';
  return `Allow ${action} on that parameter; where it is encrypted with a key of your own, ${use} on the key too.`;
}
