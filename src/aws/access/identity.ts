/** Whose account this is, and who asks. */

import type { Aws } from '../clients.ts';
import { askCaller, type Caller } from './caller.ts';

export interface Identity extends Pick<Caller, 'account' | 'arn' | 'partition'> {
  /** The home region. */
  readonly region: string;
}

/** Throws a `UserError` where there are no credentials, or none that AWS takes. */
export async function readIdentity(aws: Aws, command: string, signal: AbortSignal): Promise<Identity> {
  const { account, arn, partition } = await askCaller(aws, command, signal);
  return { account, arn, partition, region: await aws.homeRegion() };
}
