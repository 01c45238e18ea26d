/** How far a test got through each pipeline, and how long each step took. */
import { Chalk } from 'chalk';
import { visible } from '../core/text.ts';
import type { ProofWords } from '../messages/operate/proof.ts';
import { columns } from './columns.ts';

export interface ShownHop {
  readonly pipeline: string;
  readonly step: string;
  readonly outcome: 'ok' | 'failed';
  readonly ms: number;
  readonly detail: string;
}

interface Options {
  readonly columns: number;
  readonly colour: boolean;
  readonly isPlain?: boolean | undefined;
  readonly words: ProofWords;
}

export function renderHops(hops: readonly ShownHop[], options: Options): string {
  const paint = new Chalk({ level: options.colour ? 1 : 0 });
  const table = columns({
    head: [...options.words.columns],
    rows: hops.map(({ pipeline, step, outcome, ms, detail }) => [
      { text: pipeline },
      { text: stepName(step, options.words) },
      { text: options.words.outcome[outcome], paint: outcome === 'ok' ? paint.green : paint.red },
      { text: options.words.seconds((ms / 1_000).toFixed(1)) },
      { text: visible(detail) },
    ]),
    flexible: 4,
    width: options.columns,
    isPlain: options.isPlain,
  });
  return `${table}\n`;
}

/** While a test is going on: `events: function ok` */
export const hopLine = (
  { pipeline, step, outcome }: Pick<ShownHop, 'pipeline' | 'step' | 'outcome'>,
  words: ProofWords,
) => `${pipeline}: ${stepName(step, words)} ${words.outcome[outcome]}`;

/** A channel goes by its own name. */
function stepName(step: string, words: ProofWords): string {
  return new Map(Object.entries(words.step)).get(step) ?? visible(step);
}
