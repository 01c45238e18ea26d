/** A role in another account, taken by the caller: its credentials, renewed before they are over. */
import { MINUTE } from '../../core/time.ts';
import { type Aws, type AwsOptions, makeAws } from '../clients.ts';

/** One name for all, so that these sessions are one principal in the trail, and can be excepted. */
const SESSION_NAME = 'aws-login-watch';
/** The SDK renews credentials that end within so long. */
const RENEWED_BEFORE = 5 * MINUTE;

export interface Role {
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string;
  readonly account: string;
  /** With its path, if it has one. */
  readonly name: string;
}

const arnOf = ({ partition, account, name }: Role) => `arn:${partition}:iam::${account}:role/${name}`;

/** Clients that act as the role. Nothing is asked yet; `checkCredentials` takes the role, or throws AWS's refusal. */
export function awsInRole(role: Role, caller: Aws, options: AwsOptions, now: () => number): Aws {
  let session: Promise<Session> | undefined;
  const credentials = async () => {
    const known = session;
    if (known !== undefined) {
      const taken = await known;
      if (taken.expiration.getTime() - now() >= RENEWED_BEFORE) return taken;
      if (session === known) session = undefined;
    }
    // Every region's client asks, and one session serves them all; a refusal is asked for again.
    session ??= takeRole(role, caller).catch((error: unknown) => {
      session = undefined;
      throw error;
    });
    return session;
  };
  const { profile: _, ...rest } = options;
  return { ...makeAws({ ...rest, credentials }), profile: caller.profile };
}

interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: an hour, which a chained role can't exceed. */
async function takeRole(role: Role, caller: Aws): Promise<Session> {
  const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
  const client = await caller.sts();
  const { Credentials } = await client.send(
    new AssumeRoleCommand({ RoleArn: arnOf(role), RoleSessionName: SESSION_NAME }),
  );
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration = new Date(0) } = Credentials ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}
