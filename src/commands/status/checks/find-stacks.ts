/** Finds stacks by name: present, missing, or not readable. */
import type { Aws } from '../../../aws/clients.ts';
import { describeStack, type StackState } from '../../../aws/cloudformation/stacks.ts';
import { faultOf } from '../../../aws/fault.ts';
import { enabledRegions } from '../../../aws/regions.ts';
import { namesOf } from '../../../core/names.ts';
import { UserError } from '../../../core/user-error.ts';

/** Undefined if the stack is missing; an error if it may not be read. */
export type Found = StackState | UserError | undefined;

/** A stack that was only planned counts as missing. Returns a refusal; throws a `UserError` for any other error. */
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
  /** Why regions may be missing; undefined if AWS listed them. */
  readonly refusal: UserError | undefined;
}

/** A region that can't be reached doesn't hide the others. Throws a `UserError` if none can be. */
export async function findForwarders(name: string, home: string, aws: Aws, signal: AbortSignal): Promise<Forwarders> {
  const { regions, refusal } = await enabledRegions(aws, signal);
  const ask = async (region: string): Promise<Forwarder> => {
    const stack = await find(namesOf(name).stack('forwarder'), region, aws).catch((error: unknown) => {
      if (error instanceof UserError) return error;
      throw error;
    });
    return { region, stack };
  };
  return { forwarders: await Promise.all(regions.filter((region) => region !== home).map(ask)), refusal };
}
