/** Inspection that reads the memory once: a first pass notes each recall, a second one gets the answers. */
import type { ActiveRule } from '../../core/activate.ts';
import type { Context } from '../../core/context.ts';
import type { TrailEvent } from '../../core/event.ts';
import { type Inspection, type InspectOptions, inspect } from '../../core/inspect.ts';
import type { Memory } from '../../core/memory.ts';
import type { Recall, TableMemory } from './memory.ts';

/** `inspect` with all recalls prefetched together. */
export async function inspectWithPrefetch(
  events: readonly TrailEvent[],
  rules: readonly ActiveRule[],
  context: Context,
  memory: TableMemory,
  options: InspectOptions = {},
): Promise<Inspection> {
  const recalls: Recall[] = [];
  let hasClaims = false;
  const notes: Memory = {
    recall: async (key, entry, from, to) => {
      recalls.push({ key, entry, from, to });
      return [entry];
    },
    claim: async (_, owner) => {
      hasClaims = true;
      return owner;
    },
  };
  const first = await inspect(events, rules, context, notes, options);
  if (recalls.length === 0 && !hasClaims) return first;
  return inspect(events, rules, context, await memory.prefetch(recalls), options);
}
