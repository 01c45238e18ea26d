/** The keys with which AWS signs CloudTrail's digest files in one region. */
import type { Aws } from '../../../aws/clients.ts';
import { faultOf } from '../../../aws/fault.ts';
import { WEEK } from '../../../core/time.ts';
import type { Host } from '../../../host.ts';
import type { PublicKeys } from '../../../sources/s3/digests/verifier.ts';
import type { Span } from '../../../sources/s3/objects.ts';

const MOST_TRIES = 5;
const PAUSE = 1_000;

/**
 * A backfill is signed with the key of the time when it was made, which is later than its end. Rejects as the SDK does.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html
 */
export async function publicKeys(aws: Aws, region: string, { from }: Span, host: Host): Promise<PublicKeys> {
  const { ListPublicKeysCommand } = await import('@aws-sdk/client-cloudtrail');
  const client = await aws.cloudtrail(region);
  const found = new Map<string, Uint8Array>();
  let NextToken: string | undefined;
  do {
    const command = new ListPublicKeysCommand({
      StartTime: new Date(from - WEEK),
      EndTime: new Date(host.now()),
      ...(NextToken === undefined ? {} : { NextToken }),
    });
    const page = await patiently(() => client.send(command, { abortSignal: host.signal }), host);
    for (const { Fingerprint, Value } of page.PublicKeyList ?? []) {
      if (Fingerprint !== undefined && Value !== undefined) found.set(Fingerprint, Value);
    }
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return found;
}

/** The client never retries by itself. */
async function patiently<T>(work: () => Promise<T>, { sleep, signal }: Host): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const fault = faultOf(error);
      const isWorthIt = fault === 'throttled' || fault === 'server' || fault === 'unreachable';
      if (!isWorthIt || tries === MOST_TRIES || signal.aborted) throw error;
      await sleep(PAUSE * tries, signal);
    }
  }
}
