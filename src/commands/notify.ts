/** `replay --notify`: sends what was found. */
import { UserError } from '../core/user-error.ts';

export async function notifyChannels(..._: readonly unknown[]): Promise<void> {
  throw new UserError('sending comes with the next change');
}
