/** Accounts that are good but for a way in: credentials, the guard in front of them, or who watches. */
import type { Account } from '../account/account.ts';
import type { UserState } from '../account/doors/credentials.ts';

const DAY = 86_400_000;

/** The networks that the settings of the good account trust. */
export const TRUSTED = ['203.0.113.0/24', '2001:db8::/32'];
const EMERGENCY = 'arn:aws:iam::111122223333:user/emergency';
const GOOD_REGIONS = ['us-east-1', 'eu-north-1'];

/** Milliseconds since the epoch, so many days ago. */
const ago = (account: Account, days: number): number => account.logs.world.now() - days * DAY;
const credentials = (account: Account) => account.identity.credentials;

/** A person who uses password, MFA and key. */
function person(account: Account, name: string): UserState {
  return {
    created: ago(account, 400),
    password: { changed: ago(account, 300), used: ago(account, 2) },
    devices: [credentials(account).virtual(name)],
    keys: [{ isActive: true, rotated: ago(account, 30), used: ago(account, 1) }],
  };
}

/** Changes one of the good account's users, or adds one. */
function user(account: Account, name: string, change: Partial<UserState>): void {
  credentials(account).users.set(name, { ...person(account, name), ...change });
}

export function makeGoodDoors(account: Account): void {
  const { users } = credentials(account);
  for (const name of ['alice', 'bob']) users.set(name, person(account, name));
  const { password: _, ...machine } = person(account, 'deploy');
  users.set('deploy', { ...machine, devices: [] });
  credentials(account).root = {
    ...{ hasPassword: true, passwordUsed: ago(account, 200), keys: [], certificates: 0 },
    devices: ['GAHT12345678'],
  };
  credentials(account).passwordPolicy = { MinimumPasswordLength: 14, PasswordReusePrevention: 24 };
  account.signin.isOn = true;
  account.signin.put(TRUSTED, EMERGENCY);
  for (const region of GOOD_REGIONS) account.guardduty.detectorsIn(region).set('d1', 'ENABLED');
}

type Change = (account: Account) => void;

/** Statements of a guard that lets in these networks alone. */
const guard =
  (networks: readonly string[]): Change =>
  (account) => {
    account.signin.statements.length = 0;
    account.signin.put(networks, EMERGENCY);
  };

const CENTER = {
  InstanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef',
  IdentityStoreId: 'd-1234567890',
  OwnerAccountId: '111122223333',
  Status: 'ACTIVE',
};

export const ROOT_BREAKS: Readonly<Record<string, Change>> = {
  'root has an access key': (account) => {
    credentials(account).root.keys = [{ isActive: true, rotated: ago(account, 900) }];
  },
  'root has no MFA': (account) => {
    credentials(account).root.devices = [];
  },
  'root has virtual MFA': (account) => {
    credentials(account).root.devices = [credentials(account).virtual('root-account-mfa-device')];
  },
  'root has virtual MFA of another name, beside a security key': (account) => {
    credentials(account).root.devices = [
      'arn:aws:iam::111122223333:u2f/root/key-1',
      credentials(account).virtual('phone'),
    ];
  },
  'root has a signing certificate': (account) => {
    credentials(account).root.certificates = 1;
  },
  'root signed in a week ago': (account) => {
    credentials(account).root.passwordUsed = ago(account, 7);
  },
  "root's key was used yesterday": (account) => {
    credentials(account).root.keys = [{ isActive: true, rotated: ago(account, 900), used: ago(account, 1) }];
  },
  'organization without central root access': (account) => {
    credentials(account).features = ['RootSessions'];
  },
  'organization that IAM is not trusted in': (account) => {
    credentials(account).features = { error: 'ServiceAccessNotEnabledException' };
  },
  'organization without all features': (account) => {
    credentials(account).features = { error: 'OrganizationNotInAllFeaturesModeException' };
  },
};

export const USER_BREAKS: Readonly<Record<string, Change>> = {
  'two users without MFA': (account) => {
    user(account, 'alice', { devices: [] });
    user(account, 'carol', { devices: [] });
  },
  'seven users without MFA': (account) => {
    for (const name of ['ann', 'ben', 'cem', 'dan', 'eva', 'fay', 'gus']) user(account, name, { devices: [] });
  },
  'MFA by text messages only': (account) =>
    user(account, 'bob', { devices: ['arn:aws:iam::111122223333:sms-mfa/bob'] }),
  'MFA that was removed since the report': (account) => {
    credentials(account).makeReport();
    user(account, 'bob', { devices: [] });
  },
  'password unused for 100 days': (account) =>
    user(account, 'bob', { password: { changed: ago(account, 300), used: ago(account, 100) } }),
  'password never used in 91 days': (account) => user(account, 'bob', { password: { changed: ago(account, 91) } }),
  'password unused for 50 days': (account) =>
    user(account, 'bob', { password: { changed: ago(account, 300), used: ago(account, 50) } }),
  'key unused for 60 days': (account) =>
    user(account, 'alice', { keys: [{ isActive: true, rotated: ago(account, 80), used: ago(account, 60) }] }),
  'key that is 91 days old': (account) =>
    user(account, 'alice', { keys: [{ isActive: true, rotated: ago(account, 91), used: ago(account, 1) }] }),
  'two active keys': (account) =>
    user(account, 'alice', {
      keys: [
        { isActive: true, rotated: ago(account, 30), used: ago(account, 1) },
        { isActive: true, rotated: ago(account, 20), used: ago(account, 1) },
      ],
    }),
  'no password policy': (account) => {
    credentials(account).passwordPolicy = undefined;
  },
  'short passwords, which may be used again': (account) => {
    credentials(account).passwordPolicy = {
      ...{ MinimumPasswordLength: 10, RequireSymbols: true, AllowUsersToChangePassword: true },
      ...{ ExpirePasswords: true, MaxPasswordAge: 365 },
    };
  },
  'row that is cut by a comma': (account) => {
    credentials(account).rows = ['eve,x,arn:aws:iam::111122223333:user/eve,x,2026-01-01T00:00:00+00:00,true'];
  },
};

