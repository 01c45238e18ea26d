/** Inspection that reads the memory once: a survey notes each recall, a second pass gets the answers. */
import { createMemory, type Memory } from '../../core/counting/memory.ts';
import type { TrailEvent } from '../../core/event.ts';
import type { ActiveRule } from '../../core/inspection/activate.ts';
import type { Context } from '../../core/inspection/context.ts';
import { type Inspection, type InspectOptions, inspect } from '../../core/inspection/inspect.ts';
import type { TableMemory } from './memory.ts';
import type { Recall } from './windows.ts';

export interface Survey {
  /** Findings by this input alone. */
  readonly alone: Inspection;
  readonly recalls: readonly Recall[];
  readonly claims: readonly string[];
}

/** Inspects events by themselves, and notes what must be asked of the memory. */
export async function survey(
  events: readonly TrailEvent[],
  rules: readonly ActiveRule[],
  context: Context,
  options: InspectOptions = {},
): Promise<Survey> {
  const recalls: Recall[] = [];
  const claims = new Set<string>();
  const own = createMemory();
  const notes: Memory = {
    recall(key, entry, from, to) {
      recalls.push({ key, entry, from, to });
      return own.recall(key, entry, from, to);
    },
    tally(key, entry, length) {
      const tally = own.tally?.(key, entry, length);
      const { epoch } = entry.event;
      // Otherwise `recall` follows, and notes it.
      if (tally !== undefined) recalls.push({ key, entry, from: epoch - length, to: epoch + length });
      return tally;
    },
    claim(id, ...rest) {
      claims.add(id);
      return own.claim(id, ...rest);
    },
  };
  const alone = await inspect(events, rules, context, notes, options);
  return { alone, recalls, claims: [...claims] };
}

/** Inspects events that were surveyed, with all recalls prefetched together; where nothing is asked, `alone` is it. */
export async function inspectSurveyed(
  { alone, recalls, claims }: Omit<Survey, 'alone'> & Partial<Survey>,
  events: readonly TrailEvent[],
  rules: readonly ActiveRule[],
  context: Context,
  memory: TableMemory,
  options: InspectOptions = {},
): Promise<Inspection> {
  if (alone !== undefined && recalls.length === 0 && claims.length === 0) return alone;
  const read = await memory.prefetch(recalls, claims);
  // Each time another invocation was first with a claim of these, of which there are only so many.
  for (;;) {
    const round = await read.begin();
    const inspected = await inspect(events, rules, context, round, options);
    if (await round.settle()) return inspected;
  }
}

/** `inspect` with all recalls prefetched together. */
export async function inspectWithPrefetch(
  events: readonly TrailEvent[],
  rules: readonly ActiveRule[],
  context: Context,
  memory: TableMemory,
  options: InspectOptions = {},
): Promise<Inspection> {
  return inspectSurveyed(await survey(events, rules, context, options), events, rules, context, memory, options);
}
