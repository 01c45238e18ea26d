/** Real clients of AWS in virtual time: it stands still during their requests, but for the sandbox's own pauses. */
import type { Aws } from '../../../src/aws/clients.ts';
import type { VirtualClock } from '../host/virtual-clock.ts';

/** The SDK's own retries follow at the same moment, and so meet a throttled service still throttled. */
export function inVirtualTime(aws: Aws, clock: VirtualClock): Aws {
  const slowed = new WeakSet<object>();
  const slow = (client: unknown) => {
    if (!hasStack(client) || slowed.has(client)) return client;
    slowed.add(client);
    client.middlewareStack.add((next) => (args) => clock.during(() => next(args)), { step: 'initialize' });
    return client;
  };
  return new Proxy(aws, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function' || name === 'homeRegion' || name === 'checkCredentials') return member;
      return (...region: readonly unknown[]) => Promise.resolve(Reflect.apply(member, target, region)).then(slow);
    },
  });
}

interface Stacked {
  readonly middlewareStack: {
    add(middleware: (next: Handler) => Handler, where: { readonly step: 'initialize' }): void;
  };
}
type Handler = (args: unknown) => Promise<unknown>;

const hasStack = (client: unknown): client is Stacked =>
  typeof client === 'object' && client !== null && 'middlewareStack' in client;
