/** Reads of each region: instances of Identity Center, and GuardDuty's detector. */
import type { InstanceMetadata } from '@aws-sdk/client-sso-admin';
import type { Detector, IdentityCenter } from '../../../auditing/doors/state.ts';
import { type Reading, read } from '../../../auditing/snapshot.ts';
import { attempt, attemptPages, type Reader } from '../attempt.ts';

/** An instance shows in its own region only. */
export async function readIdentityCenters(region: string, reader: Reader): Promise<Reading<readonly IdentityCenter[]>> {
  const { ListInstancesCommand } = await import('@aws-sdk/client-sso-admin');
  return attemptPages('sso:ListInstances', region, reader, async (token) => {
    const client = await reader.aws.ssoAdmin(region);
    const command = new ListInstancesCommand({ NextToken: token });
    const { Instances = [], NextToken } = await client.send(command, { abortSignal: reader.signal });
    return [Instances.map(centerFrom), NextToken];
  });
}

const centerFrom = ({ InstanceArn = '', OwnerAccountId = '', Status }: InstanceMetadata): IdentityCenter => ({
  arn: InstanceArn,
  owner: OwnerAccountId,
  status: Status ?? '',
});

/** A region has one detector at most. */
export async function readGuardDuty(region: string, reader: Reader): Promise<Reading<readonly Detector[]>> {
  const { GetDetectorCommand, ListDetectorsCommand } = await import('@aws-sdk/client-guardduty');
  const listed = await attempt('guardduty:ListDetectors', region, reader, async () => {
    const client = await reader.aws.guardduty(region);
    return (await client.send(new ListDetectorsCommand({}), { abortSignal: reader.signal })).DetectorIds ?? [];
  });
  if (listed.kind === 'refused') return listed;
  const detectors: Detector[] = [];
  for (const id of listed.value) {
    const status = await attempt('guardduty:GetDetector', region, reader, async () => {
      const client = await reader.aws.guardduty(region);
      return (await client.send(new GetDetectorCommand({ DetectorId: id }), { abortSignal: reader.signal })).Status;
    });
    if (status.kind === 'refused') return status;
    detectors.push({ id, isEnabled: status.value === 'ENABLED' });
  }
  return read(detectors);
}
