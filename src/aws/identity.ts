/** Whose account this is, and who asks. */
import type { Aws } from './clients.ts';
import { explainAws } from './errors.ts';

export interface Identity {
  readonly account: string;
  /** Of the caller. */
  readonly arn: string;
  /** `aws`, `aws-us-gov`, `aws-cn` */
  readonly partition: string;
  /** The home region. */
  readonly region: string;
}

/** Throws a `UserError` where there are no credentials, or none that AWS takes. */
export async function readIdentity(aws: Aws): Promise<Identity> {
  const region = await aws.homeRegion();
  try {
    const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
    const { Account: account = '', Arn: arn = '' } = await (await aws.sts()).send(new GetCallerIdentityCommand({}));
    return { account, arn, partition: arn.split(':')[1] ?? 'aws', region };
  } catch (error) {
    throw explainAws(error, { action: 'sts:GetCallerIdentity', region, profile: aws.profile, command: 'deploy' });
  }
}
