/** What rules would like to remember, before anything is read or written. */
import type { ActiveRule } from '../../core/activate.ts';
import type { Context } from '../../core/context.ts';
import type { TrailEvent } from '../../core/event.ts';
import { type Inspection, inspect } from '../../core/inspect.ts';
import type { Memory } from '../../core/memory.ts';
import type { TableMemory, Wish } from './memory.ts';

/** As `inspect`, with all that it asks of the memory asked together. */
export async function inspectTogether(
  events: readonly TrailEvent[],
  rules: readonly ActiveRule[],
  context: Context,
  memory: TableMemory,
): Promise<Inspection> {
  const wishes: Wish[] = [];
  const notes: Memory = {
    recall: async (key, entry, from, to) => {
      wishes.push({ key, entry, from, to });
      return [entry];
    },
    claim: async (_, owner) => owner,
  };
  const first = await inspect(events, rules, context, notes);
  return wishes.length === 0 ? first : inspect(events, rules, context, await memory.remember(wishes));
}
