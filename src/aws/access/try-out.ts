/** Calls that read next to nothing and change nothing: the answer shows whether their action is allowed. */
import type { Aws } from '../clients.ts';
import { faultOf, readError } from '../fault.ts';

type Call = (aws: Aws, resource: string, abortSignal: AbortSignal) => Promise<unknown>;

const CALLS: Readonly<Record<string, Call>> = {
  'cloudtrail:LookupEvents': async (aws, _, abortSignal) => {
    const { LookupEventsCommand } = await import('@aws-sdk/client-cloudtrail');
    const client = await aws.cloudtrail(await aws.homeRegion());
    return client.send(new LookupEventsCommand({ MaxResults: 1 }), { abortSignal });
  },
  'account:ListRegions': async (aws, _, abortSignal) => {
    const { ListRegionsCommand } = await import('@aws-sdk/client-account');
    return (await aws.account()).send(new ListRegionsCommand({ MaxResults: 1 }), { abortSignal });
  },
  // Not decrypted: the value stays unreadable.
  'ssm:GetParameter': async (aws, resource, abortSignal) => {
    const { GetParameterCommand } = await import('@aws-sdk/client-ssm');
    const Name = resource.slice(resource.indexOf(':parameter') + ':parameter'.length);
    return (await aws.ssm()).send(new GetParameterCommand({ Name, WithDecryption: false }), { abortSignal });
  },
};

/** The decision shown by the call; `unknown` for calls with effects. */
export async function tryOut(
  action: string,
  resource: string,
  aws: Aws,
  signal: AbortSignal,
): Promise<'allowed' | 'denied' | 'unknown'> {
  const call = CALLS[action];
  if (call === undefined) return 'unknown';
  try {
    await call(aws, resource, signal);
    return 'allowed';
  } catch (error) {
    // AWS reports a missing parameter only to callers that may read it.
    if (readError(error).name === 'ParameterNotFound') return 'allowed';
    return faultOf(error) === 'denied' ? 'denied' : 'unknown';
  }
}
