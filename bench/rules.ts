/** Every rule that is on over a day of a busy account: ordinary API traffic, with one sign-in in 200. */
import { createMemory } from '../src/core/counting/memory.ts';
import type { TrailEvent } from '../src/core/event.ts';
import { activate } from '../src/core/inspection/activate.ts';
import { makeContext } from '../src/core/inspection/context.ts';
import { inspect } from '../src/core/inspection/inspect.ts';
import { normalise } from '../src/core/record/normalise.ts';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { RULES } from '../src/rules/index.ts';
import { A_SIGN_IN, recordAt } from './corpus.ts';

const RECORDS = 200_000;
const ROUNDS = 3;

/** Best of a few rounds each: the work is measured, not the neighbours. */
export async function rulesRatio(): Promise<number> {
  const lines = Array.from({ length: RECORDS }, (_, index) => JSON.stringify(recordAt(index)));
  const settings = { ...DEFAULT_SETTINGS, trusted: [{ cidr: '203.0.113.0/24' }] };
  const rules = activate(RULES, settings);
  const context = makeContext(settings);
  let parsing = Number.POSITIVE_INFINITY;
  let looking = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    const records = lines.map((line) => JSON.parse(line));
    const parsed = performance.now();
    const events: TrailEvent[] = [];
    for (const record of records) {
      const result = normalise(record);
      if (result.kind === 'event') events.push(result.event);
    }
    const { findings } = await inspect(events, rules, context, createMemory());
    if (findings.length < RECORDS / A_SIGN_IN / 2)
      throw new Error('the rules found next to nothing: this measures no work');
    parsing = Math.min(parsing, parsed - start);
    looking = Math.min(looking, performance.now() - parsed);
  }
  return looking / parsing;
}
