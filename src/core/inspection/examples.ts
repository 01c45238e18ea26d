/**
 * Examples of events that a rule fires on and of others that it ignores; shipped and own rules are tried by this code.
 */
import { createMemory } from '../counting/memory.ts';
import type { TrailEvent } from '../event.ts';
import type { Words } from '../language.ts';
import { normalise } from '../record/normalise.ts';
import type { Finding, Rule } from '../rule.ts';
import type { Settings } from '../settings.ts';
import { wordsFrom } from '../words.ts';
import { activate } from './activate.ts';
import { makeContext } from './context.ts';
import { inspect } from './inspect.ts';
import { RULE_WORDS } from './rule-words.ts';

/** Each entry is a record, or a list of records that came together (for a rule that counts). */
export interface Examples {
  readonly fires: readonly unknown[];
  readonly quiet: readonly unknown[];
}

export interface ExampleOutcome {
  /** The example's position, e.g. `fires[0]`. */
  readonly place: string;
  readonly findings: readonly Finding[];
  /** The difference from the example's expectation; undefined if there is none. */
  readonly problem: Words | undefined;
}

/** Tries every example, each with a memory of its own. The rule counts as on, whatever the settings say. */
export async function checkExamples(
  rule: Rule,
  examples: Examples,
  settings: Settings,
): Promise<readonly ExampleOutcome[]> {
  const outcomes: ExampleOutcome[] = [];
  for (const kind of ['fires', 'quiet'] as const) {
    for (const [index, example] of examples[kind].entries()) {
      const { findings, problem } = await tryExample(rule, example, settings);
      const place = `${kind}[${index}]`;
      outcomes.push({ place, findings, problem: problem ?? mismatch(kind, findings) });
    }
  }
  return outcomes;
}

function mismatch(kind: keyof Examples, findings: readonly Finding[]): Words | undefined {
  const [first] = findings;
  if (kind === 'fires') return first === undefined ? wordsFrom(RULE_WORDS, (words) => words.stayedQuiet) : undefined;
  if (first === undefined) return undefined;
  return wordsFrom(RULE_WORDS, (words, language) => words.fired(first.message[language]));
}

async function tryExample(
  rule: Rule,
  example: unknown,
  settings: Settings,
): Promise<Pick<ExampleOutcome, 'findings' | 'problem'>> {
  const records: readonly unknown[] = Array.isArray(example) ? example : [example];
  const events: TrailEvent[] = [];
  for (const [index, record] of records.entries()) {
    const reading = normalise(record);
    if (reading.kind === 'unreadable') {
      const problem = wordsFrom(RULE_WORDS, (words, language) => words.badRecord(index + 1, reading.reason[language]));
      return { findings: [], problem };
    }
    events.push(reading.event);
  }
  const active = activate([rule], settings, [rule.id]);
  const { findings, failures } = await inspect(events, active, makeContext(settings), createMemory());
  const failure = failures[0];
  if (failure === undefined) return { findings, problem: undefined };
  return { findings, problem: wordsFrom(RULE_WORDS, (words) => words.failed(failure.reason)) };
}
