/** Clients that are made when they are first asked for, once, and refuse answers that aren't AWS's. */
import { once } from '../core/once.ts';
import { type Checked, type CommandOutput, checked } from './answers.ts';

/** The one client of a service that has no regions. */
export function alone<C, I extends object, O extends CommandOutput>(
  make: () => Promise<Checked<C, I, O>>,
): () => Promise<Checked<C, I, O>> {
  return once(async () => checked(await make()));
}

/** A region's client and its connections serve all who ask there. */
export function eachRegion<R extends string | undefined, C, I extends object, O extends CommandOutput>(
  make: (region: R) => Promise<Checked<C, I, O>>,
): (region: R) => Promise<Checked<C, I, O>> {
  const made = new Map<R, Promise<Checked<C, I, O>>>();
  return (region) => {
    const client = made.get(region) ?? make(region).then(checked);
    made.set(region, client);
    return client;
  };
}
