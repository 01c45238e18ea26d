/** Reads the ways into an account: its credentials, the guard in front of them, and who watches. */
import type { DoorsState } from '../../../auditing/doors/state.ts';
import { mapConcurrent } from '../../map-concurrent.ts';
import type { Reader } from '../attempt.ts';
import { readReport } from './credential-report.ts';
import { withCurrent } from './current.ts';
import { readGuard } from './guard.ts';
import { readOtherDevices, readPasswordPolicy, readRootAccess, readSummary, readVirtualDevices } from './iam.ts';
import { readGuardDuty, readIdentityCenters } from './regional.ts';

const REGIONS_AT_ONCE = 4;

/** `now`: milliseconds since the epoch. */
export async function readDoors(
  { account, regions, now }: { readonly account: string; readonly regions: readonly string[]; readonly now: number },
  reader: Reader,
): Promise<DoorsState> {
  // IAM is one for all regions; sentences about failed reads name the one at hand.
  const [region = 'us-east-1'] = regions;
  const [credentials, summary, passwordPolicy, rootAccess, guard, identityCenters, guardDuty] = await Promise.all([
    readCredentials({ account, region, now }, reader),
    readSummary(region, reader),
    readPasswordPolicy(region, reader),
    readRootAccess(region, reader),
    readGuard(region, reader),
    eachRegion(regions, (one) => readIdentityCenters(one, reader)),
    eachRegion(regions, (one) => readGuardDuty(one, reader)),
  ]);
  return { ...credentials, summary, passwordPolicy, rootAccess, guard, identityCenters, guardDuty };
}

async function readCredentials(
  { account, region, now }: { readonly account: string; readonly region: string; readonly now: number },
  reader: Reader,
) {
  const [made, virtualDevices] = await Promise.all([
    readReport(region, reader),
    readVirtualDevices(account, region, reader),
  ]);
  const otherDevices = await readOtherDevices(made, virtualDevices, region, reader);
  const report = await withCurrent(made, { virtualDevices, otherDevices }, { region, now }, reader);
  return { report, virtualDevices, otherDevices };
}

async function eachRegion<T>(
  regions: readonly string[],
  ask: (region: string) => Promise<T>,
): Promise<ReadonlyMap<string, T>> {
  return new Map(await mapConcurrent(regions, REGIONS_AT_ONCE, async (region) => [region, await ask(region)] as const));
}
