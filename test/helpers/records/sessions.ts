/** Records of sessions: the same identities again, with keys and times of creation. */
import { apiCall, at, iamUser, role, signIn } from './records.ts';

type Fields = Readonly<Record<string, unknown>>;

export const LASTING_KEY = 'AKIAEXAMPLEALICE00001';

/** A user with a long-lived key. */
export const byKey = (name = 'alice', key = LASTING_KEY): Fields => ({ ...iamUser(name), accessKeyId: key });

/** A user in the console: each request has a key of its own. `begun`: minutes. */
export const inConsole = (name: string, begun: number, key: string): Fields => ({
  ...iamUser(name),
  accessKeyId: key,
  sessionContext: { attributes: { creationDate: at(begun), mfaAuthenticated: 'false' } },
});

export interface RoleSession {
  readonly name: string;
  readonly session: string;
  readonly key: string;
  /** Minutes. */
  readonly begun: number;
  readonly account?: string;
}

/** A session of a role. */
export function asRole({ name, session, key, begun, account = '111122223333' }: RoleSession): Fields {
  const plain = role(name, session);
  const issuer = `AROAEXAMPLE${name.toUpperCase()}`;
  return {
    ...plain,
    principalId: `${issuer}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${name}/${session}`,
    accountId: account,
    accessKeyId: key,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: issuer,
        arn: `arn:aws:iam::${account}:role/${name}`,
        accountId: account,
        userName: name,
      },
      attributes: { creationDate: at(begun), mfaAuthenticated: 'false' },
    },
  };
}

/** The call by which somebody becomes that session. */
export function assumes(by: Fields, became: RoleSession, also: Fields = {}) {
  const { principalId, arn } = asRole(became);
  const account = became.account ?? '111122223333';
  return apiCall('sts', 'AssumeRole', {
    by,
    minute: became.begun,
    request: { roleArn: `arn:aws:iam::${account}:role/${became.name}`, roleSessionName: became.session },
    also: {
      readOnly: true,
      responseElements: {
        credentials: { accessKeyId: became.key },
        assumedRoleUser: { assumedRoleId: principalId, arn },
      },
      ...also,
    },
  });
}

/** A user's sign-in to the console, at that minute. */
export const entersConsole = (name: string, minute: number) => signIn({ by: iamUser(name), minute });
