/** Changes of credentials, as IAM makes them. */
import type { JsonObject } from '../../../src/core/event.ts';
import { textAt } from '../../../src/core/fields.ts';
import { AwsFault, type QueryActions } from '../service.ts';
import { type Credentials, keyIdOf } from './credentials.ts';

export const changesOf = (credentials: Credentials): QueryActions => ({
  DeleteLoginProfile: (input) => deletePassword(credentials, textAt(input, 'UserName') ?? ''),
  UpdateAccessKey: (input) => updateKey(credentials, input),
  UpdateAccountPasswordPolicy: (input) => updatePolicy(credentials, input),
  EnableOrganizationsRootCredentialsManagement: () => manageRoot(credentials),
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteLoginProfile.html */
function deletePassword(credentials: Credentials, name: string): undefined {
  const { password, ...user } = credentials.userNamed(name);
  if (password === undefined)
    throw new AwsFault('NoSuchEntity', `Login Profile for User ${name} cannot be found.`, { status: 404 });
  credentials.users.set(name, user);
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html */
function updateKey(credentials: Credentials, input: JsonObject): undefined {
  const [name = '', id = '', status = ''] = ['UserName', 'AccessKeyId', 'Status'].map((key) => textAt(input, key));
  const user = credentials.userNamed(name);
  const at = user.keys.findIndex((_, place) => keyIdOf(name, place) === id);
  if (at < 0) throw new AwsFault('NoSuchEntity', `The Access Key with id ${id} cannot be found.`, { status: 404 });
  if (status !== 'Active' && status !== 'Inactive') throw new AwsFault('ValidationError', `status ${status}`);
  const keys = user.keys.map((key, place) => (place === at ? { ...key, isActive: status === 'Active' } : key));
  credentials.users.set(name, { ...user, keys });
}

/** Members that aren't given get their defaults: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html */
function updatePolicy(credentials: Credentials, input: JsonObject): undefined {
  const number = (key: string, least: number, most: number): number | undefined => {
    const text = textAt(input, key);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new AwsFault('ValidationError', `${key} ${text}`);
    return value;
  };
  const is = (key: string) => textAt(input, key) === 'true';
  const [age, reuse] = [number('MaxPasswordAge', 1, 1_095), number('PasswordReusePrevention', 1, 24)];
  credentials.passwordPolicy = {
    MinimumPasswordLength: number('MinimumPasswordLength', 6, 128) ?? 6,
    RequireSymbols: is('RequireSymbols'),
    RequireNumbers: is('RequireNumbers'),
    RequireUppercaseCharacters: is('RequireUppercaseCharacters'),
    RequireLowercaseCharacters: is('RequireLowercaseCharacters'),
    AllowUsersToChangePassword: is('AllowUsersToChangePassword'),
    HardExpiry: is('HardExpiry'),
    ExpirePasswords: age !== undefined,
    ...(age === undefined ? {} : { MaxPasswordAge: age }),
    ...(reuse === undefined ? {} : { PasswordReusePrevention: reuse }),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableOrganizationsRootCredentialsManagement.html */
function manageRoot(credentials: Credentials) {
  const { features } = credentials;
  if ('error' in features) throw new AwsFault(features.error, 'Root access can\u2019t be managed');
  const enabled = [...new Set([...features, 'RootCredentialsManagement'])];
  credentials.features = enabled;
  return { OrganizationId: 'o-exampleorgid', EnabledFeatures: enabled };
}