export const GUARD_BREAKS: Readonly<Record<string, Change>> = {
  'no guard': (account) => {
    account.signin.isOn = undefined;
    account.signin.statements.length = 0;
  },
  'guard that was never turned on': (account) => {
    account.signin.isOn = false;
  },
  'guard on, without statements': (account) => {
    account.signin.statements.length = 0;
  },
  'guard that is wider': guard([...TRUSTED, '198.51.100.0/24']),
  'guard that is narrower': guard(['203.0.113.0/25', '2001:db8::/32']),
  'guard of another network': guard(['198.51.100.0/24']),
  'guard of the first phase only': (account) => {
    account.signin.statements.splice(1, 1);
  },
  'guard with a condition of its own': (account) => {
    account.signin.statements.push({
      ...{ Effect: 'Deny', Principal: { AWS: '*' }, Action: ['signin:*'], Resource: '*' },
      Condition: { DateGreaterThan: { 'aws:CurrentTime': '2026-12-24T00:00:00Z' } },
    });
  },
  "guard that shuts out Identity Center's portal": (account) => {
    account.sso.instancesIn('us-east-1').push(CENTER);
  },
};

export const WATCH_BREAKS: Readonly<Record<string, Change>> = {
  'GuardDuty nowhere': (account) => {
    for (const region of GOOD_REGIONS) account.guardduty.detectorsIn(region).clear();
  },
  'GuardDuty in one region only': (account) => account.guardduty.detectorsIn('eu-north-1').clear(),
  'GuardDuty suspended': (account) => void account.guardduty.detectorsIn('eu-north-1').set('d1', 'DISABLED'),
};

/** Unusual, and yet good. */
export const DOOR_VARIANTS: Readonly<Record<string, Change>> = {
  'root without credentials, by its management account': (account) => {
    credentials(account).root = { ...credentials(account).root, hasPassword: false, devices: [] };
    credentials(account).features = { error: 'AccountNotManagementOrDelegatedAdministratorException' };
  },
  'central root access': (account) => {
    credentials(account).features = ['RootCredentialsManagement', 'RootSessions'];
  },
  'root with two security keys': (account) => {
    credentials(account).root.devices = ['arn:aws:iam::111122223333:u2f/root/key-1', 'GAHT12345679'];
  },
  'passkey, and a security key beside text messages': (account) => {
    user(account, 'alice', { devices: ['arn:aws:iam::111122223333:u2f/user/alice/key-1'] });
    user(account, 'bob', { devices: ['arn:aws:iam::111122223333:sms-mfa/bob', 'GAHT12345680'] });
  },
  'user who was deleted since the report': (account) => {
    user(account, 'carol', { devices: ['GAHT12345681'] });
    credentials(account).makeReport();
    credentials(account).users.delete('carol');
  },
  'password and key that were dropped since the report': (account) => {
    user(account, 'carol', {
      password: { changed: ago(account, 300), used: ago(account, 100) },
      keys: [
        { isActive: true, rotated: ago(account, 30), used: ago(account, 1) },
        { isActive: true, rotated: ago(account, 91), used: ago(account, 91) },
      ],
    });
    credentials(account).makeReport();
    const { password: _, ...left } = person(account, 'carol');
    credentials(account).users.set('carol', left);
  },
  'MFA that was registered since the report': (account) => {
    user(account, 'carol', { devices: [] });
    credentials(account).makeReport();
    user(account, 'carol', { devices: ['GAHT12345682'] });
  },
  'old key that is inactive': (account) =>
    user(account, 'alice', {
      keys: [
        { isActive: true, rotated: ago(account, 30), used: ago(account, 1) },
        { isActive: false, rotated: ago(account, 800), used: ago(account, 700) },
      ],
    }),
  'new user who never signed in': (account) =>
    user(account, 'carol', { created: ago(account, 3), password: { changed: ago(account, 3) }, keys: [] }),
  'password that was set anew after a long time': (account) =>
    user(account, 'bob', { password: { changed: ago(account, 1), used: ago(account, 200) } }),
  'name with a comma': (account) => user(account, 'ops,night', {}),
  'guard of halves of a network': guard(['203.0.113.0/25', '203.0.113.128/25', '2001:db8::/32']),
  'guard with a VPC beside': (account) => {
    for (const statement of account.signin.statements) {
      const condition = {
        ...(statement['Condition'] as object),
        StringNotEquals: { 'aws:SourceVpc': 'vpc-0abc123def4567890' },
      };
      Object.assign(statement, { Condition: condition });
    }
  },
  'Identity Center, and no guard': (account) => {
    account.sso.instancesIn('eu-north-1').push(CENTER);
    account.signin.isOn = undefined;
    account.signin.statements.length = 0;
  },
  'report that takes a while': (account) => {
    credentials(account).reportTakes = 4;
  },
};
