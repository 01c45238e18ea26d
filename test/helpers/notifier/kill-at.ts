/** Kills the deployed function in the middle of its work. */
import type { FaultInjector } from '../../../sandbox/account/router.ts';
import type { RunningNotifier } from './running-notifier.ts';

interface Holder {
  notifier?: RunningNotifier;
  isDone: boolean;
}

/** Kills the function when it asks for this the `count`th time, before or after the service has done it. */
export function killAt(
  service: string,
  action: string,
  when: 'before' | 'after' = 'before',
  count = 1,
): { readonly holder: Holder; readonly trouble: FaultInjector } {
  const holder: Holder = { isDone: false };
  let left = count;
  return {
    holder,
    trouble: (asked, what) => {
      if (holder.isDone || holder.notifier === undefined || asked !== service || what !== action) return undefined;
      left -= 1;
      if (left > 0) return undefined;
      holder.isDone = true;
      holder.notifier.function.kill();
      return when === 'before' ? { status: 500, body: '{}' } : undefined;
    },
  };
}
