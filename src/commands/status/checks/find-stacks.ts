/** Stacks by name: there, not there, or not to be asked. */
import type { Aws } from '../../../aws/clients.ts';
import { describeStack, type StackState } from '../../../aws/cloudformation/stacks.ts';
import { faultOf } from '../../../aws/fault.ts';
import { enabledRegions } from '../../../aws/regions.ts';
import { namesOf } from '../../../core/names.ts';
import { UserError } from '../../../core/user-error.ts';

/** Undefined where there is none; an error where it could not be asked. */
export type Found = StackState | UserError | undefined;

/** A stack that somebody only planned is none. Not being allowed to look is told; anything else throws a `UserError`. */
export async function find(name: string, region: string, aws: Aws): Promise<Found> {
  try {
    const stack = await describeStack(name, region, aws);
    return stack?.status === 'REVIEW_IN_PROGRESS' ? undefined : stack;
  } catch (error) {
    if (error instanceof UserError && faultOf(error.cause) === 'denied') return error;
    throw error;
  }
}

export interface Forwarder {
  readonly region: string;
  readonly stack: Found;
}

export interface Forwarders {
  /** One for each other enabled region. */
  readonly forwarders: readonly Forwarder[];
  /** Why regions may be left out; undefined where AWS listed them. */
  readonly notCovered: string | undefined;
}

/** One region that can't be reached doesn't hide the others. Throws a `UserError` where none can. */
export async function findForwarders(name: string, home: string, aws: Aws, signal: AbortSignal): Promise<Forwarders> {
  const { regions, notCovered } = await enabledRegions(aws, signal);
  const ask = async (region: string): Promise<Forwarder> => {
    const stack = await find(namesOf(name).stack('forwarder'), region, aws).catch((error: unknown) => {
      if (error instanceof UserError) return error;
      throw error;
    });
    return { region, stack };
  };
  return { forwarders: await Promise.all(regions.filter((region) => region !== home).map(ask)), notCovered };
}
